import type { ChartOptions, PhoneLayout, Tile, TileLayout } from "@/api/contracts";
import { GRID_COLUMNS } from "@/lib/free-place";
import { GAP, ROW_HEIGHT, type Layout } from "./layout";
import { phoneTiles } from "./phone-layout";

export type Rect = { left: number; top: number; width: number; height: number };

/** Below this width tiles stand under one another. */
export const NARROW_WIDTH = 640;

export const columnStep = (canvasWidth: number): number => (canvasWidth + GAP) / GRID_COLUMNS;
export const rowStep = ROW_HEIGHT + GAP;

/** Where a tile stands in pixels; the outer edges carry no gap. */
export const rectOf = (place: TileLayout, canvasWidth: number): Rect => ({
  left: place.x * columnStep(canvasWidth),
  top: place.y * rowStep,
  width: place.width * columnStep(canvasWidth) - GAP,
  height: place.height * rowStep - GAP,
});

/** A movement in pixels as whole steps of the grid. */
export const stepsOf = (dx: number, dy: number, canvasWidth: number): { dx: number; dy: number } => ({
  dx: Math.round(dx / columnStep(canvasWidth)),
  dy: Math.round(dy / rowStep),
});

export const heightOf = (rows: number): number => Math.max(0, rows * rowStep - GAP);

/** Whether a number says how it moved, which takes the width of a phone. */
const isMoving = (options: ChartOptions | undefined): boolean => (options?.comparison ?? null) !== null || options?.show_sparkline === true;

/** Less than so many rows of it say nothing on a phone. */
const LEAST_ROWS: Readonly<Record<Tile["kind"], number>> = { chart: 4, slicer: 4, image: 3, text: 2, button: 1, shape: 1 };

/** One column for a phone, in reading order or as somebody has put it; small number tiles share a row two by two. */
export const stackedRects = (tiles: readonly Tile[], layout: Layout, canvasWidth: number, phone?: PhoneLayout | null): { rects: Map<string, Rect>; height: number } => {
  const rects = new Map<string, Rect>();
  const half = (canvasWidth - GAP) / 2;
  let top = 0;
  let waiting: { id: string; height: number } | null = null;
  for (const tile of phoneTiles(tiles, layout, phone)) {
    const rows = (layout.get(tile.id) ?? tile.layout).height;
    const chosen = phone?.heights?.[tile.id];
    const height = heightOf(chosen ?? Math.max(LEAST_ROWS[tile.kind], Math.min(rows, 9)));
    const isSmall = tile.kind === "chart" && tile.chart.mark === "kpi" && !isMoving(tile.chart.options);
    if (isSmall && waiting !== null) {
      const shared: number = chosen === undefined ? waiting.height : Math.max(waiting.height, height);
      rects.set(waiting.id, { left: 0, top, width: half, height: shared });
      rects.set(tile.id, { left: half + GAP, top, width: half, height: shared });
      top += shared + GAP;
      waiting = null;
      continue;
    }
    if (waiting !== null) {
      rects.set(waiting.id, { left: 0, top, width: canvasWidth, height: waiting.height });
      top += waiting.height + GAP;
      waiting = null;
    }
    if (isSmall) {
      rects.set(tile.id, { left: 0, top, width: half, height });
      waiting = { id: tile.id, height };
      continue;
    }
    rects.set(tile.id, { left: 0, top, width: canvasWidth, height });
    top += height + GAP;
  }
  if (waiting !== null) {
    rects.set(waiting.id, { left: 0, top, width: canvasWidth, height: waiting.height });
    top += waiting.height + GAP;
  }
  return { rects, height: Math.max(0, top - GAP) };
};
