import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Dashboard, DashboardComparison, Publication } from "@/api/contracts";

const at = (id: string) => ({ params: { path: { dashboard_id: id } } });

/** What readers see of a dashboard, and what publishing would change; of one revision, so that a later one is asked anew. */
export const publicationOptions = (id: string, revision: number, publication: string) =>
  queryOptions({
    queryKey: ["dashboard", id, "publication", revision, publication],
    queryFn: () => unwrap<Publication>(api.GET("/api/v1/dashboards/{dashboard_id}/publication", at(id))),
    staleTime: 0,
  });

export const comparisonOptions = (id: string, revision: number, other: number | null) =>
  queryOptions({
    queryKey: ["dashboard", id, "comparison", revision, other],
    queryFn: () =>
      unwrap<DashboardComparison>(
        api.GET("/api/v1/dashboards/{dashboard_id}/revisions/{revision}/compare", {
          params: { path: { dashboard_id: id, revision }, query: other === null ? {} : { with: other } },
        }),
      ),
    staleTime: Infinity,
  });

/** A dashboard as its readers see it. */
export const readPublished = (id: string): Promise<Dashboard> => unwrap(api.GET("/api/v1/dashboards/{dashboard_id}/published", at(id)));

export const publishDashboard = (id: string, revision: number, note: string): Promise<Dashboard> =>
  unwrap(api.POST("/api/v1/dashboards/{dashboard_id}/publish", { ...at(id), body: { revision, note: note === "" ? null : note } }));

export const discardDraft = (id: string, revision: number): Promise<Dashboard> =>
  unwrap(api.POST("/api/v1/dashboards/{dashboard_id}/discard", { ...at(id), body: { revision } }));

export const choosePublishing = (id: string, revision: number, isLive: boolean): Promise<Dashboard> =>
  unwrap(api.PUT("/api/v1/dashboards/{dashboard_id}/publishing", { ...at(id), body: { revision, is_live: isLive } }));
