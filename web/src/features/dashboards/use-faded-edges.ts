import { useEffect, type RefObject } from "react";

const FADE = 24;

const fadeEdges = (strip: HTMLElement): void => {
  const { scrollLeft, scrollWidth, clientWidth } = strip;
  const left = Math.min(FADE, scrollLeft);
  const right = Math.min(FADE, scrollWidth - clientWidth - scrollLeft);
  strip.style.maskImage =
    left + right > 0 ? `linear-gradient(to right, transparent, black ${String(left)}px, black calc(100% - ${String(right)}px), transparent)` : "";
};

/** Fades a strip out on the sides to which it can be scrolled further; what it holds decides how far that is. */
export const useFadedEdges = (strip: RefObject<HTMLElement | null>, content: unknown): void => {
  useEffect(() => {
    const element = strip.current;
    if (element === null) return undefined;
    const fade = () => { fadeEdges(element); };
    fade();
    element.addEventListener("scroll", fade, { passive: true });
    window.addEventListener("resize", fade);
    return () => {
      element.removeEventListener("scroll", fade);
      window.removeEventListener("resize", fade);
    };
  }, [strip, content]);
};
