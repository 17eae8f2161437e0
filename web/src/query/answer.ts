import type { QueryMeaning } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import type { ResultTable } from "./arrow";

/** What came back for a question: the rows, what they mean, and what the asker's room sent along. */
export type Answer = {
  table: ResultTable;
  meaning: QueryMeaning;
  /** For pictures: the `Drawing`. */
  extra: unknown;
  byteSize: number;
};

/** As much of an answer as a picture is drawn from. */
export type Drawable = Pick<Answer, "table" | "extra"> & { meaning: Pick<QueryMeaning, "columns"> };

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
