import { useEffect, useMemo, useRef, useState } from "react";
import type { Tile } from "@/api/contracts";
import { Button } from "@/ui/button";
import { useCanvasTools } from "./canvas-tools";
import { rowStep, stackedRects, type Rect } from "./geometry";
import { GAP, layoutOf, type Direction } from "./layout";
import { sayLocked } from "./locks";
import type { PageEditor } from "./page-editor";
import { isHiddenOnPhone, movedOnPhone, orderOnPhone, resizedOnPhone, shownOnPhone } from "./phone-edits";
import { slotAt } from "./phone-slots";
import { MOVE_HELP_ID, type TileMoves } from "./tile-frame";
import { TileGrid, type CanvasProps } from "./tile-grid";
import { BOTTOM_SIDES } from "./tile-handles";
import { tileTitle } from "./tile-words";
import { useTileDrag } from "./use-tile-drag";

/** A phone of 390 pixels, without the page's own edges. */
const INNER_WIDTH = 358;

type Page = CanvasProps["page"];

const rectsOf = (page: Page): { rects: Map<string, Rect>; height: number } =>
  stackedRects(page.tiles ?? [], layoutOf(page.tiles ?? []), INNER_WIDTH, page.phone);

const rowsOfRect = ({ height }: Rect): number => Math.round((height + GAP) / rowStep);

/** The page as a phone shows it, to be put in another order, with other heights, and without some of its tiles. */
export function PhoneCanvas({ page, editor, selected, draw }: CanvasProps & { editor: PageEditor }) {
  const tools = useCanvasTools();
  const [announcement, setAnnouncement] = useState("");
  const tiles = useMemo(() => shownOnPhone(page), [page]);
  const hidden = orderOnPhone(page).filter(({ id }) => isHiddenOnPhone(page, id));
  const isHeld = (id: string): boolean => {
    const held = tiles.filter((tile) => tile.id === id && tile.locked);
    sayLocked(held);
    return held.length > 0;
  };
  const { drag, start } = useTileDrag<Page>({
    zoom: 1,
    begin: (id, kind) => {
      const { rects } = rectsOf(page);
      const rect = rects.get(id);
      if (rect === undefined || isHeld(id)) return null;
      if (kind !== "move") return ({ dy }) => ({ ...page, phone: resizedOnPhone(page, id, rowsOfRect({ ...rect, height: rect.height + dy })) });
      const others = new Map([...rects].filter(([other]) => other !== id));
      return ({ dx, dy }) => ({ ...page, phone: movedOnPhone(page, id, slotAt(others, { ...rect, left: rect.left + dx, top: rect.top + dy }, INNER_WIDTH)) });
    },
    onDrop: ({ phone }) => { if (phone) editor.changePage({ phone }); },
  });

  const nudge = (tile: Tile, direction: Direction): void => {
    const index = tiles.findIndex(({ id }) => id === tile.id) + (direction === "up" || direction === "left" ? -1 : 1);
    if (index < 0 || index >= tiles.length || isHeld(tile.id)) return;
    editor.changePage({ phone: movedOnPhone(page, tile.id, index) });
    setAnnouncement(`${tileTitle(tile)} moved: ${String(index + 1)} of ${String(tiles.length)} on phones.`);
  };
  const resize = (tile: Tile, direction: Direction, steps: number): void => {
    const rect = rectsOf(page).rects.get(tile.id);
    if (rect === undefined || direction === "left" || direction === "right" || isHeld(tile.id)) return;
    const phone = resizedOnPhone(page, tile.id, rowsOfRect(rect) + (direction === "down" ? steps : -steps));
    editor.changePage({ phone });
    setAnnouncement(`${tileTitle(tile)} resized: ${String(phone.heights?.[tile.id])} rows high on phones.`);
  };
  const latest = useRef({ nudge, resize, start, editor });
  useEffect(() => { latest.current = { nudge, resize, start, editor }; });
  const movesOf = useMemo(() => (tile: Tile): TileMoves => ({
    sides: BOTTOM_SIDES,
    onDragStart: (kind, event) => { latest.current.start(tile.id, kind, event); },
    onNudge: (direction) => { latest.current.nudge(tile, direction); },
    onResize: (direction, steps) => { latest.current.resize(tile, direction, steps); },
    onRemove: () => { latest.current.editor.removeTile(tile); },
  }), []);

  const { rects, height } = rectsOf(drag?.outcome ?? page);
  const before = drag === null ? undefined : rectsOf(page).rects.get(drag.id);
  const styleOf = (tile: Tile): Rect => {
    const rect = rects.get(tile.id) ?? { left: 0, top: 0, width: 0, height: 0 };
    return drag?.id === tile.id && drag.kind === "move" && before !== undefined ? { ...before, left: before.left + drag.dx, top: before.top + drag.dy } : rect;
  };
  const target = drag?.kind === "move" ? rects.get(drag.id) : undefined;

  return (
    <div className="flex flex-col items-center gap-4">
      <div role="group" aria-label="The page on a phone" data-phone className="w-[392px] rounded-3xl border border-line-strong bg-bg p-4 shadow-lg">
        <TileGrid measure={null} height={height} tiles={tiles} styleOf={styleOf} movesOf={movesOf} lifted={drag === null ? undefined : new Set([drag.id])} selected={selected} draw={draw}>
          <p id={MOVE_HELP_ID} hidden>Up and down put the tile before or behind its neighbour on phones; with Alt they change its height. The menu of a tile hides it on phones.</p>
          {target !== undefined && <div aria-hidden className="absolute rounded-lg border-2 border-dashed border-accent bg-accent-soft" style={target} />}
          <p aria-live="polite" className="sr-only">{announcement}</p>
        </TileGrid>
      </div>
      {hidden.length > 0 && (
        <section aria-label="Hidden on phones" className="w-[392px] text-sm">
          <h2 className="mb-1 font-medium">Hidden on phones</h2>
          <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
            {hidden.map((tile) => (
              <li key={tile.id} className="flex items-center gap-2 py-1 pr-1 pl-3">
                <span className="min-w-0 flex-1 truncate">{tileTitle(tile)}</span>
                <Button size="sm" variant="ghost" aria-label={`Show ${tileTitle(tile)} on phones`} onClick={() => { tools?.verbs.showOnPhone([tile], true); }}>Show</Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
