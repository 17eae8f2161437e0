import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import type { CellColumn, CellFormat } from "@/api/contracts";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { CellFormatSection } from "./cell-format-section";

const columns: CellColumn[] = [{ column: "sum_amount", title: "Sum of amount" }, { column: "count", title: "Number of rows" }];

const shown = (first: CellFormat[] = [], known = columns) => {
  const onChange = vi.fn();
  function Held() {
    const [cells, setCells] = useState(first);
    return <TooltipProvider><CellFormatSection columns={known} cells={cells} onChange={(next) => { onChange(next); setCells(next); }} /></TooltipProvider>;
  }
  render(<Held />);
  return onChange;
};
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));

test("formats are added, each column once of a kind, and removed", async () => {
  const onChange = shown();
  await press("Add a format");
  await press("Add a format");
  await press("Add a format");
  expect(onChange).toHaveBeenLastCalledWith([
    { column: "sum_amount", kind: "bar", rules: [] }, { column: "count", kind: "bar", rules: [] }, { column: "sum_amount", kind: "color_scale", rules: [] },
  ]);
  await press("Remove the format of Number of rows");
  expect(onChange).toHaveBeenLastCalledWith([{ column: "sum_amount", kind: "bar", rules: [] }, { column: "sum_amount", kind: "color_scale", rules: [] }]);
  expect(await axeFindings()).toEqual([]);
});

test("a rule is changed, one more is added, and the last one stays", async () => {
  const onChange = shown([{ column: "count", kind: "rule", rules: [{ op: "below", value: 0, tone: "bad", icon: null }] }]);
  expect(screen.queryByRole("button", { name: /Remove rule/ })).toBeNull();
  await userEvent.clear(screen.getByLabelText("Value"));
  await userEvent.type(screen.getByLabelText("Value"), "12.5{Enter}");
  await press("Add a rule");
  expect(onChange).toHaveBeenLastCalledWith([{ column: "count", kind: "rule", rules: [{ op: "below", value: 12.5, tone: "bad", icon: null }, { op: "below", value: 0, tone: "bad", icon: null }] }]);
  await press("Remove rule 1 of Number of rows");
  expect(onChange).toHaveBeenLastCalledWith([{ column: "count", kind: "rule", rules: [{ op: "below", value: 0, tone: "bad", icon: null }] }]);
});

test("a format whose column is gone stays until it is removed", () => {
  shown([{ column: "sum_gone", kind: "bar", rules: [] }], []);
  expect(screen.getByRole("combobox", { name: "Column" })).toHaveTextContent("sum_gone (not shown)");
});

const FIRST = { op: "below", value: 0, tone: "bad", icon: null } as const;
const choose = async (box: string, option: string) => {
  await userEvent.click(screen.getByRole("combobox", { name: box }));
  await userEvent.click(await screen.findByRole("option", { name: option }));
};

test("a rule holds between two values, in order, and says so by a sign of its own", async () => {
  const onChange = shown([{ column: "count", kind: "rule", rules: [FIRST] }]);
  await choose("How it is compared", "Between");
  expect(onChange).toHaveBeenLastCalledWith([{ column: "count", kind: "rule", rules: [{ ...FIRST, op: "between", upper: 0 }] }]);
  await userEvent.clear(screen.getByLabelText("Up to"));
  await userEvent.type(screen.getByLabelText("Up to"), "20{Enter}");
  await userEvent.clear(screen.getByLabelText("From"));
  await userEvent.type(screen.getByLabelText("From"), "25{Enter}");
  await choose("Its sign", "Arrow down");
  expect(onChange).toHaveBeenLastCalledWith([{ column: "count", kind: "rule", rules: [{ ...FIRST, op: "between", value: 25, upper: 25, icon: "down" }] }]);
  await choose("How it is compared", "Above");
  expect(onChange).toHaveBeenLastCalledWith([{ column: "count", kind: "rule", rules: [{ ...FIRST, op: "above", value: 25, icon: "down" }] }]);
});

test("a rule compares with another column, and looks at another, and never at one and the same", async () => {
  const onChange = shown([{ column: "count", kind: "rule", rules: [FIRST] }]);
  await choose("Compared with", "Sum of amount");
  expect(screen.queryByLabelText("Value")).toBeNull();
  expect(onChange).toHaveBeenLastCalledWith([{ column: "count", kind: "rule", rules: [{ ...FIRST, than: "sum_amount" }] }]);
  await choose("Whose value decides about Number of rows", "Sum of amount");
  expect(onChange).toHaveBeenLastCalledWith([{ column: "count", kind: "rule", decided_by: "sum_amount", rules: [FIRST] }]);
  await choose("Compared with", "Number of rows");
  expect(onChange).toHaveBeenLastCalledWith([{ column: "count", kind: "rule", decided_by: "sum_amount", rules: [{ ...FIRST, than: "count" }] }]);
  await choose("Whose value decides about Number of rows", "By its own value");
  expect(onChange).toHaveBeenLastCalledWith([{ column: "count", kind: "rule", rules: [FIRST] }]);
  expect(await axeFindings()).toEqual([]);
});

test("a column of words has signs, by a number beside it", async () => {
  Element.prototype.scrollIntoView = vi.fn();
  Element.prototype.hasPointerCapture = () => false;
  const onChange = shown([{ column: "sum_amount", kind: "bar", rules: [] }], [...columns, { column: "region", title: "Region", is_number: false }]);
  await userEvent.click(screen.getByRole("combobox", { name: "Column" }));
  await userEvent.click(screen.getByRole("option", { name: "Region" }));
  const first = { op: "below", value: 0, tone: "bad", icon: null };
  expect(onChange).toHaveBeenLastCalledWith([{ column: "region", kind: "rule", decided_by: "sum_amount", rules: [first] }]);
  await userEvent.click(screen.getByRole("combobox", { name: "Whose value decides about Region" }));
  expect(screen.getAllByRole("option").map((one) => one.textContent)).toEqual(["Sum of amount", "Number of rows"]);
  await userEvent.keyboard("{Escape}");
  expect(await axeFindings()).toEqual([]);
});

test("a number by itself has rules alone", async () => {
  const onChange = vi.fn();
  render(<TooltipProvider><CellFormatSection columns={columns} cells={[]} hasRulesAlone onChange={onChange} /></TooltipProvider>);
  await press("Add a format");
  expect(onChange).toHaveBeenLastCalledWith([{ column: "sum_amount", kind: "rule", rules: [{ op: "below", value: 0, tone: "bad", icon: null }] }]);
});
