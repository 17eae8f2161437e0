import prelude from "../prelude.js?raw";
import type { FromFrame, ToFrame } from "../protocol";
import { sanitised } from "../sanitise";

const NAMESPACE = "http://www.w3.org/2000/svg";
const SECONDS = 5;
/** The script sees one message and answers once; nothing of the page is in its world. */
const HARNESS = `
onmessage = ({ data }) => {
  let told;
  try { told = { svg: String(draw(JSON.parse(data))) }; }
  catch (error) { told = { fault: String((error && error.message) || error).slice(0, 200) }; }
  postMessage(told);
};
`;

type Draw = Extract<ToFrame, { kind: "draw" }>;

let port: MessagePort | null = null;
let running: { worker: Worker; timer: number } | null = null;
const tell = (message: FromFrame): void => { port?.postMessage(message); };

const end = (): void => {
  if (running === null) return;
  clearTimeout(running.timer);
  running.worker.terminate();
  running = null;
};

const show = ({ id, rowCount, width, height, font, fg }: Draw, svg: string): void => {
  const root = document.createElementNS(NAMESPACE, "svg");
  root.setAttribute("viewBox", `0 0 ${String(width)} ${String(height)}`);
  root.setAttribute("font-family", font);
  root.setAttribute("fill", fg);
  root.append(...sanitised(svg, rowCount));
  document.body.replaceChildren(root);
  tell({ kind: "drawn", id });
};

const draw = (order: Draw): void => {
  end();
  const { id } = order;
  const address = URL.createObjectURL(new Blob([prelude, HARNESS, order.script], { type: "text/javascript" }));
  const worker = new Worker(address);
  const fail = (message: string): void => { end(); tell({ kind: "fault", id, message }); };
  running = { worker, timer: window.setTimeout(() => { fail(`it took longer than ${String(SECONDS)} seconds`); }, SECONDS * 1000) };
  worker.onerror = (event) => { event.preventDefault(); fail(event.message || "its script could not be read"); };
  worker.onmessage = ({ data }: MessageEvent<unknown>) => {
    end();
    const { svg, fault } = (data ?? {}) as { svg?: unknown; fault?: unknown };
    try {
      if (typeof svg === "string") show(order, svg);
      else fail(typeof fault === "string" ? fault : "it gave no text");
    } catch (error) {
      fail(error instanceof Error ? error.message : "it could not be read");
    }
  };
  worker.postMessage(order.input);
  URL.revokeObjectURL(address);
};

const rowAt = (x: number, y: number): number | null => {
  const row = document.elementFromPoint(x, y)?.closest("[data-row]")?.getAttribute("data-row");
  return row === undefined || row === null ? null : Number(row);
};

const light = (rows: number[] | null): void => {
  const lit = rows === null ? null : new Set(rows.map(String));
  for (const mark of document.querySelectorAll("[data-row]")) mark.toggleAttribute("data-faded", lit !== null && !lit.has(mark.getAttribute("data-row") ?? ""));
};

const hear = (order: ToFrame): void => {
  if (order.kind === "draw") draw(order);
  else if (order.kind === "light") light(order.rows);
  else if (order.kind === "at") tell({ kind: "at", id: order.id, row: rowAt(order.x, order.y) });
  else void new FontFace(order.family, order.bytes, { weight: "100 900" }).load().then((face) => { document.fonts.add(face); });
};

addEventListener("message", (event) => {
  const [given] = event.ports;
  if (port !== null || event.source !== parent || given === undefined) return;
  port = given;
  port.onmessage = ({ data }: MessageEvent<ToFrame>) => { hear(data); };
  tell({ kind: "ready" });
});
