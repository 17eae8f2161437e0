import { isRecord } from "./is-record";

/** The edition of the words that a frame and the page around it exchange; another one is not heeded. */
export const PROTOCOL = 1;

/** Of a filter: the values to be among, two ends, nothing (null), or what else a frame said of it. */
export type FilterValue = readonly (string | number | boolean | null)[] | Readonly<Record<string, unknown>> | null;
/** By field, or by the id of a filter where several filter by one field. */
export type FilterValues = Readonly<Record<string, FilterValue>>;
export type EmbedTheme = "light" | "dark" | "system";
export type EmbedBackground = "theme" | "transparent";

/** What the page around says to the frame. */
export type HostMessage =
  | { type: "token"; token: string; filters?: FilterValues; theme?: EmbedTheme; background?: EmbedBackground }
  | { type: "filters"; filters: FilterValues }
  | { type: "theme"; theme: EmbedTheme }
  | { type: "refresh" };

export type Selected = { field: string; values: readonly unknown[] };

/** What the frame says to the page around it. */
export type FrameMessage =
  | { type: "hello" }
  | { type: "renew" }
  | { type: "ready"; name: string; pages: readonly string[] }
  | { type: "filterchange"; filters: FilterValues }
  | { type: "select"; tile: string; title: string; selected: readonly Selected[] }
  | { type: "resize"; height: number }
  | { type: "error"; code: string; message: string };

export const wrapped = <Message extends HostMessage | FrameMessage>(message: Message) => ({ gnomon: PROTOCOL, ...message });

/** What came, if it is one of ours; whatever else pages say to each other is none of our business. */
export const unwrapped = (data: unknown): Readonly<Record<string, unknown>> | null =>
  isRecord(data) && data["gnomon"] === PROTOCOL && typeof data["type"] === "string" ? data : null;
