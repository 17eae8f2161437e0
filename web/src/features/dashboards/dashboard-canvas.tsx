import { useCallback, useMemo, useState, type ReactNode } from "react";
import type { DashboardPage, Tile } from "@/api/contracts";
import { NARROW_WIDTH, heightOf, rectOf, stackedRects, type Rect } from "./geometry";
import { layoutOf, nudgeTile, resizeBy, rowsOf, type Layout } from "./layout";
import type { PageEditor } from "./page-editor";
import { MOVE_HELP_ID, TileFrame, type TileMoves } from "./tile-frame";
import { tileTitle } from "./tile-words";
import { useMeasuredWidth } from "./use-canvas-size";
import { useTileDrag, type Drag } from "./use-tile-drag";

export type TileParts = { isBusy: boolean; actions?: ReactNode; footer?: ReactNode; body: ReactNode };

type DashboardCanvasProps = {
  page: DashboardPage;
  /** Given only while editing. */
  editor: PageEditor | null;
  draw: (tile: Tile) => TileParts;
};

const liftedRect = (drag: Drag, start: Rect): Rect =>
  drag.kind === "move"
    ? { ...start, left: start.left + drag.dx, top: start.top + drag.dy }
    : { ...start, width: Math.max(60, start.width + drag.dx), height: Math.max(60, start.height + drag.dy) };

/** The tiles of a page on their grid; in edit mode they can be pulled about and moved by keyboard. */
export function DashboardCanvas({ page, editor, draw }: DashboardCanvasProps) {
  const { width, measure } = useMeasuredWidth();
  const [announcement, setAnnouncement] = useState("");
  const tiles = useMemo(() => page.tiles ?? [], [page]);
  const layout = useMemo(() => layoutOf(tiles), [tiles]);
  const isNarrow = width < NARROW_WIDTH;
  const isEditing = editor !== null && !isNarrow;

  const save = useCallback((next: Layout) => { editor?.placeTiles(next); }, [editor]);
  const { drag, start } = useTileDrag({ layout, canvasWidth: width, onDrop: save });
  const shown = drag?.preview ?? layout;
  const stacked = useMemo(() => (isNarrow ? stackedRects(tiles, layout, width) : null), [isNarrow, tiles, layout, width]);

  const movesOf = (tile: Tile): TileMoves => {
    const { id } = tile;
    const title = tileTitle(tile);
    const change = (next: Layout, verb: string) => {
      const place = next.get(id);
      save(next);
      if (place !== undefined) setAnnouncement(`${title} ${verb}: column ${String(place.x + 1)}, row ${String(place.y + 1)}, ${String(place.width)} wide, ${String(place.height)} high.`);
    };
    return {
      onDragStart: (kind, event) => { start(id, kind, event); },
      onNudge: (direction, steps) => { change(nudgeTile(layout, id, direction, steps), "moved"); },
      onResize: (direction, steps) => { change(resizeBy(layout, id, direction, steps), "resized"); },
      onRemove: () => { editor?.removeTile(tile); },
    };
  };

  const rectFor = (tile: Tile): Rect => {
    const stackedRect = stacked?.rects.get(tile.id);
    if (stackedRect !== undefined) return stackedRect;
    if (drag?.id === tile.id) return liftedRect(drag, rectOf(layout.get(tile.id) ?? tile.layout, width));
    return rectOf(shown.get(tile.id) ?? tile.layout, width);
  };

  const target = drag === null ? undefined : drag.preview.get(drag.id);
  return (
    <div ref={measure} className="relative" style={{ height: stacked?.height ?? heightOf(rowsOf(shown) + (isEditing ? 4 : 0)) }}>
      {isEditing && <p id={MOVE_HELP_ID} hidden>Arrow keys move the tile, with Alt they resize it, with Shift in larger steps. Delete removes it.</p>}
      {target !== undefined && <div aria-hidden className="absolute rounded-lg border-2 border-dashed border-accent bg-accent-soft" style={rectOf(target, width)} />}
      {width > 0 && tiles.map((tile) => {
        const { isBusy, actions, footer, body } = draw(tile);
        return (
          <TileFrame
            key={tile.id}
            id={tile.id}
            title={tileTitle(tile)}
            isBare={tile.kind === "text"}
            isBusy={isBusy}
            isLifted={drag?.id === tile.id}
            style={rectFor(tile)}
            moves={isEditing ? movesOf(tile) : null}
            actions={actions}
            footer={footer}
          >
            {body}
          </TileFrame>
        );
      })}
      <p aria-live="polite" className="sr-only">{announcement}</p>
    </div>
  );
}
