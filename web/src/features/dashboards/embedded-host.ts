import { unwrapped, wrapped, type EmbedBackground, type EmbedTheme, type FrameMessage } from "@/lib/embed-protocol";
import { isRecord } from "@/lib/is-record";

/** What the page around wants, read with care. */
export type Wish =
  | { type: "token"; token: string; filters: Record<string, unknown>; theme: EmbedTheme | undefined; background: EmbedBackground | undefined }
  | { type: "filters"; filters: Record<string, unknown> }
  | { type: "theme"; theme: EmbedTheme }
  | { type: "refresh" };

/** The page around this one. */
export type Host = {
  send: (message: FrameMessage) => void;
  /** Answers what ends it. */
  hear: (onWish: (wish: Wish) => void) => () => void;
};

const MOST_FILTERS = 200;
const MAX_TOKEN = 16_000;

export const isTheme = (value: unknown): value is EmbedTheme => value === "light" || value === "dark" || value === "system";
export const isBackground = (value: unknown): value is EmbedBackground => value === "theme" || value === "transparent";

const readFilters = (value: unknown): Record<string, unknown> | null => (isRecord(value) && Object.keys(value).length <= MOST_FILTERS ? value : null);

/** One of the known wishes; everything malformed is none at all. */
export const readWish = (data: unknown): Wish | null => {
  const said = unwrapped(data);
  const { filters = {}, theme, background, token } = said ?? {};
  const wanted = readFilters(filters);
  switch (said?.["type"]) {
    case "token":
      if (typeof token !== "string" || token === "" || token.length > MAX_TOKEN || wanted === null) return null;
      return { type: "token", token, filters: wanted, theme: isTheme(theme) ? theme : undefined, background: isBackground(background) ? background : undefined };
    case "filters":
      return wanted === null || said["filters"] === undefined ? null : { type: "filters", filters: wanted };
    case "theme":
      return isTheme(theme) ? { type: "theme", theme } : null;
    case "refresh":
      return { type: "refresh" };
    default:
      return null;
  }
};

/** The origins that the server wrote into this page: those whose messages count. */
export const listedOrigins = (document: Document): readonly string[] =>
  (document.querySelector<HTMLMetaElement>("meta[name=gnomon-embed-origins]")?.content ?? "").split(" ").filter((one) => one !== "");

/** Talks with the page around, if its origin is listed; what is told goes to that origin and no other. A token may lead away from this page. */
export const createHost = (window: Window, origins: readonly string[], leavesFor: (token: string) => boolean = () => false): Host => {
  let origin: string | null = null;
  const { parent } = window;
  const isFramed = parent !== window;
  return {
    send: (message) => {
      if (!isFramed) return;
      // Before the page around has said anything its origin is not known: only that somebody is here is told then.
      if (origin !== null) parent.postMessage(wrapped(message), origin);
      else if (message.type === "hello") parent.postMessage(wrapped(message), "*");
    },
    hear: (onWish) => {
      const onMessage = (event: MessageEvent): void => {
        if (!isFramed || event.source !== parent || !origins.includes(event.origin)) return;
        const wish = readWish(event.data);
        if (wish === null || (wish.type === "token" && leavesFor(wish.token))) return;
        origin = event.origin;
        onWish(wish);
      };
      window.addEventListener("message", onMessage);
      return () => { window.removeEventListener("message", onMessage); };
    },
  };
};
