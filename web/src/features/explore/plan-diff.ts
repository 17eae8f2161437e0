export type DiffLine = { kind: "same" | "added" | "removed"; text: string };

const MOST_CELLS = 4_000_000;
/** Texts with less than this in common are no forms of one another. */
const LEAST_SHARED = 0.3;

/** How many lines two texts share from each pair of places on. */
const shared = (before: readonly string[], after: readonly string[]): Uint32Array => {
  const width = after.length + 1;
  const counts = new Uint32Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const at = row * width + column;
      counts[at] = before[row] === after[column] ? (counts[at + width + 1] ?? 0) + 1 : Math.max(counts[at + width] ?? 0, counts[at + 1] ?? 0);
    }
  }
  return counts;
};

/** Line by line, what became of a text; null where one is no form of the other. */
export const planDiff = (before: string, after: string): DiffLine[] | null => {
  const [left, right] = [before.split("\n"), after.split("\n")];
  if ((left.length + 1) * (right.length + 1) > MOST_CELLS) return null;
  const counts = shared(left, right);
  if ((counts[0] ?? 0) < LEAST_SHARED * Math.min(left.length, right.length)) return null;
  const width = right.length + 1;
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < left.length || column < right.length) {
    const [was, is] = [left[row], right[column]];
    if (was !== undefined && was === is) {
      lines.push({ kind: "same", text: was });
      row += 1;
      column += 1;
    } else if (was !== undefined && (is === undefined || (counts[(row + 1) * width + column] ?? 0) >= (counts[row * width + column + 1] ?? 0))) {
      lines.push({ kind: "removed", text: was });
      row += 1;
    } else {
      lines.push({ kind: "added", text: is ?? "" });
      column += 1;
    }
  }
  return lines;
};

export type DiffPart = { kind: "lines"; lines: readonly DiffLine[] } | { kind: "folded"; count: number };

const CONTEXT = 2;
const WORTH_FOLDING = 4;

/** Long stretches that stayed as they were, folded away but for a few lines around each change. */
export const foldedDiff = (lines: readonly DiffLine[]): DiffPart[] => {
  const isNear = lines.map((_, at) => lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ kind }) => kind !== "same"));
  const parts: DiffPart[] = [];
  for (let at = 0; at < lines.length;) {
    let end = at + 1;
    while (end < lines.length && isNear[end] === isNear[at]) end += 1;
    const isFolded = !isNear[at] && end - at >= WORTH_FOLDING;
    parts.push(isFolded ? { kind: "folded", count: end - at } : { kind: "lines", lines: lines.slice(at, end) });
    at = end;
  }
  return parts;
};
