import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import type { Tile } from "@/api/contracts";
import { CanvasGuides } from "./canvas-guides";
import { useCanvasTools } from "./canvas-tools";
import { DashboardCanvas } from "./dashboard-canvas";
import { growFreely, isFree, nudgeFreely } from "./free-layout";
import { NARROW_WIDTH, heightOf, rectOf, type Rect } from "./geometry";
import { withGroups } from "./groups";
import { layoutOf, rowsOf, type Layout } from "./layout";
import { lockedIds, sayLocked } from "./locks";
import { isSameLayout, nudgeTile, nudgeTiles, resizeBy, type Ids } from "./moved-layout";
import type { PageEditor } from "./page-editor";
import { ENDS } from "./sides";
import { stacking } from "./stacking";
import { MOVE_HELP_ID, type TileMoves } from "./tile-frame";
import { TileGrid, type CanvasProps, type TileStyle } from "./tile-grid";
import { pullFreely, pullOnGrid, type Pulled } from "./tile-pull";
import { ALL_SIDES } from "./tile-handles";
import { tileTitle } from "./tile-words";
import { useMeasuredWidth } from "./use-canvas-size";
import { useTileDrag, type Drag, type StartDrag } from "./use-tile-drag";
import { ZoomedCanvas } from "./zoomed-canvas";

const PhoneCanvas = lazy(async () => ({ default: (await import("./phone-canvas")).PhoneCanvas }));

const ROOM_BELOW = 4;
/** A freely placed page has room to pull tiles into. */
const FREE_ROOM_BELOW = 10;

const LEAST_PIXELS = 60;

const liftedRect = ({ kind, dx, dy }: Drag<Pulled>, { left, top, width, height }: Rect): Rect => {
  if (kind === "move") return { left: left + dx, top: top + dy, width, height };
  const { x, y } = ENDS[kind];
  const size = { width: Math.max(LEAST_PIXELS, width + x * dx), height: Math.max(LEAST_PIXELS, height + y * dy) };
  return { ...size, left: x === -1 ? left + width - size.width : left, top: y === -1 ? top + height - size.height : top };
};

/** The tiles of a page to be pulled about, and moved by keyboard; on a phone they only stand there. */
export function EditedCanvas(props: CanvasProps) {
  const { width, measure } = useMeasuredWidth();
  const tools = useCanvasTools();
  const { editor } = props;
  if (editor === null || width < NARROW_WIDTH) return <div ref={measure}>{width > 0 && <DashboardCanvas {...props} />}</div>;
  return (
    <div ref={measure}>
      {tools?.screen === "phone"
        ? <Suspense><PhoneCanvas {...props} editor={editor} /></Suspense>
        : <ZoomedCanvas zoom={tools?.zoom ?? 1}><WideCanvas {...props} editor={editor} width={width} zoom={tools?.zoom ?? 1} /></ZoomedCanvas>}
    </div>
  );
}

type WideCanvasProps = CanvasProps & { editor: PageEditor; width: number; zoom: number };

/** What the keyboard and the start of a pull mean now; the tiles hold on to one function, so that nothing but places changes while they are pulled. */
const useTileMoves = (input: { moveBy: (tile: Tile, next: (layout: Layout, ids: Ids) => Layout, verb: string) => void; page: CanvasProps["page"]; editor: PageEditor; locked: Ids; start: StartDrag }) => {
  const latest = useRef(input);
  useEffect(() => { latest.current = input; });
  return useMemo(() => (tile: Tile): TileMoves => ({
    sides: ALL_SIDES,
    onDragStart: (kind, event) => { latest.current.start(tile.id, kind, event); },
    onNudge: (direction, steps) => {
      const { moveBy, page, locked } = latest.current;
      moveBy(tile, (layout, ids) => {
        if (isFree(page)) return nudgeFreely(layout, ids, direction, steps);
        return ids.size === 1 ? nudgeTile(layout, tile.id, direction, steps, locked) : nudgeTiles(layout, ids, direction, steps, locked);
      }, "moved");
    },
    onResize: (direction, steps) => {
      const { moveBy, page, locked } = latest.current;
      moveBy(tile, (layout, ids) => (isFree(page) ? growFreely(layout, ids, direction, steps) : resizeBy(layout, tile.id, direction, steps, locked)), "resized");
    },
    onRemove: () => { latest.current.editor.removeTile(tile); },
  }), []);
};

