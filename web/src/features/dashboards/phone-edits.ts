import type { DashboardPage, PhoneLayout, Tile } from "@/api/contracts";
import { layoutOf } from "./layout";
import { phoneOrder, phoneTiles } from "./phone-layout";

const MOST_ROWS = 40;

const tilesOf = (page: DashboardPage): readonly Tile[] => page.tiles ?? [];

export const orderOnPhone = (page: DashboardPage): Tile[] => phoneOrder(tilesOf(page), layoutOf(tilesOf(page)), page.phone);

export const shownOnPhone = (page: DashboardPage): Tile[] => phoneTiles(tilesOf(page), layoutOf(tilesOf(page)), page.phone);

export const isHiddenOnPhone = (page: DashboardPage, id: string): boolean => page.phone?.hidden?.includes(id) === true;

/** The layout as it is, without what stands on the page no more. */
const present = (page: DashboardPage): Required<PhoneLayout> => {
  const order = orderOnPhone(page).map(({ id }) => id);
  return {
    order,
    heights: Object.fromEntries(Object.entries(page.phone?.heights ?? {}).filter(([id]) => order.includes(id))),
    hidden: (page.phone?.hidden ?? []).filter((id) => order.includes(id)),
  };
};

/** A tile put before the one that stands at `index` of those that are shown; the order of the others stays. */
export const movedOnPhone = (page: DashboardPage, id: string, index: number): PhoneLayout => {
  const layout = present(page);
  const others = shownOnPhone(page).map((tile) => tile.id).filter((other) => other !== id);
  const follower = others[Math.min(others.length, Math.max(0, index))];
  const row = layout.order.filter((other) => other !== id);
  const last = others.at(-1);
  const at = follower === undefined ? (last === undefined ? row.length : row.indexOf(last) + 1) : row.indexOf(follower);
  return { ...layout, order: row.toSpliced(at, 0, id) };
};

export const resizedOnPhone = (page: DashboardPage, id: string, rows: number): PhoneLayout => {
  const layout = present(page);
  return { ...layout, heights: { ...layout.heights, [id]: Math.min(MOST_ROWS, Math.max(1, Math.round(rows))) } };
};

export const hiddenOnPhone = (page: DashboardPage, ids: readonly string[], isHidden: boolean): PhoneLayout => {
  const layout = present(page);
  const others = layout.hidden.filter((id) => !ids.includes(id));
  return { ...layout, hidden: isHidden ? [...others, ...ids] : others };
};
