import { useEffect } from "react";
import type { DashboardPage } from "@/api/contracts";
import { showToast } from "@/ui/toast-store";
import type { Choices, OnChoices } from "./choices";

/** A page that has many tiles draws them one after the other. */
const PATIENCE = 5000;
const STEP = 100;
const SHOWN = 2600;

type ReachedTileProps = { tileId: string; pages: readonly DashboardPage[]; choices: Choices; onChoices: OnChoices };

const frameOf = (tileId: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-tile="${CSS.escape(tileId)}"]`);

const show = (frame: HTMLElement): void => {
  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  frame.tabIndex = -1;
  frame.focus({ preventScroll: true });
  frame.scrollIntoView({ block: "center", behavior: isStill ? "auto" : "smooth" });
  const ring = (color: string) => ({ outline: `3px solid ${color}`, outlineOffset: "2px" });
  const accent = getComputedStyle(frame).getPropertyValue("--accent") || "currentColor";
  frame.animate([ring(accent), { ...ring(accent), offset: 0.8 }, ring("transparent")], { duration: SHOWN });
};

/** Brings the tile to which an address leads before its reader, once, on whichever page it stands by now. */
export function ReachedTile({ tileId, pages, choices, onChoices }: ReachedTileProps) {
  useEffect(() => {
    const page = pages.find(({ tiles }) => tiles?.some(({ id }) => id === tileId));
    if (page === undefined) {
      showToast({ title: "The tile of this link is not on the dashboard any more.", detail: "It was removed since somebody copied the link." });
      return;
    }
    if (page.id !== (choices.page ?? pages[0]?.id)) onChoices({ ...choices, page: page.id }, { isReplacing: true });
    const until = Date.now() + PATIENCE;
    const timer = setInterval(() => {
      const frame = frameOf(tileId);
      if (frame === null && Date.now() < until) return;
      clearInterval(timer);
      if (frame !== null) show(frame);
    }, STEP);
    return () => { clearInterval(timer); };
    // Whoever has come goes on by themselves: only another address leads to a tile once more.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [tileId]);
  return null;
}
