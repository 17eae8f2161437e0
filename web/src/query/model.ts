import { queryOptions } from "@tanstack/react-query";
import { api, unwrap, unwrapAs } from "@/api/client";
import type { FilterValue, SemanticModel } from "@/api/contracts";
import { afterFailure } from "./after-failure";

/** The fields of a dataset. */
export const modelOptions = (datasetId: string) =>
  queryOptions({
    queryKey: ["model", datasetId],
    queryFn: () => unwrap<SemanticModel>(api.GET("/api/v1/datasets/{dataset_id}/model", { params: { path: { dataset_id: datasetId } } })),
    staleTime: 60_000,
  });

export type MemberValues = { rows: [FilterValue, number][]; total_rows: number };

/** The values of a field with how often each stands, most frequent first. */
export const valuesOptions = (datasetId: string, member: string, search: string) =>
  queryOptions({
    queryKey: ["field-values", datasetId, member, search],
    queryFn: (context) =>
      unwrapAs<MemberValues>(
        api.GET("/api/v1/datasets/{dataset_id}/members/{member}/values", {
          params: { path: { dataset_id: datasetId, member }, query: { limit: 100, ...(search !== "" && { search }), ...afterFailure(context) } },
          signal: context.signal,
        }),
      ),
    staleTime: 60_000,
  });

export type ValuesOptions = ReturnType<typeof valuesOptions>;
