import type { DashboardPage, TileLayout } from "@/api/contracts";
import { GRID_COLUMNS, type Box } from "@/lib/free-place";
import type { Direction, Layout } from "./layout";
import { ENDS, type Ends } from "./sides";
import { settle, shifted, STEPS, type Ids } from "./moved-layout";

/** A thirty-second of a step, about a pixel and a half: exact as a number, so that sums of places are exact too. */
export const FINEST = 1 / 32;
/** What an arrow key moves in free placement, in steps. */
export const NUDGE = 1 / 8;
const HIGHEST = 200;

export const isFree = (page: DashboardPage): boolean => page.arrangement === "free";

export const fine = (steps: number): number => Math.round(steps / FINEST) * FINEST;

/** A place on the finest steps, within the page. */
export const finePlace = (wanted: TileLayout): TileLayout => {
  const width = Math.min(GRID_COLUMNS, Math.max(1, fine(wanted.width)));
  return {
    width,
    height: Math.min(HIGHEST, Math.max(1, fine(wanted.height))),
    x: Math.min(GRID_COLUMNS - width, Math.max(0, fine(wanted.x))),
    y: Math.max(0, fine(wanted.y)),
  };
};

/** A place on whole steps, within the page. */
export const wholePlace = ({ x, y, width, height }: TileLayout): TileLayout => {
  const wide = Math.min(GRID_COLUMNS, Math.max(1, Math.round(width)));
  return { x: Math.min(GRID_COLUMNS - wide, Math.round(x)), y: Math.round(y), width: wide, height: Math.max(1, Math.round(height)) };
};

/** A freely placed page put on the grid: every tile keeps its size and falls to where there is room. */
export const toGrid = (layout: Layout, locked?: Ids): Layout =>
  settle(new Map([...layout].map(([id, place]) => [id, wholePlace(place)])), undefined, locked);

/** The smallest box around all of them. */
export const frameOf = (boxes: readonly Box[]): Box => {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y };
};

const chosen = (layout: Layout, ids: Ids): [string, TileLayout][] => [...layout].filter(([id]) => ids.has(id));

/** Tiles moved together; nothing makes way. */
export const moveFreely = (layout: Layout, ids: Ids, dx: number, dy: number): Layout => shifted(layout, ids, { dx: fine(dx), dy: fine(dy) });

/** Tiles that grow with the frame around them, whose taken edges go so far; by itself the lower right corner. */
export const resizeFreely = (layout: Layout, ids: Ids, dx: number, dy: number, ends: Ends = ENDS.se): Layout => {
  const resized = chosen(layout, ids);
  if (resized.length === 0) return layout;
  const frame = frameOf(resized.map(([, place]) => place));
  const smallest = (extent: "width" | "height"): number => Math.max(...resized.map(([, place]) => 1 / place[extent]));
  // What does not go is what everything grows away from.
  const [fixedX, fixedY] = [ends.x === -1 ? frame.x + frame.width : frame.x, ends.y === -1 ? frame.y + frame.height : frame.y];
  const room = ends.x === -1 ? fixedX : GRID_COLUMNS - frame.x;
  const across = Math.max(smallest("width"), Math.min(room, frame.width + ends.x * dx) / frame.width);
  const tall = frame.height + ends.y * dy;
  const down = Math.max(smallest("height"), (ends.y === -1 ? Math.min(fixedY, tall) : tall) / frame.height);
  return new Map([
    ...layout,
    ...resized.map(([id, place]) => [id, finePlace({
      x: fixedX + (place.x - fixedX) * across,
      y: fixedY + (place.y - fixedY) * down,
      width: place.width * across,
      height: place.height * down,
    })] as const),
  ]);
};

/** By keyboard: an eighth of a step, or with Shift four eighths. */
export const nudgeFreely = (layout: Layout, ids: Ids, direction: Direction, steps: number): Layout => {
  const [dx, dy] = STEPS[direction];
  return moveFreely(layout, ids, dx * steps * NUDGE, dy * steps * NUDGE);
};

export const growFreely = (layout: Layout, ids: Ids, direction: Direction, steps: number): Layout => {
  const [dx, dy] = STEPS[direction];
  return resizeFreely(layout, ids, dx * steps * NUDGE, dy * steps * NUDGE);
};
