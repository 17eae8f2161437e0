/** What a column of a table holds, as far as its width is concerned. */
export type ColumnWords = {
  title: string;
  /** Texts are read as far as they go; what else there is needs every letter. */
  kind: "text" | "number" | "other";
  texts: readonly string[];
};

const TITLE_LETTER = 6.4;
const LETTER = { text: 7, number: 7.8, other: 7 } as const;
/** Beside a title: the icon of its type and the padding of the cell. */
const TITLE_ROOM = 40;
const CELL_ROOM = 20;
const NARROWEST = 72;
const WIDEST = 420;
/** A title alone makes no column wider than this; it is read in full on hover. */
const WIDEST_TITLE = 200;
/** How far a column of texts steps back so that nothing has to scroll, and how far where it scrolls all the same. */
const STEPS_BACK = { toFit: 96, scrolling: 180 } as const;

/** How wide a column is when nothing else is asked of it. */
export const wantedWidth = ({ title, kind, texts }: ColumnWords): number => {
  const longest = texts.reduce((most, text) => Math.max(most, text.length), 0);
  const cells = longest * LETTER[kind] + CELL_ROOM;
  const header = Math.min(WIDEST_TITLE, title.length * TITLE_LETTER + TITLE_ROOM);
  return Math.ceil(Math.min(WIDEST, Math.max(NARROWEST, cells, header)));
};

const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0);

/** Shares some pixels among columns by weight, to the last pixel. */
const shared = (pixels: number, weights: readonly number[]): number[] => {
  const all = sum(weights);
  if (all === 0) return weights.map(() => 0);
  const parts = weights.map((weight) => Math.floor((pixels * weight) / all));
  const last = weights.findLastIndex((weight) => weight > 0);
  return parts.map((part, index) => (index === last ? part + pixels - sum(parts) : part));
};

/** Columns as wide as what they hold: texts take what the others leave, and step back before anything is cut off at the side. */
export const columnWidths = (columns: readonly ColumnWords[], frame: number): number[] => {
  const widths = columns.map(wantedWidth);
  const ofTexts = (pixels: (width: number) => number) => columns.map(({ kind }, index) => (kind === "text" ? pixels(widths[index] ?? 0) : 0));
  const spare = Math.floor(frame) - sum(widths);
  if (spare >= 0) {
    const texts = ofTexts((width) => width);
    const more = shared(spare, sum(texts) > 0 ? texts : widths);
    return widths.map((width, index) => width + (more[index] ?? 0));
  }
  const beyond = (least: number) => ofTexts((width) => Math.max(0, width - least));
  const give = beyond(STEPS_BACK.toFit);
  const less = sum(give) >= -spare ? shared(-spare, give) : beyond(STEPS_BACK.scrolling);
  return widths.map((width, index) => width - (less[index] ?? 0));
};
