import { expect, test } from "vitest";
import { isFilter } from "./filter-shape";

test("what can be read as a filter is one, and nothing else", () => {
  const is = { kind: "in", member: "region", values: ["East"] };
  const filters = [is, { kind: "null", member: "region" }, { kind: "measure", measure: "total" }, { kind: "any", filters: [is] }, { kind: "path", levels: [{ member: "country" }, { member: "town" }], paths: [["Peru"], ["Chile", null]] }];
  const others = [null, 7, "in", [is], {}, { kind: "in" }, { kind: "in", member: "region" }, { kind: "null", member: 7 }, { kind: "any" }, { kind: "any", filters: [] }, { kind: "any", filters: [is, { kind: "in" }] }, { kind: "path", member: "country" }, { kind: "path", levels: [{ member: "country" }], paths: [["Peru", "Lima"]] }, { kind: "path", levels: [7], paths: [] }, { kind: "path", levels: [{ member: "country" }], paths: [[]] }];
  expect([filters.filter(isFilter), others.filter(isFilter)]).toEqual([filters, []]);
});
