import { useEffect, useRef } from "react";

type PresentationKeys = {
  onStep: (steps: number) => void;
  onPause: () => void;
  onFull: () => void;
  onEnd: () => void;
};

/** Where keys mean something of their own. */
const TAKEN = "input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox], [role=grid], [role=slider]";
/** A button is pressed by the bar. */
const PRESSED = "button, a, [role=button]";

const isIn = (target: EventTarget | null, places: string): boolean => target instanceof Element && target.closest(places) !== null;

/** Arrow keys turn pages, the bar pauses, F takes the screen, Escape ends: unless something that is open wants the key. */
export const usePresentationKeys = (keys: PresentationKeys): void => {
  const latest = useRef(keys);
  useEffect(() => { latest.current = keys; });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || isIn(target, TAKEN)) return;
      const { onStep, onPause, onFull, onEnd } = latest.current;
      const acts: Partial<Record<string, () => void>> = {
        ArrowRight: () => { onStep(1); },
        PageDown: () => { onStep(1); },
        ArrowLeft: () => { onStep(-1); },
        PageUp: () => { onStep(-1); },
        Escape: onEnd,
        f: onFull,
        ...(!isIn(target, PRESSED) && { " ": onPause }),
      };
      const act = acts[key.length === 1 ? key.toLowerCase() : key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => { window.removeEventListener("keydown", onKeyDown); };
  }, []);
};
