import { useCallback } from "react";

const TYPING = "input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox], [data-pane]";
const PRESSED = "a, button, summary";
const HELD = "data-panning";
/** That the page was pulled while Space was down, which then presses nothing. */
export const PULLED = "data-pulled";

const isIn = (target: EventTarget | null, places: string): boolean => target instanceof Element && target.closest(places) !== null;

/** For the element of a canvas: Space and a drag, or the middle button, pull the page about under the window. */
export const useCanvasPan = () => useCallback((element: HTMLElement | null) => {
  if (element === null) return undefined;
  let isReady = false;
  let hand: { pointerId: number; x: number; y: number } | null = null;
  const show = (state: "ready" | "held" | null) => {
    if (state === null) element.removeAttribute(HELD);
    else element.setAttribute(HELD, state);
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== " " || event.ctrlKey || event.metaKey || event.altKey || isIn(event.target, TYPING)) return;
    // On a button Space presses it, unless the page is pulled before it is let go.
    if (!isIn(event.target, PRESSED)) event.preventDefault();
    if (!event.repeat) element.removeAttribute(PULLED);
    isReady = true;
    if (hand === null) show("ready");
  };
  const keyUp = (event: KeyboardEvent) => {
    if (event.key !== " " || !isReady) return;
    isReady = false;
    if (hand === null) show(null);
  };
  const leave = () => {
    isReady = false;
    if (hand === null) show(null);
  };
  const down = (event: PointerEvent) => {
    const isMeant = event.button === 1 || (event.button === 0 && isReady);
    if (!isMeant || event.pointerType === "touch" || isIn(event.target, TYPING)) return;
    event.preventDefault();
    event.stopPropagation();
    hand = { pointerId: event.pointerId, x: event.clientX, y: event.clientY };
    element.setPointerCapture(event.pointerId);
    if (isReady) element.setAttribute(PULLED, "");
    show("held");
  };
  const move = (event: PointerEvent) => {
    if (hand?.pointerId !== event.pointerId) return;
    const canvas = element.querySelector("[data-zoom]");
    const scroller = element.closest("main");
    if (canvas) canvas.scrollLeft -= event.clientX - hand.x;
    if (scroller) scroller.scrollTop -= event.clientY - hand.y;
    hand = { ...hand, x: event.clientX, y: event.clientY };
  };
  const up = (event: PointerEvent) => {
    if (hand?.pointerId !== event.pointerId) return;
    hand = null;
    show(isReady ? "ready" : null);
  };
  // The press that pulls chooses nothing, and the middle button begins no scrolling of the browser's own.
  const quiet = (event: MouseEvent) => {
    if (hand === null && !(event.type === "mousedown" && event.button === 1)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  element.addEventListener("pointerdown", down, { capture: true });
  element.addEventListener("mousedown", quiet, { capture: true });
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", up);
  element.addEventListener("pointercancel", up);
  window.addEventListener("keydown", keyDown);
  window.addEventListener("keyup", keyUp);
  window.addEventListener("blur", leave);
  return () => {
    element.removeEventListener("pointerdown", down, { capture: true });
    element.removeEventListener("mousedown", quiet, { capture: true });
    element.removeEventListener("pointermove", move);
    element.removeEventListener("pointerup", up);
    element.removeEventListener("pointercancel", up);
    window.removeEventListener("keydown", keyDown);
    window.removeEventListener("keyup", keyUp);
    window.removeEventListener("blur", leave);
  };
}, []);
