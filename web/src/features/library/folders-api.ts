import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { ContentOfFolder, FiledThing, Folder, FolderAccess, Thing } from "@/api/contracts";
import type { Page } from "@/api/types";
import type { ThingKey } from "./api";

const at = (folder_id: string) => ({ params: { path: { folder_id } } });

export const foldersOptions = () =>
  queryOptions({ queryKey: ["folders"], queryFn: () => unwrap<Page<Folder>>(api.GET("/api/v1/folders")), staleTime: 10_000 });

/** What lies in a folder; null: in none. */
export const thingsOptions = (folderId: string | null) =>
  queryOptions({
    queryKey: ["things", folderId],
    queryFn: () => unwrap<Page<Thing>>(api.GET("/api/v1/things", { params: { query: folderId === null ? {} : { folder_id: folderId } } })),
    staleTime: 0,
  });

export const accessOptions = (folderId: string) =>
  queryOptions({ queryKey: ["folder-access", folderId], queryFn: () => unwrap<FolderAccess>(api.GET("/api/v1/folders/{folder_id}/access", at(folderId))), staleTime: 0 });

export const createFolder = (name: string, parentId: string | null): Promise<Folder> =>
  unwrap(api.POST("/api/v1/folders", { body: { name, parent_id: parentId } }));

export const renameFolder = (id: string, name: string): Promise<Folder> => unwrap(api.PATCH("/api/v1/folders/{folder_id}", { ...at(id), body: { name } }));

export const moveFolder = (id: string, parentId: string | null): Promise<Folder> =>
  unwrap(api.PATCH("/api/v1/folders/{folder_id}", { ...at(id), body: { parent_id: parentId } }));

export const removeFolder = (id: string, content: ContentOfFolder): Promise<void> =>
  unwrap(api.DELETE("/api/v1/folders/{folder_id}", { params: { path: { folder_id: id }, query: { content } } }));

export const restoreFolder = (id: string): Promise<Folder> => unwrap(api.POST("/api/v1/folders/{folder_id}/restore", at(id)));

export const setAccess = (id: string, body: FolderAccess): Promise<FolderAccess> => unwrap(api.PUT("/api/v1/folders/{folder_id}/access", { ...at(id), body }));

/** Puts things in a folder, or in none; answers where each was. */
export const fileThings = (things: readonly ThingKey[], folderId: string | null): Promise<{ before: readonly FiledThing[] }> =>
  unwrap(api.PUT("/api/v1/things/folder", { body: { things: things.map(({ kind, id }) => ({ kind, id })), folder_id: folderId } }));

/** Puts things back where each was. */
export const putBack = async (before: readonly FiledThing[]): Promise<void> => {
  for (const place of new Set(before.map(({ folder_id }) => folder_id))) await fileThings(before.filter(({ folder_id }) => folder_id === place), place);
};

/** Everything that may lie elsewhere, or be seen by others, than it was. */
export const refreshFolders = (client: QueryClient): Promise<unknown> =>
  Promise.all([["folders"], ["things"], ["search"], ["favourites"], ["recent"], ["dashboards"], ["dashboard"], ["datasets"], ["saved-queries"], ["trash"]].map((queryKey) => client.invalidateQueries({ queryKey })));
