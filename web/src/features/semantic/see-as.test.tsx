import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { axeFindings } from "@/test-axe";
import { wholeDefinition } from "./definition";
import { SeeAs } from "./see-as";

const asked = vi.hoisted(() => [] as unknown[]);
const TABLES = [
  { table: "orders", dataset_id: "a", row_count: 5000, visible_rows: 1203, hidden_columns: ["salary"], policies: ["own region"], problem: null },
  { table: "customers", dataset_id: "b", row_count: 20, visible_rows: 20, hidden_columns: [], policies: [], problem: null },
  { table: "lines", dataset_id: "c", row_count: 7, visible_rows: null, hidden_columns: [], policies: [], problem: "“lines” cannot be shown to you now." },
];

vi.mock("@/api/client", () => ({ api: { POST: (_path: string, { body }: { body: unknown }) => { asked.push(body); return body; } }, unwrap: () => Promise.resolve({ tables: TABLES }), unwrapAs: vi.fn() }));
vi.mock("@/api/members", () => ({
  useMembers: () => [
    { user_id: "1", email: "ann@example.com", full_name: "Ann", role: "viewer", attributes: { region: ["north", "south"] } },
    { user_id: "2", email: "bob@example.com", full_name: null, role: "editor", attributes: {} },
  ],
}));

test("whoever writes policies sees what they leave for a person before anything is saved", async () => {
  const definition = wholeDefinition({ tables: [{ name: "orders", dataset_id: "a" }], row_policies: [], column_policies: [] });
  const user = userEvent.setup();
  const { container } = render(<QueryClientProvider client={new QueryClient()}><SeeAs definition={definition} /></QueryClientProvider>);
  expect(asked).toEqual([]);
  await user.click(screen.getByRole("combobox", { name: "Person" }));
  await user.click(await screen.findByRole("option", { name: /Ann/ }));
  const told = await screen.findAllByRole("listitem");
  expect(told.map(({ textContent }) => textContent)).toEqual([
    "orders: 1,203 of 5,000 rows without salary",
    "customers: All 20 rows",
    "lines: “lines” cannot be shown to you now.",
  ]);
  expect(screen.getByText("viewer · region: north, south")).toBeInTheDocument();
  expect(asked).toEqual([{ definition, role: "viewer", email: "ann@example.com", attributes: { region: ["north", "south"] } }]);
  expect(await axeFindings(container)).toEqual([]);
});
