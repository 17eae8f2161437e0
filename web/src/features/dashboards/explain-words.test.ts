import { describe, expect, it } from "vitest";
import type { Breakdown, Contribution, FigureMeasure, OfferedBase } from "@/api/contracts";
import { waterfall } from "./explain-breakdown";
import { baseWords, deltaWords, driverWords, fateWords, memberWords, reversalWords, signedWords } from "./explain-words";
import { byMerit } from "./use-explained";

const measure: FigureMeasure = { label: "Margin", kind: "ratio", reason: null, definition: "", formula: null, description: null, format: null, unit: null };
const part = (value: Contribution["value"], contribution: Contribution["contribution"], more: Partial<Contribution> = {}): Contribution =>
  ({ value, contribution, folded: 0, mine: 1, base: 1, mix: null, rate: null, fate: "stayed", ...more });
const breakdown = (more: Partial<Breakdown>): Breakdown =>
  ({ member: "city", label: "City", count: 4, contributions: [], surprise: 0.1, drivers: 1, explained: 0.92, reversal: null, ...more });
const base = (kind: OfferedBase["choice"]["kind"], more: Partial<OfferedBase> = {}): OfferedBase =>
  ({ choice: { kind, member: "region", value: null }, label: "Region", part: { kind: "in", member: "region", values: ["East"] }, count: null, is_average: false, ...more });

describe("what is said of a figure", () => {
  it("names what it is compared with", () => {
    const may = { kind: "in" as const, member: "day", values: ["2024-05-01"], grain: "month" as const };
    expect([
      baseWords(base("previous", { part: may })),
      baseWords(base("last_year", { part: may })),
      baseWords(base("others", { count: 4, is_average: true })),
      baseWords(base("others", { count: 4 })),
      baseWords(base("others", { count: 1 })),
      baseWords(base("value")),
    ]).toEqual(["Just before: May 2024", "A year before: May 2024", "Region: average of the others (4)", "Region: all the others together (4)", "Region: the other one", "Region: East"]);
  });

  it("writes differences with their sign, long ones without losing digits", () => {
    expect([signedWords(12, null), signedWords(-0.5, ".1%"), signedWords("-123456789012345678901", ",d"), signedWords(0, null), signedWords(null, null)])
      .toEqual(["+12", "−50.0%", "−123,456,789,012,345,678,901", "0", ""]);
    expect(deltaWords({ delta: 5, change: 0.1, measure })).toMatch(/^\+5 \(\+10\s%\)$/);
    expect(deltaWords({ delta: 5, change: null, measure })).toBe("+5");
    expect(deltaWords({ delta: 0, change: 0, measure })).toBe("No difference");
    expect(deltaWords({ delta: null, change: null, measure })).toContain("no value");
  });

  it("tells absent and empty values apart, and how many are folded", () => {
    expect([part(null, 1), part("", 1), part(true, 1), part(null, 1, { folded: 30 }), part("<b>", 1)].map(memberWords)).toEqual(["No value", "(empty)", "yes", "Other (30)", "<b>"]);
  });

  it("says how much a field explains", () => {
    expect(driverWords(breakdown({}))).toMatch(/^1 of 4 values explains 92\s%/);
    expect(driverWords(breakdown({ drivers: 2, explained: 6.31 }))).toBe("2 of 4 values explain more than all of it");
    expect(driverWords(breakdown({ drivers: 0, explained: 0 }))).toContain("Spread over");
    expect(driverWords(breakdown({ drivers: 0, explained: null }))).toContain("no difference");
    expect(driverWords(breakdown({ surprise: null, drivers: null, explained: null }))).toBe("4 values, side by side");
  });

  it("warns where the parts move against the whole", () => {
    expect(reversalWords(breakdown({}), measure, 1)).toBeNull();
    expect(reversalWords(breakdown({ reversal: "all" }), measure, -0.1)).toContain("Margin fell as a whole, though it rose in every value");
    expect(reversalWords(breakdown({ reversal: "most" }), measure, 0.1)).toContain("rose as a whole, though it fell in most values");
  });

  it("calls a value that stands on one side new or gone in time, and by its side beside another group", () => {
    expect((["stayed", "appeared", "vanished"] as const).map((fate) => [fateWords(fate, "previous"), fateWords(fate, "value")]))
      .toEqual([[null, null], ["new", "only here"], ["gone", "only there"]]);
  });

  it("lets each bar begin where the one above ended", () => {
    expect(waterfall([part("a", -3), part("b", "1"), part("c", null)])).toEqual([{ from: 0, to: -3 }, { from: -3, to: -2 }, { from: -2, to: -2 }]);
  });

  it("puts the field first that explains enough, then the more surprising one", () => {
    const fields = [breakdown({ member: "weak", explained: 0.2, surprise: 0.9 }), breakdown({ member: "second", surprise: 0.1 }), breakdown({ member: "first", surprise: 0.2 })];
    expect(fields.toSorted(byMerit).map(({ member }) => member)).toEqual(["first", "second", "weak"]);
  });
});
