import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import type { FormulaToCheck } from "./api";
import { wholeDefinition, type Definition } from "./definition";
import { FormulaDialog } from "./formula-dialog";

const server = vi.hoisted(() => ({ checked: [] as FormulaToCheck[], asked: [] as unknown[], problem: null as object | null }));

vi.mock("./api", () => ({
  functionsOptions: () => ({ queryKey: ["functions"], queryFn: () => [{ name: "SUM", category: "aggregates", signature: "SUM(x)", doc: "The exact sum of a column.", example: "SUM(amount)", kinds: ["measure"] }] }),
  checkFormula: (wanted: FormulaToCheck) => { server.checked.push(wanted); return Promise.resolve({ type: server.problem ? null : "decimal", problem: server.problem }); },
  ask: (spec: unknown) => { server.asked.push(spec); return Promise.resolve({ rows: [["1234.5"]] }); },
}));
vi.mock("./formula-editor", () => ({
  FormulaEditor: ({ text, label, fault, onChange }: { text: string; label: string; fault: { from: number; to: number } | null; onChange: (text: string) => void }) => (
    <textarea aria-label={label} data-fault={fault ? `${String(fault.from)}-${String(fault.to)}` : ""} value={text} onChange={(event) => { onChange(event.target.value); }} />
  ),
}));

const ORDERS = "0192f000-0000-7000-8000-00000000000a";
const definition: Definition = { ...wholeDefinition({ tables: [{ name: "orders", dataset_id: ORDERS }] }), measures: [{ name: "revenue", table: "orders", formula: "SUM(amount)" }] };
const tables = [{ name: "orders", dataset_id: ORDERS, dataset_name: "Orders", sql_name: "orders", is_missing: false, row_count: 3, columns: [{ name: "amount", type: "decimal" as const, label: null }] }];

const open = (index: number | null = null) => {
  const done: Definition[] = [];
  const onClose = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <TooltipProvider>
        <FormulaDialog place={{ kind: "measure", table: "orders", index }} definition={definition} tables={tables} onDone={(change) => { done.push(change(definition)); }} onClose={onClose} />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return { done, onClose, user: userEvent.setup() };
};

const formula = () => screen.findByRole("textbox", { name: "Formula" });
const ready = () => screen.getByRole("button", { name: "Done" });

beforeEach(() => {
  server.checked.length = 0;
  server.asked.length = 0;
  server.problem = null;
});

test("a new measure is checked where it is to stand, previewed, and put into the definition", async () => {
  const { user, done } = open();
  await user.type(screen.getByLabelText("Name"), "net");
  await user.type(await formula(), "SUM(amount)");
  await screen.findByText("Gives decimal number, exact");
  await screen.findByText("1,234.5");
  expect(server.checked.at(-1)).toEqual({ definition, table: "orders", formula: "SUM(amount)", kind: "measure" });
  expect(server.asked.at(-1)).toEqual({ dataset_id: ORDERS, measures: [{ formula: "SUM(amount)", name: "value_0" }] });
  expect(await axeFindings(document.body)).toEqual([]);
  await user.click(ready());
  expect(done[0]?.measures).toEqual([
    definition.measures[0],
    { name: "net", table: "orders", formula: "SUM(amount)", label: null, description: null, synonyms: [], format: null, unit: null, is_hidden: false },
  ]);
});

test("what is wrong is said and marked, and asks for no number", async () => {
  server.problem = { place: "measures/net/formula", message: "“orders” has no column “amuont”.", hint: "Did you mean “amount”?", start: 4, end: 10, depends_on: null };
  const { user } = open();
  await user.type(await formula(), "SUM(amuont)");
  await screen.findByText("Did you mean “amount”?");
  await waitFor(async () => { expect((await formula()).dataset["fault"]).toBe("4-10"); });
  expect(server.asked).toEqual([]);
});

test("a name that is taken, or that no address could hold, is refused at its field", async () => {
  const { user } = open();
  await user.type(await formula(), "1");
  await user.type(screen.getByLabelText("Name"), "Revenue");
  expect((await screen.findByRole("alert")).textContent).toBe("This name is taken already.");
  expect(ready()).toHaveProperty("disabled", true);
  await user.clear(screen.getByLabelText("Name"));
  await user.type(screen.getByLabelText("Name"), "a.b");
  expect((await screen.findByRole("alert")).textContent).toBe("A name has no dot, quote, @ or $.");
});

test("Escape closes what was not touched, and asks before it throws away what was written", async () => {
  const { user, onClose } = open(0);
  await user.type(await formula(), " / 2");
  await user.keyboard("{Escape}");
  await screen.findByText("Throw away what you wrote?");
  expect(onClose).not.toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "Throw away" }));
  expect(onClose).toHaveBeenCalledOnce();
});
