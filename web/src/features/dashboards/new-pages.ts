import type { DashboardPage } from "@/api/contracts";
import { MAX_PAGE_NAME } from "@/sync/page-limits";
import { withNewGroups } from "./groups";
import { newId } from "./new-tiles";
import { stacking } from "./stacking";

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

/** The same page once more, with tiles and filters of its own; what it says of tiles it says of its own. */
export const copyOfPage = (page: DashboardPage, pages: readonly DashboardPage[]): DashboardPage => {
  const ids = new Map((page.tiles ?? []).map(({ id, kind }) => [id, newId(kind)]));
  const own = (known: readonly string[] = []): string[] => known.flatMap((id) => ids.get(id) ?? []);
  const { phone, interactions = [], default_interaction: usual } = page;
  const pairs = interactions.flatMap(({ source, target, effect }) => {
    const [itsSource, itsTarget] = [ids.get(source), ids.get(target)];
    return itsSource === undefined || itsTarget === undefined ? [] : [{ source: itsSource, target: itsTarget, effect }];
  });
  // Ids settle which of two tiles covers the other; the copies have others.
  const ranks = page.arrangement === "free" ? stacking(page.tiles ?? []) : null;
  return {
    ...(usual && { default_interaction: usual }),
    ...(pairs.length > 0 && { interactions: pairs }),
    ...(page.arrangement && { arrangement: page.arrangement }),
    ...(phone && { phone: { order: own(phone.order), hidden: own(phone.hidden), heights: Object.fromEntries(Object.entries(phone.heights ?? {}).flatMap(([id, rows]) => own([id]).map((copied) => [copied, rows]))) } }),
    id: newId("page"),
    title: freeName(pages, (number) => withEnding(page.title, number === 1 ? " (copy)" : ` (copy ${String(number)})`), 1),
    tiles: withNewGroups((page.tiles ?? []).map((tile) => ({ ...tile, ...(ranks && { layer: ranks.get(tile.id) ?? 0 }), id: ids.get(tile.id) ?? newId(tile.kind) }))),
    filters: (page.filters ?? []).map((filter) => ({ ...filter, id: newId("filter") })),
  };
};
