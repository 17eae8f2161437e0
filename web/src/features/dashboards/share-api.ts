import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { ChangeShare, CreateShare, ShareLink } from "@/api/contracts";
import type { Page } from "@/api/types";

/** What is said of a link; what is left out stays as it is. A password is told once and never read again. */
export type ShareWords = Pick<ChangeShare, "name" | "expires_at" | "password" | "preview" | "opening"> & Pick<CreateShare, "locks">;

const at = (id: string) => ({ params: { path: { share_id: id } } });

export const sharesOptions = (dashboardId: string) =>
  queryOptions({
    queryKey: ["shares", dashboardId],
    queryFn: () => unwrap<Page<ShareLink>>(api.GET("/api/v1/shares", { params: { query: { dashboard_id: dashboardId } } })),
    staleTime: 0,
  });

export const createShare = (dashboardId: string, words: ShareWords): Promise<ShareLink> =>
  unwrap(api.POST("/api/v1/shares", { body: { dashboard_id: dashboardId, ...words } }));

export const changeShare = (id: string, words: ShareWords): Promise<ShareLink> => unwrap(api.PATCH("/api/v1/shares/{share_id}", { ...at(id), body: words }));

export const endShare = (id: string): Promise<void> => unwrap(api.DELETE("/api/v1/shares/{share_id}", at(id)));
