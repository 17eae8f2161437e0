import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { Problem } from "@/api/problems";
import { answeredState, cancelledState, failedState, NOTHING_ASKED, waitingState, type Answer } from "@/query/answer";
import { aColumn, aDrawing, anAnswer } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { AnswerBadges } from "./answer-badges";
import { ChartFrame } from "./chart-frame";
import { ReceiptPopover } from "./receipt-popover";
import type { DrawRequest } from "./vega-runtime";

const runtime = vi.hoisted(() => ({ requests: [] as DrawRequest[], lit: [] as unknown[] }));

vi.mock("./vega-runtime", () => ({
  draw: (request: DrawRequest) => {
    runtime.requests.push(request);
    return Promise.resolve({ resize: () => Promise.resolve(), update: vi.fn(), plot: () => null, areaGround: () => null, destroy: vi.fn(), light: (lit: unknown) => { runtime.lit.push(lit); } });
  },
}));

const region = aColumn({ name: "region", label: "Region" });
const total = aColumn({ name: "total", label: "Sum of amount", type: "decimal", role: "measure", aggregation: "sum", is_text_encoded: true });
const bars = aDrawing({ vega_lite: { mark: "bar" }, bindings: [{ channel: "x", column: "region" }, { channel: "y", column: "total" }] });
const sales = (drawing = bars): Answer => anAnswer([[region, ["East", "West"]], [total, ["1234567.25", "3"]]], { extra: drawing });

const lastRequest = async (): Promise<DrawRequest> => {
  await waitFor(() => { expect(runtime.requests).not.toHaveLength(0); });
  return runtime.requests.at(-1) as DrawRequest;
};

beforeEach(() => {
  runtime.requests.length = 0;
  runtime.lit.length = 0;
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(400);
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(300);
});

test("a picture is drawn with its rows, its size and a description", async () => {
  render(<ChartFrame label="Sales" state={answeredState(sales())} />);
  const { rows, size, description, spec } = await lastRequest();
  expect([rows, size, description, spec]).toEqual([
    [{ region: "East", total: 1234567.25 }, { region: "West", total: 3 }], { width: 400, height: 300 }, "Count by region.", { mark: "bar" },
  ]);
  expect(screen.getByRole("figure", { name: "Sales" })).toBeInTheDocument();
});

test("pressing a mark picks it, and pressing it again lets go", async () => {
  const onPick = vi.fn();
  const east = { kind: "in", member: "region", values: ["East"], exclude: false, grain: null } as const;
  const { rerender } = render(<ChartFrame label="Sales" state={answeredState(sales())} onPick={onPick} />);
  const { onPress } = await lastRequest();
  act(() => { onPress({ datum: { region: "East", total: 1234567.25 }, isSeries: false }, false); });
  expect(onPick).toHaveBeenLastCalledWith([east]);
  rerender(<ChartFrame label="Sales" state={answeredState(sales())} onPick={onPick} selected={[{ ...east, values: ["East"] }]} />);
  await waitFor(() => { expect(runtime.lit.at(-1)).toEqual({ region: ["East"] }); });
  act(() => { runtime.requests.at(-1)?.onPress({ datum: { region: "East" }, isSeries: false }, false); });
  expect(onPick).toHaveBeenLastCalledWith([]);
});

test("values under the pointer are text, whatever they contain", async () => {
  render(<ChartFrame label="Sales" state={answeredState(sales())} />);
  const { onTooltip } = await lastRequest();
  act(() => { onTooltip({ content: { Region: "<img src=x onerror=alert(1)>" }, x: 5, y: 5, hit: null }); });
  expect(screen.getByText("<img src=x onerror=alert(1)>")).toBeInTheDocument();
  expect(document.querySelector("img")).toBeNull();
});

const kpi = (value: string | null, facts: Parameters<typeof aDrawing>[0] = {}) => {
  const { unmount } = render(<ChartFrame label="Sales" state={answeredState(anAnswer([[total, [value]]], { extra: aDrawing({ mark: "kpi", ...facts }) }))} />);
  const shown = document.querySelector("dd [title]");
  const found = [shown?.getAttribute("title"), shown?.textContent.replaceAll(/\s/g, " ")];
  unmount();
  return found;
};
const textWidth = (pixels: number) => vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(pixels);

test("a single number is written whole where it fits, and short where it does not, with every digit for those who ask", () => {
  textWidth(399);
  expect([kpi("20000"), kpi("1234567.25")]).toEqual([["20,000", "20,000"], ["1,234,567.25", "1,234,567, exactly 1,234,567.25"]]);
  textWidth(401);
  expect([kpi("20000"), kpi("1234567.25"), kpi(null)]).toEqual([["20,000", "20 K, exactly 20,000"], ["1,234,567.25", "1.2 M, exactly 1,234,567.25"], ["No value", "No value"]]);
});

test("a single number follows the format of its picture", () => {
  textWidth(0);
  expect([kpi("0.1244", { number_format: ".1%" })[1], kpi("1234.5", { number_format: "$,.2f" })[1]]).toEqual(["12.4%, exactly 0.1244", "$1,234.50, exactly 1,234.5"]);
});

test("a single number is not named twice when its title names it", () => {
  const answer = anAnswer([[{ ...total, label: "Sales" }, ["3"]]], { extra: aDrawing({ mark: "kpi" }) });
  const { rerender } = render(<ChartFrame label="sales" state={answeredState(answer)} />);
  expect(screen.getByText("Sales")).toHaveClass("sr-only");
  rerender(<ChartFrame label="Last year" state={answeredState(answer)} />);
  expect(screen.getByText("Sales")).not.toHaveClass("sr-only");
});

