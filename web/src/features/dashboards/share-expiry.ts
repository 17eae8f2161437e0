export type ExpiryKind = "kept" | "never" | "day" | "week" | "month" | "date";

/** When a link is to end; the date is a day of the reader's calendar, and the last one that counts. */
export type Expiry = { kind: ExpiryKind; date: string };

const DAYS: Partial<Record<ExpiryKind, number>> = { day: 1, week: 7, month: 30 };
const DAY_MS = 86_400_000;

const endOfDay = (date: string): Date => new Date(`${date}T23:59:59`);

/** The moment at which the link ends; undefined where that stays as it is. */
export const expiresAt = ({ kind, date }: Expiry, now = Date.now()): string | null | undefined => {
  if (kind === "kept") return undefined;
  if (kind === "never") return null;
  const days = DAYS[kind];
  return (days === undefined ? endOfDay(date) : new Date(now + days * DAY_MS)).toISOString();
};

export const expiryProblem = ({ kind, date }: Expiry, now = Date.now()): string | undefined => {
  if (kind !== "date") return undefined;
  const end = endOfDay(date).getTime();
  if (Number.isNaN(end)) return "Choose the last day on which the link works.";
  return end <= now ? "This day is over already." : undefined;
};
