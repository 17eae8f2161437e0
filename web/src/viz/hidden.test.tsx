import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { aColumn, aDrawing, anAnswer } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { hiddenIn, hidesSmall, withoutHiddenColumn } from "./hidden";
import { KpiView } from "./kpi-view";
import { MatrixView } from "./matrix-view";
import { TableView } from "./table-view";

const REASON = "Hidden, as fewer than 5 records would show";
const ward = aColumn({ name: "ward", label: "Ward" });
const cases = aColumn({ name: "cases", label: "Cases", type: "integer", role: "measure", aggregation: "count" });
const hidden = aColumn({ name: "__hidden", label: REASON, type: "boolean" });
const level = aColumn({ name: "__level", label: "Total", type: "integer" });

const extra = aDrawing({ mark: "table", title: "Cases", bindings: [{ channel: "detail", column: "ward" }, { channel: "y", column: "cases" }] });
const answer = anAnswer([[ward, ["A", "B", "C"]], [cases, [12, null, null]], [hidden, [false, true, false]]], { extra });

test("an answer tells which of its rows are hidden, and why", () => {
  expect(hidesSmall(answer.table)).toBe(true);
  expect([0, 1, 2].map(hiddenIn(answer.table))).toEqual([null, REASON, null]);
});

test("without the column, the rest is as it was", () => {
  const plain = withoutHiddenColumn(answer);
  expect(plain.table.columns.map(({ meaning }) => meaning.name)).toEqual(["ward", "cases"]);
  expect(plain.meaning.columns.map(({ name }) => name)).toEqual(["ward", "cases"]);
  expect(plain.table.rowCount).toBe(3);
  const open = anAnswer([[ward, ["A"]]], { extra });
  expect(withoutHiddenColumn(open)).toBe(open);
  expect(hiddenIn(open.table)(0)).toBeNull();
});

test("a table says hidden where a figure is, and null where there is none", async () => {
  const { container } = render(<div style={{ width: 400, height: 300 }}><TableView label="Cases" answer={answer} /></div>);
  const rows = screen.getAllByRole("row").map((row) => within(row).queryAllByRole("gridcell").map((cell) => cell.textContent));
  expect(rows.slice(-3)).toEqual([["A", "12"], ["B", "hidden"], ["C", "null"]]);
  expect(screen.getByTitle(REASON)).toHaveTextContent("hidden");
  expect(screen.queryByText(REASON)).toBeNull();
  expect(await axeFindings(container)).toEqual([]);
});

test("a matrix says it in its cells and totals", () => {
  const drawing = aDrawing({ mark: "matrix", title: "Cases", totals: [[]], bindings: [{ channel: "y", column: "cases" }, { channel: "detail", column: "ward" }] });
  const lines = anAnswer([[ward, [null, "A", "B"]], [cases, [null, 12, null]], [level, [1, 0, 0]], [hidden, [true, false, true]]], { extra: drawing });
  render(<MatrixView label="Cases" answer={lines} />);
  expect(screen.getAllByTitle(REASON)).toHaveLength(2);
  expect(screen.getByText("12")).toBeInTheDocument();
});

test("a number alone is the word, and the reason is a hover away", () => {
  const one = anAnswer([[cases, [null]], [hidden, [true]]], { extra: aDrawing({ mark: "kpi", title: "Cases" }) });
  render(<KpiView label="Cases" answer={one} />);
  expect(screen.getByTitle(REASON)).toHaveTextContent(`hidden, exactly ${REASON}`);
});
