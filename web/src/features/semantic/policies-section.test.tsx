import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useEffect, useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import type { ModelProblem } from "@/api/contracts";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import type { FormulaToCheck } from "./api";
import { wholeDefinition, type Definition } from "./definition";
import { PoliciesSection } from "./policies-section";
import type { Editing } from "./use-draft";

const server = vi.hoisted(() => ({ checked: [] as FormulaToCheck[] }));

vi.mock("./api", () => ({
  functionsOptions: () => ({ queryKey: ["functions"], queryFn: () => [{ name: "USER_ROLE", category: "policies", signature: "USER_ROLE()", doc: "The role of whoever asks.", example: "USER_ROLE() = 'editor'", kinds: ["policy"] }] }),
  checkFormula: (wanted: FormulaToCheck) => { server.checked.push(wanted); return Promise.resolve({ type: "boolean", problem: null }); },
  ask: () => Promise.reject(new Error("A policy has no number.")),
}));
vi.mock("./see-as", () => ({ SeeAs: () => null }));
vi.mock("@/api/members", async (original) => ({ ...(await original<object>()), useMembers: () => [{ attributes: { region: ["North", "South"] } }, { attributes: { region: ["East"], team: ["a"] } }] }));
vi.mock("./formula-editor", () => ({
  FormulaEditor: ({ text, label, onChange }: { text: string; label: string; onChange: (text: string) => void }) => <textarea aria-label={label} value={text} onChange={(event) => { onChange(event.target.value); }} />,
}));

const ORDERS = "0192f000-0000-7000-8000-00000000000a";
const tables = [{ name: "orders", dataset_id: ORDERS, dataset_name: "Orders", sql_name: "orders", is_missing: false, row_count: 3, columns: ["region", "email", "e_mail_2"].map((name) => ({ name, type: "text" as const, label: null })) }];

const heard = vi.fn<(definition: Definition) => void>();
const latest = (): Definition | undefined => heard.mock.lastCall?.[0];

function Section({ begun, problems }: { begun: Definition; problems: readonly ModelProblem[] }) {
  const [definition, setDefinition] = useState(begun);
  useEffect(() => { heard(definition); }, [definition]);
  const editing = { definition, tables, check: { problems, types: [] }, change: setDefinition, undoLast: vi.fn() } as unknown as Editing;
  return <PoliciesSection editing={editing} />;
}

const open = (policies: Partial<Definition> = {}, problems: readonly ModelProblem[] = []) => {
  const begun = { ...wholeDefinition({ tables: [{ name: "orders", dataset_id: ORDERS }], row_policies: [], column_policies: [] }), ...policies };
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <TooltipProvider><Section begun={begun} problems={problems} /></TooltipProvider>
    </QueryClientProvider>,
  );
  return userEvent.setup();
};

beforeEach(() => {
  server.checked.length = 0;
  heard.mockClear();
});

test("a row policy is written with its formula, its roles and its exception", async () => {
  const user = open();
  await user.click(screen.getByRole("button", { name: "New row policy" }));
  await user.type(screen.getByLabelText("Name"), "own region");
  await user.type(await screen.findByRole("textbox", { name: "Formula" }), "region = USER_ATTRIBUTE('regoin')");
  await screen.findByText("Only rows for which this is true may be seen");
  expect(server.checked.at(-1)).toMatchObject({ table: "orders", kind: "policy", formula: "region = USER_ATTRIBUTE('regoin')" });
  await screen.findByText(/Nobody has the attribute regoin yet/);
  await user.clear(screen.getByRole("textbox", { name: "Formula" }));
  await user.type(screen.getByRole("textbox", { name: "Formula" }), "region = USER_ATTRIBUTE('region')");
  expect(screen.queryByText(/Nobody has the attribute/)).toBeNull();
  await user.click(screen.getByRole("checkbox", { name: "Editors" }));
  await user.click(screen.getByRole("checkbox", { name: "Except some people" }));
  expect(screen.getByRole("button", { name: "Done" })).toBeDisabled();
  await user.type(screen.getByLabelText("Attribute"), "team");
  await user.type(screen.getByLabelText("Is one of"), "finance{Enter}audit");
  expect(await axeFindings(document.body)).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Done" }));
  expect(latest()?.row_policies).toEqual([
    { name: "own region", table: "orders", formula: "region = USER_ATTRIBUTE('region')", roles: ["viewer"], except_for: { attribute: "team", values: ["finance", "audit"] }, description: null },
  ]);
  expect(within(screen.getByRole("region", { name: "Rows" })).getByText(/Viewers see only rows of orders where/).textContent).toContain("except people whose team is finance or audit.");
});

test("columns are found, chosen together, and those that the data has lost are named", async () => {
  const user = open({ column_policies: [{ name: "private", table: "orders", columns: ["phone"], roles: ["viewer"] }] });
  await user.click(screen.getByRole("button", { name: "private" }));
  const list = screen.getByRole("list", { name: "Columns" });
  expect(within(list).getByText("not in the data any more")).toBeInTheDocument();
  await user.click(within(list).getByRole("checkbox", { name: "phone" }));
  expect(screen.getByRole("button", { name: "Done" })).toBeDisabled();
  await user.type(screen.getByRole("searchbox", { name: "Search columns" }), "mail");
  await user.click(screen.getByRole("button", { name: "Choose those found" }));
  expect(screen.getByText("2 of 3 chosen")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Done" }));
  expect(latest()?.column_policies).toEqual([{ name: "private", table: "orders", columns: ["email", "e_mail_2"], roles: ["viewer"] }]);
});

test("a policy that limits nobody, or has the name of another one, is not taken", async () => {
  const user = open({ row_policies: [{ name: "Own region", table: "orders", formula: "TRUE" }] });
  await user.click(screen.getByRole("button", { name: "New row policy" }));
  await user.type(await screen.findByRole("textbox", { name: "Formula" }), "1 = 1");
  await user.type(screen.getByLabelText("Name"), "own region");
  expect(screen.getByRole("alert").textContent).toBe("This name is taken already.");
  await user.type(screen.getByLabelText("Name"), " 2");
  expect(screen.getByRole("button", { name: "Done" })).toBeEnabled();
  await user.click(screen.getByRole("checkbox", { name: "Editors" }));
  await user.click(screen.getByRole("checkbox", { name: "Viewers" }));
  expect(screen.getByRole("alert").textContent).toContain("Choose at least one role");
  expect(screen.getByRole("button", { name: "Done" })).toBeDisabled();
});

test("what is wrong with a policy stands beside it, and removing it leaves an empty list behind", async () => {
  const problem: ModelProblem = { place: "row_policies/own region/formula", message: "“orders” has no column “regio”.", hint: null, start: 0, end: 5, depends_on: null };
  const user = open({ row_policies: [{ name: "own region", table: "orders", formula: "regio = 'x'" }] }, [problem]);
  expect(within(screen.getByRole("region", { name: "Rows" })).getByText("“orders” has no column “regio”.")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "own region" }));
  await user.click(screen.getByRole("button", { name: "Remove" }));
  expect(latest()?.row_policies).toEqual([]);
  expect(screen.getByText(/Everybody sees every row/)).toBeInTheDocument();
});
