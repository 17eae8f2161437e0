import { expect, it } from "vitest";
import type { VisualManifest } from "@/api/contracts";
import { missingFor, optionsOf } from "./fits";
import { readMessage } from "./protocol";

const manifest: VisualManifest = {
  contract: 1, id: "dumbbell", name: "Dumbbells", version: "1.0.0", script: { file: "draw.js", sha256: "0".repeat(64) },
  channels: [{ channel: "x", label: "Categories", role: "dimension", at_least: 1, at_most: 1 }, { channel: "y", label: "Values", role: "measure", at_least: 2, at_most: 2 }],
  options: [
    { type: "switch", name: "values", label: "Values", default: true },
    { type: "number", name: "width", label: "Width", min: 1, max: 5, default: 2 },
    { type: "choice", name: "order", label: "Order", default: "gap", choices: [{ value: "gap", label: "Gap" }, { value: "name", label: "Name" }] },
  ],
};
const x = { channel: "x", role: "dimension" };
const y = { channel: "y", role: "measure" };

it.each([
  [[x, y, y], null],
  [[y, y], "Dumbbells needs a field that groups in “x” (Categories)."],
  [[{ ...x, role: "measure" }, y, y], "Dumbbells needs a field that groups in “x” (Categories)."],
  [[x, y], "Dumbbells needs 2 measures in “y” (Values)."],
  [[x, y, y, y], "Dumbbells needs 2 measures in “y” (Values)."],
])("says what the wells lack", (bound, said) => {
  expect(missingFor(manifest, bound)).toBe(said);
});

it("takes the options that are possible, and the defaults of all others", () => {
  const usual = { values: true, width: 2, order: "gap" };
  expect(optionsOf(manifest, {})).toEqual(usual);
  expect(optionsOf(manifest, { values: false, width: 5, order: "name", other: "x" })).toEqual({ values: false, width: 5, order: "name" });
  expect(optionsOf(manifest, { values: "no", width: 6, order: "constructor" })).toEqual(usual);
});

it.each([null, "drawn", [], {}, { kind: "drawn" }, { kind: "drawn", id: 0.5 }, { kind: "at", id: 1, row: -1 }, { kind: "at", id: 1, row: "0" }, { kind: "fault", id: 1, message: {} }, { kind: "eval", id: 1 }])("hears nothing in %j", (data) => {
  expect(readMessage(data)).toBeNull();
});

it("hears what a frame may say, and no more of it than is shown", () => {
  expect(readMessage({ kind: "at", id: 1, row: 2, more: "x" })).toEqual({ kind: "at", id: 1, row: 2 });
  expect(readMessage({ kind: "fault", id: 1, message: "x".repeat(9_000) })).toEqual({ kind: "fault", id: 1, message: "x".repeat(300) });
});
