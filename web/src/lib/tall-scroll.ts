// Browsers cap the height of an element near 33 million pixels; five million rows are 140 million.
// So a scroll position moves along a shorter track: small movements go pixel by pixel, leaps in proportion.

export type TallScroll = {
  /** Where the browser's scroll position is on the track. */
  track: number;
  /** Where the view is over all the rows, in pixels. */
  top: number;
};

export type TallSize = { content: number; viewport: number };

const LONGEST_TRACK = 8_000_000;
const LEAP = 2000;

export const trackLength = ({ content }: TallSize): number => Math.min(content, LONGEST_TRACK);

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most));
const rangeOf = ({ content, viewport }: TallSize): number => Math.max(0, content - viewport);
const trackRangeOf = (size: TallSize): number => Math.max(0, trackLength(size) - size.viewport);

const proportional = (track: number, size: TallSize): number => {
  const range = trackRangeOf(size);
  return range === 0 ? 0 : (track / range) * rangeOf(size);
};

/** The person scrolled: the browser says how far. */
export const scrolledTo = (before: TallScroll, track: number, size: TallSize): TallScroll => {
  const end = trackRangeOf(size);
  const moved = track - before.track;
  if (track <= 0) return { track, top: 0 };
  if (track >= end - 0.5) return { track, top: rangeOf(size) };
  const isLeap = Math.abs(moved) > LEAP;
  return { track, top: clamp(isLeap ? proportional(track, size) : before.top + moved, rangeOf(size)) };
};

/** Bring the stretch from `start` to `start + length` into view, with the least movement. */
export const revealed = (before: TallScroll, start: number, length: number, size: TallSize): TallScroll => {
  const last = start + length - size.viewport;
  const top = clamp(before.top > start ? start : before.top < last ? last : before.top, rangeOf(size));
  if (top === before.top) return before;
  const moved = top - before.top;
  const range = rangeOf(size);
  const end = trackRangeOf(size);
  if (top === 0 || top === range) return { track: top === 0 ? 0 : end, top };
  const track = Math.abs(moved) > LEAP ? (top / range) * end : before.track + moved;
  // Stay off both ends of the track: they stand for the first and the last row.
  return { track: Math.max(1, Math.min(track, end - 1)), top };
};

/** First and last index (exclusive) of the rows to draw, with a few more on both sides. */
export const rowsInView = (top: number, viewport: number, rowHeight: number, rowCount: number, overscan = 6): [first: number, end: number] => [
  Math.max(0, Math.floor(top / rowHeight) - overscan),
  Math.min(rowCount, Math.ceil((top + viewport) / rowHeight) + overscan),
];
