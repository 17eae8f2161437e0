import { useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate, useParams } from "@tanstack/react-router";
import { BookmarkCheck, ListX, PanelsTopLeft, Square, Zap } from "lucide-react";
import { useState } from "react";
import { bookmarksOptions } from "@/features/dashboards/bookmarks-api";
import { choicesFrom, clearAll, hasChoices, readSearch, searchFrom, type Choices } from "@/features/dashboards/choices";
import { dashboardOptions } from "@/features/dashboards/api";
import type { Command } from "@/ui/palette";

const GROUP = "On this page";

const nameOf = (button: HTMLElement): string => button.getAttribute("aria-label") ?? button.textContent.trim();

/** Menus open at the press of a key or of a finger, and not at a click. */
const press = (button: HTMLElement): void => {
  button.focus();
  if (button.getAttribute("aria-haspopup") === "menu") button.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  else button.click();
};

const buttonsOfPage = (): readonly HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>("main [data-actions] :is(button, a[href])")].filter((one) => one.offsetParent !== null && !one.matches(":disabled, [aria-disabled=true]") && nameOf(one) !== "");

/** What the head of the page offers to do, as it stood when the palette came up. */
const useButtons = (): readonly Command[] => {
  const [buttons] = useState(buttonsOfPage);
  return buttons.map((button, at): Command => {
    const label = nameOf(button);
    return {
      id: `here-${String(at)}-${label}`,
      group: GROUP,
      label,
      icon: <Zap aria-hidden />,
      // The palette gives the focus back to where it came from before anything else takes it.
      onRun: () => { setTimeout(() => { if (button.isConnected) press(button); }); },
    };
  });
};

/** The pages, tiles and bookmarks of the dashboard that stands on the screen; its tiles only once something is typed. */
const useDashboardParts = (isTyping: boolean): readonly Command[] => {
  const { dashboardId } = useParams({ strict: false });
  const { search } = useLocation();
  const navigate = useNavigate();
  const isHere = dashboardId !== undefined;
  const { data: dashboard } = useQuery({ ...dashboardOptions(dashboardId ?? ""), enabled: isHere });
  const { data: bookmarks } = useQuery({ ...bookmarksOptions(dashboardId ?? ""), enabled: isHere });
  if (dashboardId === undefined || dashboard === undefined) return [];
  const { mode, ...rest } = search;
  const { tile: _, ...choices } = choicesFrom(readSearch(rest));
  const show = (next: Choices) => {
    void navigate({ to: "/dashboards/$dashboardId", params: { dashboardId }, search: { ...searchFrom(next), ...(mode === "edit" && { mode }) } });
  };
  const { pages, opening } = dashboard.spec;
  const told = (title: string) => (pages.length > 1 ? title : "");
  return [
    ...(pages.length > 1 ? pages : []).map((page): Command => ({
      id: `here-page-${page.id}`, group: GROUP, label: page.title, keywords: "page tab", detail: "Page", icon: <PanelsTopLeft aria-hidden />,
      onRun: () => { show({ ...choices, page: page.id }); },
    })),
    ...(isTyping ? pages : []).flatMap((page) => (page.tiles ?? []).flatMap((tile): Command[] => (tile.kind === "chart" && tile.title ? [{
      id: `dashboard-${dashboardId}-${page.id}-${tile.id}-`, group: GROUP, label: tile.title, keywords: "tile chart", detail: told(page.title), icon: <Square aria-hidden />,
      onRun: () => { show({ ...choices, page: page.id, tile: tile.id }); },
    }] : []))),
    ...(bookmarks?.items ?? []).map((one): Command => ({
      id: `here-bookmark-${one.id}`, group: GROUP, label: one.name, keywords: "bookmark state view", detail: "Bookmark", icon: <BookmarkCheck aria-hidden />,
      onRun: () => { show({ filters: {}, selections: [], bookmark: one.id }); },
    })),
    ...(hasChoices(choices) ? [{
      id: "here-clear", group: GROUP, label: "Clear filters and selections", keywords: "reset", icon: <ListX aria-hidden />,
      onRun: () => { show(clearAll(choices, opening ?? undefined)); },
    }] : []),
  ];
};

/** What belongs to the page that the palette came up over. */
export const useHere = (isTyping: boolean): readonly Command[] => [...useButtons(), ...useDashboardParts(isTyping)];
