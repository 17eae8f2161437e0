import { asProblem, Problem } from "@/api/problems";
import { newId } from "@/lib/new-id";
import { answeredState, cancelledState, failedState, NOTHING_ASKED, waitingState, type Answer, type ClientState } from "./answer";
import { answerOf } from "./frame-answer";
import type { Frame } from "./frames";
import { createMemory, type Memory } from "./memory";
import { cancelRun } from "./server";

/** What a client wants to know. Equal keys mean equal answers. */
export type Question = { id: string; key: string };

export type Run = { runId: string; signal: AbortSignal; skipCache: boolean };

/** Asks these questions, the first one first; each frame is named by the id of its client. */
export type Connector = (questions: readonly Question[], run: Run) => AsyncIterable<Frame>;

export type Coordinator = {
  /** All that is wanted now, most visible first; whoever is not named is forgotten. */
  ask: (questions: readonly Question[]) => void;
  /** Ask anew for these clients, past every memory. */
  again: (ids: readonly string[]) => void;
  /** Stop waiting for these clients. */
  cancel: (ids: readonly string[]) => void;
  read: (id: string) => ClientState;
  subscribe: (listener: () => void) => () => void;
  /** Nobody looks any more: cancel what runs. Asking again brings it back to life. */
  stop: () => void;
};

type Setup = {
  connect: Connector;
  cancel?: (runId: string) => Promise<void>;
  memory?: Memory;
};

type RunUnderWay = { runId: string; abort: AbortController; keys: Map<string, string>; waiting: Set<string> };

const noAnswer = () => asProblem(new Error("The server sent no answer to this question."));

/** Batches questions, runs equal ones once, remembers answers, drops stale ones and cancels what nobody waits for. */
export const createCoordinator = ({ connect, cancel: tellServer = cancelRun, memory = createMemory({ bytes: 64e6, ageMs: 300_000 }) }: Setup): Coordinator => {
  const wanted = new Map<string, string>();
  const states = new Map<string, ClientState>();
  const runs = new Set<RunUnderWay>();
  const listeners = new Set<() => void>();

  const read = (id: string): ClientState => states.get(id) ?? NOTHING_ASKED;
  const notify = () => { for (const listener of [...listeners]) listener(); };
  const waitersFor = (key: string): string[] => [...wanted].filter(([id, wantedKey]) => wantedKey === key && read(id).isWaiting).map(([id]) => id);
  const isUnderWay = (key: string): boolean => [...runs].some((run) => run.waiting.has(key));

  const settle = (key: string, outcome: Answer | Problem) => {
    if (!(outcome instanceof Problem)) memory.keep(key, outcome);
    for (const id of waitersFor(key)) states.set(id, outcome instanceof Problem ? failedState(read(id), outcome) : answeredState(outcome));
  };

  const dropIdleRuns = () => {
    for (const run of runs) {
      const isLookedFor = run.waiting.size === 0 || [...run.waiting].some((key) => waitersFor(key).length > 0);
      if (isLookedFor) continue;
      runs.delete(run);
      run.abort.abort();
      void tellServer(run.runId);
    }
  };

  const follow = async (run: RunUnderWay, skipCache: boolean) => {
    const finish = (problem: Problem) => {
      if (!runs.delete(run)) return;
      for (const key of run.waiting) if (!isUnderWay(key)) settle(key, problem);
      notify();
    };
    try {
      for await (const frame of connect([...run.keys].map(([id, key]) => ({ id, key })), { runId: run.runId, signal: run.abort.signal, skipCache })) {
        const key = run.keys.get(frame.header.id);
        if (key === undefined || !run.waiting.delete(key)) continue;
        settle(key, answerOf(frame));
        notify();
      }
      finish(noAnswer());
    } catch (error) {
      finish(asProblem(error));
    }
  };

  const start = (ids: readonly string[], skipCache: boolean) => {
    const keys = new Map<string, string>();
    for (const id of ids) {
      const key = wanted.get(id);
      if (key !== undefined && ![...keys.values()].includes(key)) keys.set(id, key);
    }
    if (keys.size === 0) return;
    const run = { runId: newId(), abort: new AbortController(), keys, waiting: new Set(keys.values()) };
    runs.add(run);
    void follow(run, skipCache);
  };

  const ask = (questions: readonly Question[]) => {
    const isNew = questions.filter(({ id, key }) => wanted.get(id) !== key);
    const named = new Set(questions.map(({ id }) => id));
    for (const id of [...wanted.keys()]) {
      if (named.has(id)) continue;
      wanted.delete(id);
      states.delete(id);
    }
    const missing: string[] = [];
    for (const { id, key } of isNew) {
      wanted.set(id, key);
      const known = memory.recall(key);
      states.set(id, known ? answeredState(known) : waitingState(read(id)));
      if (!known && !isUnderWay(key)) missing.push(id);
    }
    start(missing, false);
    dropIdleRuns();
    notify();
  };

  const again = (ids: readonly string[]) => {
    const known = ids.filter((id) => wanted.has(id));
    for (const id of known) {
      memory.forget(wanted.get(id) ?? "");
      states.set(id, { ...waitingState(read(id)), isStale: false });
    }
    start(known, true);
    notify();
  };

  const cancel = (ids: readonly string[]) => {
    for (const id of ids) if (read(id).isWaiting) states.set(id, cancelledState(read(id)));
    dropIdleRuns();
    notify();
  };

  const stop = () => {
    wanted.clear();
    dropIdleRuns();
    states.clear();
  };

  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  };

  return { ask, again, cancel, read, subscribe, stop };
};
