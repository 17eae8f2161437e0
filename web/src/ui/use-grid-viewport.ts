import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { revealed, scrolledTo, type TallScroll } from "@/lib/tall-scroll";

type Viewport = TallScroll & { left: number; width: number; height: number };

// What is drawn before the element is measured (and where there is no layout at all).
const FIRST: Viewport = { track: 0, top: 0, left: 0, width: 1200, height: 640 };

type GridViewport = Viewport & {
  onScroll: () => void;
  revealRow: (row: number) => void;
  revealColumn: (start: number, width: number) => void;
};

/** Follows the scrolling of a grid whose rows may be taller than a browser can scroll. */
export function useGridViewport(element: RefObject<HTMLElement | null>, rowCount: number, rowHeight: number, headerHeight: number): GridViewport {
  const [viewport, setViewport] = useState(FIRST);
  const current = useRef(FIRST);

  const update = useCallback((change: Partial<Viewport>) => {
    current.current = { ...current.current, ...change };
    setViewport(current.current);
  }, []);

  const size = useCallback(
    () => ({ content: rowCount * rowHeight, viewport: Math.max(rowHeight, current.current.height - headerHeight) }),
    [rowCount, rowHeight, headerHeight],
  );

  useLayoutEffect(() => {
    const node = element.current;
    if (node === null) return;
    const measure = () => {
      if (node.clientWidth > 0) update({ width: node.clientWidth, height: node.clientHeight });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => { observer.disconnect(); };
  }, [element, update]);

  const onScroll = useCallback(() => {
    const node = element.current;
    if (node === null) return;
    update({ ...scrolledTo(current.current, node.scrollTop, size()), left: node.scrollLeft });
  }, [element, size, update]);

  const revealRow = useCallback((row: number) => {
    const node = element.current;
    if (node === null || row < 0) return;
    const next = revealed(current.current, row * rowHeight, rowHeight, size());
    update(next);
    node.scrollTo({ top: next.track });
    // The browser may round: what it answers is where the track is now.
    update({ track: node.scrollTop });
  }, [element, rowHeight, size, update]);

  const revealColumn = useCallback((start: number, width: number) => {
    const node = element.current;
    if (node === null) return;
    const { left, width: visible } = current.current;
    if (start < left) node.scrollTo({ left: start });
    else if (start + width > left + visible) node.scrollTo({ left: start + width - visible });
    update({ left: node.scrollLeft });
  }, [element, update]);

  return { ...viewport, onScroll, revealRow, revealColumn };
}
