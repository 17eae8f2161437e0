import { useEffect, useRef, type FocusEvent } from "react";

/** Marks the button that takes the focus when nothing nearer is left. */
export const FOCUS_REST = "data-focus-rest";

const restIn = (place: ParentNode): HTMLElement | null => place.querySelector<HTMLElement>(`[${FOCUS_REST}]`);

/** When the tile that had the focus is removed, the next one takes it; without it the keyboard would begin at the top of the page. */
export const useKeptFocus = (tileIds: readonly string[]) => {
  const container = useRef<HTMLDivElement>(null);
  const last = useRef<{ id: string; index: number } | null>(null);
  const onFocusCapture = ({ target }: FocusEvent) => {
    const id = target.closest<HTMLElement>("[data-tile]")?.dataset["tile"];
    if (id !== undefined) last.current = { id, index: tileIds.indexOf(id) };
  };
  useEffect(() => {
    const lost = last.current;
    if (lost === null || tileIds.includes(lost.id)) return;
    last.current = null;
    // A menu that closes with the tile gives the focus back first, to a button that is gone.
    const frame = requestAnimationFrame(() => {
      const place = container.current;
      if (place === null || document.activeElement !== document.body) return;
      const next = tileIds[Math.min(lost.index, tileIds.length - 1)];
      const handle = next === undefined ? null : place.querySelector<HTMLElement>(`[data-tile="${CSS.escape(next)}"] [data-move]`);
      (handle ?? restIn(place))?.focus();
    });
    return () => { cancelAnimationFrame(frame); };
  }, [tileIds]);
  return { container, onFocusCapture };
};

/** Between looking and editing the buttons change places; the focus goes on to the one that leads back. */
export const useFocusAtRest = (isWanted: boolean) => {
  useEffect(() => {
    if (isWanted && document.activeElement === document.body) restIn(document)?.focus();
  }, [isWanted]);
};
