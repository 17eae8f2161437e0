import type { Tile } from "@/api/contracts";
import { tileTitle } from "../tile-words";
import { figureId } from "./figure-names";

/** What shows data: a picture, or a number inside of words, by the id of its answer. */
export type Fed = { id: string; title: string; chart: { dataset_id: string } };

/** All that a page shows of data. */
export const fedTiles = (tiles: readonly Tile[]): Fed[] =>
  tiles.flatMap((tile): Fed[] => {
    const title = tileTitle(tile);
    if (tile.kind === "chart") return [{ id: tile.id, title, chart: tile.chart }];
    return tile.kind === "text" ? (tile.figures ?? []).map((figure) => ({ id: figureId(tile.id, figure.name), title, chart: figure })) : [];
  });
