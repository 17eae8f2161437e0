import { useEffect } from "react";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

/** ⌘Z and ⇧⌘Z (Ctrl elsewhere, with Ctrl+Y too) for the page, unless somebody types: a text field has an undo of its own. */
export const useUndoKeys = (undo: (() => void) | null, redo: (() => void) | null): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (key !== "z" && !(key === "y" && event.ctrlKey)) return;
      event.preventDefault();
      (key === "y" || event.shiftKey ? redo : undo)?.();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => { window.removeEventListener("keydown", onKeyDown); };
  }, [undo, redo]);
};
