import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Answer } from "@/query/answer";
import { aColumn, aDrawing, anAnswer } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { isCellLit, matrixOf, openAtFirst, shownRows, withoutTotals, type Matrix } from "./matrix";
import { cellWords, slotsOf } from "./matrix-layout";
import { MatrixView } from "./matrix-view";

const quarter = aColumn({ name: "quarter", label: "Quarter" });
const region = aColumn({ name: "region", label: "Region" });
const city = aColumn({ name: "city", label: "City" });
const mean = aColumn({ name: "mean", label: "Average amount", type: "float", role: "measure", aggregation: "avg" });
const level = aColumn({ name: "__level", label: "Total", type: "integer" });

const TOTALS = [["region", "city"], ["region", "quarter"], ["region"], ["quarter"], []];
const drawing = aDrawing({
  mark: "matrix",
  title: "Average amount",
  totals: TOTALS,
  number_formats: { mean: ",.1f" },
  bindings: [{ channel: "x", column: "quarter" }, { channel: "y", column: "mean" }, { channel: "detail", column: "region" }, { channel: "detail", column: "city" }],
});

type Line = readonly [string | null, string | null, string | null, number | null, number];
// The totals come first, the finest groups last, as the server sends them.
const LINES: readonly Line[] = [
  [null, null, null, -2.5, 5],
  ["Q1", null, null, 1, 4], ["Q2", null, null, 1234.5, 4],
  [null, "South", null, 4, 3], [null, null, null, 5, 3],
  ["Q1", "South", null, 6, 2], ["Q2", null, null, 7, 2],
  [null, "South", "Rome", 8, 1], [null, "South", "Bari", null, 1], [null, null, "Nowhere", 9, 1],
  ["Q1", "South", "Rome", 10, 0], ["Q1", "South", "Bari", 11, 0], ["Q2", null, "Nowhere", 12, 0],
];
const answerOf = (lines: readonly Line[], extra = drawing): Answer =>
  anAnswer([quarter, region, city, mean, level].map((column, index) => [column, lines.map((line) => line[index] ?? null)] as const), { extra });
const answer = answerOf(LINES);

const labels = (matrix: Matrix, open: ReadonlySet<string>) => shownRows(matrix, open).map(({ node }) => `${"-".repeat(node.depth)}${node.label}`);

beforeEach(() => {
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(800);
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(600);
});

test("groups stand within each other in the order of their totals, and the whole comes last", () => {
  const matrix = matrixOf(answer, drawing);
  expect(labels(matrix, new Set())).toEqual(["-South", "-No value", "Total"]);
  expect(labels(matrix, openAtFirst(matrix))).toEqual(["-South", "--Rome", "--Bari", "-No value", "--Nowhere", "Total"]);
  expect(matrix.columns.map(({ label, isTotal }) => [label, isTotal])).toEqual([["Q1", false], ["Q2", false], ["Total", true]]);
});

test("each cell is the row of its own total, never of another", () => {
  const matrix = matrixOf(answer, drawing);
  const at = (node: number, column: number) => {
    const row = shownRows(matrix, openAtFirst(matrix))[node]?.node.rows.get(matrix.columns[column]?.key ?? "no column");
    return row === undefined ? "no rows" : matrix.values[0]?.valueAt(row);
  };
  expect([0, 1, 2, 3, 4, 5].map((node) => [0, 1, 2].map((column) => at(node, column)))).toEqual([
    [6, "no rows", 4], [10, "no rows", 8], [11, "no rows", null], ["no rows", 7, 5], ["no rows", 12, 9], [1, 1234.5, -2.5],
  ]);
});

test("groups whose totals did not come have their place all the same", () => {
  const matrix = matrixOf(answerOf(LINES.slice(10)), drawing);
  expect(labels(matrix, openAtFirst(matrix))).toEqual(["-South", "--Rome", "--Bari", "-No value", "--Nowhere"]);
});

test("names that look alike or like a key stay apart", () => {
  const matrix = matrixOf(answerOf([["Q", "a", '"', 1, 0], ["Q", 'a"', "", 2, 0], ["Q", "null", "b", 3, 0], ["Q", null, "b", 4, 0], ["", "__proto__", "b", 5, 0]]), drawing);
  expect(shownRows(matrix, new Set()).map(({ node }) => node.label)).toEqual(["a", 'a"', "null", "No value", "__proto__"]);
  expect(matrix.columns.map(({ key }) => key)).toEqual(['"Q"', '""', ""]);
});

test("a total is chosen only when all of it is", () => {
  const picked = { region: ["South"], quarter: ["Q1"] };
  expect(isCellLit(picked, { region: "South", city: "Rome", quarter: "Q1" })).toBe(true);
  expect(isCellLit(picked, { region: "South" })).toBe(false);
  expect(isCellLit({ region: [null] }, { quarter: "Q1" })).toBe(false);
  expect(isCellLit({}, { region: "South" })).toBe(false);
});

test("as plain rows an answer has neither totals nor the column that tells them apart", () => {
  const plain = withoutTotals(answer);
  expect(plain.table.columns.map(({ meaning, valueAt }) => [meaning.name, valueAt(0), valueAt(2)])).toEqual([
    ["quarter", "Q1", "Q2"], ["region", "South", null], ["city", "Rome", "Nowhere"], ["mean", 10, 12],
  ]);
  expect(plain.table.rowCount).toBe(3);
  const other = anAnswer([[region, ["North"]]]);
  expect(withoutTotals(other)).toBe(other);
});

