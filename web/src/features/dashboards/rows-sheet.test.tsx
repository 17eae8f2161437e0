import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { ChartTile, DashboardPage, QuerySpec, RowFilterSpec } from "@/api/contracts";
import { fakeServer, json, problem } from "@/api/fake-server";
import { createQueryClient } from "@/api/query-client";
import type { Answer } from "@/query/answer";
import { aMeaning } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { DrillThroughDialog } from "./drill-through-dialog";
import { RowsSheet } from "./rows-sheet";
import { rowsQuestion } from "./use-rows-behind";

const north: RowFilterSpec = { kind: "in", member: "region", values: ["North"] };
const tile: ChartTile = { kind: "chart", id: "bars", layout: { x: 0, y: 0, width: 6, height: 6 }, title: "Sales", chart: { dataset_id: "d1" } };

const answerOf = (spec: QuerySpec | null): Answer => {
  const meaning = aMeaning();
  return { table: { rowCount: 0, columns: [] }, meaning: { ...meaning, receipt: { ...meaning.receipt, spec } }, extra: null, byteSize: 0 };
};

const asked: QuerySpec = {
  dataset_id: "d1", dimensions: [{ member: "region" }], limit: 20, parameters: { rate: 2 }, time_zone: "Europe/Oslo",
  filters: [{ kind: "in", member: "city", values: ["Oslo"] }, { kind: "measure", measure: "sum_amount", min: 5 }],
};

const show = (answer: Answer, onExplore?: () => void) =>
  render(<QueryClientProvider client={createQueryClient()}><RowsSheet tile={tile} answer={answer} title="Region: North" filters={[north]} onExplore={onExplore} onClose={vi.fn()} /></QueryClientProvider>);

test("the rows of a mark are asked for under the filters of its tile, as rows, on its clock", () => {
  expect(rowsQuestion(answerOf(asked), [north])).toEqual({
    dataset_id: "d1", mode: "rows", filters: [{ kind: "in", member: "city", values: ["Oslo"] }, north], parameters: { rate: 2 }, time_zone: "Europe/Oslo",
  });
  expect(rowsQuestion(answerOf(null), [north])).toBeNull();
});

test("the rows are listed with how many there are, and go on in Explore", async () => {
  const columns = [{ name: "region", label: "Region", type: "text", role: "dimension" }];
  const calls = fakeServer(() => json({ columns, rows: [["North"], ["North"]], total_rows: 2345 }));
  const explore = vi.fn();
  show(answerOf(asked), explore);
  expect(await screen.findByText(/^2.345 rows$/)).toBeTruthy();
  expect(screen.getByRole("grid", { name: "Rows of Region: North" }).getAttribute("aria-rowcount")).toBe("2346");
  expect(JSON.parse(calls[0]?.body ?? "")).toMatchObject({ spec: { mode: "rows", offset: 0, limit: 200 } });
  expect(await axeFindings(document.body)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Open in Explore" }));
  expect(explore).toHaveBeenCalledWith({ ...tile, chart: { dataset_id: "d1", mark: "table", filters: [{ kind: "in", member: "city", values: ["Oslo"] }, north], time_zone: "Europe/Oslo" } });
});

test("what goes wrong with the rows is said, and so is a question that is too long", async () => {
  fakeServer(() => problem(403, "FORBIDDEN", "These rows are not for you."));
  const { unmount } = show(answerOf(asked));
  expect(await screen.findByText("These rows are not for you.")).toBeTruthy();
  unmount();
  show(answerOf(null), vi.fn());
  expect(screen.getByText(/too long to be asked again/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Open in Explore" })).toBeNull();
});

test("an editor chooses of which fields a page tells the details, and what is gone is let go", async () => {
  const dimension = (name: string, label: string, is_hidden = false) => ({ name, label, kind: "categorical", type: "text", is_hidden });
  fakeServer(() => json({ dataset_id: "d1", dimensions: [dimension("region", "Region"), dimension("city", "City"), dimension("secret", "Secret", true)], related: [] }));
  const page: DashboardPage = { id: "p", title: "Details", tiles: [tile], drill_through: ["gone", "city"] };
  const save = vi.fn();
  render(<QueryClientProvider client={createQueryClient()}><DrillThroughDialog page={page} pages={[page]} onClose={vi.fn()} onSave={save} /></QueryClientProvider>);
  await userEvent.click(await screen.findByRole("checkbox", { name: /Region/ }));
  expect(screen.getAllByRole("checkbox").map((box) => box.getAttribute("aria-checked"))).toEqual(["true", "true"]);
  expect(await axeFindings(document.body)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(save).toHaveBeenCalledWith(["city", "region"]);
});
