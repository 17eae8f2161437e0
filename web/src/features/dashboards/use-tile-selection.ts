import { useCallback, useMemo, useState, type KeyboardEvent as ReactKeyboardEvent, type MouseEvent as ReactMouseEvent, type PointerEvent as ReactPointerEvent } from "react";

export type Box = { left: number; top: number; right: number; bottom: number };

const MARQUEE_PIXELS = 4;
const NOT_BACKGROUND = "[data-tile], a, button, input, select, textarea, label, [role=menu], [role=dialog], [role=tab], [contenteditable]";

const areMeeting = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const idOf = (element: Element): string => (element.closest<HTMLElement>("[data-tile]")?.dataset["tile"] ?? "");

/** The head of a tile, where no button of it was pressed. */
const headOf = (target: Element): Element | null => (target.closest("a, button, [role=menu]") === null ? target.closest("[data-tile] header") : null);

export const toggled = (chosen: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  chosen.has(id) ? new Set([...chosen].filter((one) => one !== id)) : new Set([...chosen, id]);

/** Several tiles at once: by a click on their heads, with Shift or Ctrl for more, or by a frame drawn around them. */
export const useTileSelection = (tileIds: readonly string[]) => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [marquee, setMarquee] = useState<Box | null>(null);
  // What was removed meanwhile, by somebody else too, is not chosen any more.
  const selected = useMemo(() => new Set(tileIds.filter((id) => chosen.has(id))), [tileIds, chosen]);
  const clear = useCallback(() => { setChosen(new Set()); }, []);
  const choose = useCallback((ids: Iterable<string>) => { setChosen(new Set(ids)); }, []);
  const toggle = useCallback((id: string) => { setChosen((present) => toggled(present, id)); }, []);

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
      setChosen(new Set([...before, ...within]));
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
    if (button !== 0 || !(target instanceof Element)) return;
    const tile = target.closest("[data-tile]");
    if (tile === null) {
      // A finger that draws over the page scrolls it.
      if (pointerType !== "touch" && target.closest(NOT_BACKGROUND) === null) drawFrame(event);
      return;
    }
    const isHead = headOf(target) !== null;
    const isAdding = event.shiftKey || event.ctrlKey || event.metaKey;
    if (isHead && isAdding) toggle(idOf(tile));
    else if (isHead) setChosen(new Set([idOf(tile)]));
  };
  /** Space on the handle of a tile, as a click with Shift on its head. */
  const onKeyDown = (event: ReactKeyboardEvent<HTMLElement>) => {
    const { target, key } = event;
    if (key !== " " || !(target instanceof Element) || !target.matches("[data-move]")) return;
    event.preventDefault();
    toggle(idOf(target));
  };
  /** The press goes to the handle of the tile, where arrow keys move it, and marks no text. */
  const onMouseDown = (event: ReactMouseEvent<HTMLElement>) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const head = headOf(target);
    if (head === null && target.closest(NOT_BACKGROUND) !== null) return;
    event.preventDefault();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    head?.querySelector<HTMLElement>("[data-move]")?.focus({ preventScroll: true });
  };
  return { selected, marquee, choose, clear, onPointerDown, onMouseDown, onKeyDown };
};

export type TileSelectionState = ReturnType<typeof useTileSelection>;
