import { expect, test } from "vitest";
import { chosenMatrix, matrixChoiceOf, proposedMatrix, readMatrix, type MatrixWells } from "./matrix-choice";
import { readLook } from "./look";
import { aResult } from "./testing";

const sales = aResult({
  columns: [{ name: "region", type: "text" }, { name: "product", type: "text" }, { name: "amount", type: "decimal" }, { name: "amount", type: "decimal" }],
  rows: [["East", "Lamp", "1.50", "9"], ["East", "Desk", "2.50", "9"], ["West", "Lamp", "3.25", "8"]],
});

test("groups that repeat are proposed, few of them along the top, and amounts added up", () => {
  expect(proposedMatrix(sales)).toEqual({ rows: [0], across: 1, values: [{ place: 2, aggregation: "sum" }, { place: 3, aggregation: "sum" }], sort: "label" });
});

test("without amounts the rows are counted, and a result of numbers alone is grouped by its first column", () => {
  const names = aResult({ columns: [{ name: "region", type: "text" }], rows: [["East"], ["East"]] });
  const numbers = aResult({ columns: [{ name: "a", type: "float" }], rows: [[1.5], [2.5]] });
  expect(proposedMatrix(names)).toEqual({ rows: [0], across: null, values: [{ place: null, aggregation: "count" }], sort: "label" });
  expect(proposedMatrix(numbers)).toEqual({ rows: [0], across: null, values: [{ place: 0, aggregation: "sum" }], sort: "label" });
});

test("a matrix is kept by names, also where two columns share one, and found again", () => {
  const wells: MatrixWells = { rows: [1, 0], across: null, values: [{ place: 3, aggregation: "avg" }, { place: null, aggregation: "count" }], sort: "value_descending" };
  const kept = matrixChoiceOf(sales, wells);
  expect(kept).toEqual({ rows: ["product", "region"], across: null, values: [{ column: "amount\n1", aggregation: "avg" }, { column: null, aggregation: "count" }], sort: "value_descending" });
  expect(chosenMatrix(sales, kept)).toEqual(wells);
  expect(readMatrix(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  const chart = { mark: "matrix", x: null, y: [], color: null, stacking: "grouped", matrix: kept };
  expect(readLook({ view: "chart", chart })).toEqual({ view: "chart", chart });
});

test("a matrix of columns that are gone, or hold no numbers any more, is proposed anew", () => {
  const choice = { rows: ["region"], across: null, values: [{ column: "amount", aggregation: "sum" as const }], sort: "label" as const };
  const renamed = aResult({ columns: [{ name: "area", type: "text" }, { name: "amount", type: "decimal" }], rows: [["a", "1"]] });
  const texts = aResult({ columns: [{ name: "region", type: "text" }, { name: "amount", type: "text" }], rows: [["a", "1"]] });
  expect([chosenMatrix(renamed, choice), chosenMatrix(texts, choice)]).toEqual([null, null]);
});

test.each([null, "x", {}, { rows: [], across: null, values: [], sort: "label" }, { rows: ["a"], across: 3, values: [{ column: null, aggregation: "count" }], sort: "label" }, { rows: ["a"], across: null, values: [{ column: "b", aggregation: "evil" }], sort: "label" }, { rows: ["a"], across: null, values: [{ column: null, aggregation: "count" }], sort: "up" }])(
  "what cannot be read is no matrix: %j", (kept) => { expect(readMatrix(kept)).toBeNull(); },
);
