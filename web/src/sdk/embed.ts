import { unwrapped, wrapped, type FrameMessage, type HostMessage } from "@/lib/embed-protocol";
import type { GnomonEmbed, GnomonEvents, GnomonOptions } from "./gnomon-embed";

type Name = keyof GnomonEvents;
type Listener = (event: never) => void;

const PATIENCE_MS = 15_000;
const EVENTS: ReadonlySet<string> = new Set<Name>(["ready", "filterchange", "select", "resize", "error"]);

const addressOf = ({ url, server, embedId }: GnomonOptions): URL => {
  const address = new URL(url ?? `${(server ?? "").replace(/\/$/, "")}/embed/${encodeURIComponent(embedId ?? "")}`, document.baseURI);
  if (!/^https?:$/.test(address.protocol)) throw new TypeError("Gnomon: the address of a frame begins with https:// or http://.");
  address.search = "";
  address.hash = "";
  return address;
};

const frameOf = (address: URL, { title = "Dashboard", height = "auto" }: GnomonOptions): HTMLIFrameElement => {
  const iframe = document.createElement("iframe");
  iframe.title = title;
  iframe.referrerPolicy = "no-referrer";
  iframe.style.cssText = "display:block;width:100%;border:0";
  iframe.style.height = typeof height === "number" ? `${String(height)}px` : height === "auto" ? "480px" : height;
  iframe.src = address.href;
  return iframe;
};

/** Frames a dashboard in an element: the token goes in, and what visitors do comes out, by messages of two known windows. */
export const embed = (place: Element | string, options: GnomonOptions): GnomonEmbed => {
  const element = typeof place === "string" ? document.querySelector(place) : place;
  if (element === null) throw new TypeError("Gnomon: there is no such element.");
  const address = addressOf(options);
  const iframe = frameOf(address, options);
  const listeners = new Map<string, Set<Listener>>();
  let { filters, theme } = options;
  let isOpen = false;
  let isGone = false;

  const emit = (name: string, detail: unknown): void => {
    for (const listener of listeners.get(name) ?? []) listener(detail as never);
  };
  const fail = (code: string, message: string): void => { emit("error", { code, message }); };
  const send = (message: HostMessage): void => { if (!isGone) iframe.contentWindow?.postMessage(wrapped(message), address.origin); };

  const answer = async (isFirst: boolean): Promise<void> => {
    try {
      const token = await (options.getToken?.() ?? options.token);
      if (typeof token !== "string" || token === "") throw new TypeError("There is no token.");
      send({ type: "token", token, ...(isFirst && { ...(filters && { filters }), ...(theme && { theme }), ...(options.background && { background: options.background }) }) });
    } catch (error) {
      fail("NO_TOKEN", error instanceof Error ? error.message : String(error));
    }
  };

  const patience = setTimeout(() => { fail("UNREACHABLE", "The frame does not answer: this site may not be among those that may show it."); }, PATIENCE_MS);

  const hear = (event: MessageEvent): void => {
    // Others may send what they like to this page: only our own frame, while it is where we sent it, is heeded.
    if (event.origin !== address.origin || event.source !== iframe.contentWindow) return;
    const { type, gnomon: _, ...detail } = (unwrapped(event.data) ?? {}) as FrameMessage & { gnomon?: number };
    if (type === "hello" || type === "renew") {
      clearTimeout(patience);
      void answer(type === "hello");
      return;
    }
    if (!EVENTS.has(type)) return;
    if (type === "ready") isOpen = true;
    if (type === "resize") {
      const { height } = detail as GnomonEvents["resize"];
      if (!Number.isFinite(height) || height < 0) return;
      if ((options.height ?? "auto") === "auto") iframe.style.height = `${String(Math.ceil(height))}px`;
    }
    emit(type, detail);
  };

  window.addEventListener("message", hear);
  element.append(iframe);
  return {
    iframe,
    setFilters: (next) => {
      filters = { ...filters, ...next };
      if (isOpen) send({ type: "filters", filters: next });
    },
    setTheme: (next) => {
      theme = next;
      send({ type: "theme", theme: next });
    },
    refresh: () => { send({ type: "refresh" }); },
    destroy: () => {
      isGone = true;
      clearTimeout(patience);
      window.removeEventListener("message", hear);
      listeners.clear();
      iframe.remove();
    },
    on: (name, listener) => {
      const those = listeners.get(name) ?? new Set();
      listeners.set(name, those.add(listener as Listener));
      return () => { those.delete(listener as Listener); };
    },
  };
};
