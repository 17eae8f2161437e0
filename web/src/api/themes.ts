import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { api, unwrap } from "./client";
import type { CheckedLook, DefaultLook, Theme, ThemeFile, ThemeLook } from "./contracts";
import type { Page } from "./types";

const at = (id: string) => ({ params: { path: { theme_id: id } } });

export const themesOptions = () =>
  queryOptions({ queryKey: ["themes"], queryFn: () => unwrap<Page<Theme>>(api.GET("/api/v1/themes")) });

export const defaultLookOptions = () =>
  queryOptions({ queryKey: ["themes", "default"], queryFn: () => unwrap<DefaultLook>(api.GET("/api/v1/themes/default")), staleTime: 60_000 });

/** How a look would be drawn, and what may be hard to see in it. */
export const checkedLookOptions = (look: ThemeLook) =>
  queryOptions({
    queryKey: ["themes", "check", look],
    queryFn: ({ signal }) => unwrap<CheckedLook>(api.POST("/api/v1/themes/check", { body: look, signal })),
    staleTime: Infinity,
    gcTime: 60_000,
  });

export const createTheme = (name: string, look: ThemeLook): Promise<Theme> => unwrap(api.POST("/api/v1/themes", { body: { name, look } }));

export const saveTheme = ({ id, revision }: Theme, name: string, look: ThemeLook): Promise<Theme> =>
  unwrap(api.PUT("/api/v1/themes/{theme_id}", { ...at(id), body: { revision, name, look } }));

export const removeTheme = (id: string): Promise<void> => unwrap(api.DELETE("/api/v1/themes/{theme_id}", at(id)));

/** Has a theme back that was removed; dashboards that had chosen it are drawn in it again. */
export const restoreTheme = (id: string): Promise<Theme> => unwrap(api.POST("/api/v1/themes/{theme_id}/restore", at(id)));

export const importTheme = (file: ThemeFile): Promise<Theme> => unwrap(api.POST("/api/v1/themes/import", { body: file }));

export const chooseDefaultTheme = (id: string | null): Promise<DefaultLook> =>
  unwrap(api.PUT("/api/v1/themes/default", { body: { theme_id: id } }));

/** What was drawn in a theme that has changed is asked for anew. */
export const themesChanged = async (client: QueryClient): Promise<void> => {
  await Promise.all([["themes"], ["dashboard"], ["showcase"]].map((queryKey) => client.invalidateQueries({ queryKey })));
};
