import type { DashboardPage } from "@/api/contracts";
import { MAX_PAGE_NAME } from "@/sync/page-limits";
import { newId } from "./new-tiles";

const isTaken = (pages: readonly DashboardPage[], title: string): boolean => pages.some((page) => page.title === title);

/** The name, or the name with the first number behind it that no page has. */
const freeName = (pages: readonly DashboardPage[], name: (number: number) => string, first: number): string => {
  let number = first;
  while (isTaken(pages, name(number))) number += 1;
  return name(number);
};

export const newPage = (pages: readonly DashboardPage[]): DashboardPage => ({
  id: newId("page"),
  title: freeName(pages, (number) => `Page ${String(number)}`, pages.length + 1),
  tiles: [],
  filters: [],
});

const withEnding = (title: string, ending: string): string => `${title.slice(0, MAX_PAGE_NAME - ending.length)}${ending}`;

/** The same page once more, with tiles and filters of its own. */
export const copyOfPage = (page: DashboardPage, pages: readonly DashboardPage[]): DashboardPage => ({
  id: newId("page"),
  title: freeName(pages, (number) => withEnding(page.title, number === 1 ? " (copy)" : ` (copy ${String(number)})`), 1),
  tiles: (page.tiles ?? []).map((tile) => ({ ...tile, id: newId(tile.kind) })),
  filters: (page.filters ?? []).map((filter) => ({ ...filter, id: newId("filter") })),
});
