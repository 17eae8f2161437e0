/** Where a tab lies in its strip, in pixels. */
export type Span = { left: number; width: number };

const middle = ({ left, width }: Span): number => left + width / 2;

/** The place in the row to which a tab has been pulled: it changes places with a neighbour once its edge passes the neighbour's middle. */
export const dropIndex = (spans: readonly Span[], from: number, dx: number): number => {
  const lifted = spans[from];
  if (lifted === undefined) return from;
  const [start, end] = [lifted.left + dx, lifted.left + lifted.width + dx];
  const overtaken = spans.filter((span, index) => index > from && end > middle(span)).length;
  const fallenBehind = spans.filter((span, index) => index < from && start < middle(span)).length;
  return from + overtaken - fallenBehind;
};

/** How far a tab makes way for the one that is pulled from `from` to `to`. */
export const shiftOf = (width: number, from: number, to: number, index: number): number => {
  if (from < index && index <= to) return -width;
  return to <= index && index < from ? width : 0;
};
