import { useEffect } from "react";

const LOOK_MS = 100;
const MOST_LOOKS = 100;
const SHOWN_MS = 3000;

/** Brings a tile or a column before the reader's eyes once it is there, and marks it for a moment. */
export const useShownPart = (kind: "tile" | "column", id: string | undefined): void => {
  useEffect(() => {
    if (id === undefined) return;
    let looks = 0;
    const timer = setInterval(() => {
      const part = document.querySelector(`[data-${kind}="${CSS.escape(id)}"]`);
      if (part) {
        part.scrollIntoView({ block: "center" });
        part.animate([{ outline: "3px solid var(--color-accent)" }, { outline: "3px solid var(--color-accent)", offset: 0.8 }, { outline: "3px solid transparent" }], SHOWN_MS);
      }
      if (part || ++looks > MOST_LOOKS) clearInterval(timer);
    }, LOOK_MS);
    return () => { clearInterval(timer); };
  }, [kind, id]);
};
