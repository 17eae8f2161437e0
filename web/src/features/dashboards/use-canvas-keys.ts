import { useEffect } from "react";
import type { Tile } from "@/api/contracts";
import type { CanvasVerbs } from "./canvas-verbs";
import { isOneGroup } from "./groups";

type CanvasKeysInput = {
  meant: () => readonly Tile[];
  isFree: boolean;
  verbs: CanvasVerbs;
  /** Draws these as large as the window. */
  fit: (tiles: readonly Tile[]) => void;
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select, [role=dialog], [role=menu], [role=listbox], [data-pane]") !== null);

/** Group, lock, layers and zoom by keyboard, for what is chosen, else for the tile that has the focus. */
export const useCanvasKeys = ({ meant, isFree, verbs, fit }: CanvasKeysInput): void => {
  useEffect(() => {
    const command = ({ key, shiftKey }: KeyboardEvent, tiles: readonly Tile[]): (() => void) | undefined => {
      if (key.toLowerCase() === "g" && shiftKey) return tiles.some(({ group }) => group) ? () => { verbs.ungroup(tiles); } : undefined;
      if (key.toLowerCase() === "g") return tiles.length > 1 && !isOneGroup(tiles) ? () => { verbs.group(tiles); } : undefined;
      if (key.toLowerCase() === "l" && shiftKey) return () => { verbs.lock(tiles, !tiles.every(({ locked }) => locked)); };
      return undefined;
    };
    const layer = ({ key, code, shiftKey }: KeyboardEvent, tiles: readonly Tile[]): (() => void) | undefined => {
      const isUp = key === "]" || key === "}" || (shiftKey && code === "BracketRight");
      const isDown = key === "[" || key === "{" || (shiftKey && code === "BracketLeft");
      if (!isFree || (!isUp && !isDown)) return undefined;
      return () => { verbs.restack(tiles, isUp ? (shiftKey ? "front" : "forward") : (shiftKey ? "back" : "backward")); };
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.defaultPrevented) return;
      const tiles = meant();
      if (tiles.length === 0) return;
      if (event.shiftKey && event.code === "Digit2" && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        fit(tiles);
        return;
      }
      // Some keyboards write brackets with Ctrl and Alt together.
      const isAltGraph = event.getModifierState("AltGraph") || (event.ctrlKey && event.altKey);
      const verb = (event.ctrlKey || event.metaKey) && !isAltGraph ? command(event, tiles) : layer(event, tiles);
      if (verb === undefined) return;
      event.preventDefault();
      verb();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => { window.removeEventListener("keydown", onKeyDown); };
  }, [fit, isFree, meant, verbs]);
};
