import type { TileLayout } from "@/api/contracts";
import { GRID_COLUMNS } from "@/lib/free-place";
import { fine, frameOf, moveFreely, resizeFreely } from "./free-layout";
import { columnStep, rowStep, stepsOf } from "./geometry";
import type { Layout } from "./layout";
import { clampLayout, moveTile, moveTiles, type Ids } from "./moved-layout";
import { guidesOf, snapMove, snapResize, type Guide, type Reach } from "./snapping";
import type { DragKind, Way } from "./use-tile-drag";

/** What comes of pulling tiles: where all would stand, and the lines on which the pulled ones lie. */
export type Pulled = { ids: Ids; preview: Layout; guides: readonly Guide[] };

type PullInput = { layout: Layout; ids: Ids; locked: Ids; canvasWidth: number; kind: DragKind };

const MIN_STEPS = 2;
/** So near to a line, in pixels, a tile goes onto it. */
const REACH_PIXELS = 7;

const wantedPlace = (place: TileLayout, kind: DragKind, steps: { dx: number; dy: number }): TileLayout => {
  if (kind === "move") return clampLayout({ ...place, x: place.x + steps.dx, y: place.y + steps.dy });
  const width = Math.min(GRID_COLUMNS - place.x, Math.max(MIN_STEPS, place.width + steps.dx));
  return { ...place, width, height: Math.max(MIN_STEPS, place.height + steps.dy) };
};

/** On the grid: in whole steps, and the others make way. */
export const pullOnGrid = ({ layout, ids, locked, canvasWidth, kind }: PullInput) => {
  const [id] = ids;
  const place = id === undefined ? undefined : layout.get(id);
  return ({ dx, dy }: Way): Pulled => {
    const steps = stepsOf(dx, dy, canvasWidth);
    const preview = place === undefined || id === undefined ? layout
      : ids.size === 1 ? moveTile(layout, id, wantedPlace(place, kind, steps), locked) : moveTiles(layout, ids, steps, locked);
    return { ids, preview, guides: [] };
  };
};

/** In free placement: onto lines nearby, and nothing makes way. */
export const pullFreely = ({ layout, ids, canvasWidth, kind }: PullInput) => {
  const [across, down] = [columnStep(canvasWidth), rowStep];
  const reach: Reach = { x: REACH_PIXELS / across, y: REACH_PIXELS / down };
  const others = [...layout].filter(([id]) => !ids.has(id)).map(([, place]) => place);
  const frame = frameOf([...layout].filter(([id]) => ids.has(id)).map(([, place]) => place));
  const isMoved = kind === "move";
  const put = (dx: number, dy: number): Layout => (isMoved ? moveFreely(layout, ids, dx, dy) : resizeFreely(layout, ids, dx, dy));
  const frameAfter = (dx: number, dy: number) => (isMoved ? { ...frame, x: frame.x + dx, y: frame.y + dy } : { ...frame, width: frame.width + dx, height: frame.height + dy });
  return ({ dx, dy, isLoose }: Way): Pulled => {
    const raw = { dx: dx / across, dy: dy / down };
    if (isLoose) return { ids, preview: put(fine(raw.dx), fine(raw.dy)), guides: [] };
    const snap = (isMoved ? snapMove : snapResize)(frameAfter(raw.dx, raw.dy), others, reach);
    const preview = put(raw.dx + snap.dx, raw.dy + snap.dy);
    const landed = frameOf([...preview].filter(([id]) => ids.has(id)).map(([, place]) => place));
    return { ids, preview, guides: guidesOf(landed, others, isMoved ? undefined : ["end"]) };
  };
};
