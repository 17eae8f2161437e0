import { useEffect, useRef, type RefObject } from "react";
import { tellings, type Pointed } from "@/viz/pointed";

/** A press for more on the picture of a tile: what is there, where the menu is to open, and where the hands go after it. */
export type MarkPress = { tileId: string; pointed: Pointed | null; x: number; y: number; opener: HTMLElement | null };

const LONG_MS = 500;
const STILL = 10;

const placeOf = (target: Element) => {
  const [row, column] = (target.closest<HTMLElement>("[data-place]")?.dataset["place"] ?? "").split(":").map(Number);
  return row === undefined || column === undefined || Number.isNaN(column) ? null : { row, column };
};

const pointedAt = (target: Element, within: Element): Pointed | null => {
  for (let element: Element | null = target; element !== null && within.contains(element); element = element.parentElement) {
    const tell = tellings.get(element);
    if (tell) return tell(placeOf(target));
  }
  return null;
};

/** The press at a place of a tile's picture; null beside the pictures, and on what has a menu or keys of its own. */
const pressAt = (target: EventTarget | null, x: number, y: number): MarkPress | null => {
  if (!(target instanceof Element)) return null;
  const picture = target.closest("[data-picture]");
  const tileId = picture?.closest<HTMLElement>("[data-tile]")?.dataset["tile"];
  if (!picture || tileId === undefined || target.closest("input, textarea, a[href]")) return null;
  const opener = document.activeElement;
  return { tileId, pointed: pointedAt(target, picture), x, y, opener: opener instanceof HTMLElement && picture.contains(opener) ? opener : null };
};

/** Of a table, the cell that the keys are on. */
const activeCell = (target: EventTarget | null): Element | null => {
  if (!(target instanceof Element)) return null;
  return document.getElementById(target.getAttribute("aria-activedescendant") ?? "") ?? target;
};

const isMenuKey = ({ key, shiftKey }: KeyboardEvent): boolean => key === "ContextMenu" || (key === "F10" && shiftKey);

/** Hears right clicks, long presses of a finger, and the menu key on the pictures of a page. */
export const useMarkPresses = (frame: RefObject<HTMLElement | null>, onPress: (press: MarkPress) => void): void => {
  const latest = useRef(onPress);
  useEffect(() => { latest.current = onPress; });
  useEffect(() => {
    const page = frame.current;
    if (page === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let held: { x: number; y: number } | null = null;
    let isOpenedByHolding = false;
    const open = (event: Event, target: EventTarget | null, x: number, y: number): boolean => {
      const press = pressAt(target, x, y);
      if (press === null) return false;
      event.preventDefault();
      latest.current(press);
      return true;
    };
    const letGo = () => { clearTimeout(timer); held = null; };
    const onContextMenu = (event: MouseEvent) => {
      letGo();
      // A finger that stays down is told twice: by its time here, and by some browsers as a right click.
      if (isOpenedByHolding) { event.preventDefault(); return; }
      const isOpen = open(event, event.target, event.clientX, event.clientY);
      isOpenedByHolding = isOpen && (event as PointerEvent).pointerType === "touch";
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const cell = isMenuKey(event) ? activeCell(event.target) : null;
      if (cell === null) return;
      const { left, bottom } = cell.getBoundingClientRect();
      open(event, cell, left + 8, bottom);
    };
    const onDown = (event: PointerEvent) => {
      letGo();
      isOpenedByHolding = false;
      if (event.pointerType !== "touch" || !event.isPrimary) return;
      held = { x: event.clientX, y: event.clientY };
      timer = setTimeout(() => { isOpenedByHolding = open(event, event.target, event.clientX, event.clientY); }, LONG_MS);
    };
    const onMove = ({ clientX, clientY }: PointerEvent) => {
      if (held && Math.hypot(clientX - held.x, clientY - held.y) > STILL) letGo();
    };
    // The click that a finger leaves behind when it goes up would choose the mark as well, and close the menu.
    const onTouchEnd = (event: TouchEvent) => { if (isOpenedByHolding && event.cancelable) event.preventDefault(); };
    const stop = new AbortController();
    const { signal } = stop;
    page.addEventListener("contextmenu", onContextMenu, { signal });
    page.addEventListener("keydown", onKeyDown, { signal });
    page.addEventListener("pointerdown", onDown, { signal });
    page.addEventListener("pointermove", onMove, { signal });
    page.addEventListener("pointerup", letGo, { signal });
    page.addEventListener("pointercancel", letGo, { signal });
    page.addEventListener("touchend", onTouchEnd, { signal, passive: false });
    return () => { letGo(); stop.abort(); };
  }, [frame]);
};
