/** Types of `gnomon-embed.js`, which puts `Gnomon` into the page that loads it. */

export type GnomonValue = string | number | boolean | null;
export type GnomonTheme = "light" | "dark" | "system";

/** The values to be among, the two ends of a range or a period, or null for no filter. */
export type GnomonFilter = readonly GnomonValue[] | { readonly min?: GnomonValue; readonly max?: GnomonValue } | Readonly<Record<string, unknown>> | null;

/** By field; by the id of a filter where several filter by one field. */
export type GnomonFilters = Readonly<Record<string, GnomonFilter>>;

export interface GnomonEvents {
  /** The dashboard is shown. */
  ready: { name: string; pages: readonly string[] };
  /** A visitor, or `setFilters`, changed what is filtered. */
  filterchange: { filters: GnomonFilters };
  /** A mark was chosen; an empty list: it was let go. */
  select: { tile: string; title: string; selected: readonly { field: string; values: readonly unknown[] }[] };
  /** The dashboard became higher or lower, in pixels. */
  resize: { height: number };
  /** Something is not shown, and why: `EMBED_TOKEN_EXPIRED`, `EMBED_LOCK_MISSING`, `NOT_FOUND`, `UNREACHABLE`, `NO_TOKEN`, … */
  error: { code: string; message: string };
}

export interface GnomonOptions {
  /** Where Gnomon answers: `https://gnomon.example.org`. With `embedId`, instead of `url`. */
  server?: string;
  embedId?: string;
  /** The whole address of the frame: `https://gnomon.example.org/embed/…`. */
  url?: string;
  /** A token that your server signed. With `getToken` instead, the frame goes on when a token ends. */
  token?: string;
  getToken?: () => string | Promise<string>;
  filters?: GnomonFilters;
  theme?: GnomonTheme;
  background?: "theme" | "transparent";
  /** `"auto"`: as high as the dashboard is. Else a number of pixels, or a CSS length. */
  height?: "auto" | number | string;
  /** What screen readers call the frame. */
  title?: string;
}

export interface GnomonEmbed {
  readonly iframe: HTMLIFrameElement;
  /** Filters by these; others stay as they are. */
  setFilters(filters: GnomonFilters): void;
  setTheme(theme: GnomonTheme): void;
  /** Asks for all answers anew. */
  refresh(): void;
  /** Takes the frame away. */
  destroy(): void;
  /** Calls the listener with each event of this name; answers what ends that. */
  on<Name extends keyof GnomonEvents>(name: Name, listener: (event: GnomonEvents[Name]) => void): () => void;
}

export interface GnomonGlobal {
  readonly version: 1;
  embed(element: Element | string, options: GnomonOptions): GnomonEmbed;
}

declare global {
  var Gnomon: GnomonGlobal;
}
