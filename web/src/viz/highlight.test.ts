import { expect, test } from "vitest";
import { strongRows, withParts } from "./highlight";

const rows = () => [{ kind: "tea", amount: 5 }, { kind: "milk", amount: 3 }];

test("every row knows how much of it was selected, where parts are drawn", () => {
  const highlight = { lit: [true, false], column: "amount:selected", parts: [2, 0] };
  expect(withParts(rows(), { highlight })).toEqual([{ kind: "tea", amount: 5, "amount:selected": 2 }, { kind: "milk", amount: 3, "amount:selected": 0 }]);
  expect(strongRows(rows(), { highlight })).toBeNull();
});

test("marks of the selection stay strong, where nothing is a part of a whole", () => {
  const highlight = { lit: [false, true], column: null, parts: [] };
  expect(withParts(rows(), { highlight })).toEqual(rows());
  expect(strongRows(rows(), { highlight })).toEqual([{ kind: "milk", amount: 3 }]);
  expect(strongRows(rows(), { highlight: { ...highlight, lit: [false, false] } })).toEqual([]);
});

test("without a selection elsewhere everything is as it is", () => {
  expect(withParts(rows(), { highlight: null })).toEqual(rows());
  expect(strongRows(rows(), { highlight: null })).toBeNull();
  expect(strongRows(rows(), {})).toBeNull();
});
