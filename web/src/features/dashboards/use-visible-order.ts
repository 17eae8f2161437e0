import { useCallback, type RefObject } from "react";
import { tileOf } from "./elements/figure-names";

/** How far a tile is from the window: 0 for what can be seen. */
const distance = ({ top, bottom }: DOMRect): number => Math.max(0, top - window.innerHeight, -bottom);

/** Puts tiles that can be seen first, then those nearest to the window, each in reading order. */
export const useVisibleOrder = (frame: RefObject<HTMLElement | null>) =>
  useCallback(
    (ids: readonly string[]): string[] => {
      const rects = new Map(
        [...(frame.current?.querySelectorAll<HTMLElement>("[data-tile]") ?? [])].map((element) => [element.dataset["tile"], element.getBoundingClientRect()] as const),
      );
      const key = (id: string): readonly [number, number, number] => {
        const rect = rects.get(tileOf(id));
        return rect === undefined ? [Number.MAX_SAFE_INTEGER, 0, 0] : [distance(rect), rect.top, rect.left];
      };
      return [...ids].sort((a, b) => {
        const [near, top, left] = key(a);
        const [otherNear, otherTop, otherLeft] = key(b);
        return near - otherNear || top - otherTop || left - otherLeft;
      });
    },
    [frame],
  );
