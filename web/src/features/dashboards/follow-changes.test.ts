import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { followSource, type SourceTags } from "./follow-changes";
import type { ResultsSource } from "./results-source";

let isHidden = false;

beforeEach(() => {
  vi.useFakeTimers();
  isHidden = false;
  vi.spyOn(document, "hidden", "get").mockImplementation(() => isHidden);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** A link whose data has another tag at every look, and that may be away. */
const link = () => {
  let looks = 0;
  const visit = { looks: () => looks, isAway: false };
  const source: ResultsSource = {
    address: "/s", changes: `/s/${String(Math.random())}`,
    send: () => {
      looks += 1;
      return Promise.resolve(visit.isAway ? new Response("", { status: 503 }) : Response.json({ dashboard: "d", datasets: { s: String(looks) } }));
    },
  };
  return { visit, source };
};

it("asks once every fifteen seconds for all that want to know, and tells whoever comes later at once", async () => {
  const { visit, source } = link();
  const first: SourceTags[] = [];
  const stop = followSource(source, [], (tags) => { first.push(tags); });
  await pass(0);
  const late = vi.fn();
  const stopLate = followSource(source, [], late);
  expect(late).toHaveBeenCalledWith({ dashboard: "d", datasets: { s: "1" } });
  await pass(30_000);
  expect(visit.looks()).toBe(3);
  expect(first.map(({ datasets }) => datasets["s"])).toEqual(["1", "2", "3"]);
  stop();
  await pass(15_000);
  expect([visit.looks(), first.length, late.mock.calls.length]).toEqual([4, 3, 4]);
  stopLate();
  await pass(600_000);
  expect(visit.looks()).toBe(4);
});

it("rests while nobody can see the tab, and looks at once when somebody can", async () => {
  const { visit, source } = link();
  const stop = followSource(source, [], () => undefined);
  await pass(0);
  isHidden = true;
  await pass(600_000);
  expect(visit.looks()).toBe(1);
  isHidden = false;
  document.dispatchEvent(new Event("visibilitychange"));
  await pass(0);
  expect(visit.looks()).toBe(2);
  stop();
});

it("asks ever more rarely while that fails, and as before once it went well", async () => {
  const { visit, source } = link();
  const stop = followSource(source, [], () => undefined);
  await pass(0);
  visit.isAway = true;
  await pass(600_000);
  const failing = visit.looks();
  expect(failing).toBeLessThan(10);
  visit.isAway = false;
  await pass(120_000);
  const healed = visit.looks();
  await pass(60_000);
  expect(visit.looks() - healed).toBe(4);
  stop();
});

it("of what cannot be followed tells nothing", () => {
  expect(followSource({ address: "/showcase", send: () => Promise.reject(new Error("asked")) }, ["s"], () => { throw new Error("told"); })()).toBeUndefined();
});
