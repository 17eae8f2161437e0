import { describe, expect, it } from "vitest";
import type { ImportCheck } from "@/api/contracts";
import { keyOf, mappingOf, memberFor, missingFields, tilesWithout } from "./mapping";
import { readFile, tilesOf } from "./read-file";

const field = (name: string, proposed: string | null, tiles: string[], is_measure = false) => ({ need: { name, ...(is_measure && { is_measure }) }, proposed, candidates: [], tiles });

const check: ImportCheck = {
  name: "Sales",
  description: null,
  page_count: 1,
  tile_count: 2,
  is_exact: false,
  notes: [],
  datasets: [
    { id: "1", name: "sales", need_count: 3, candidates: [], dataset_id: "d1", missing_parameters: [], fields: [field("region", "Region", ["Bars"]), field("net", null, ["Bars", "Net"], true), field("net", "net", ["Net"])] },
  ],
};
const [fit] = check.datasets;

describe("the mapping of fields", () => {
  it("takes what is proposed until something else, or nothing, is chosen", () => {
    if (!fit) throw new Error("no dataset");
    const [region, net] = fit.fields;
    if (!region || !net) throw new Error("no fields");
    expect(memberFor(fit, region, {})).toBe("Region");
    expect(memberFor(fit, region, { [keyOf(fit, region)]: null })).toBeNull();
    expect(memberFor(fit, net, { [keyOf(fit, net)]: "amount" })).toBe("amount");
    // Another dataset begins anew.
    expect(memberFor({ ...fit, dataset_id: "d2" }, region, { [keyOf(fit, region)]: null })).toBe("Region");
  });

  it("tells which tiles miss a field", () => {
    expect(missingFields(check, {}).map(({ need }) => need.name)).toEqual(["net"]);
    expect([...tilesWithout(check, {})]).toEqual(["Bars", "Net"]);
  });

  it("sends every field with what stands for it", () => {
    expect(mappingOf(check, {}, "  ", "leave_out")).toEqual({
      name: null,
      missing: "leave_out",
      datasets: [{ id: "1", dataset_id: "d1", fields: [{ name: "region", is_measure: false, member: "Region" }, { name: "net", is_measure: true, member: null }, { name: "net", is_measure: false, member: "net" }] }],
    });
  });
});

describe("a file that somebody chose", () => {
  const fileOf = (text: string) => new File([text], "x.json", { type: "application/json" });

  it("is read where it looks like a dashboard, and refused by its name otherwise", async () => {
    await expect(readFile(fileOf('{"spec":{"pages":[]}}'))).resolves.toEqual({ file: { spec: { pages: [] } }, name: "x.json" });
    for (const text of ["hello", "null", "[]", '{"spec":1}']) await expect(readFile(fileOf(text))).rejects.toThrow("“x.json” is no dashboard.");
    await expect(readFile(fileOf("x".repeat(2_000_001)))).rejects.toThrow("more than 2 MB");
  });

  it("is drawn as far as it can be, whatever is in it", () => {
    for (const wrong of [null, 3, {}, { spec: { pages: 3 } }, { spec: { pages: [{ tiles: [null, {}, { layout: 3 }] }] } }]) expect(tilesOf(wrong)).toEqual([]);
    const chart = { kind: "chart", layout: { x: 1, y: "2", width: 0, height: 4 }, chart: { mark: "bar", title: "Bars" } };
    expect(tilesOf({ spec: { pages: [{ tiles: [chart] }] } })).toEqual([{ kind: "chart", mark: "bar", title: "Bars", layout: { x: 1, y: 0, width: 1, height: 4 } }]);
  });
});
