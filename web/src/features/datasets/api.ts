import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap, unwrapAs } from "@/api/client";
import type { ColumnType, Dataset, DatasetSummary, DatasetVersion, Filter, Profile, Rejects, RowsResult } from "@/api/contracts";
import type { Page } from "@/api/types";
import { afterFailure } from "@/query/after-failure";

const at = (id: string) => ({ path: { dataset_id: id } });

export const datasetsOptions = (search: string) =>
  queryOptions({
    queryKey: ["datasets", { search }],
    queryFn: () => unwrap<Page<DatasetSummary>>(api.GET("/api/v1/datasets", { params: { query: { limit: 200, ...(search !== "" && { search }) } } })),
    // While a file is being read its row count is still to come.
    refetchInterval: (query) => (query.state.data?.items.some(({ status }) => status === "importing") ? 1_500 : false),
  });

export const datasetOptions = (id: string) =>
  queryOptions({
    queryKey: ["dataset", id],
    queryFn: () => unwrap<Dataset>(api.GET("/api/v1/datasets/{dataset_id}", { params: at(id) })),
    refetchInterval: (query) => (query.state.data?.status === "importing" ? 1_500 : false),
  });

export const profileOptions = (id: string, versionId: string) =>
  queryOptions({
    queryKey: ["dataset", id, "profile", versionId],
    queryFn: () => unwrap<Profile>(api.GET("/api/v1/datasets/{dataset_id}/profile", { params: at(id) })),
    staleTime: Infinity,
  });

export const versionsOptions = (id: string) =>
  queryOptions({
    queryKey: ["dataset", id, "versions"],
    queryFn: () => unwrap<Page<DatasetVersion>>(api.GET("/api/v1/datasets/{dataset_id}/versions", { params: at(id) })),
    staleTime: 0,
  });

export const rejectsOptions = (id: string, versionId: string) =>
  infiniteQueryOptions({
    queryKey: ["dataset", id, "rejects", versionId],
    queryFn: ({ pageParam }) =>
      unwrap<Rejects>(api.GET("/api/v1/datasets/{dataset_id}/rejects", { params: { ...at(id), query: { limit: 100, ...(pageParam !== "" && { cursor: pageParam }) } } })),
    initialPageParam: "",
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

export type RowsQuestion = { sort: string | null; isDescending: boolean; filters: readonly Filter[] };

export const rowsOptions = (id: string, versionId: string, { sort, isDescending, filters }: RowsQuestion, offset: number, limit: number) =>
  queryOptions({
    queryKey: ["preview", id, versionId, sort, isDescending, filters, offset],
    queryFn: (context) =>
      unwrapAs<RowsResult>(
        api.GET("/api/v1/datasets/{dataset_id}/preview", {
          signal: context.signal,
          params: {
            ...at(id),
            query: {
              limit, offset,
              ...(sort !== null && { sort, descending: isDescending }),
              ...(filters.length > 0 && { filter: JSON.stringify(filters) }),
              ...afterFailure(context),
            },
          },
        }),
      ),
    staleTime: Infinity,
    gcTime: 60_000,
  });

export const updateDataset = (id: string, body: { name?: string; description?: string }): Promise<Dataset> =>
  unwrap(api.PATCH("/api/v1/datasets/{dataset_id}", { params: at(id), body }));

export type ColumnChange = { name: string; label?: string; description?: string; is_hidden?: boolean; type?: ColumnType };

export const updateColumns = (id: string, columns: readonly ColumnChange[]): Promise<Dataset> =>
  unwrap(api.PATCH("/api/v1/datasets/{dataset_id}/columns", { params: at(id), body: { columns: [...columns] } }));

export const activateVersion = (id: string, versionId: string): Promise<Dataset> =>
  unwrap(api.POST("/api/v1/datasets/{dataset_id}/versions/{version_id}/activate", { params: { path: { dataset_id: id, version_id: versionId } } }));

export const trashDataset = (id: string): Promise<void> => unwrap(api.DELETE("/api/v1/datasets/{dataset_id}", { params: at(id) }));

export const restoreDataset = (id: string): Promise<unknown> =>
  unwrap(api.POST("/api/v1/trash/{kind}/{id}/restore", { params: { path: { kind: "dataset", id } } }));
