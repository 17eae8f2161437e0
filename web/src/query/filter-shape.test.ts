import { expect, test } from "vitest";
import { isFilter } from "./filter-shape";

test("what can be read as a filter is one, and nothing else", () => {
  const is = { kind: "in", member: "region", values: ["East"] };
  const filters = [is, { kind: "null", member: "region" }, { kind: "measure", measure: "total" }, { kind: "any", filters: [is] }];
  const others = [null, 7, "in", [is], {}, { kind: "in" }, { kind: "in", member: "region" }, { kind: "null", member: 7 }, { kind: "any" }, { kind: "any", filters: [] }, { kind: "any", filters: [is, { kind: "in" }] }];
  expect([filters.filter(isFilter), others.filter(isFilter)]).toEqual([filters, []]);
});
