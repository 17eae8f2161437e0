import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { fakeServer, json } from "@/api/fake-server";
import { beginSession } from "@/api/session";
import { aDrawing } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import type { ChartChoice } from "./look";
import { ResultChart } from "./result-chart";
import { aResult } from "./testing";

const sales = aResult({
  columns: [{ name: "region", type: "text" }, { name: "paid", type: "integer" }, { name: "paid", type: "text" }],
  rows: [["East", 700, "x"], ["East", 20, "y"], ["West", 5, "y"]], row_count: 3, total_rows: 3,
});
const sent = { sql: "select * from sales where day > $day", parameters: { day: "2024-01-01" }, limit: 1000, time_zone: "UTC" };
const drawing = aDrawing({
  mark: "matrix", title: "Sum of paid by region", reason: "A matrix of all rows.", notes: ["5,000 of 9,004 cells and totals."], totals: [[]], vega_lite: null,
  bindings: [{ channel: "detail", column: "c0" }, { channel: "y", column: "m0" }],
});
const answer = aResult({
  columns: [{ name: "c0", type: "text" }, { name: "m0", type: "integer" }, { name: "__level", type: "integer" }],
  rows: [[null, 725, 1], ["East", 720, 0], [null, 5, 0]],
});
const MATRIX: ChartChoice = { mark: "matrix", x: "gone", y: [], color: null, stacking: "grouped" };

const open = (reply: () => Response, isSent = true) => {
  const asked: unknown[] = [];
  fakeServer(({ path, body }) => {
    asked.push([path, JSON.parse(body)]);
    return reply();
  });
  const chosen: ChartChoice[] = [];
  const onTable = vi.fn();
  const Page = () => {
    const [choice, setChoice] = useState(MATRIX);
    return <ResultChart result={sales} sent={isSent ? sent : null} choice={choice} onChoose={(next) => { chosen.push(next); setChoice(next); }} onTable={onTable} />;
  };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(<QueryClientProvider client={client}><TooltipProvider><Page /></TooltipProvider></QueryClientProvider>);
  return { asked, chosen, onTable, user: userEvent.setup() };
};

beforeEach(() => {
  beginSession({ access_token: "t", token_type: "bearer", expires_in: 3600, user: { id: "u1", email: "a@b.c", full_name: "Ada" } });
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(400);
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(300);
  Element.prototype.scrollIntoView = vi.fn();
  Element.prototype.hasPointerCapture = () => false;
});

test("the statement itself is asked for the groups of its rows, and its totals are shown as they come", async () => {
  const { asked } = open(() => json({ drawing, result: answer }));
  const matrix = await screen.findByRole("treegrid", { name: "Sum of paid by region" });
  expect(asked).toEqual([["/api/v1/charts/pivot-result", { asked: sent, rows: [0], across: 2, measures: [{ place: 1, aggregation: "sum" }], sort: "label" }]]);
  expect([...matrix.querySelectorAll("tbody [role=row]")].map((row) => row.textContent)).toEqual(["East720", expect.stringMatching(/5$/), "Total725"]);
  expect(screen.getByText("5,000 of 9,004 cells and totals.")).toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
});

test("what groups and what is worked out is chosen, asked for, and kept by the names of columns", async () => {
  const { user, asked, chosen } = open(() => json({ drawing, result: answer }));
  await user.click(await screen.findByRole("button", { name: "Values: Sum of paid" }));
  await user.click(screen.getByRole("menuitemcheckbox", { name: "Number of rows" }));
  await user.keyboard("{Escape}");
  await user.click(screen.getByRole("combobox", { name: "Columns" }));
  await user.click(await screen.findByRole("option", { name: "Nothing" }));
  await user.click(await screen.findByRole("combobox", { name: "Order of the rows" }));
  await user.click(await screen.findByRole("option", { name: "Largest first" }));
  const values = [{ column: "paid", aggregation: "sum" }, { column: null, aggregation: "count" }];
  expect(chosen.map(({ matrix }) => matrix)).toEqual([
    { rows: ["region"], across: "paid\n1", values, sort: "label" },
    { rows: ["region"], across: null, values, sort: "label" },
    { rows: ["region"], across: null, values, sort: "value_descending" },
  ]);
  expect(asked.at(-1)).toEqual(["/api/v1/charts/pivot-result", { asked: sent, rows: [0], across: null, measures: [{ place: 1, aggregation: "sum" }, { place: null, aggregation: "count" }], sort: "value_descending" }]);
});

test("what is refused says why, what to do, and leads back to the rows", async () => {
  const words = { code: "VALIDATION_ERROR", message: "“paid” holds no numbers, so that nothing can be added up.", hint: "Count its values instead.", details: {} };
  const refusal = () => new Response(JSON.stringify({ status: 422, detail: words.message, request_id: "r1", success: false, error: words }), { status: 422, headers: { "Content-Type": "application/problem+json" } });
  const { user, onTable } = open(refusal);
  expect(await screen.findByRole("heading", { name: words.message })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Show the table" }));
  expect(onTable).toHaveBeenCalledOnce();
});

test("rows of which nobody knows the statement any more are not asked about", () => {
  const { asked } = open(() => json({ drawing, result: answer }), false);
  expect(asked).toEqual([]);
});
