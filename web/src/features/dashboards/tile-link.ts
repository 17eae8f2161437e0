import { defaultStringifySearch } from "@tanstack/react-router";
import { showToast } from "@/ui/toast-store";
import { searchFrom, type Choices } from "./choices";

export type TileLink = { tileId: string; pageId: string; choices: Choices };

/** The address of a tile, as its reader sees it, for people who may see the dashboard. */
export const tileAddress = ({ tileId, pageId, choices }: TileLink): string => {
  const { present: _, refresh: __, ...chosen } = choices;
  const { origin, pathname } = window.location;
  return `${origin}${pathname}${defaultStringifySearch(searchFrom({ ...chosen, page: pageId, tile: tileId }))}`;
};

export const copyTileLink = async (link: TileLink, title: string): Promise<void> => {
  try {
    await navigator.clipboard.writeText(tileAddress(link));
    showToast({ tone: "success", title: `The link to “${title}” is copied.`, detail: "Whoever may see this dashboard comes to this tile, with what you chose." });
  } catch {
    showToast({ tone: "danger", title: "The link is not copied.", detail: "The browser did not allow it. The address bar leads to this dashboard, too." });
  }
};
