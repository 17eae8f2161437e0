import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap, unwrapAs } from "@/api/client";
import type { Chart, ChartSpec, Dashboard, DashboardSpec, DashboardSummary, DatasetSummary, FilterValue, SaveDashboard, SemanticModel } from "@/api/contracts";
import type { Page } from "@/api/types";
import { afterFailure } from "@/query/after-failure";

const searching = (search: string) => (search === "" ? {} : { search });

export const datasetsOptions = (search: string) =>
  queryOptions({
    queryKey: ["datasets", { search, for: "explore" }],
    queryFn: () => unwrap<Page<DatasetSummary>>(api.GET("/api/v1/datasets", { params: { query: { limit: 100, ...searching(search) } } })),
  });

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
          params: { path: { dataset_id: datasetId, member }, query: { limit: 100, ...searching(search), ...afterFailure(context) } },
          signal: context.signal,
        }),
      ),
    staleTime: 60_000,
  });

export const dashboardsOptions = (search: string) =>
  infiniteQueryOptions({
    queryKey: ["dashboards", { search, for: "explore" }],
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page<DashboardSummary>) => page.next_cursor,
    queryFn: ({ pageParam }) =>
      unwrap<Page<DashboardSummary>>(
        api.GET("/api/v1/dashboards", { params: { query: { limit: 50, ...searching(search), ...(pageParam !== null && { cursor: pageParam }) } } }),
      ),
  });

const at = (id: string) => ({ params: { path: { dashboard_id: id } } });

export const readDashboard = (id: string): Promise<Dashboard> => unwrap(api.GET("/api/v1/dashboards/{dashboard_id}", at(id)));

export const saveDashboard = (id: string, body: SaveDashboard): Promise<Dashboard> =>
  unwrap(api.PUT("/api/v1/dashboards/{dashboard_id}", { ...at(id), body }));

export const createDashboard = (name: string, spec: DashboardSpec): Promise<Dashboard> =>
  unwrap(api.POST("/api/v1/dashboards", { body: { name, spec } }));

export const saveChart = (name: string, spec: ChartSpec): Promise<Chart> => unwrap(api.POST("/api/v1/charts", { body: { name, spec } }));
