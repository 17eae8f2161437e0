import { readMessage, type ToFrame } from "./protocol";

const FRAME = "/visual-frame";
/** The frame ends a script that takes long by itself; one that does not even say so is taken away. */
const SILENCE_MS = 12_000;
const NO_ANSWER = "its frame did not answer";

export type Order = Omit<Extract<ToFrame, { kind: "draw" }>, "kind" | "id">;

export type FrameLink = {
  /** Draws; of several orders that come while one is drawn, only the last is heeded. */
  draw: (order: Order) => void;
  /** The row of the mark at a place, in pixels of the picture. */
  at: (x: number, y: number, then: (row: number | null) => void) => void;
  /** Of all marks, only those of these rows do not step back; null: none steps back. */
  light: (rows: number[] | null) => void;
  font: (family: string, bytes: ArrayBuffer) => void;
  destroy: () => void;
};

type Events = { onDrawn: () => void; onFault: (message: string) => void };

/**
 * A frame without an origin and without a network, that a script draws in. It hears of nothing but what it is sent here:
 * the pointer passes by above it, and it is asked what is there.
 */
export const openFrame = (host: Element, { onDrawn, onFault }: Events): FrameLink => {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.src = FRAME;
  frame.style.cssText = "position:absolute;inset:0;width:100%;height:100%;border:0;pointer-events:none;color-scheme:light;background:transparent";
  const { port1: port, port2 } = new MessageChannel();
  let count = 0;
  let isReady = false;
  let drawing: { id: number; order: Order; timer: number } | null = null;
  let next: Order | null = null;
  let questions = new Map<number, (row: number | null) => void>();
  const waiting: ToFrame[] = [];
  const send = (message: ToFrame): void => { if (isReady) port.postMessage(message); else waiting.push(message); };

  const begin = (order: Order): void => {
    count += 1;
    const id = count;
    const timer = window.setTimeout(() => { if (drawing?.id === id) { frame.remove(); settle(id, NO_ANSWER); } }, SILENCE_MS);
    drawing = { id, order, timer };
    send({ kind: "draw", id, ...order });
  };
  const settle = (id: number, fault: string | null): void => {
    if (drawing?.id !== id) return;
    clearTimeout(drawing.timer);
    drawing = null;
    if (next !== null) { const order = next; next = null; begin(order); return; }
    if (fault === null) onDrawn();
    else onFault(fault);
  };
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = readMessage(data);
    if (message === null) return;
    if (message.kind === "ready") {
      isReady = true;
      for (const one of waiting.splice(0)) port.postMessage(one);
    } else if (message.kind === "drawn") settle(message.id, null);
    else if (message.kind === "fault") settle(message.id, message.message);
    else {
      const then = questions.get(message.id);
      questions.delete(message.id);
      then?.(message.row);
    }
  };
  frame.addEventListener("load", () => {
    // A frame that loads anything a second time is none of ours any more.
    if (isReady || frame.contentWindow === null) { frame.remove(); return; }
    frame.contentWindow.postMessage(null, "*", [port2]);
  }, { once: false });
  host.append(frame);

  return {
    draw: (order) => { if (drawing === null) begin(order); else next = order; },
    at: (x, y, then) => {
      count += 1;
      // Only the latest place is of interest.
      questions = new Map([[count, then]]);
      send({ kind: "at", id: count, x, y });
    },
    light: (rows) => { send({ kind: "light", rows }); },
    font: (family, bytes) => { send({ kind: "font", family, bytes }); },
    destroy: () => {
      if (drawing) clearTimeout(drawing.timer);
      drawing = next = null;
      port.close();
      frame.remove();
    },
  };
};
