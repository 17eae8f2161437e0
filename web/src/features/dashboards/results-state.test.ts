import { describe, expect, it } from "vitest";
import type { ChartTile } from "@/api/contracts";
import { Problem } from "@/api/problems";
import { NO_CHOICES, chooseFilter, pick } from "./choices";
import { answeredState, type Answer } from "@/query/answer";
import { failWaiting, questionOf, receive, startAsking, tilesToAsk, type TileResults } from "./results-state";

const DATASET = "0192f7a0-0000-7000-8000-000000000001";
const tile = (id: string): ChartTile => ({ kind: "chart", id, title: null, layout: { x: 0, y: 0, width: 6, height: 6 }, chart: { dataset_id: DATASET } });
const selection = (id: string) => ({ tile_id: id, dataset_id: DATASET, filters: [{ kind: "in" as const, member: "a", values: [1] }] });
const answer = { meaning: {}, extra: { mark: "bar" } } as unknown as Answer;
const problem = new Problem({ status: 503, code: "UNAVAILABLE", message: "Not now." });

describe("a tile's question", () => {
  it("changes with its chart, the filters and other tiles' selections, and not with its own", () => {
    const plain = questionOf(tile("a"), NO_CHOICES, [], 0);
    expect(questionOf(tile("a"), pick(NO_CHOICES, selection("a")), [], 0)).toBe(plain);
    const others = [
      questionOf(tile("a"), pick(NO_CHOICES, selection("b")), [], 0),
      questionOf(tile("a"), chooseFilter(NO_CHOICES, "f", null), [], 0),
      questionOf({ ...tile("a"), chart: { dataset_id: DATASET, mark: "line" } }, NO_CHOICES, [], 0),
      questionOf(tile("a"), NO_CHOICES, [], 1),
    ];
    expect(new Set([plain, ...others]).size).toBe(5);
  });

  it("does not change when a tile is only moved or renamed", () => {
    const moved = { ...tile("a"), title: "New", layout: { x: 9, y: 9, width: 6, height: 6 } };
    expect(questionOf(moved, NO_CHOICES, [], 0)).toBe(questionOf(tile("a"), NO_CHOICES, [], 0));
  });
});

describe("results", () => {
  const none: TileResults = new Map();
  const questions = new Map([["a", "qa"], ["b", "qb"]]);

  it("ask only for tiles whose question is new, and forget tiles that are gone", () => {
    const first = startAsking(none, tilesToAsk(none, questions), questions);
    const answered = receive(first, "a", "qa", answer);
    expect(tilesToAsk(answered, new Map([["a", "qa"], ["b", "other"]]))).toEqual(["b"]);
    expect([...startAsking(answered, [], new Map([["a", "qa"]])).keys()]).toEqual(["a"]);
  });

  it("keep the older answer while the new one is on its way", () => {
    const answered = receive(startAsking(none, ["a"], questions), "a", "qa", answer);
    const again = startAsking(answered, ["a"], new Map([["a", "q2"]]));
    expect(again.get("a")).toEqual({
      question: "q2",
      state: { answer, isStale: true, isWaiting: true, isCancelled: false, problem: null },
    });
  });

  it("ignore an answer to a question that is no longer asked", () => {
    const asked = startAsking(none, ["a"], questions);
    expect(receive(asked, "a", "an older one", answer)).toBe(asked);
  });

  it("tell every waiting tile when the whole batch failed, and leave the answered ones", () => {
    const partly = receive(startAsking(none, ["a", "b"], questions), "a", "qa", answer);
    const failed = failWaiting(partly, questions, problem);
    expect([failed.get("a"), failed.get("b")]).toEqual([
      { question: "qa", state: answeredState(answer) },
      { question: "qb", state: { answer: null, isStale: false, isWaiting: false, isCancelled: false, problem } },
    ]);
  });
});
