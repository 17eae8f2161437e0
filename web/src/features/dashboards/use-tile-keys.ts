import { useEffect } from "react";
import { isPulling } from "./use-tile-drag";

export type TileKeys = {
  onCopy: () => boolean;
  onCut: () => boolean;
  onPaste: () => boolean;
  onDuplicate: () => boolean;
  onSelectAll: () => boolean;
  onRemove: () => boolean;
  onClear: () => boolean;
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select, [role=dialog], [role=menu], [role=listbox], [data-pane]") !== null);

const hasMarkedText = (): boolean => (window.getSelection()?.toString() ?? "") !== "";

/** The keys that every canvas has. Each verb answers whether there was anything to do; if not, the key keeps its usual meaning. */
export const useTileKeys = (verbs: TileKeys): void => {
  useEffect(() => {
    const withCommand: Partial<Record<string, () => boolean>> = { c: verbs.onCopy, x: verbs.onCut, v: verbs.onPaste, d: verbs.onDuplicate, a: verbs.onSelectAll };
    const alone: Partial<Record<string, () => boolean>> = { Delete: verbs.onRemove, Backspace: verbs.onRemove, Escape: verbs.onClear };
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.altKey || event.defaultPrevented) return;
      // It takes back the pull alone: whoever is chosen stays so.
      if (event.key === "Escape" && isPulling()) return;
      const isCommand = event.metaKey || event.ctrlKey;
      const key = event.key.toLowerCase();
      if (isCommand && (event.shiftKey || ((key === "c" || key === "x") && hasMarkedText()))) return;
      const verb = isCommand ? withCommand[key] : alone[event.key];
      if (verb?.() !== true) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the handle of a tile takes the key for that tile alone.
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => { window.removeEventListener("keydown", onKeyDown, { capture: true }); };
  }, [verbs]);
};
