/** Where the pages of a document stand: numbers with room between them, so that who moves one page writes one number. */
export type Places = ReadonlyMap<string, number>;

type Placed = { id: string; place: number };

/** Two people may have chosen the same place at once; the id settles it, alike for everybody. */
export const byPlace = (a: Placed, b: Placed): number => a.place - b.place || (a.id < b.id ? -1 : 1);

/** Places in which `ids` stand in this order, as few of them new as can be. */
export const placesFor = (ids: readonly string[], known: Places): Places => {
  const places = new Map(longestRise(placedOf(ids, known)).map(({ id, place }) => [id, place]));
  for (let start = 0; start < ids.length; start += 1) {
    let end = start;
    while (end < ids.length && !places.has(ids[end] ?? "")) end += 1;
    const gap = ids.slice(start, end);
    const below = places.get(ids[start - 1] ?? "");
    const above = places.get(ids[end] ?? "");
    const low = below ?? (above ?? 0) - gap.length - 1;
    const step = ((above ?? low + gap.length + 1) - low) / (gap.length + 1);
    gap.forEach((id, index) => places.set(id, low + step * (index + 1)));
    start = end;
  }
  const isInOrder = placedOf(ids, places).every((here, index, all) => index === 0 || byPlace(all[index - 1] ?? here, here) < 0);
  return isInOrder ? places : new Map(ids.map((id, index) => [id, index]));
};

const placedOf = (ids: readonly string[], places: Places): Placed[] =>
  ids.flatMap((id) => {
    const place = places.get(id);
    return place === undefined ? [] : [{ id, place }];
  });

/** The most that can keep their places: the longest part of the row that already stands in order. */
const longestRise = (row: readonly Placed[]): readonly Placed[] => {
  const best: (readonly Placed[])[] = [];
  for (const here of row) {
    const before = longestOf(best.filter((run) => byPlace(run.at(-1) ?? here, here) < 0));
    best.push([...before, here]);
  }
  return longestOf(best);
};

const longestOf = (runs: readonly (readonly Placed[])[]): readonly Placed[] =>
  runs.reduce<readonly Placed[]>((longest, run) => (run.length > longest.length ? run : longest), []);
