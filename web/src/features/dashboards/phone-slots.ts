import type { Rect } from "./geometry";

/** Before how many of the others a tile comes whose middle lies where `pulled` has its own. */
export const slotAt = (others: ReadonlyMap<string, Rect>, pulled: Rect, canvasWidth: number): number => {
  const [x, y] = [pulled.left + pulled.width / 2, pulled.top + pulled.height / 2];
  return [...others.values()].filter(({ left, top, width, height }) => {
    const isBesides = y >= top && y <= top + height && width < canvasWidth;
    return isBesides ? left + width / 2 < x : top + height / 2 < y;
  }).length;
};
