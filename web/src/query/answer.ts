import type { QueryMeaning } from "@/api/contracts";
import { asProblem, problemFromBody, type Problem } from "@/api/problems";
import { resultTable, type ResultTable } from "./arrow";
import { BrokenBatch, type Frame } from "./frames";

/** What came back for a question: the rows, what they mean, and what the asker's room sent along. */
export type Answer = {
  table: ResultTable;
  meaning: QueryMeaning;
  /** For pictures: the `Drawing`. */
  extra: unknown;
  byteSize: number;
};

/** What a client of the coordinator sees. */
export type ClientState = {
  /** The latest answer; while `isStale` it belongs to an earlier question. */
  answer: Answer | null;
  isStale: boolean;
  isWaiting: boolean;
  isCancelled: boolean;
  problem: Problem | null;
};

export const NOTHING_ASKED: ClientState = { answer: null, isStale: false, isWaiting: false, isCancelled: false, problem: null };

export const waitingState = (before: ClientState): ClientState =>
  ({ answer: before.answer, isStale: before.answer !== null, isWaiting: true, isCancelled: false, problem: null });

export const answeredState = (answer: Answer): ClientState => ({ ...NOTHING_ASKED, answer });

export const failedState = (before: ClientState, problem: Problem): ClientState =>
  ({ answer: before.answer, isStale: before.answer !== null, isWaiting: false, isCancelled: false, problem });

export const cancelledState = (before: ClientState): ClientState =>
  ({ answer: before.answer, isStale: before.answer !== null, isWaiting: false, isCancelled: true, problem: null });

const STATUS_OF_KIND: Record<string, number> = {
  invalid: 422, unauthenticated: 401, forbidden: 403, not_found: 404, conflict: 409, limit: 429, unavailable: 503, internal: 500,
};

/** The error inside a frame: the `error` member of a problem, and its kind. */
export const frameProblem = (error: unknown): Problem => {
  const kind = (error as { kind?: unknown } | null)?.kind;
  return problemFromBody(typeof kind === "string" ? STATUS_OF_KIND[kind] ?? 500 : 500, { error });
};

export const answerOf = ({ header, body }: Frame): Answer | Problem => {
  if (header.error !== null) return frameProblem(header.error);
  if (header.meaning === null) return asProblem(new BrokenBatch("The answer does not say what its columns mean."));
  try {
    return { table: resultTable(body, header.meaning), meaning: header.meaning, extra: header.extra, byteSize: body.byteLength };
  } catch (error) {
    return asProblem(error);
  }
};
