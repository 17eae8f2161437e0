import { expect, test, vi } from "vitest";
import { Problem } from "@/api/problems";
import { createCoordinator, type Run } from "./coordinator";
import type { Frame } from "./frames";
import { createMemory } from "./memory";
import { aColumn, aFrame } from "./testing";

type Call = { ids: readonly string[]; run: Run; send: (frame: Frame) => void; end: () => void; fail: (error: unknown) => void };

const answering = (id: string, value: string) => aFrame(id, [[aColumn({ name: "v" }), [value]]]);

const settle = () => new Promise((resolve) => { setTimeout(resolve, 0); });

const makeCoordinator = (memory = createMemory({ bytes: 1e6, ageMs: 60_000 })) => {
  const calls: Call[] = [];
  const cancelled: string[] = [];
  const coordinator = createCoordinator({
    memory,
    cancel: (runId) => { cancelled.push(runId); return Promise.resolve(); },
    connect: (questions, run) => {
      const ids = questions.map(({ id }) => id);
      let call!: Call;
      const stream = new ReadableStream<Frame>({
        start: (controller) => {
          call = { ids, run, send: (frame) => { controller.enqueue(frame); }, end: () => { controller.close(); }, fail: (error) => { controller.error(error); } };
        },
      });
      run.signal.addEventListener("abort", () => { call.fail(new DOMException("aborted", "AbortError")); });
      calls.push(call);
      return stream as unknown as AsyncIterable<Frame>;
    },
  });
  const callAt = (index: number): Call => {
    const call = calls[index];
    if (call === undefined) throw new Error(`There was no call ${String(index)}.`);
    return call;
  };
  const shown = (id: string) => {
    const { answer, isStale, isWaiting, isCancelled, problem } = coordinator.read(id);
    const value = answer?.table.columns[0]?.valueAt(0) ?? null;
    return [value, isStale && "stale", isWaiting && "waiting", isCancelled && "cancelled", problem?.code].filter(Boolean).join(" ");
  };
  return { coordinator, calls, callAt, cancelled, shown };
};

test("all questions go in one batch in the order they were named, and equal ones go once", () => {
  const { coordinator, calls, callAt } = makeCoordinator();
  coordinator.ask([{ id: "b", key: "2" }, { id: "a", key: "1" }, { id: "c", key: "2" }]);
  expect([calls.length, callAt(0).ids]).toEqual([1, ["b", "a"]]);
});

test("each answer shows when it comes, to everybody who asked the same", async () => {
  const { coordinator, callAt, shown } = makeCoordinator();
  const onChange = vi.fn();
  coordinator.subscribe(onChange);
  coordinator.ask([{ id: "a", key: "1" }, { id: "b", key: "2" }, { id: "c", key: "1" }]);
  onChange.mockClear();
  callAt(0).send(answering("a", "one"));
  await settle();
  expect([shown("a"), shown("b"), shown("c"), onChange.mock.calls.length]).toEqual(["one", "waiting", "one", 1]);
});

test("an answer to an earlier question is never shown for the present one", async () => {
  const { coordinator, callAt, shown } = makeCoordinator();
  coordinator.ask([{ id: "a", key: "old" }, { id: "other", key: "x" }]);
  coordinator.ask([{ id: "a", key: "new" }, { id: "other", key: "x" }]);
  callAt(0).send(answering("a", "old answer"));
  await settle();
  expect(shown("a")).toBe("waiting");
  callAt(1).send(answering("a", "new answer"));
  await settle();
  expect(shown("a")).toBe("new answer");
});

test("while a new answer is on its way the old one stays, marked as stale", async () => {
  const { coordinator, callAt, shown } = makeCoordinator();
  coordinator.ask([{ id: "a", key: "1" }]);
  callAt(0).send(answering("a", "one"));
  await settle();
  coordinator.ask([{ id: "a", key: "2" }]);
  expect(shown("a")).toBe("one stale waiting");
});

test("a question that was answered before is answered at once", async () => {
  const { coordinator, calls, callAt, shown } = makeCoordinator();
  coordinator.ask([{ id: "a", key: "1" }]);
  callAt(0).send(answering("a", "one"));
  callAt(0).end();
  await settle();
  coordinator.ask([{ id: "a", key: "2" }]);
  coordinator.ask([{ id: "a", key: "1" }]);
  expect([shown("a"), calls.length]).toEqual(["one", 2]);
});

