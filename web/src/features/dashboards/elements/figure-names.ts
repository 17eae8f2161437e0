import type { Figure, Tile } from "@/api/contracts";

/** The id of the answer to a figure of a text. */
export const figureId = (tileId: string, name: string): string => `${tileId}.${name}`;

/** The tile that an answer belongs to. */
export const tileOf = (answerId: string): string => answerId.split(".", 1)[0] ?? answerId;

/** The figures of a page by the ids of their answers. */
export const figuresIn = (tiles: readonly Tile[]): [string, Figure][] =>
  tiles.flatMap((tile) => (tile.kind === "text" ? (tile.figures ?? []).map((figure): [string, Figure] => [figureId(tile.id, figure.name), figure]) : []));

/** All that a page asks, by the ids of the answers; a figure is filtered as its tile is. */
export const askedIn = (tiles: readonly Tile[]): [string, { id: string; chart: unknown }][] => [
  ...tiles.flatMap((tile): [string, { id: string; chart: unknown }][] => (tile.kind === "chart" ? [[tile.id, tile]] : [])),
  ...figuresIn(tiles).map(([id, figure]): [string, { id: string; chart: unknown }] => [id, { id: tileOf(id), chart: figure }]),
];

const MAX_LENGTH = 40;

/** A name for a number that no other has: `Sum of amount` becomes `sum_of_amount`. */
export const figureName = (label: string, taken: readonly string[]): string => {
  const plain = label.normalize("NFKD").toLowerCase().replaceAll(/[^a-z0-9]+/g, "_").replace(/^[^a-z]+/, "").replace(/_+$/, "");
  const name = (plain === "" ? "number" : plain).slice(0, MAX_LENGTH - 4);
  if (!taken.includes(name)) return name;
  let count = 2;
  while (taken.includes(`${name}_${String(count)}`)) count += 1;
  return `${name}_${String(count)}`;
};
