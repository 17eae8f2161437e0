import type { DashboardPage, Tile, TileLayout } from "@/api/contracts";
import { aligned, distributed, type Alignment, type Axis } from "./align";
import { isFree, toGrid } from "./free-layout";
import { ungrouped } from "./groups";
import { fromLowest, layersFor, restacked, type Restacking } from "./layers";
import { layoutOf, type Layout } from "./layout";
import { lockedIds, sayLocked } from "./locks";
import { isSameLayout, settle } from "./moved-layout";
import { newId } from "./new-tiles";
import type { PageEditor } from "./page-editor";
import { hiddenOnPhone } from "./phone-edits";
import { tileTitle } from "./tile-words";

type VerbsInput = { page: DashboardPage; editor: PageEditor; announce: (words: string) => void };

const ALIGNED: Record<Alignment, string> = {
  left: "on the left", center: "on their centre", right: "on the right", top: "at the top", middle: "on their middle", bottom: "at the bottom",
};
const RESTACKED: Record<Restacking, string> = {
  front: "brought to the front", forward: "brought forward", backward: "sent backward", back: "sent to the back",
};

const idsOf = (tiles: readonly Tile[]): ReadonlySet<string> => new Set(tiles.map(({ id }) => id));

export const wordsFor = (tiles: readonly Tile[]): string => {
  const [first, ...more] = tiles;
  return first !== undefined && more.length === 0 ? tileTitle(first) : `${String(tiles.length)} tiles`;
};

/** What can be done to tiles of a canvas besides moving them; each is one step of undo, and is told. */
export const canvasVerbs = ({ page, editor, announce }: VerbsInput) => {
  const tiles = page.tiles ?? [];
  const layout = layoutOf(tiles);
  const locked = lockedIds(tiles);
  const place = (meant: readonly Tile[], wanted: ReadonlyMap<string, TileLayout>, words: string): void => {
    sayLocked(meant.filter((tile) => tile.locked));
    const next: Layout = new Map([...layout, ...wanted]);
    const placed = isFree(page) ? next : settle(next, idsOf(meant), locked);
    if (!isSameLayout(placed, layout)) editor.placeTiles(placed);
    announce(words);
  };
  return {
    align: (meant: readonly Tile[], alignment: Alignment): void => { place(meant, wholeOn(page, aligned(meant, alignment)), `${wordsFor(meant)} aligned ${ALIGNED[alignment]}.`); },
    distribute: (meant: readonly Tile[], axis: Axis): void => {
      place(meant, wholeOn(page, distributed(meant, axis)), `${wordsFor(meant)} distributed ${axis === "x" ? "from left to right" : "from top to bottom"}.`);
    },
    sameSize: (meant: readonly Tile[], size: Pick<TileLayout, "width" | "height">): void => {
      const resized = meant.filter((tile) => !tile.locked).map(({ id, layout: { x, y } }) => [id, { ...size, y, x: Math.min(x, 24 - size.width) }] as const);
      sayLocked(meant.filter((tile) => tile.locked));
      const next = new Map([...layout, ...resized]);
      editor.placeTiles(isFree(page) ? next : settle(next, undefined, locked));
    },
    group: (meant: readonly Tile[]): void => {
      const group = newId("group");
      editor.changeTiles(idsOf(meant), (tile) => ({ ...tile, group }));
      announce(`${wordsFor(meant)} are a group now.`);
    },
    ungroup: (meant: readonly Tile[]): void => {
      editor.changeTiles(idsOf(meant), ungrouped);
      announce(`${wordsFor(meant)} are no group any more.`);
    },
    lock: (meant: readonly Tile[], isLocked: boolean): void => {
      editor.changeTiles(idsOf(meant), ({ locked: _, ...tile }) => (isLocked ? { ...tile, locked: true } : tile));
      announce(`${wordsFor(meant)} ${isLocked ? "locked" : "unlocked"}.`);
    },
    restack: (meant: readonly Tile[], how: Restacking): void => {
      const layers = layersFor(tiles, restacked(fromLowest(tiles), idsOf(meant), how));
      if (layers.size > 0) editor.changeTiles(new Set(layers.keys()), (tile) => ({ ...tile, layer: layers.get(tile.id) ?? 0 }));
      announce(layers.size > 0 ? `${wordsFor(meant)} ${RESTACKED[how]}.` : `${wordsFor(meant)}: nothing to pass.`);
    },
    arrange: (arrangement: "grid" | "free"): void => {
      editor.rewritePage(({ arrangement: _, ...rest }) => {
        if (arrangement === "free") return { ...rest, arrangement };
        const places = toGrid(layoutOf(rest.tiles ?? []), lockedIds(rest.tiles ?? []));
        return { ...rest, tiles: (rest.tiles ?? []).map((tile) => ({ ...tile, layout: places.get(tile.id) ?? tile.layout })) };
      });
      announce(arrangement === "free" ? "Free placement: tiles stay where they are put." : "On the grid: tiles fall upwards until they touch.");
    },
    showOnPhone: (meant: readonly Tile[], isShown: boolean): void => {
      editor.changePage({ phone: hiddenOnPhone(page, meant.map(({ id }) => id), !isShown) });
      announce(`${wordsFor(meant)} ${isShown ? "shown" : "hidden"} on phones.`);
    },
    forgetPhone: (): void => {
      editor.rewritePage(({ phone: _, ...rest }) => rest);
      announce("Phones show the generated layout again.");
    },
  };
};

export type CanvasVerbs = ReturnType<typeof canvasVerbs>;

/** On the grid places are whole steps. */
const wholeOn = (page: DashboardPage, wanted: Layout): Layout =>
  isFree(page) ? wanted : new Map([...wanted].map(([id, place]) => [id, { ...place, x: Math.min(24 - place.width, Math.round(place.x)), y: Math.round(place.y) }]));
