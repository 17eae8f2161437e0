import type { Receipt } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import { formatExactTime, formatRelative } from "@/lib/format-time";

const DAY_MS = 86_400_000;

type Told = Pick<Receipt, "as_of" | "asked_at" | "is_cached">;

/** `Data of 3 days ago`, in the words of the reader. */
export const dataOf = (asOf: string, now: number): string => `Data of ${formatRelative(asOf, now)}`;

/** How old what a tile shows is, and when it was asked for. */
export const freshnessLines = ({ as_of, asked_at, is_cached }: Told, failure: Problem | undefined, now: number): string[] => [
  `${dataOf(as_of, now)} (${formatExactTime(as_of)})`,
  `Answered at ${formatExactTime(asked_at)}${is_cached ? ", from the cache" : ""}`,
  ...(failure ? [`Asking anew was in vain: ${failure.message}`] : []),
];

/** What must be seen without being asked for: that it could not be refreshed, or that data which should be fresh is old. */
export const warningOf = ({ as_of }: Told, failure: Problem | undefined, refreshSeconds: number, now: number): string | null => {
  if (failure) return dataOf(as_of, now);
  return refreshSeconds > 0 && now - new Date(as_of).getTime() >= DAY_MS ? dataOf(as_of, now) : null;
};
