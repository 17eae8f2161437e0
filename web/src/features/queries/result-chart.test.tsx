import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { fakeServer, json, problem } from "@/api/fake-server";
import { beginSession } from "@/api/session";
import { aDrawing } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import type { DrawRequest } from "@/viz/vega-runtime";
import type { SqlResult } from "./api";
import type { DrawResult } from "./draw-api";
import type { ChartChoice } from "./look";
import { ResultChart } from "./result-chart";
import { aResult } from "./testing";

const runtime = vi.hoisted(() => ({ requests: [] as DrawRequest[] }));

vi.mock("@/viz/vega-runtime", () => ({
  draw: (request: DrawRequest) => {
    runtime.requests.push(request);
    return Promise.resolve({ resize: () => Promise.resolve(), update: vi.fn(), plot: () => null, areaGround: () => null, destroy: vi.fn(), light: vi.fn() });
  },
}));

const sales = aResult({
  columns: [{ name: "region", type: "text" }, { name: "paid", type: "integer" }, { name: "due", type: "integer" }],
  rows: [["East", 700, 1], ["West", 20, 2]],
});

const bars = aDrawing({
  title: "paid by region", reason: "Bars, because lengths compare region most exactly.", vega_lite: { mark: "bar" },
  alternatives: [{ mark: "pie", reason: "A pie, if these values are the parts of a whole.", score: 0.3 }],
});

const open = (answer: (asked: DrawResult) => Response, result: SqlResult = sales, kept: ChartChoice | null = null) => {
  const asked: DrawResult[] = [];
  fakeServer(({ body }) => {
    asked.push(JSON.parse(body) as DrawResult);
    return answer(JSON.parse(body) as DrawResult);
  });
  const onTable = vi.fn();
  const chosen: ChartChoice[] = [];
  const Page = () => {
    const [choice, setChoice] = useState(kept);
    return <ResultChart result={result} choice={choice} onChoose={(next) => { chosen.push(next); setChoice(next); }} onTable={onTable} />;
  };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(<QueryClientProvider client={client}><TooltipProvider><Page /></TooltipProvider></QueryClientProvider>);
  return { asked, chosen, onTable, user: userEvent.setup() };
};

const drawn = (facts: Parameters<typeof aDrawing>[0] = {}, rowCount = 2) => json({ drawing: { ...bars, ...facts }, row_count: rowCount });

beforeEach(() => {
  runtime.requests.length = 0;
  beginSession({ access_token: "t", token_type: "bearer", expires_in: 3600, user: { id: "u1", email: "a@b.c", full_name: "Ada" } });
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(400);
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(300);
  Element.prototype.scrollIntoView = vi.fn();
  Element.prototype.hasPointerCapture = () => false;
});

test("a picture is drawn of the rows that are here, with its reason and its notes", async () => {
  open(() => drawn({ notes: ["The first 1 of 2 rows."] }, 1));
  await waitFor(() => { expect(runtime.requests.at(-1)?.rows).toEqual([{ c0: "East", c1: 700, c2: 1 }]); });
  expect(screen.getByRole("figure", { name: "paid by region" })).toBeInTheDocument();
  expect(screen.getByText("Bars, because lengths compare region most exactly.")).toBeInTheDocument();
  expect(within(screen.getByRole("list", { name: "What to know about this picture" })).getByText("The first 1 of 2 rows.")).toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
});

test("a mark, columns and how series stand are chosen, and asked for", async () => {
  const { user, asked, chosen } = open(() => drawn());
  await user.click(await screen.findByRole("button", { name: "Kind of picture: Bars" }));
  expect(screen.queryByRole("menuitem", { name: "Table" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("menuitem", { name: /^Pie/ }));
  await user.click(screen.getByRole("button", { name: "Y: paid" }));
  await user.click(screen.getByRole("menuitemcheckbox", { name: "due" }));
  await user.keyboard("{Escape}");
  await user.click(await screen.findByRole("combobox", { name: "Series" }));
  await user.click(await screen.findByRole("option", { name: /^Stacked/ }));
  expect(chosen).toEqual([
    { mark: "pie", stacking: "grouped", x: "region", y: ["paid"], color: null },
    { mark: "pie", stacking: "grouped", x: "region", y: ["paid", "due"], color: null },
    { mark: "pie", stacking: "stacked", x: "region", y: ["paid", "due"], color: null },
  ]);
  expect(asked.at(-1)).toMatchObject({ mark: "pie", stacking: "stacked", y: [{ place: 1 }, { place: 2 }], place_count: 2 });
});

test("a choice of columns that are not here leaves the picture to be chosen", async () => {
  const { asked } = open(() => drawn(), sales, { mark: "pie", stacking: "stacked", x: "month", y: ["paid"], color: null });
  await screen.findByText("paid by region");
  expect(asked).toMatchObject([{ mark: "auto", stacking: "grouped", x: { name: "region" } }]);
});

test("a column that stands somewhere cannot be chosen for another place", async () => {
  const { user } = open(() => drawn());
  await user.click(await screen.findByRole("combobox", { name: "Color" }));
  const options = await screen.findAllByRole("option");
  expect(options.map((option) => [option.textContent, option.getAttribute("aria-disabled")])).toEqual([["Nothing", null], ["region", "true"], ["paid", "true"], ["due", null]]);
});

test("what cannot be drawn says why, what to do, and leads back to the rows", async () => {
  const words = { code: "VALIDATION_ERROR", message: "There is nothing to draw: none of these columns holds numbers.", hint: "Count something.", details: {} };
  const refusal = new Response(JSON.stringify({ status: 422, detail: words.message, request_id: "r1", success: false, error: words }), { status: 422, headers: { "Content-Type": "application/problem+json" } });
  const { user, onTable } = open(() => refusal, aResult({ columns: [{ name: "region", type: "text" }], rows: [["East"], ["West"]] }));
  expect(await screen.findByRole("heading", { name: words.message })).toBeInTheDocument();
  expect(screen.getByText("Count something.")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Show the table" }));
  expect(onTable).toHaveBeenCalledOnce();
});

test("a failure can be tried again", async () => {
  let isBroken = true;
  const { user } = open(() => (isBroken ? problem(500, "INTERNAL_ERROR", "Something went wrong.") : drawn()));
  expect(await screen.findByText("Something went wrong.")).toBeInTheDocument();
  isBroken = false;
  await user.click(screen.getByRole("button", { name: /Try again/ }));
  expect(await screen.findByText("paid by region")).toBeInTheDocument();
});

test("a single number stands large, without Vega", async () => {
  open(() => drawn({ mark: "kpi", vega_lite: null, title: "orders" }, 1), aResult({ columns: [{ name: "orders", type: "integer" }], rows: [[1200]] }));
  expect(await screen.findByText("1,200", { selector: ".truncate" })).toBeInTheDocument();
  expect(runtime.requests).toEqual([]);
});

test("no rows are no picture, and nobody is asked", () => {
  const { asked } = open(() => drawn(), aResult({ rows: [], row_count: 0, total_rows: 0 }));
  expect(screen.getByRole("heading", { name: "There is nothing to draw" })).toBeInTheDocument();
  expect(asked).toEqual([]);
});