function WideCanvas({ page, editor, selected, draw, width, zoom }: WideCanvasProps) {
  const [announcement, setAnnouncement] = useState("");
  const tiles = useMemo(() => page.tiles ?? [], [page]);
  const layout = useMemo(() => layoutOf(tiles), [tiles]);
  const locked = useMemo(() => lockedIds(tiles), [tiles]);
  const heights = useMemo(() => (isFree(page) ? stacking(tiles) : null), [page, tiles]);

  /** What is taken in hand with a tile: all that is chosen with it, else its group; nothing if it is locked itself. */
  const taken = (id: string): Ids | null => {
    const ids = selected?.has(id) === true ? selected : withGroups(tiles, [id]);
    const held = tiles.filter((tile) => ids.has(tile.id) && tile.locked);
    if (held.length > 0) sayLocked(locked.has(id) ? held.filter((tile) => tile.id === id) : held);
    return locked.has(id) ? null : new Set([id, ...[...ids].filter((one) => !locked.has(one))]);
  };
  const { drag, start } = useTileDrag<Pulled>({
    zoom,
    begin: (id, kind) => {
      const ids = taken(id);
      if (ids === null) return null;
      const isSingle = kind !== "move" && !isFree(page);
      return (isFree(page) ? pullFreely : pullOnGrid)({ layout, ids: isSingle ? new Set([id]) : ids, locked, canvasWidth: width, kind });
    },
    onDrop: ({ preview }) => { if (!isSameLayout(preview, layout)) editor.placeTiles(preview); },
  });
  const moveBy = (tile: Tile, next: (layout: Layout, ids: Ids) => Layout, verb: string): void => {
    const ids = taken(tile.id);
    if (ids === null) return;
    const placed = next(layout, ids);
    const place = placed.get(tile.id);
    editor.placeTiles(placed);
    const who = verb === "moved" && ids.size > 1 ? `${String(ids.size)} tiles` : tileTitle(tile);
    if (place !== undefined) setAnnouncement(`${who} ${verb}: column ${String(place.x + 1)}, row ${String(place.y + 1)}, ${String(place.width)} wide, ${String(place.height)} high.`);
  };
  const movesOf = useTileMoves({ moveBy, page, editor, locked, start });

  const shown = drag?.outcome.preview ?? layout;
  const lifted = drag?.outcome.ids;
  const isOnGrid = heights === null;
  const styleOf = (tile: Tile): TileStyle => {
    const isLifted = drag !== null && isOnGrid && lifted?.has(tile.id) === true;
    if (isLifted) return liftedRect(drag, rectOf(layout.get(tile.id) ?? tile.layout, width));
    return { ...rectOf(shown.get(tile.id) ?? tile.layout, width), ...(heights && { zIndex: heights.get(tile.id) ?? 0 }) };
  };
  const rows = Math.max(rowsOf(shown), rowsOf(layout)) + (isOnGrid ? ROOM_BELOW : FREE_ROOM_BELOW);

  return (
    <TileGrid measure={null} height={heightOf(isOnGrid ? rowsOf(shown) + ROOM_BELOW : rows)} tiles={tiles} styleOf={styleOf} movesOf={movesOf} lifted={lifted} selected={selected} draw={draw}>
      <p id={MOVE_HELP_ID} hidden>Arrow keys move the tile, with Alt they resize it, with Shift in larger steps. Space selects it, Enter selects it alone out of its group, Alt with Enter leads to its fields and format, Delete removes it.</p>
      {drag !== null && <CanvasGuides pulled={drag.outcome} width={width} rows={rows} hasTargets={isOnGrid} />}
      <p aria-live="polite" className="sr-only">{announcement}</p>
    </TileGrid>
  );
}