test("values are written in their format, and columns are as wide as these", () => {
  const matrix = matrixOf(answer, drawing);
  const value = matrix.values[0];
  expect(value && cellWords(1234.56, value, drawing)).toEqual({ text: "1,234.6", exact: "1,234.56" });
  expect(slotsOf(matrix, answer.table.rowCount, drawing).every(({ width }) => width >= 64 && width <= 200)).toBe(true);
});

const rowNames = () => screen.getAllByRole("rowheader").map((one) => one.textContent);

test("a matrix shows rows, columns and totals, opens and closes by keyboard, and is without findings of axe", async () => {
  render(<MatrixView label="Average amount" answer={answer} onPick={vi.fn()} />);
  const grid = screen.getByRole("treegrid", { name: "Average amount" });
  expect(screen.getAllByRole("columnheader").map((one) => one.textContent)).toEqual(["Region › City", "Quarter", "Q1", "Q2", "Total"]);
  expect(rowNames()).toEqual(["South", "Rome", "Bari", "No value", "Nowhere", "Total"]);
  expect(within(screen.getByRole("row", { name: /^Total/ })).getAllByRole("gridcell").map((one) => one.textContent)).toEqual(["1.0", "1,234.5", "-2.5"]);
  expect(within(screen.getByRole("row", { name: /Bari/ })).getAllByRole("gridcell").map((one) => one.textContent)).toEqual(["11.0", "no rows", "null"]);
  expect(await axeFindings()).toEqual([]);
  grid.focus();
  await userEvent.keyboard("{ArrowLeft}");
  expect(screen.getByRole("row", { name: /South/ })).toHaveAttribute("aria-expanded", "false");
  expect(rowNames()).toEqual(["South", "No value", "Nowhere", "Total"]);
  await userEvent.keyboard("{Enter}{ArrowDown}{ArrowLeft}{ArrowLeft}");
  expect(rowNames()).toEqual(["South", "No value", "Nowhere", "Total"]);
  await userEvent.click(screen.getByRole("button", { name: "Open all rows" }));
  await userEvent.click(screen.getByRole("button", { name: "Close all rows" }));
  expect(rowNames()).toEqual(["South", "No value", "Total"]);
});

test("pressing a value filters by its row and its column, a subtotal by its row alone", async () => {
  const onPick = vi.fn();
  const filter = (member: string, value: string | null) => ({ kind: "in" as const, member, values: [value], exclude: false, grain: null });
  const { rerender } = render(<MatrixView label="Average amount" answer={answer} onPick={onPick} />);
  await userEvent.click(screen.getByRole("gridcell", { name: "10.0" }));
  expect(onPick).toHaveBeenLastCalledWith([filter("quarter", "Q1"), filter("region", "South"), filter("city", "Rome")]);
  screen.getByRole("treegrid").focus();
  await userEvent.keyboard("{Control>}{Home}{/Control}{ArrowRight}{Control>}{Home}{/Control}");
  await userEvent.click(screen.getByRole("gridcell", { name: "7.0" }));
  expect(onPick).toHaveBeenLastCalledWith([filter("quarter", "Q2"), filter("region", null)]);
  await userEvent.keyboard("{ArrowRight}{Enter}");
  expect(onPick).toHaveBeenLastCalledWith([filter("region", null)]);
  rerender(<MatrixView label="Average amount" answer={answer} onPick={onPick} selected={[filter("region", "South")]} />);
  expect(screen.getAllByRole("gridcell", { selected: true }).map((one) => one.textContent)).toEqual(["6.0", "no rows", "4.0", "10.0", "no rows", "8.0", "11.0", "no rows", "null"]);
});

test("years stand without separators along both sides, and other numbers as they are written everywhere", () => {
  const year = aColumn({ name: "year", label: "Year", type: "integer" });
  const floor = aColumn({ name: "floor", label: "Floor", type: "integer" });
  const sides = (formats: Record<string, string>) => {
    const drawn = aDrawing({ mark: "matrix", totals: [["floor"], []], number_formats: formats, bindings: [{ channel: "x", column: "year" }, { channel: "y", column: "mean" }, { channel: "detail", column: "floor" }] });
    const made = matrixOf(anAnswer([[year, [2023, null]], [floor, [1200, 1200]], [mean, [1, 2]], [level, [0, 1]]], { extra: drawn }), drawn);
    return [made.columns.map(({ label }) => label), labels(made, new Set())];
  };
  expect(sides({ year: "d" })).toEqual([["2023", "Total"], ["-1,200"]]);
  expect(sides({ year: "d", floor: "d" })).toEqual([["2023", "Total"], ["-1200"]]);
  expect(sides({})).toEqual([["2,023", "Total"], ["-1,200"]]);
});

test("several measures without columns have a name each, and no rows say so", () => {
  const count = aColumn({ name: "n", label: "Number of rows", type: "integer", role: "measure", aggregation: "count" });
  const flat = aDrawing({ mark: "matrix", totals: [[]], bindings: [{ channel: "detail", column: "region" }, { channel: "y", column: "mean" }, { channel: "y", column: "n" }] });
  const { rerender } = render(<MatrixView label="Flat" answer={anAnswer([[region, [null, "North"]], [mean, [1, 2]], [count, [5, 6]], [level, [1, 0]]], { extra: flat })} />);
  expect(screen.getAllByRole("columnheader").map((one) => one.textContent)).toEqual(["Region", "Average amount", "Number of rows"]);
  expect(rowNames()).toEqual(["North", "Total"]);
  rerender(<MatrixView label="Flat" answer={anAnswer([[region, [null]], [mean, [null]], [count, [0]], [level, [1]]], { extra: flat })} />);
  expect(screen.getByText("No rows match the filters.")).toBeInTheDocument();
});
