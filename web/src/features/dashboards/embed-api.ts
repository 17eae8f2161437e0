import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { ChangeEmbed, CreateEmbed, Embed, EmbedPreview, MadeEmbed } from "@/api/contracts";
import type { Page } from "@/api/types";

/** What is said of an embed. */
export type EmbedWords = Omit<CreateEmbed, "dashboard_id">;

const at = (id: string) => ({ params: { path: { embed_id: id } } });

export const embedsOptions = (dashboardId: string) =>
  queryOptions({
    queryKey: ["embeds", dashboardId],
    queryFn: () => unwrap<Page<Embed>>(api.GET("/api/v1/embeds", { params: { query: { dashboard_id: dashboardId } } })),
    staleTime: 0,
  });

export const createEmbed = (dashboardId: string, words: EmbedWords): Promise<MadeEmbed> =>
  unwrap(api.POST("/api/v1/embeds", { body: { dashboard_id: dashboardId, ...words } }));

export const changeEmbed = (id: string, words: ChangeEmbed): Promise<Embed> => unwrap(api.PATCH("/api/v1/embeds/{embed_id}", { ...at(id), body: words }));

export const rotateEmbed = (id: string, keepOldHours: number): Promise<MadeEmbed> =>
  unwrap(api.POST("/api/v1/embeds/{embed_id}/rotate", { ...at(id), body: { keep_old_hours: keepOldHours } }));

export const previewEmbed = (id: string, locks: Record<string, (string | number | boolean)[]>): Promise<EmbedPreview> =>
  unwrap(api.POST("/api/v1/embeds/{embed_id}/preview", { ...at(id), body: { locks } }));

export const endEmbed = (id: string): Promise<void> => unwrap(api.DELETE("/api/v1/embeds/{embed_id}", at(id)));
