import { expect, test } from "vitest";
import { foldedDiff, planDiff, type DiffLine } from "./plan-diff";
import { stageTime, stageWords } from "./trace-words";

const written = (lines: readonly DiffLine[] | null) => lines?.map(({ kind, text }) => `${{ same: " ", added: "+", removed: "-" }[kind]}${text}`) ?? null;

test("a text becomes the other one by what was taken out and put in", () => {
  expect(written(planDiff("scan\nfilter a\ngroup\nsort", "scan\ngroup\ntop 5\nsort"))).toEqual([" scan", "-filter a", " group", "+top 5", " sort"]);
  expect(written(planDiff("a\nb", "a\nb"))).toEqual([" a", " b"]);
  expect(written(planDiff("a\nb\nc", "a\nx\nc"))).toEqual([" a", "-b", "+x", " c"]);
});

test("both texts can be read out of what was made of them", () => {
  const [before, after] = ["p\nq\nr\nq\ns\nt\nt", "q\nr\nr\ns\nt\nu\np"];
  const lines = planDiff(before, after) ?? [];
  const without = (kind: DiffLine["kind"]) => lines.filter((line) => line.kind !== kind).map(({ text }) => text).join("\n");
  expect([without("added"), without("removed")]).toEqual([before, after]);
});

test("texts of another kind are not compared", () => {
  expect(planDiff("Scan\n  table=a\n  rows=3", "SELECT a\nFROM b\nWHERE c")).toBeNull();
});

test("long stretches that stayed are folded, a few lines around each change are not", () => {
  const lines = planDiff([..."abcdefghij"].join("\n"), [..."abcdefghiX"].join("\n")) ?? [];
  expect(foldedDiff(lines).map((part) => (part.kind === "folded" ? part.count : written(part.lines)))).toEqual([7, [" h", " i", "-j", "+X"]]);
  const short = planDiff("a\nb\nc\nd", "a\nb\nc\nX") ?? [];
  expect(foldedDiff(short).every(({ kind }) => kind === "lines")).toBe(true);
});

test("a stage that this page does not know has a name still, and parts of a millisecond are told", () => {
  expect([stageWords("build").title, stageWords("sample")]).toEqual(["Plan", { title: "Sample", does: "" }]);
  expect([0.314, 12.34, 123.4].map(stageTime)).toEqual(["0.31\u202fms", "12.3\u202fms", "123\u202fms"]);
});
