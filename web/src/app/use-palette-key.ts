import { useEffect, useRef } from "react";

/** ⌘K, or Ctrl K, anywhere on the page. */
export const usePaletteKey = (onPress: () => void): void => {
  const latest = useRef(onPress);
  useEffect(() => { latest.current = onPress; }, [onPress]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => { window.removeEventListener("keydown", onKeyDown); };
  }, []);
};
