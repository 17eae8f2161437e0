import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { fakeServer, json, problem } from "@/api/fake-server";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { ResultReceipt } from "./result-receipt";
import { sentBy, type Asked } from "./run-store";
import { aResult } from "./testing";

const asked: Asked = {
  text: "select 1;\nselect region, sum(amount) from sales group by all",
  range: { from: 10, to: 62 },
  request: { parameters: {}, limit: 1000, time_zone: "UTC", saved_query_id: "0192f000-0000-7000-8000-000000000009" },
};
const result = aResult();

const open = async (sent: ReturnType<typeof sentBy> | null = sentBy(asked)) => {
  const user = userEvent.setup();
  render(<TooltipProvider><ResultReceipt result={result} sent={sent} /></TooltipProvider>);
  await user.click(screen.getByRole("button", { name: "Receipt" }));
  return user;
};

test("the statement that ran is sent with its receipt and the rows that are shown", async () => {
  const calls = fakeServer(() => json({
    verdict: "different", message: "One value is another one.", tolerance: 1e-9, compared_values: 4, difference_count: 1, moved: [], receipt: null,
    differences: [{ row: 0, column: "total", shown: 700, found: 701 }], sources: [],
  }));
  const user = await open();
  await user.click(screen.getByRole("button", { name: "Verify these rows" }));
  const panel = await screen.findByRole("region", { name: "Verification" });
  expect(await within(panel).findByText("One value is another one.")).toBeInTheDocument();
  const { run_id: runId, ...sent } = JSON.parse(calls[0]?.body ?? "{}") as Record<string, unknown>;
  expect([calls[0]?.path, sent]).toEqual(["/api/v1/query/verify-sql", {
    asked: { sql: "select region, sum(amount) from sales group by all", parameters: {}, limit: 1000, time_zone: "UTC" },
    receipt: result.receipt,
    rows: result.rows,
  }]);
  expect(runId).toMatch(/^[0-9a-f-]{36}$/);
  expect(within(panel).getAllByRole("cell").map(({ textContent }) => textContent)).toEqual(["1", "total", "700", "701"]);
  expect(await axeFindings(document.body)).toEqual([]);
});

test("what the server refuses is told", async () => {
  fakeServer(() => problem(403, "FORBIDDEN", "You may not."));
  const user = await open();
  await user.click(screen.getByRole("button", { name: "Verify these rows" }));
  expect(await screen.findByText("It could not be verified")).toBeInTheDocument();
});

test("a result of which nobody knows what was sent is not verified", async () => {
  await open(null);
  expect(screen.getByText("As it ran")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Verify these rows" })).not.toBeInTheDocument();
});
