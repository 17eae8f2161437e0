/** Where each column begins; one more entry than columns, the last being the whole width. */
export const columnStarts = (widths: readonly number[]): number[] => {
  const starts = [0];
  for (const width of widths) starts.push((starts.at(-1) ?? 0) + width);
  return starts;
};

const lastAtOrBefore = (starts: readonly number[], position: number): number => {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? Infinity) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** First and last index (exclusive) of the columns to draw. */
export const columnsInView = (starts: readonly number[], left: number, viewport: number, overscan = 2): [first: number, end: number] => {
  const count = starts.length - 1;
  return [
    Math.max(0, Math.min(lastAtOrBefore(starts, left), count - 1) - overscan),
    Math.min(count, lastAtOrBefore(starts, left + viewport) + 1 + overscan),
  ];
};
