/** How a reader has a dashboard shown, beside what they chose on it; the address holds it, so that a screen on a wall can open it. */
export type Showing = {
  /** Presented on the whole screen, with so many seconds a page; 0 turns no pages. */
  present?: number;
  /** Asked anew every so many seconds, in place of the dashboard's own pace; 0 never. */
  refresh?: number;
  /** The tile that a link leads to. */
  tile?: string;
  /** The bookmark that it opens with; the address holds its state once it is there. */
  bookmark?: string;
};

const LEAST_ROTATION = 5;
const LEAST_REFRESH = 30;
const LONGEST = 86_400;

const secondsFrom = (value: unknown, least: number): number | undefined => {
  if (value === true || value === "") return 0;
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) return undefined;
  return value === 0 ? 0 : Math.min(LONGEST, Math.max(least, Math.round(value)));
};

/** Whatever somebody typed into the address, only what we understand is taken. */
export const readShowing = (search: Record<string, unknown>): Showing => {
  const present = secondsFrom(search["present"], LEAST_ROTATION);
  const refresh = secondsFrom(search["refresh"], LEAST_REFRESH);
  const { tile, bookmark } = search;
  const isBookmark = typeof bookmark === "string" && /^[\da-f-]{36}$/.test(bookmark);
  const isTile = typeof tile === "string" && /^[\w-]{1,64}$/.test(tile);
  return showingOf({ ...(present !== undefined && { present }), ...(refresh !== undefined && { refresh }), ...(isTile && { tile }), ...(isBookmark && { bookmark }) });
};

/** The same, from and to the address. */
export const showingOf = ({ present, refresh, tile, bookmark }: Showing): Showing =>
  ({ ...(present !== undefined && { present }), ...(refresh !== undefined && { refresh }), ...(tile !== undefined && { tile }), ...(bookmark !== undefined && { bookmark }) });
