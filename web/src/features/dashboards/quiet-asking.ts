import type { Problem } from "@/api/problems";
import type { TileResult, TileResults } from "./results-state";

const PASSING: ReadonlySet<string> = new Set(["OFFLINE", "UNAVAILABLE", "RATE_LIMITED", "QUERY_TIMEOUT", "QUERY_MEMORY", "QUERY_CANCELLED", "INTERNAL"]);

/** Some tiles are to be asked the same again while they show what they show; those that wait already are left to it. */
export const askedAgain = (results: TileResults, ids: ReadonlySet<string>): TileResults =>
  new Map([...results].map(([id, result]) => [id, ids.has(id) && !result.state.isWaiting ? { ...result, question: "", isQuiet: true } : result]));

/** Whether what is asked now was asked before, by itself: the reader sees nothing of it until the answer is there. */
export const isAskedQuietly = ({ isQuiet, question }: TileResult): boolean => isQuiet === true && question === "";

/** What stays of a tile that was asked again in vain, where the old answer may still be shown: it says so itself. */
export const afterVainAsking = (present: TileResult, problem: Problem): TileResult | null =>
  present.isQuiet === true && PASSING.has(problem.code) ? { question: present.question, state: present.state, failure: problem } : null;
