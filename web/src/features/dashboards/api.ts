import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Dashboard, DashboardRevision, DashboardSummary } from "@/api/contracts";
import { readDashboard } from "@/api/dashboards";
import type { Page } from "@/api/types";

const at = (id: string) => ({ params: { path: { dashboard_id: id } } });

export const dashboardOptions = (id: string) =>
  queryOptions({
    queryKey: ["dashboard", id],
    queryFn: () => readDashboard(id),
    staleTime: 0,
  });

export const dashboardsOptions = (search: string) =>
  queryOptions({
    queryKey: ["dashboards", { search }],
    queryFn: () =>
      unwrap<Page<DashboardSummary>>(
        api.GET("/api/v1/dashboards", { params: { query: { limit: 200, ...(search !== "" && { search }) } } }),
      ),
  });

export const revisionsOptions = (id: string) =>
  queryOptions({
    queryKey: ["dashboard", id, "revisions"],
    queryFn: () => unwrap<Page<DashboardRevision>>(api.GET("/api/v1/dashboards/{dashboard_id}/revisions", at(id))),
    staleTime: 0,
  });

export const showcaseOptions = () =>
  queryOptions({
    queryKey: ["showcase"],
    queryFn: () => unwrap<{ dashboard: Dashboard }>(api.GET("/api/v1/public/showcase")),
    staleTime: Infinity,
  });

export const duplicateDashboard = (id: string): Promise<Dashboard> =>
  unwrap(api.POST("/api/v1/dashboards/{dashboard_id}/duplicate", at(id)));

export const trashDashboard = (id: string): Promise<void> =>
  unwrap(api.DELETE("/api/v1/dashboards/{dashboard_id}", at(id)));

export const restoreDashboard = (id: string): Promise<Dashboard> =>
  unwrap(api.POST("/api/v1/dashboards/{dashboard_id}/restore", at(id)));

export const restoreRevision = (id: string, revision: number): Promise<Dashboard> =>
  unwrap(
    api.POST("/api/v1/dashboards/{dashboard_id}/revisions/{revision}/restore", {
      params: { path: { dashboard_id: id, revision } },
    }),
  );
