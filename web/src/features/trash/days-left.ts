const DAY_MS = 86_400_000;

/** How long something still lies in the trash, in whole days. */
export const daysLeft = (purgedAt: string, now: number): string => {
  const days = Math.floor((Date.parse(purgedAt) - now) / DAY_MS);
  if (days < 1) return "goes for good today";
  return `kept for ${days} more ${days === 1 ? "day" : "days"}`;
};
