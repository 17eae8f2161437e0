import type { Answer } from "./answer";

export type Memory = {
  recall: (key: string) => Answer | undefined;
  keep: (key: string, answer: Answer) => void;
  forget: (key: string) => void;
};

type Limits = { bytes: number; ageMs: number; now?: () => number };

/** Answers by their question: the least used go first, and none is older than the server would keep it. */
export const createMemory = ({ bytes, ageMs, now = Date.now }: Limits): Memory => {
  const kept = new Map<string, { answer: Answer; at: number }>();
  let total = 0;
  const forget = (key: string) => {
    const entry = kept.get(key);
    if (entry === undefined) return;
    kept.delete(key);
    total -= entry.answer.byteSize;
  };
  return {
    forget,
    recall: (key) => {
      const entry = kept.get(key);
      if (entry === undefined) return undefined;
      kept.delete(key);
      if (now() - entry.at > ageMs) {
        total -= entry.answer.byteSize;
        return undefined;
      }
      kept.set(key, entry);
      return entry.answer;
    },
    keep: (key, answer) => {
      forget(key);
      kept.set(key, { answer, at: now() });
      total += answer.byteSize;
      for (const oldest of kept.keys()) {
        if (total <= bytes || oldest === key) break;
        forget(oldest);
      }
    },
  };
};
