import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { components } from "@/api/generated/schema";
import { axeFindings } from "@/test-axe";
import type { SqlResult } from "./api";
import { FanOuts } from "./fan-outs";
import { useRuns } from "./run-store";
import { enterTabs, openTab, useTabs } from "./tab-store";
import { aResult } from "./testing";

type FanOut = components["schemas"]["FanOut"];

const table = (sql_name: string, alias: string) => ({ dataset_id: "0192f000-0000-7000-8000-000000000001", sql_name, alias });

const aFanOut = (facts: Partial<FanOut> = {}): FanOut => ({
  expression: "SUM(o.amount)", function: "sum", columns: ["amount"], table: table("orders", "o"), multiplied_by: [table("order_items", "i")],
  joined_on: ["o.order_id = i.order_id"], message: "SUM(o.amount) counts rows of orders more than once.",
  figures: { type: "decimal", inflated: 13962.5, true: 11008, times: 1.2683, group_columns: [], groups: [], wrong_groups: 1 },
  ...facts,
});

/** Shows a result that a tab has run, and tells what the tab holds now. */
const show = (result: SqlResult, written: string, range = { from: 0, to: written.length }) => {
  enterTabs("u1");
  const tab = openTab({ name: "Sums", text: written, base: null, parameters: {} });
  const asked = { text: written, range, request: {} };
  useRuns.setState({ byTab: { [tab.id]: { runId: "r1", asked, startedAt: 0, status: "done", result, queryId: null } } });
  const { container } = render(<FanOuts result={result} />);
  return { container, textNow: () => useTabs.getState().tabs.find(({ id }) => id === tab.id)?.text, tabId: tab.id };
};

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  useTabs.setState({ owner: null, tabs: [], activeId: null, isUnkept: false });
  useRuns.setState({ byTab: {} });
});

test("nothing is said of a result whose figures are right", () => {
  expect(show(aResult(), "select 1").container).toBeEmptyDOMElement();
});

test("the inflated figure stands beside the true one, with its reason", async () => {
  const { container } = show(aResult({ fan_outs: [aFanOut()] }), "select 1");
  expect(screen.getByRole("listitem")).toHaveTextContent(
    "SUM(o.amount) counts each row of orders 1.27 times on average, because order_items has several rows for one of them. 13,962.5 shown; 11,008 without the multiplication.",
  );
  expect(screen.queryByRole("button")).toBeNull();
  expect(await axeFindings(container)).toEqual([]);
});

test("what could not be measured, and a table that is joined to itself, are told without figures", () => {
  show(aResult({ fan_outs: [aFanOut({ figures: null, multiplied_by: [table("orders", "o2"), table("order_items", "i")] })] }), "select 1");
  expect(screen.getByRole("listitem")).toHaveTextContent(
    /^SUM\(o\.amount\) counts each row of orders more than once, because orders \(o2\) and order_items have several rows for one of them\.$/,
  );
});

test("the groups that are furthest off are listed with both figures", () => {
  const figures = {
    type: "integer" as const, inflated: 900, true: 300, times: 3, wrong_groups: 40,
    group_columns: [{ name: "region", type: "text" as const }, { name: "day", type: "date" as const }],
    groups: [["East", "2024-01-31", 600, 200], [null, "2024-02-01", 300, 100]],
  };
  show(aResult({ fan_outs: [aFanOut({ figures })] }), "select 1");
  expect(screen.getByText("The groups that are furthest off, of 40 that are wrong")).toBeInTheDocument();
  const rows = within(screen.getByRole("table", { hidden: true })).getAllByRole("row", { hidden: true });
  expect(rows.map((row) => within(row).queryAllByRole("cell", { hidden: true }).map(({ textContent }) => textContent))).toEqual([
    [], ["East", expect.any(String), "600", "200"], ["null", expect.any(String), "300", "100"],
  ]);
  expect(screen.getByRole("listitem")).toHaveTextContent("Over all groups 900 shown; 300 without the multiplication.");
});

test("the corrected statement takes the place of what was run, and of nothing else", async () => {
  const written = "select 0;\nselect sum(o.amount) from o;\n-- the end";
  const range = { from: 10, to: 38 };
  const { textNow } = show(aResult({ fan_outs: [aFanOut()], corrected_sql: "select right" }), written, range);
  await userEvent.click(screen.getByRole("button", { name: "Use the corrected statement" }));
  expect(textNow()).toBe(`${written.slice(0, range.from)}select right${written.slice(range.to)}`);
});

test("a text that has changed since is left alone", async () => {
  const user = userEvent.setup();
  const { tabId, textNow } = show(aResult({ fan_outs: [aFanOut()], corrected_sql: "select right" }), "select wrong");
  useTabs.setState(({ tabs }) => ({ tabs: tabs.map((tab) => (tab.id === tabId ? { ...tab, text: "select more" } : tab)) }));
  await user.click(await screen.findByRole("button", { name: "Copy the corrected statement" }));
  expect(await navigator.clipboard.readText()).toBe("select right");
  expect(textNow()).toBe("select more");
});
