import type { DashboardPage, Tile, TileLayout } from "@/api/contracts";
import { finePlace, FINEST, isFree } from "../free-layout";
import { layoutOf, type Layout } from "../layout";
import { lockedIds } from "../locks";
import { clampLayout, settle } from "../moved-layout";

export type Side = keyof TileLayout;

/** What all of them have in common of a side; null where they differ. */
export const commonSide = (tiles: readonly Tile[], side: Side): number | null => {
  const [first, ...others] = tiles.map(({ layout }) => layout[side]);
  return first === undefined || others.some((one) => one !== first) ? null : first;
};

/** A number as a side can have it: whole on the grid, on the finest steps in free placement. */
export const asSide = (page: DashboardPage, steps: number): number => (isFree(page) ? Math.round(steps / FINEST) * FINEST : Math.round(steps));

/** The layout once tiles have this side; on the grid the others make way, and all fall upwards. Locked tiles stay. */
export const withSide = (page: DashboardPage, meant: readonly Tile[], side: Side, steps: number): Layout => {
  const tiles = page.tiles ?? [];
  const layout = layoutOf(tiles);
  const changed = meant.filter(({ locked }) => !locked).map((tile): [string, TileLayout] => {
    const wanted = { ...(layout.get(tile.id) ?? tile.layout), [side]: asSide(page, steps) };
    return [tile.id, isFree(page) ? finePlace(wanted) : clampLayout(wanted)];
  });
  const next = new Map([...layout, ...changed]);
  return isFree(page) ? next : settle(next, new Set(changed.map(([id]) => id)), lockedIds(tiles));
};
