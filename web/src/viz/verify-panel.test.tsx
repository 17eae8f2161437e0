import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Receipt, Verification } from "@/api/contracts";
import { fakeServer, json, problem } from "@/api/fake-server";
import { aColumn, aMeaning, anAnswer } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { ReceiptPopover } from "./receipt-popover";
import { receiptFacts } from "./receipt-words";

const SPEC: NonNullable<Receipt["spec"]> = { dataset_id: "0192f000-0000-7000-8000-000000000002", dimensions: [{ member: "region" }] };
const source = { dataset_id: SPEC.dataset_id, name: "Sales", version_id: "0192f000-0000-7000-8000-000000000003", version_number: 3, content_hash: "c0ffee1234567890", as_of: "2026-03-09T12:00:00Z", row_count: 20 };

const answer = anAnswer([[aColumn({ name: "region", label: "Region" }), ["East", "West"]], [aColumn({ name: "total", label: "Total", type: "float", aggregation: "sum" }), [1.5, 2]]]);
const receipt = { ...answer.meaning.receipt, spec: SPEC, sources: [source] };
const shown = { ...answer, meaning: { ...answer.meaning, receipt } };

const verified = (facts: Partial<Verification> = {}): Verification => ({
  verdict: "same", message: "Asked again of the same versions: 4 values, all the same.", tolerance: 1e-9, compared_values: 4, differences: [], difference_count: 0,
  sources: [{ ...source, is_intact: true, is_active: true }], moved: [], receipt: null, ...facts,
});

const open = async () => {
  const user = userEvent.setup();
  render(<TooltipProvider><ReceiptPopover answer={shown} /></TooltipProvider>);
  await user.click(screen.getByRole("button", { name: "Where these numbers come from" }));
  return user;
};

const verify = async (user: Awaited<ReturnType<typeof open>>) => {
  await user.click(screen.getByRole("button", { name: "Verify these numbers" }));
  return screen.findByRole("region", { name: "Verification" });
};

test("an answer is sent with its receipt and its rows, and the verdict is told", async () => {
  const calls = fakeServer(() => json(verified()));
  const panel = await verify(await open());
  expect(await within(panel).findByText("Asked again of the same versions: 4 values, all the same.")).toBeInTheDocument();
  const { run_id: runId, ...sent } = JSON.parse(calls[0]?.body ?? "{}") as Record<string, unknown>;
  expect([calls[0]?.method, calls[0]?.path, sent]).toEqual(["POST", "/api/v1/query/verify", { receipt, rows: [["East", 1.5], ["West", 2]] }]);
  expect(runId).toMatch(/^[0-9a-f-]{36}$/);
  expect(within(panel).getByText("The file of Sales, version 3, is what was imported, byte for byte.")).toBeInTheDocument();
  expect(await axeFindings(document.body)).toEqual([]);
});

test("values that differ stand in a table, and what has moved since is said", async () => {
  fakeServer(() => json(verified({
    verdict: "different", message: "One value is another one.", differences: [{ row: 1, column: "total", shown: 2, found: null }], difference_count: 31,
    sources: [{ ...source, is_intact: false, is_active: false }],
    moved: [{ what: "data", message: "“Sales” has another version now.", changes_answer: true }, { what: "policy", message: "Policies are others now.", changes_answer: null }, { what: "definition", message: "The model was changed.", changes_answer: false }],
  })));
  const panel = await verify(await open());
  const row = (await within(panel).findAllByRole("row"))[1];
  expect(within(row as HTMLElement).getAllByRole("cell").map(({ textContent }) => textContent)).toEqual(["2", "Total", "2", "null"]);
  expect(within(panel).getByText("The first 1 of 31 differences.")).toBeInTheDocument();
  expect(within(panel).getAllByRole("listitem").map(({ textContent }) => textContent).slice(0, 4)).toEqual([
    "“Sales” has another version now. Asked now, the answer is another one.",
    "Policies are others now. Whether that changes the answer cannot be told.",
    "The model was changed. It does not change this answer.",
    "The file of Sales, version 3, was altered, or has gone.",
  ]);
  expect(await axeFindings(document.body)).toEqual([]);
});

test("what cannot be asked again says why, and can be tried anew", async () => {
  let isBroken = true;
  fakeServer(() => (isBroken ? problem(503, "UNAVAILABLE", "The engine is busy.") : json(verified({ verdict: "impossible", message: "This version is gone.", compared_values: 0 }))));
  const user = await open();
  const panel = await verify(user);
  expect(await within(panel).findByText("The engine is busy.")).toBeInTheDocument();
  isBroken = false;
  await user.click(within(panel).getByRole("button", { name: "Try again" }));
  expect(await within(panel).findByText("Cannot be told")).toBeInTheDocument();
  expect(within(panel).queryByText("The engine is busy.")).toBeNull();
});

test("one that takes its time can be cancelled, and the server is told", async () => {
  const calls = fakeServer(({ method }) => (method === "POST" ? new Promise<Response>(() => undefined) : new Response(null, { status: 204 })));
  const user = await open();
  const panel = await verify(user);
  await user.click(await within(panel).findByRole("button", { name: "Cancel" }, { timeout: 4000 }));
  expect(await within(panel).findByText(/It was cancelled/)).toBeInTheDocument();
  const asked = JSON.parse(calls[0]?.body ?? "{}") as { run_id: string };
  await waitFor(() => { expect(calls.at(-1)).toMatchObject({ method: "DELETE", path: `/api/v1/query-runs/${asked.run_id}` }); });
});

test("a receipt that does not carry its question says so and offers no proof", async () => {
  render(<TooltipProvider><ReceiptPopover answer={{ ...shown, meaning: { ...shown.meaning, receipt: { ...receipt, spec: null } } }} /></TooltipProvider>);
  await userEvent.click(screen.getByRole("button", { name: "Where these numbers come from" }));
  expect(screen.getByText(/cannot be verified from here/)).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Verify/ })).toBeNull();
});

test("a receipt says in plain words what was read, what was hidden and which way the answer came", () => {
  const plain = receiptFacts({ ...aMeaning({ row_count: 12, total_rows: 12 }), receipt: { ...receipt, rows_scanned: 1200 } });
  expect(plain.slice(0, 4)).toEqual([
    { name: "Rows", value: "12 rows" }, { name: "Read", value: "1,200 rows" }, { name: "Policies", value: "Nothing was hidden" },
    { name: "Data", value: expect.stringContaining("Sales, version 3 of") as string, hash: "c0ffee1234567890" },
  ]);
  const { meaning } = shown;
  const other = receiptFacts({ ...meaning, receipt: { ...receipt, policy_hash: "abcdef0123", model_id: "m", model_revision: 7, is_cached: true, rolled_up: true, shared_pass: { sql: "", parameters: [], questions: 4 } } });
  expect(other.filter(({ name }) => ["Policies", "Model", "Time taken"].includes(name))).toEqual([
    { name: "Policies", value: "Limited by policies", hash: "abcdef0123" }, { name: "Model", value: "revision 7" },
    { name: "Time taken", value: "12\u202fms, from the cache, from a roll-up, in one pass with 3 other questions" },
  ]);
});
