import { useMemo } from "react";
import { NARROW_WIDTH, heightOf, rectOf, stackedRects } from "./geometry";
import { layoutOf, rowsOf } from "./layout";
import { phoneTiles } from "./phone-layout";
import { stacking } from "./stacking";
import { TileGrid, type CanvasProps } from "./tile-grid";
import { useMeasuredWidth } from "./use-canvas-size";

/** The tiles of a page in their places, under one another where there is no room for it. */
export function DashboardCanvas({ page, draw }: CanvasProps) {
  const { width, measure } = useMeasuredWidth();
  const { phone, arrangement } = page;
  const tiles = useMemo(() => page.tiles ?? [], [page]);
  const layout = useMemo(() => layoutOf(tiles), [tiles]);
  const stacked = useMemo(() => (width < NARROW_WIDTH ? stackedRects(tiles, layout, width, phone) : null), [tiles, layout, width, phone]);
  const heights = useMemo(() => (arrangement === "free" ? stacking(tiles) : null), [arrangement, tiles]);
  const shown = stacked === null ? tiles : phoneTiles(tiles, layout, phone);
  return (
    <TileGrid
      measure={measure}
      height={stacked?.height ?? heightOf(rowsOf(layout))}
      tiles={width > 0 ? shown : []}
      styleOf={(tile) => stacked?.rects.get(tile.id) ?? { ...rectOf(tile.layout, width), ...(heights && { zIndex: heights.get(tile.id) ?? 0 }) }}
      draw={draw}
    />
  );
}
