import { describe, expect, it } from "vitest";
import { Problem } from "@/api/problems";
import { anAnswer } from "@/query/testing";
import { askedAgain } from "./quiet-asking";
import { failWaiting, receive, startAsking, tilesToAsk, type TileResults } from "./results-state";

const [OLD, NEW] = [anAnswer(), anAnswer()];
const QUESTIONS = new Map([["a", "qa"], ["b", "qb"]]);
const PASSING = new Problem({ status: 503, code: "UNAVAILABLE", message: "Not now." });
const REFUSED = new Problem({ status: 403, code: "FORBIDDEN", message: "Not yours." });

const shown = (): TileResults => receive(receive(startAsking(new Map(), ["a", "b"], QUESTIONS), "a", "qa", OLD), "b", "qb", OLD);
const again = (results = shown(), ids = ["a"]): TileResults => {
  const marked = askedAgain(results, new Set(ids));
  return startAsking(marked, tilesToAsk(marked, QUESTIONS), QUESTIONS);
};

describe("a tile that is asked again by itself", () => {
  it("is asked the same, alone, and shows what it shows meanwhile", () => {
    const marked = askedAgain(shown(), new Set(["a"]));
    expect(tilesToAsk(marked, QUESTIONS)).toEqual(["a"]);
    expect(again().get("a")?.state).toEqual(shown().get("a")?.state);
    expect(tilesToAsk(again(), QUESTIONS)).toEqual([]);
  });

  it("shows the new answer when it is there", () => {
    expect(receive(again(), "a", "qa", NEW).get("a")).toEqual({ question: "qa", state: { answer: NEW, isStale: false, isWaiting: false, isCancelled: false, problem: null } });
  });

  it("keeps the old one when asking was in vain, and knows why", () => {
    const after = failWaiting(again(), QUESTIONS, PASSING);
    expect(after.get("a")).toEqual({ question: "qa", state: shown().get("a")?.state, failure: PASSING });
    expect(after.get("b")).toEqual(shown().get("b"));
    const healed = receive(again(after), "a", "qa", NEW);
    expect(healed.get("a")?.failure).toBeUndefined();
  });

  it("shows nothing any more once it may not", () => {
    expect(receive(again(), "a", "qa", REFUSED).get("a")?.state).toMatchObject({ answer: null, problem: REFUSED });
  });

  it("waits like any other when it is asked something else meanwhile", () => {
    const other = new Map([["a", "q2"], ["b", "qb"]]);
    expect(startAsking(again(), ["a"], other).get("a")).toEqual({ question: "q2", state: { answer: OLD, isStale: true, isWaiting: true, isCancelled: false, problem: null } });
  });

  it("that waits for its first answer is left to wait", () => {
    const waiting = startAsking(new Map(), ["a"], QUESTIONS);
    expect(askedAgain(waiting, new Set(["a"])).get("a")).toEqual(waiting.get("a"));
  });
});
