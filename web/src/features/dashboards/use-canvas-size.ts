import { useCallback, useState } from "react";

/** The width of an element as it changes; 0 until it is measured. */
export const useMeasuredWidth = (): { width: number; measure: (element: HTMLElement | null) => (() => void) | undefined } => {
  const [width, setWidth] = useState(0);
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(entry.contentRect.width);
    });
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => { observer.disconnect(); };
  }, []);
  return { width, measure };
};
