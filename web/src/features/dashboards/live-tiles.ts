import type { Answer } from "@/query/answer";
import type { ResultTable } from "@/query/arrow";
import type { ResultsSource } from "./results-source";

/** What a tile shows for the moment in place of an answer: rows of a cube, or why it stays behind. */
export type Live = { basis: Answer; table: ResultTable | null; reason: string | null };

/** A tile as it is on the screen. */
export type ShownTile = { answer: Answer; element: HTMLElement | null };

/** What brushes make of the tiles of a page, beside React: it changes with every frame of a drag. */
export type LiveTiles = {
  subscribe: (tileId: string, listener: () => void) => () => void;
  read: (tileId: string) => Live | undefined;
  show: (tileId: string, live: Live) => void;
  /** Every tile shows its answer again. */
  clear: () => void;
  shown: Map<string, ShownTile>;
  /** What the last brushes have fetched, by their question. */
  fetched: Map<string, Promise<unknown>>;
};

export const createLiveTiles = (): LiveTiles => {
  const tiles = new Map<string, Live>();
  const listeners = new Map<string, () => void>();
  return {
    subscribe: (tileId, listener) => {
      listeners.set(tileId, listener);
      return () => { listeners.delete(tileId); };
    },
    read: (tileId) => tiles.get(tileId),
    show: (tileId, live) => {
      tiles.set(tileId, live);
      listeners.get(tileId)?.();
    },
    clear: () => {
      tiles.clear();
      for (const listener of [...listeners.values()]) listener();
    },
    shown: new Map(),
    fetched: new Map(),
  };
};

/** What a tile needs to be brushed, and to be moved by brushes of others. */
export type Linking = {
  tiles: LiveTiles;
  /** Where the cells of linked tiles come from. */
  source: ResultsSource;
  /** The question for them, without the tile that is brushed. */
  question: Readonly<Record<string, unknown>>;
  /** Counts up when the reader asks for fresh answers. */
  generation: number;
};
