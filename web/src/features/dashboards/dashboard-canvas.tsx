import { useMemo } from "react";
import { NARROW_WIDTH, heightOf, rectOf, stackedRects } from "./geometry";
import { layoutOf, rowsOf } from "./layout";
import { TileGrid, type CanvasProps } from "./tile-grid";
import { useMeasuredWidth } from "./use-canvas-size";

/** The tiles of a page on their grid, under one another where there is no room for it. */
export function DashboardCanvas({ page, draw }: CanvasProps) {
  const { width, measure } = useMeasuredWidth();
  const tiles = useMemo(() => page.tiles ?? [], [page]);
  const layout = useMemo(() => layoutOf(tiles), [tiles]);
  const stacked = useMemo(() => (width < NARROW_WIDTH ? stackedRects(tiles, layout, width) : null), [tiles, layout, width]);
  return (
    <TileGrid
      measure={measure}
      height={stacked?.height ?? heightOf(rowsOf(layout))}
      tiles={width > 0 ? tiles : []}
      styleOf={(tile) => stacked?.rects.get(tile.id) ?? rectOf(tile.layout, width)}
      draw={draw}
    />
  );
}
