import { expect, test } from "vitest";
import type { ChartTile, Drawing } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import { aDrawing, aMeaning } from "@/query/testing";
import { placeOfNote, withNote } from "./annotate";
import { NO_CHOICES, type Choices } from "./choices";

const DATASET = "0192f7a0-0000-7000-8000-000000000001";
const tile: ChartTile = { kind: "chart", id: "bars", layout: { x: 0, y: 0, width: 6, height: 6 }, chart: { dataset_id: DATASET } };
const answerOf = (facts: Partial<Drawing>): Drawable => ({ table: { rowCount: 0, columns: [] }, meaning: aMeaning(), extra: aDrawing({ bindings: [{ channel: "x", column: "region" }], abilities: ["annotations"], ...facts }) });
const NORTH = { point: { region: "North" } };

test("a note stands at the value of the mark along the picture", () => {
  expect(placeOfNote(tile, answerOf({}), NORTH, NO_CHOICES)).toBe("North");
  expect(placeOfNote(tile, answerOf({}), { point: { region: null } }, NO_CHOICES)).toBeNull();
});

test("there is no place for one beside all marks, in pictures without notes, after twenty, and where somebody has drilled", () => {
  const full: ChartTile = { ...tile, chart: { ...tile.chart, options: { annotations: Array.from({ length: 20 }, () => ({ kind: "point", text: "x", x: "North" })) } } };
  const drilled: Choices = { ...NO_CHOICES, changes: [{ tile_id: "bars", dataset_id: DATASET, steps: [{ source: { member: "region" }, target: { member: "city" } }] }] };
  expect(placeOfNote(tile, answerOf({}), null, NO_CHOICES)).toBeUndefined();
  expect(placeOfNote(tile, answerOf({}), { point: { city: "Oslo" } }, NO_CHOICES)).toBeUndefined();
  expect(placeOfNote(tile, answerOf({ abilities: ["legend"] }), NORTH, NO_CHOICES)).toBeUndefined();
  expect(placeOfNote(full, answerOf({}), NORTH, NO_CHOICES)).toBeUndefined();
  expect(placeOfNote(tile, answerOf({}), NORTH, drilled)).toBeUndefined();
});

test("the words are kept as they are, beside the notes and the options that were there", () => {
  const before: ChartTile = { ...tile, chart: { ...tile.chart, options: { limit: 5, annotations: [{ kind: "height", text: "Goal", y: 1 }] } } };
  const after = withNote(before, "North", "<b>New</b>");
  expect(after).toEqual({ ...before, chart: { ...before.chart, options: { limit: 5, annotations: [{ kind: "height", text: "Goal", y: 1 }, { kind: "point", text: "<b>New</b>", x: "North" }] } } });
});
