import type { Fed } from "./elements/fed-tiles";
import type { TileResults } from "./results-state";

type DatasetTags = Readonly<Record<string, string>>;

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** What of a tile's data has another tag by now than when it was answered; nothing where all is as it was. */
const changesOf = (tile: Pick<Fed, "id" | "chart">, results: TileResults, now: DatasetTags, before: DatasetTags): string[] => {
  const answer = results.get(tile.id)?.state.answer;
  if (!answer) return [];
  const read = answer.meaning.receipt.sources.filter(({ dataset_id }) => dataset_id !== NOBODY);
  // Visitors are not told what was read; for them counts what the tile asks, since they began to look.
  if (read.length === 0) {
    const id = tile.chart.dataset_id;
    return now[id] !== undefined && before[id] !== undefined && now[id] !== before[id] ? [now[id]] : [];
  }
  return read.flatMap(({ dataset_id, version_id }) => {
    const tag = now[dataset_id];
    return tag !== undefined && tag !== version_id ? [tag] : [];
  });
};

/** The tiles that show data of which there is a newer version, each with what tells this change from others. */
export const staleTiles = (tiles: readonly Pick<Fed, "id" | "chart">[], results: TileResults, now: DatasetTags, before: DatasetTags): Map<string, string> =>
  new Map(tiles.map((tile) => [tile.id, changesOf(tile, results, now, before).join(" ")] as const).filter(([, change]) => change !== ""));

/** All data that the tiles read, as far as it is known: what they ask, and what was read beside it. */
export const datasetsOf = (tiles: readonly Pick<Fed, "id" | "chart">[], results: TileResults): string[] => {
  const read = tiles.flatMap(({ id }) => results.get(id)?.state.answer?.meaning.receipt.sources.map(({ dataset_id }) => dataset_id) ?? []);
  return [...new Set([...tiles.map(({ chart }) => chart.dataset_id), ...read])].filter((id) => id !== NOBODY).sort();
};
