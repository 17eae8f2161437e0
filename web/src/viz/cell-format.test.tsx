import { render, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import type { CellFormat, CellRule } from "@/api/contracts";
import { aColumn, aDrawing, anAnswer } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { KpiView } from "./kpi-view";
import { barOf, looksOf, ruleOf, shadeOf } from "./cell-format";
import { MatrixView } from "./matrix-view";
import { TableView } from "./table-view";

const rule = (op: CellRule["op"], value: number, tone: CellRule["tone"] = "good"): CellRule => ({ op, value, tone, icon: null });

test("bars begin at zero, whichever way they go", () => {
  expect(barOf(50, { least: 10, most: 100 })).toEqual({ from: 0, width: 0.5, isNegative: false, zero: null });
  expect(barOf(-20, { least: -25, most: 75 })).toEqual({ from: expect.closeTo(0.05), width: expect.closeTo(0.2), isNegative: true, zero: 0.25 });
  expect(barOf(-5, { least: -10, most: -5 })).toEqual({ from: 0.5, width: 0.5, isNegative: true, zero: 1 });
  expect(barOf(0, { least: 0, most: 0 })).toBeNull();
});

test("shades run from the smallest to the largest, and from zero where both signs meet", () => {
  expect([shadeOf(10, { least: 10, most: 20 }), shadeOf(15, { least: 10, most: 20 }), shadeOf(20, { least: 10, most: 20 }), shadeOf(3, { least: 3, most: 3 })]).toEqual([0, 0.5, 1, 0.5]);
  expect([shadeOf(-5, { least: -5, most: 10 }), shadeOf(0, { least: -5, most: 10 }), shadeOf(10, { least: -5, most: 10 })]).toEqual([-0.5, 0, 1]);
});

test("the first rule that holds decides", () => {
  const rules = [rule("below", 0, "bad"), rule("equal", 0, "neutral"), rule("at_least", 10, "good"), rule("not_equal", 5, "accent")];
  expect([-1, 0, 10, 3, 5].map((value) => ruleOf(value, rules)?.tone ?? null)).toEqual(["bad", "neutral", "good", "accent", null]);
  expect([ruleOf(1, [rule("above", 1)]), ruleOf(1, [rule("at_most", 1)])?.op]).toEqual([null, "at_most"]);
});

test("a rule holds between two values, both among them", () => {
  const rules: CellRule[] = [{ ...rule("between", 2), upper: 4 }];
  expect([1.9, 2, 3, 4, 4.1].map((value) => ruleOf(value, rules) !== null)).toEqual([false, true, true, true, false]);
});

test("a rule compares with another column of its row, and may look at another; without a number there it does not hold", () => {
  const target = aColumn({ name: "target", label: "Target", type: "float", role: "measure" });
  const { table } = anAnswer([[amount, [5, 10, 20, null]], [target, [10, 10, null, 3]]]);
  const tones = (format: Partial<CellFormat>) => {
    const looks = looksOf(table, [{ column: "amount", kind: "rule", ...format }]);
    return [0, 1, 2, 3].map((row) => looks?.("amount", row)?.rule?.tone ?? null);
  };
  const short = { ...rule("below", 99, "bad"), than: "target" };
  expect(tones({ rules: [short] })).toEqual(["bad", null, null, null]);
  expect(tones({ rules: [{ ...short, op: "not_equal" }, rule("above", 1)] })).toEqual(["bad", "good", "good", null]);
  expect(tones({ decided_by: "target", rules: [rule("at_least", 10, "accent")] })).toEqual(["accent", "accent", null, null]);
  expect(tones({ decided_by: "target", rules: [{ ...rule("above", 0), than: "amount" }] })).toEqual(["good", null, null, null]);
  expect(tones({ rules: [{ ...short, than: "gone" }] })).toEqual([null, null, null, null]);
});

const name = aColumn({ name: "name", label: "Name" });
const amount = aColumn({ name: "amount", label: "Amount", type: "float", role: "measure", aggregation: "sum" });
const level = aColumn({ name: "__level", label: "Total", type: "integer" });
const cells: CellFormat[] = [{ column: "amount", kind: "bar", rules: [] }, { column: "amount", kind: "rule", rules: [rule("below", 0, "bad"), rule("above", 50, "good")] }];

test("values are compared with those of their own level, and nothing is drawn of what is no number", () => {
  const { table } = anAnswer([[name, [null, "a", "b", "c"]], [amount, [1000, 100, 50, null]]]);
  const looks = looksOf(table, [{ column: "amount", kind: "bar", rules: [] }], (row) => (row === 0 ? 1 : 0));
  expect([0, 1, 2, 3].map((row) => looks?.("amount", row)?.bar?.width ?? null)).toEqual([1, 1, 0.5, null]);
  expect([looks?.("name", 1), looksOf(table, [])]).toEqual([null, null]);
});

beforeEach(() => {
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(600);
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(400);
});

test("a table says in words and signs what its colors say", async () => {
  const extra = aDrawing({ mark: "table", cells, bindings: [{ channel: "y", column: "amount" }], number_formats: { amount: ",.1f" } });
  const { container } = render(<TableView label="Rows" answer={anAnswer([[name, ["a", "b", "c", "d"]], [amount, [-5, 100, 20, null]]], { extra })} />);
  expect(screen.getAllByRole("gridcell").map((one) => one.textContent)).toEqual(["a", "-5.0, bad", "b", "100.0, good", "c", "20.0", "d", "null"]);
  expect([...container.querySelectorAll("[data-bar]")].map((one) => one.getAttribute("data-bar"))).toEqual(["negative", "positive", "positive"]);
  expect(container.querySelectorAll("[role=gridcell] svg")).toHaveLength(2);
  expect(await axeFindings()).toEqual([]);
});

test("a matrix draws its totals by rules as well", () => {
  const extra = aDrawing({ mark: "matrix", totals: [[]], cells, bindings: [{ channel: "detail", column: "name" }, { channel: "y", column: "amount" }] });
  render(<MatrixView label="Matrix" answer={anAnswer([[name, [null, "a", "b"]], [amount, [95, -5, 100]], [level, [1, 0, 0]]], { extra })} />);
  expect(screen.getAllByRole("gridcell").map((one) => one.textContent)).toEqual(["-5, bad", "100, good", "95, good"]);
});

test("words have the sign of a rule that looks at a number beside them, and none by themselves", () => {
  const region = aColumn({ name: "region", label: "Region", type: "text", role: "dimension" });
  const { table } = anAnswer([[region, ["North", null, "South"]], [amount, [-1, -1, 2]]]);
  const tones = (format: Partial<CellFormat>) => {
    const looks = looksOf(table, [{ column: "region", kind: "rule", rules: [rule("below", 0, "bad")], ...format }]);
    return [0, 1, 2].map((row) => looks?.("region", row)?.rule?.tone ?? null);
  };
  expect([tones({ decided_by: "amount" }), tones({})]).toEqual([["bad", null, null], [null, null, null]]);
});

test("a number that stands by itself has the tone and the sign of its rule", async () => {
  const answer = anAnswer([[amount, [-5]]]);
  const cells: CellFormat[] = [{ column: "amount", kind: "rule", rules: [rule("below", 0, "bad")] }];
  render(<main><h1>Profit</h1><KpiView label="Profit" answer={{ ...answer, extra: aDrawing({ mark: "kpi", cells }) }} /></main>);
  expect(screen.getByTitle("-5")).toHaveTextContent("-5, bad");
  expect(screen.getByTitle("-5")).toHaveClass("text-danger-text");
  expect(await axeFindings()).toEqual([]);
});
