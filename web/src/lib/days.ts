const DAY = 86_400_000;

const shifted = (iso: string, days: number): string => {
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) ? iso : new Date(time + days * DAY).toISOString().slice(0, 10);
};

/** People name the last day that counts; the question names the first one that does not. */
export const dayAfter = (iso: string): string => shifted(iso, 1);
export const dayBefore = (iso: string): string => shifted(iso, -1);
