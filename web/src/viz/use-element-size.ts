import { useEffect, useState, type RefObject } from "react";
import type { Size } from "./spec-parts";

/** The inner size of an element in whole pixels; null until it has been laid out. */
export const useElementSize = (element: RefObject<HTMLElement | null>): Size | null => {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    const measure = () => {
      const width = Math.floor(target.clientWidth);
      const height = Math.floor(target.clientHeight);
      if (width === 0 || height === 0) return;
      setSize((known) => (known?.width === width && known.height === height ? known : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => { observer.disconnect(); };
  }, [element]);
  return size;
};
