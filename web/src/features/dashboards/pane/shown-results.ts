import type { TileResults } from "../results-state";

/** What the tiles of the page show at the moment, told from the page to what stands beside it. */
export type ShownResults = {
  show: (results: TileResults) => void;
  read: () => TileResults;
  subscribe: (listener: () => void) => () => void;
};

const NOTHING: TileResults = new Map();

export const createShownResults = (): ShownResults => {
  let present = NOTHING;
  const listeners = new Set<() => void>();
  return {
    show: (results) => {
      present = results;
      for (const listener of listeners) listener();
    },
    read: () => present,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
  };
};
