import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Dataset, Import } from "@/api/contracts";

const FOLLOW_EVERY_MS = 500;

export type DatasetWords = { name: string; description: string | null };

/** Begins to make a dataset of a run or a saved query; the server goes on by itself. */
export const makeDataset = (queryId: string, words: DatasetWords): Promise<Dataset> =>
  unwrap(api.POST("/api/v1/queries/{query_id}/dataset", { params: { path: { query_id: queryId } }, body: words }));

export const cancelMaking = (importId: string): Promise<Import> =>
  unwrap(api.DELETE("/api/v1/imports/{import_id}", { params: { path: { import_id: importId } } }));

export const isUnderWay = (status: Import["status"] | undefined): boolean => status === undefined || status === "queued" || status === "running";

/** How far a dataset is, asked again until it is there or has failed. */
export const makingOptions = (importId: string) =>
  queryOptions({
    queryKey: ["imports", importId],
    queryFn: () => unwrap<Import>(api.GET("/api/v1/imports/{import_id}", { params: { path: { import_id: importId } } })),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.status) ? FOLLOW_EVERY_MS : false),
    staleTime: 0,
  });
