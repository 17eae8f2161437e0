import type { TileLayout } from "@/api/contracts";
import { GRID_COLUMNS, type Box } from "@/lib/free-place";
import { fine, frameOf, moveFreely, resizeFreely } from "./free-layout";
import { equalGaps, stepsToGaps, type Gap } from "./gaps";
import { columnStep, rowStep, stepsOf } from "./geometry";
import type { Layout } from "./layout";
import { clampLayout, moveTile, moveTiles, type Ids } from "./moved-layout";
import { ENDS, growthOf, inProportion, stretched } from "./sides";
import { edgesOf, guidesOf, snapMove, snapResize, type Guide, type Reach } from "./snapping";
import type { DragKind, Way } from "./use-tile-drag";

/** What comes of pulling tiles: where all would stand, the lines on which the pulled ones lie, and the gaps that are equal by it. */
export type Pulled = { ids: Ids; preview: Layout; guides: readonly Guide[]; gaps: readonly Gap[] };

type PullInput = { layout: Layout; ids: Ids; locked: Ids; canvasWidth: number; kind: DragKind };

const MIN_STEPS = 2;
/** So near to a line, in pixels, a tile goes onto it. */
const REACH_PIXELS = 7;

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(most, value));

const wantedPlace = (place: TileLayout, kind: DragKind, { dx, dy }: { dx: number; dy: number }): TileLayout => {
  if (kind === "move") return clampLayout({ ...place, x: place.x + dx, y: place.y + dy });
  const { x, y } = ENDS[kind];
  const across = x === -1 ? between(-place.x, dx, place.width - MIN_STEPS) : between(MIN_STEPS - place.width, dx, GRID_COLUMNS - place.x - place.width);
  const down = y === -1 ? between(-place.y, dy, place.height - MIN_STEPS) : Math.max(MIN_STEPS - place.height, dy);
  return { ...place, ...stretched(place, ENDS[kind], across, down) };
};

/** The way of a corner that keeps the proportions of what it belongs to, in pixels. */
const evenWay = (kind: DragKind, isEven: boolean, box: Box, least: { width: number; height: number }, canvasWidth: number, { dx, dy }: { dx: number; dy: number }) => {
  if (!isEven || kind === "move") return { dx, dy };
  const size = { width: box.width * columnStep(canvasWidth), height: box.height * rowStep };
  return inProportion(size, ENDS[kind], dx, dy, growthOf(box, ENDS[kind], least));
};

/** On the grid: in whole steps, and the others make way. */
export const pullOnGrid = ({ layout, ids, locked, canvasWidth, kind }: PullInput) => {
  const [id] = ids;
  const place = id === undefined ? undefined : layout.get(id);
  const least = { width: MIN_STEPS, height: MIN_STEPS };
  return ({ isEven, ...way }: Way): Pulled => {
    const { dx, dy } = place === undefined ? way : evenWay(kind, isEven, place, least, canvasWidth, way);
    const steps = stepsOf(dx, dy, canvasWidth);
    const preview = place === undefined || id === undefined ? layout
      : ids.size === 1 ? moveTile(layout, id, wantedPlace(place, kind, steps), locked) : moveTiles(layout, ids, steps, locked);
    return { ids, preview, guides: [], gaps: [] };
  };
};

/** Onto lines nearby, or to where gaps are equal. */
const snapWithGaps = (box: Box, others: readonly Box[], reach: Reach) =>
  snapMove(box, others, reach, { x: stepsToGaps(box, others, "x", reach.x), y: stepsToGaps(box, others, "y", reach.y) });

/** In free placement: onto lines nearby, and nothing makes way. */
export const pullFreely = ({ layout, ids, canvasWidth, kind }: PullInput) => {
  const [across, down] = [columnStep(canvasWidth), rowStep];
  const reach: Reach = { x: REACH_PIXELS / across, y: REACH_PIXELS / down };
  const others = [...layout].filter(([id]) => !ids.has(id)).map(([, place]) => place);
  const frame = frameOf([...layout].filter(([id]) => ids.has(id)).map(([, place]) => place));
  const ends = kind === "move" ? null : ENDS[kind];
  const put = (dx: number, dy: number): Layout => (ends === null ? moveFreely(layout, ids, dx, dy) : resizeFreely(layout, ids, dx, dy, ends));
  // The smallest of them is what ends the shrinking.
  const pulled = [...layout].filter(([id]) => ids.has(id)).map(([, place]) => place);
  const least = { width: frame.width / Math.min(...pulled.map(({ width }) => width)), height: frame.height / Math.min(...pulled.map(({ height }) => height)) };
  return ({ isLoose, isEven, ...way }: Way): Pulled => {
    const { dx, dy } = evenWay(kind, isEven, frame, least, canvasWidth, way);
    const raw = { dx: dx / across, dy: dy / down };
    // A line nearby would spoil the proportions.
    if (isLoose || (isEven && ends !== null)) return { ids, preview: put(fine(raw.dx), fine(raw.dy)), guides: [], gaps: [] };
    const snap = ends === null
      ? snapWithGaps({ ...frame, x: frame.x + raw.dx, y: frame.y + raw.dy }, others, reach)
      : snapResize(stretched(frame, ends, raw.dx, raw.dy), others, reach, ends);
    const preview = put(raw.dx + snap.dx, raw.dy + snap.dy);
    const landed = frameOf([...preview].filter(([id]) => ids.has(id)).map(([, place]) => place));
    return { ids, preview, guides: guidesOf(landed, others, ends === null ? undefined : edgesOf(ends)), gaps: ends === null ? equalGaps(landed, others) : [] };
  };
};
