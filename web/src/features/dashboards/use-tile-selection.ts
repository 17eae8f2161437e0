import { useCallback, useMemo, useRef, useState, type KeyboardEvent as ReactKeyboardEvent, type MouseEvent as ReactMouseEvent, type PointerEvent as ReactPointerEvent } from "react";
import { PULLED } from "./use-canvas-pan";

export type Box = { left: number; top: number; right: number; bottom: number };

const MARQUEE_PIXELS = 4;
const NOT_BACKGROUND = "[data-tile], a, button, input, select, textarea, label, [role=menu], [role=dialog], [role=tab], [contenteditable]";

const areMeeting = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const idOf = (element: Element): string => (element.closest<HTMLElement>("[data-tile]")?.dataset["tile"] ?? "");

const isAdding = (event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): boolean => event.shiftKey || event.ctrlKey || event.metaKey;

/** The head of a tile, where no button of it was pressed. */
const headOf = (target: Element): Element | null => (target.closest("a, button, [role=menu]") === null ? target.closest("[data-tile] header") : null);

/** All of `ids` taken out if the first of them is chosen, else all of them besides. */
export const toggled = (chosen: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> =>
  chosen.has(ids[0] ?? "") ? new Set([...chosen].filter((one) => !ids.includes(one))) : new Set([...chosen, ...ids]);

/** What is chosen with a tile: its group, itself first. */
export type ChosenWith = (id: string) => readonly string[];

const itself: ChosenWith = (id) => [id];

/** What opens over the page, as dialogs and lists do, lies elsewhere in the document, though its events pass through here. */
const isElsewhere = ({ currentTarget, target }: { currentTarget: Element; target: EventTarget }): boolean => !(target instanceof Node && currentTarget.contains(target));

/**
 * Several tiles at once: by a click on their heads, with Shift or Ctrl for more, or by a frame drawn around them.
 * A group is chosen as a whole; a double click, or Enter, reaches for one tile of it.
 */
export const useTileSelection = (tileIds: readonly string[], chosenWith: ChosenWith = itself) => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [marquee, setMarquee] = useState<Box | null>(null);
  // What was removed meanwhile, by somebody else too, is not chosen any more.
  const selected = useMemo(() => new Set(tileIds.filter((id) => chosen.has(id))), [tileIds, chosen]);
  const clear = useCallback(() => { setChosen(new Set()); }, []);
  const choose = useCallback((ids: Iterable<string>) => { setChosen(new Set(ids)); }, []);
  const toggle = (id: string) => { setChosen((present) => toggled(present, chosenWith(id))); };
  const reach = (target: Element) => { setChosen(new Set([idOf(target)])); };
  /** A press on one of several that are chosen may begin to pull them all: only the click lets go of the others. */
  const pressed = useRef<{ id: string; x: number; y: number } | null>(null);

  const drawFrame = (event: ReactPointerEvent<HTMLElement>) => {
    const { clientX, clientY, pointerId, shiftKey, currentTarget: place } = event;
    const before = shiftKey ? selected : new Set<string>();
    place.setPointerCapture(pointerId);
    const boxAt = (x: number, y: number): Box => ({ left: Math.min(x, clientX), top: Math.min(y, clientY), right: Math.max(x, clientX), bottom: Math.max(y, clientY) });
    const move = ({ clientX: x, clientY: y }: PointerEvent) => {
      const box = boxAt(x, y);
      if (box.right - box.left < MARQUEE_PIXELS && box.bottom - box.top < MARQUEE_PIXELS) return;
      setMarquee(box);
      const within = [...place.querySelectorAll("[data-tile]")].filter((tile) => areMeeting(box, tile.getBoundingClientRect())).map(idOf);
      setChosen(new Set([...before, ...within.flatMap(chosenWith)]));
    };
    const end = () => {
      place.removeEventListener("pointermove", move);
      place.removeEventListener("pointerup", end);
      place.removeEventListener("pointercancel", end);
      setMarquee(null);
    };
    setChosen(before);
    place.addEventListener("pointermove", move);
    place.addEventListener("pointerup", end);
    place.addEventListener("pointercancel", end);
  };

  const onPointerDown = (event: ReactPointerEvent<HTMLElement>) => {
    const { target, button, pointerType } = event;
    if (button !== 0 || !(target instanceof Element) || isElsewhere(event)) return;
    const tile = target.closest("[data-tile]");
    if (tile === null) {
      // A finger that draws over the page scrolls it.
      if (pointerType !== "touch" && target.closest(NOT_BACKGROUND) === null) drawFrame(event);
      return;
    }
    const isHead = headOf(target) !== null;
    if (!isHead) return;
    const id = idOf(tile);
    pressed.current = null;
    if (isAdding(event)) toggle(id);
    else if (selected.has(id)) pressed.current = { id, x: event.clientX, y: event.clientY };
    else setChosen(new Set(chosenWith(id)));
  };
  const onClick = (event: ReactMouseEvent<HTMLElement>) => {
    const { current } = pressed;
    pressed.current = null;
    if (current === null || event.detail > 1 || isAdding(event) || Math.hypot(event.clientX - current.x, event.clientY - current.y) >= MARQUEE_PIXELS) return;
    setChosen(new Set(chosenWith(current.id)));
  };
  const onDoubleClick = ({ target }: ReactMouseEvent<HTMLElement>) => {
    if (target instanceof Element && headOf(target) !== null) reach(target);
  };
  /** Space on the handle of a tile, as a click with Shift on its head; Enter as a double click. */
  const onKeyDown = (event: ReactKeyboardEvent<HTMLElement>) => {
    const { target, key } = event;
    if ((key !== " " && key !== "Enter") || !(target instanceof Element) || !target.matches("[data-move]")) return;
    event.preventDefault();
    if (key === "Enter") reach(target);
  };
  /** Once Space is let go, it is known that the page was not pulled by it. */
  const onKeyUp = (event: ReactKeyboardEvent<HTMLElement>) => {
    const { target, key, currentTarget } = event;
    if (key !== " " || !(target instanceof Element) || !target.matches("[data-move]") || currentTarget.hasAttribute(PULLED)) return;
    event.preventDefault();
    toggle(idOf(target));
  };
  /** The press goes to the handle of the tile, where arrow keys move it, and marks no text. */
  const onMouseDown = (event: ReactMouseEvent<HTMLElement>) => {
    const { target } = event;
    if (!(target instanceof Element) || isElsewhere(event)) return;
    const head = headOf(target);
    if (head === null && target.closest(NOT_BACKGROUND) !== null) return;
    event.preventDefault();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    head?.querySelector<HTMLElement>("[data-move]")?.focus({ preventScroll: true });
  };
  return { selected, marquee, choose, clear, onPointerDown, onMouseDown, onKeyDown, onKeyUp, onClick, onDoubleClick };
};

export type TileSelectionState = ReturnType<typeof useTileSelection>;
