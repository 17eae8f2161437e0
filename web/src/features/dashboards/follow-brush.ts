import { flushSync } from "react-dom";
import type { Brush } from "@/query/brush";
import { liveOf, type LinkedCubes } from "./linked-cubes";
import type { LiveTiles } from "./live-tiles";

/** Lets tiles follow a brush, as many in a frame as there is time for: the brush itself never waits for them. */
export type Follower = {
  follow: (cubes: LinkedCubes, brush: Brush) => void;
  stop: () => void;
};

/** Of the sixteen milliseconds of a frame; the rest is for the brush and the screen. */
const BUDGET_MS = 9;

const isOnScreen = (element: HTMLElement | null): boolean => {
  if (element === null) return false;
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
};

export const createFollower = (tiles: LiveTiles): Follower => {
  let wanted: { cubes: LinkedCubes; brush: Brush } | null = null;
  let queue: string[] = [];
  let frame = 0;

  const move = (tileId: string) => {
    const linked = wanted?.cubes.get(tileId);
    const shown = tiles.shown.get(tileId);
    if (wanted && linked && shown) tiles.show(tileId, liveOf(linked, shown.answer, wanted.brush));
  };
  const step = () => {
    const end = performance.now() + BUDGET_MS;
    do {
      const next = queue.shift();
      if (next !== undefined) flushSync(() => { move(next); });
    } while (queue.length > 0 && performance.now() < end);
    frame = queue.length > 0 ? requestAnimationFrame(step) : 0;
  };
  return {
    follow: (cubes, brush) => {
      wanted = { cubes, brush };
      const seen = [...cubes.keys()].filter((id) => isOnScreen(tiles.shown.get(id)?.element ?? null));
      // Whoever waits already comes first, so that every tile has its turn.
      queue = [...queue, ...seen.filter((id) => !queue.includes(id))];
      if (frame === 0 && queue.length > 0) frame = requestAnimationFrame(step);
    },
    stop: () => {
      cancelAnimationFrame(frame);
      [wanted, queue, frame] = [null, [], 0];
    },
  };
};
