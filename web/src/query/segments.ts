/** How the values of several cells become one. */
export type Fold = "sum" | "min" | "max";

/** Folds any stretch of values in a logarithm of its length. Nothing is ever subtracted, so that no digit is lost. */
export type Segments = { fold: (from: number, to: number) => number };

const START: Readonly<Record<Fold, number>> = { sum: 0, min: Infinity, max: -Infinity };

const join = (kind: Fold, one: number, other: number): number =>
  kind === "sum" ? one + other : kind === "min" ? Math.min(one, other) : Math.max(one, other);

/** A segment tree: leaf `i` stands at `count + i`, and each node above folds the two below it. */
export const segmentsOf = (values: Float64Array, kind: Fold): Segments => {
  const count = values.length;
  const tree = new Float64Array(2 * count);
  tree.set(values, count);
  for (let node = count - 1; node > 0; node--) tree[node] = join(kind, tree[2 * node] ?? 0, tree[2 * node + 1] ?? 0);
  return {
    fold: (from, to) => {
      let found = START[kind];
      for (let low = from + count, high = to + count; low < high; low >>= 1, high >>= 1) {
        if (low & 1) found = join(kind, found, tree[low++] ?? 0);
        if (high & 1) found = join(kind, found, tree[--high] ?? 0);
      }
      return found;
    },
  };
};

/** The first place in a rising stretch whose value is no less than this one. */
export const lowerBound = (values: ArrayLike<number>, value: number, from = 0, to = values.length): number => {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
};
