import { useEffect } from "react";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** ⌘Z and ⇧⌘Z (Ctrl elsewhere, with Ctrl Y too) for the page, unless somebody types: a text field has an undo of its own. */
export const useUndoKeys = (undo: (() => void) | null, redo: (() => void) | null): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      const verb = key === "y" || (key === "z" && event.shiftKey) ? redo : key === "z" ? undo : undefined;
      if (verb === undefined) return;
      event.preventDefault();
      verb?.();
    };
    window.addEventListener("keydown", press);
    return () => { window.removeEventListener("keydown", press); };
  }, [undo, redo]);
};
