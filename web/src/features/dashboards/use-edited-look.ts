import { useQuery } from "@tanstack/react-query";
import type { AppliedLook, Dashboard, Theme } from "@/api/contracts";
import { themesOptions } from "@/api/themes";

export type EditedLook = {
  look: AppliedLook | null;
  /** The theme that was chosen for the dashboard is not there any more. */
  isGone: boolean;
};

/** What a dashboard looks like that has chosen this theme, which may not be saved yet. */
export const lookAmong = (themes: readonly Theme[], themeId: string | null): EditedLook => {
  const chosen = themes.find(({ id }) => id === themeId);
  const shown = chosen ?? themes.find(({ is_default }) => is_default);
  return { look: shown?.applied ?? null, isGone: themeId !== null && chosen === undefined };
};

export const useEditedLook = (dashboard: Dashboard, themeId: string | null): EditedLook => {
  const { data } = useQuery(themesOptions());
  return data === undefined ? { look: dashboard.look ?? null, isGone: dashboard.theme_is_gone ?? false } : lookAmong(data.items, themeId);
};
