import { useState } from "react";

export const ROW_LIMITS = [1_000, 10_000, 100_000] as const;
export type RowLimit = (typeof ROW_LIMITS)[number];

const KEY = "gnomon.sql.rows";

/** How many rows are shown at most; remembered in this browser. */
export const useRowLimit = (): [limit: RowLimit, choose: (limit: RowLimit) => void] => {
  const [limit, setLimit] = useState<RowLimit>(() => ROW_LIMITS.find((known) => String(known) === localStorage.getItem(KEY)) ?? ROW_LIMITS[0]);
  return [limit, (chosen) => {
    setLimit(chosen);
    localStorage.setItem(KEY, String(chosen));
  }];
};
