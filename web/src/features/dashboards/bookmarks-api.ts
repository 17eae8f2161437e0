import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Bookmark, ChangeBookmark, CreateBookmark } from "@/api/contracts";
import type { Page } from "@/api/types";

const at = (dashboardId: string) => ({ params: { path: { dashboard_id: dashboardId } } });
const one = ({ dashboard_id, id }: Bookmark) => ({ params: { path: { dashboard_id, bookmark_id: id } } });

export const bookmarksOptions = (dashboardId: string) =>
  queryOptions({
    queryKey: ["dashboard", dashboardId, "bookmarks"],
    queryFn: () => unwrap<Page<Bookmark>>(api.GET("/api/v1/dashboards/{dashboard_id}/bookmarks", at(dashboardId))),
    staleTime: 0,
  });

export const createBookmark = (dashboardId: string, bookmark: CreateBookmark): Promise<Bookmark> =>
  unwrap(api.POST("/api/v1/dashboards/{dashboard_id}/bookmarks", { ...at(dashboardId), body: bookmark }));

export const changeBookmark = (bookmark: Bookmark, changes: ChangeBookmark): Promise<Bookmark> =>
  unwrap(api.PATCH("/api/v1/dashboards/{dashboard_id}/bookmarks/{bookmark_id}", { ...one(bookmark), body: changes }));

export const deleteBookmark = (bookmark: Bookmark): Promise<void> =>
  unwrap(api.DELETE("/api/v1/dashboards/{dashboard_id}/bookmarks/{bookmark_id}", one(bookmark)));