test("what has no value says so under the pointer, and a text that is “null” stays that text", async () => {
  render(<ChartFrame label="Sales" state={answeredState(sales())} />);
  const { onTooltip } = await lastRequest();
  act(() => { onTooltip({ content: { Region: "null", Amount: null }, x: 5, y: 5, hit: null }); });
  expect(screen.getAllByRole("definition", { hidden: true }).map(({ textContent }) => textContent)).toEqual(["null", "No value"]);
});

test("behind every picture stands a table that sorts, nulls last", async () => {
  const user = userEvent.setup();
  const answer = anAnswer([[region, ["East", null, "West"]], [total, ["3", "9", "12"]]], { extra: bars });
  render(<ChartFrame label="Sales" state={answeredState(answer)} isTable />);
  const cells = () => screen.getAllByRole("gridcell").map((cell) => cell.textContent);
  expect(await screen.findByRole("grid", { name: "Sales" })).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: /Sum of amount/ }));
  await user.click(screen.getByRole("button", { name: /Sum of amount/ }));
  expect(cells()).toEqual(["West", "12", "null", "9", "East", "3"]);
  await user.click(screen.getByRole("button", { name: /Region/ }));
  expect(cells()).toEqual(["East", "3", "West", "12", "null", "9"]);
  expect(await axeFindings()).toEqual([]);
});

test("a row of the table picks its mark by keyboard, and lets go of it again", async () => {
  const onPick = vi.fn();
  const { rerender } = render(<ChartFrame label="Sales" state={answeredState(sales())} isTable onPick={onPick} />);
  const grid = await screen.findByRole("grid", { name: "Sales" });
  grid.focus();
  await userEvent.keyboard("{ArrowDown}{Enter}");
  const west = [{ kind: "in", member: "region", values: ["West"], exclude: false, grain: null }] as const;
  expect(onPick).toHaveBeenLastCalledWith(west);
  rerender(<ChartFrame label="Sales" state={answeredState(sales())} isTable onPick={onPick} selected={[{ ...west[0], values: ["West"] }]} />);
  expect(screen.getAllByRole("row").map((row) => row.getAttribute("aria-selected"))).toEqual([null, "false", "true"]);
  await userEvent.keyboard("{Enter}");
  expect(onPick).toHaveBeenLastCalledWith([]);
  expect(await axeFindings()).toEqual([]);
});

test("what takes long says so and can be cancelled; what is quick stays quiet", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const onCancel = vi.fn();
  render(<ChartFrame label="Sales" state={waitingState(NOTHING_ASKED)} mark="line" onCancel={onCancel} />);
  expect(screen.queryByRole("status")).toBeNull();
  act(() => { vi.advanceTimersByTime(350); });
  expect(screen.getByRole("status")).toHaveTextContent("Asking");
  act(() => { vi.advanceTimersByTime(3000); });
  expect(screen.getByRole("status").textContent).toMatch(/Asking, 3\s?s/);
  screen.getByRole("button", { name: "Cancel" }).click();
  expect(onCancel).toHaveBeenCalledOnce();
  vi.useRealTimers();
});

test("a failure says what happened and offers another try", async () => {
  const onRetry = vi.fn();
  const problem = new Problem({ status: 504, code: "QUERY_TIMEOUT", message: "The question took too long.", hint: "Add a filter." });
  render(<ChartFrame label="Sales" state={failedState(NOTHING_ASKED, problem)} onRetry={onRetry} />);
  expect(screen.getByRole("alert")).toHaveTextContent("The question took too long.Add a filter.");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(onRetry).toHaveBeenCalledOnce();
  expect(await axeFindings()).toEqual([]);
});

test("no rows and a cancelled question are told in words", () => {
  const { rerender } = render(<ChartFrame label="Sales" state={answeredState(anAnswer([[region, []]], { extra: bars }))} />);
  expect(screen.getByText("No rows match the filters.")).toBeInTheDocument();
  rerender(<ChartFrame label="Sales" state={cancelledState(NOTHING_ASKED)} onRetry={vi.fn()} />);
  expect(screen.getByRole("button", { name: "Ask again" })).toBeInTheDocument();
});

test("an answer wears its honest words and opens its receipt", async () => {
  const answer = anAnswer([[region, ["East"]]], { extra: aDrawing({ notes: ["The 20 largest of 348 categories."] }), meaning: { is_truncated: true, total_rows: 348 } });
  const { receipt } = answer.meaning;
  const meaning = { ...answer.meaning, receipt: { ...receipt, is_cached: true, parameters: ["East", 5] } };
  render(<TooltipProvider><AnswerBadges answer={{ ...answer, meaning }} isStale /><ReceiptPopover answer={{ ...answer, meaning }} /></TooltipProvider>);
  for (const words of ["Out of date", "Truncated to 1 row", "The 20 largest of 348 categories.", "Cached"]) expect(screen.getByText(words)).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Where these numbers come from" }));
  const sql = await screen.findByLabelText("SQL");
  expect(sql.textContent).toContain("-- $1 = 'East'\n-- $2 = 5");
  expect(screen.getByText("1 row of 348 rows")).toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
});

test("what is not for this reader is told without alarm, and no other try is offered", async () => {
  const problem = new Problem({ status: 403, code: "FORBIDDEN", message: "This tile is not shown here.", hint: "Ask whoever gave you the link." });
  render(<ChartFrame label="Sales" state={failedState(NOTHING_ASKED, problem)} onRetry={vi.fn()} />);
  expect(screen.getByText("This tile is not shown here. Ask whoever gave you the link.")).toBeInTheDocument();
  expect([screen.queryByRole("alert"), screen.queryByRole("button")]).toEqual([null, null]);
  expect(await axeFindings()).toEqual([]);
});
