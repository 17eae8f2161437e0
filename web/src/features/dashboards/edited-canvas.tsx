import { useCallback, useMemo, useState } from "react";
import type { Tile } from "@/api/contracts";
import { DashboardCanvas } from "./dashboard-canvas";
import { NARROW_WIDTH, heightOf, rectOf, type Rect } from "./geometry";
import { layoutOf, rowsOf, type Layout } from "./layout";
import { nudgeTile, resizeBy } from "./moved-layout";
import type { PageEditor } from "./page-editor";
import { MOVE_HELP_ID, type TileMoves } from "./tile-frame";
import { TileGrid, type CanvasProps } from "./tile-grid";
import { tileTitle } from "./tile-words";
import { useMeasuredWidth } from "./use-canvas-size";
import { useTileDrag, type Drag } from "./use-tile-drag";

const ROOM_BELOW = 4;

const liftedRect = (drag: Drag, start: Rect): Rect =>
  drag.kind === "move"
    ? { ...start, left: start.left + drag.dx, top: start.top + drag.dy }
    : { ...start, width: Math.max(60, start.width + drag.dx), height: Math.max(60, start.height + drag.dy) };

/** The tiles of a page to be pulled about, and moved by keyboard; on a phone they only stand there. */
export function EditedCanvas(props: CanvasProps) {
  const { width, measure } = useMeasuredWidth();
  if (props.editor !== null && width >= NARROW_WIDTH) return <div ref={measure}><WideCanvas {...props} editor={props.editor} width={width} /></div>;
  return <div ref={measure}>{width > 0 && <DashboardCanvas {...props} />}</div>;
}

function WideCanvas({ page, editor, selected, draw, width }: CanvasProps & { editor: PageEditor; width: number }) {
  const [announcement, setAnnouncement] = useState("");
  const tiles = useMemo(() => page.tiles ?? [], [page]);
  const layout = useMemo(() => layoutOf(tiles), [tiles]);
  const save = useCallback((next: Layout) => { editor.placeTiles(next); }, [editor]);
  const { drag, start } = useTileDrag({ layout, canvasWidth: width, onDrop: save });
  const shown = drag?.preview ?? layout;
  const target = drag === null ? undefined : drag.preview.get(drag.id);

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
      onRemove: () => { editor.removeTile(tile); },
    };
  };
  const styleOf = (tile: Tile): Rect =>
    drag?.id === tile.id ? liftedRect(drag, rectOf(layout.get(tile.id) ?? tile.layout, width)) : rectOf(shown.get(tile.id) ?? tile.layout, width);

  return (
    <TileGrid measure={null} height={heightOf(rowsOf(shown) + ROOM_BELOW)} tiles={tiles} styleOf={styleOf} movesOf={movesOf} liftedId={drag?.id} selected={selected} draw={draw}>
      <p id={MOVE_HELP_ID} hidden>Arrow keys move the tile, with Alt they resize it, with Shift in larger steps. Space selects it, Delete removes it.</p>
      {target !== undefined && <div aria-hidden className="absolute rounded-lg border-2 border-dashed border-accent bg-accent-soft" style={rectOf(target, width)} />}
      <p aria-live="polite" className="sr-only">{announcement}</p>
    </TileGrid>
  );
}
