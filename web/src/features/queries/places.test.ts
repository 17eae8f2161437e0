import { expect, test } from "vitest";
import { faultOf } from "./places";

const whole = (text: string) => ({ from: 0, to: text.length });
const marked = (details: Record<string, unknown>, text: string, sent = whole(text)) => {
  const { place } = faultOf(details, text, sent);
  return place && text.slice(place.from, place.to);
};

test("lines and columns count from one, columns in code points", () => {
  const text = "select '😀😀' as x,\n  '😀', regoin\nfrom sales";
  expect([marked({ line: 2, column: 8, length: 6 }, text), marked({ line: 1, column: 8, length: 4 }, text), marked({ line: 3, column: 6, length: 5 }, text)]).toEqual(["regoin", "'😀😀'", "sales"]);
});

test("where no length is known it is the word", () => {
  expect([marked({ line: 1, column: 8 }, 'select régionX1, 2'), marked({ line: 1, column: 8 }, 'select "a b", 2'), marked({ line: 1, column: 8 }, "select , 2")]).toEqual(["régionX1", '"a b"', ","]);
});

test("a place in a selection is a place in the whole text", () => {
  const text = "select 1;\n\nselect x\n  , bad from t;\n";
  const sent = { from: 11, to: text.indexOf(";", 12) };
  expect([marked({ line: 1, column: 8, length: 1 }, text, sent), marked({ line: 2, column: 5, length: 3 }, text, sent), faultOf({ line: 2, column: 5 }, text, sent).line]).toEqual(["x", "bad", 4]);
});

test("what lies beyond the text is its end, and what is no number is no place", () => {
  expect([faultOf({ line: 9, column: 9, length: 9 }, "a", whole("a")).place, faultOf({ line: "1", column: 0 }, "a", whole("a")).place]).toEqual([{ from: 1, to: 1 }, null]);
});

test("near misses are names", () => {
  expect(faultOf({ near_misses: ["region", 3, "regions"] }, "a", whole("a"))).toEqual({ place: null, line: null, nearMisses: ["region", "regions"] });
});
