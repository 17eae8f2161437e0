import { formatNumber } from "@/lib/format-number";

const STAGES: Record<string, { title: string; does: string }> = {
  resolve: { title: "Names", does: "What each name of the question means: columns, measures, and the tables that they stand in." },
  authorize: { title: "Rights", does: "What whoever asks may see: policies take columns away and say which rows pass." },
  build: { title: "Plan", does: "The steps that answer it: what is read, joined, filtered, grouped and computed." },
  rewrite: { title: "Rewrites", does: "The same answer with less work: steps put together, roll-ups read in place of rows." },
  lower: { title: "SQL", does: "The plan as one statement. Values stay outside of it, as parameters." },
};

export const stageWords = (stage: string): { title: string; does: string } => STAGES[stage] ?? { title: stage.charAt(0).toUpperCase() + stage.slice(1), does: "" };

const NARROW_SPACE = "\u202f";

/** Stages take parts of a millisecond: `0.31 ms`. */
export const stageTime = (milliseconds: number): string =>
  `${formatNumber(milliseconds, { digits: milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0 })}${NARROW_SPACE}ms`;
