/** What a column of a table holds, as far as its width is concerned. */
export type ColumnWords = { title: string; isNumber: boolean; texts: readonly string[] };

const LETTER = { title: 6.4, text: 7, number: 7.8 } as const;
/** Beside a title: the icon of its type and the padding of the cell. */
const TITLE_ROOM = 40;
const CELL_ROOM = 20;
const NARROWEST = 72;
const WIDEST = 420;
/** A title alone makes no column wider than this; it is read in full on hover. */
const WIDEST_TITLE = 200;
/** How far a column of texts steps back before the table scrolls. */
const TEXT_STEPS_BACK = 96;

const wanted = ({ title, isNumber, texts }: ColumnWords): number => {
  const longest = texts.reduce((most, text) => Math.max(most, text.length), 0);
  const cells = longest * (isNumber ? LETTER.number : LETTER.text) + CELL_ROOM;
  const header = Math.min(WIDEST_TITLE, title.length * LETTER.title + TITLE_ROOM);
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

/** Columns as wide as what they hold: texts take what numbers leave, and step back before anything is cut off at the side. */
export const columnWidths = (columns: readonly ColumnWords[], frame: number): number[] => {
  const widths = columns.map(wanted);
  const spare = Math.floor(frame) - sum(widths);
  if (spare >= 0) {
    const texts = columns.map(({ isNumber }, index) => (isNumber ? 0 : widths[index] ?? 0));
    const takers = sum(texts) > 0 ? texts : widths;
    const more = shared(spare, takers);
    return widths.map((width, index) => width + (more[index] ?? 0));
  }
  const give = columns.map(({ isNumber }, index) => (isNumber ? 0 : Math.max(0, (widths[index] ?? 0) - TEXT_STEPS_BACK)));
  const less = shared(Math.min(-spare, sum(give)), give);
  return widths.map((width, index) => width - (less[index] ?? 0));
};
