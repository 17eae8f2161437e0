import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { axeFindings } from "@/test-axe";
import { DataGrid, nextSort, type GridColumn, type GridSort } from "./data-grid";

const columns: GridColumn[] = [
  { id: "city", title: "City", type: "text" },
  { id: "people", title: "People", type: "integer" },
  { id: "seen", title: "Seen", type: "date" },
];
const rows = [["Oslo", 709_037, "2024-03-09"], ["Bergen", null, "2024-03-10"], ["", 5, undefined]] as const;
const cellAt = (row: number, column: number) => (row < rows.length ? rows[row]?.[column] : `r${String(row)}`);

const renderGrid = (props: Partial<Parameters<typeof DataGrid>[0]> = {}) =>
  render(<DataGrid label="Cities" columns={columns} rowCount={rows.length} cellAt={cellAt} {...props} />);

test("a grid names its rows, columns and values, and axe finds nothing", async () => {
  renderGrid({ onSort: vi.fn(), sort: { columnId: "people", direction: "desc" } });
  const grid = screen.getByRole("grid", { name: "Cities" });
  expect(grid).toHaveAttribute("aria-rowcount", "4");
  expect(screen.getAllByRole("columnheader").map((header) => [header.textContent, header.getAttribute("aria-sort")])).toEqual([["City", null], ["People", "descending"], ["Seen", null]]);
  expect(screen.getAllByRole("gridcell").slice(0, 8).map((cell) => cell.textContent)).toEqual(["Oslo", "709,037", "Mar 9, 2024", "Bergen", "null", "Mar 10, 2024", "empty", "5"]);
  expect(screen.getAllByRole("gridcell")[8]).toHaveAttribute("aria-busy", "true");
  expect(await axeFindings()).toEqual([]);
});

test("five million rows and a thousand columns draw only what is in sight", () => {
  const wide = Array.from({ length: 1000 }, (_, index): GridColumn => ({ id: String(index), title: `c${String(index)}`, type: "text" }));
  renderGrid({ columns: wide, rowCount: 5_000_000, cellAt: (row, column) => `${String(row)}/${String(column)}` });
  expect(screen.getAllByRole("gridcell").length).toBeLessThan(600);
});

test("the keyboard walks the cells, reaches the header and sorts there", async () => {
  const user = userEvent.setup();
  const onSort = vi.fn<(sort: GridSort | null) => void>();
  renderGrid({ onSort });
  const grid = screen.getByRole("grid");
  const active = () => document.getElementById(grid.getAttribute("aria-activedescendant") ?? "")?.textContent;
  await user.tab();
  expect(grid).toHaveFocus();
  await user.keyboard("{ArrowDown}{ArrowRight}");
  expect(active()).toBe("null");
  await user.keyboard("{Control>}{Home}{/Control}{ArrowUp}{ArrowRight}");
  expect(active()).toBe("People");
  await user.keyboard("{Enter}");
  expect(onSort.mock.calls).toEqual([[{ columnId: "people", direction: "asc" }]]);
});

test("the last of very many rows is one key away", () => {
  const onRowsInView = vi.fn();
  renderGrid({ rowCount: 5_000_000, onRowsInView });
  fireEvent.keyDown(screen.getByRole("grid"), { key: "End", ctrlKey: true });
  expect(onRowsInView.mock.lastCall?.[1]).toBe(5_000_000);
});

test("a header sorts up, then down, then not at all", () => {
  const up = nextSort(null, "a");
  const down = nextSort(up, "a");
  expect([up, down, nextSort(down, "a"), nextSort(down, "b")]).toEqual([{ columnId: "a", direction: "asc" }, { columnId: "a", direction: "desc" }, null, { columnId: "b", direction: "asc" }]);
});

test("what is copied is the stored value, not the shown one", async () => {
  const user = userEvent.setup();
  renderGrid();
  await user.click(screen.getByText("709,037"));
  screen.getByRole("grid").focus();
  await user.keyboard("{Control>}c{/Control}");
  expect(await navigator.clipboard.readText()).toBe("709037");
});
