const STEPS_WANTED = 200;

/** A round step that divides a span into some two hundred parts; whole where both ends are whole and further apart than those of a share. */
export const roundStep = (min: number, max: number): number => {
  const span = max - min;
  if (!(span > 0) || !Number.isFinite(span)) return 1;
  const rough = span / STEPS_WANTED;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1);
  // Between 0 and 1 lie shares; between 0 and 7 there are counts.
  return Number.isInteger(min) && Number.isInteger(max) && span > 2 ? Math.max(1, Math.round(step)) : step;
};

/** A number along a slider without the dust of binary fractions. */
export const cleanNumber = (value: number): number => Number(value.toPrecision(12));
