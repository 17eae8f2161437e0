import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Chart, ChartSpec, DashboardSummary, Explanation, QuerySpec } from "@/api/contracts";
import type { Page } from "@/api/types";

const searching = (search: string) => (search === "" ? {} : { search });

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

export const saveChart = (name: string, spec: ChartSpec): Promise<Chart> => unwrap(api.POST("/api/v1/charts", { body: { name, spec } }));

export const chartOptions = (id: string) =>
  queryOptions({
    queryKey: ["chart", id],
    queryFn: () => unwrap<Chart>(api.GET("/api/v1/charts/{chart_id}", { params: { path: { chart_id: id } } })),
    staleTime: 0,
  });

/** How a question becomes a statement. */
export const explainOptions = (spec: QuerySpec) =>
  queryOptions({
    queryKey: ["explain", spec],
    queryFn: ({ signal }) => unwrap<Explanation>(api.POST("/api/v1/query/explain", { body: spec, signal })),
    staleTime: Infinity,
    gcTime: 0,
  });