test("a run that nobody waits for any more is cancelled here and on the server", () => {
  const { coordinator, callAt, cancelled } = makeCoordinator();
  coordinator.ask([{ id: "a", key: "1" }, { id: "b", key: "2" }]);
  coordinator.ask([{ id: "a", key: "3" }, { id: "b", key: "2" }]);
  expect(cancelled).toEqual([]);
  coordinator.ask([{ id: "a", key: "3" }, { id: "b", key: "4" }]);
  expect([cancelled, callAt(0).run.signal.aborted, callAt(1).run.signal.aborted]).toEqual([[callAt(0).run.runId], true, false]);
});

test("a question that is already on its way is not asked twice", async () => {
  const { coordinator, calls, callAt, shown } = makeCoordinator();
  coordinator.ask([{ id: "a", key: "1" }]);
  coordinator.ask([{ id: "a", key: "1" }, { id: "b", key: "1" }]);
  callAt(0).send(answering("a", "one"));
  await settle();
  expect([calls.length, shown("b")]).toEqual([1, "one"]);
});

test("one broken answer leaves the others alone", async () => {
  const { coordinator, callAt, shown } = makeCoordinator();
  coordinator.ask([{ id: "a", key: "1" }, { id: "b", key: "2" }]);
  callAt(0).send({ header: { id: "a", meaning: null, error: { code: "QUERY_TIMEOUT", kind: "timeout", message: "Too long." }, extra: null, body_length: 0 }, body: new Uint8Array() });
  callAt(0).send(answering("b", "two"));
  await settle();
  expect([shown("a"), shown("b")]).toEqual(["QUERY_TIMEOUT", "two"]);
});

test("a failure of the batch reaches only those who were still waiting", async () => {
  const { coordinator, callAt, shown } = makeCoordinator();
  coordinator.ask([{ id: "a", key: "1" }, { id: "b", key: "2" }]);
  callAt(0).send(answering("a", "one"));
  await settle();
  callAt(0).fail(new Problem({ status: 503, code: "UNAVAILABLE", message: "Busy." }));
  await settle();
  expect([shown("a"), shown("b")]).toEqual(["one", "UNAVAILABLE"]);
});

test("an answer that never comes is a problem, not a hang", async () => {
  const { coordinator, callAt, shown } = makeCoordinator();
  coordinator.ask([{ id: "a", key: "1" }]);
  callAt(0).end();
  await settle();
  expect(shown("a")).toBe("INTERNAL");
});

test("cancelling keeps the last answer, and asking again goes past every memory", async () => {
  const { coordinator, callAt, cancelled, shown } = makeCoordinator();
  coordinator.ask([{ id: "a", key: "1" }]);
  callAt(0).send(answering("a", "one"));
  callAt(0).end();
  await settle();
  coordinator.ask([{ id: "a", key: "2" }]);
  coordinator.cancel(["a"]);
  await settle();
  expect([shown("a"), cancelled]).toEqual(["one stale cancelled", [callAt(1).run.runId]]);
  coordinator.again(["a"]);
  expect([shown("a"), callAt(2).run.skipCache]).toEqual(["one waiting", true]);
});

test("leaving the page cancels what runs, and coming back asks anew", () => {
  const { coordinator, calls, callAt } = makeCoordinator();
  coordinator.ask([{ id: "a", key: "1" }]);
  coordinator.stop();
  expect(callAt(0).run.signal.aborted).toBe(true);
  coordinator.ask([{ id: "a", key: "1" }]);
  expect(calls.length).toBe(2);
});

test("memory lets the least used answers go first and none grow old", () => {
  let time = 0;
  const memory = createMemory({ bytes: 100, ageMs: 1000, now: () => time });
  const sized = (byteSize: number) => ({ ...({} as Parameters<typeof memory.keep>[1]), byteSize });
  memory.keep("a", sized(40));
  memory.keep("b", sized(40));
  memory.recall("a");
  memory.keep("c", sized(40));
  expect(["a", "b", "c"].map((key) => memory.recall(key) !== undefined)).toEqual([true, false, true]);
  time = 1001;
  expect(memory.recall("a")).toBeUndefined();
});
