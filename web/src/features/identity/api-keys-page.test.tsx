import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { fakeServer, json, problem } from "@/api/fake-server";
import { axeFindings } from "@/test-axe";
import { Toaster } from "@/ui/toaster";
import { TooltipProvider } from "@/ui/tooltip";
import { expiryOf } from "./api-key-words";
import type { ApiKey } from "./api-keys-api";
import { ApiKeysPage } from "./api-keys-page";

const PATH = "/api/v1/api-keys";
const SECRET = "gn_AbCdEfGh-the-rest-of-it";
const DAY_MS = 86_400_000;
const daysFromNow = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

const aKey = (words: Partial<ApiKey> = {}): ApiKey => ({
  id: "k1", name: "Nightly", prefix: "gn_AbCdEfGh", scopes: ["query"], workspace_id: "w1", workspace_name: "Team",
  created_at: daysFromNow(-10), expires_at: null, last_used_at: null, ...words,
});

/** The page before a server that keeps keys; `refusal` answers whatever would change something. */
const open = (start: readonly ApiKey[], refusal?: () => Response) => {
  let keys = start;
  const calls = fakeServer(({ method, path, body }) => {
    if (path === "/api/v1/auth/me") return json({ id: "u1", workspace: { id: "w1", name: "Team", role: "viewer", is_personal: false }, workspaces: [] });
    if (method === "GET") return json({ items: keys, total: keys.length, next_cursor: null });
    if (refusal) return refusal();
    if (method === "DELETE") {
      keys = keys.filter(({ id }) => !path.endsWith(`/${id}`));
      return new Response(null, { status: 204 });
    }
    const made = aKey({ id: "new", ...(JSON.parse(body) as Partial<ApiKey>) });
    keys = [made, ...keys];
    return json({ ...made, key: SECRET }, 201);
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(<QueryClientProvider client={client}><TooltipProvider><ApiKeysPage /></TooltipProvider><Toaster /></QueryClientProvider>);
  return { calls, client, user: userEvent.setup() };
};

test("without keys the page teaches how one is sent, to this server", async () => {
  open([]);
  expect(await screen.findByRole("heading", { name: "No key yet" })).toBeInTheDocument();
  expect(screen.getByText(`curl -H "Authorization: Bearer gn_…" ${window.location.origin}/api/v1/datasets`)).toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
});

test("each key tells in words what it may, where, and how long", async () => {
  open([
    aKey({ last_used_at: daysFromNow(-3) }),
    aKey({ id: "k2", name: "Old", scopes: ["read"], expires_at: "2020-05-04T12:00:00Z" }),
  ]);
  expect(await screen.findByText("Nightly")).toBeInTheDocument();
  const facts = (name: string) => within(screen.getByRole("list", { name: `About ${name}` })).getAllByRole("listitem").map((fact) => fact.textContent);
  expect(facts("Nightly")).toEqual(["Reads and asks in Team", "last used 3 days ago", "does not expire", "made 10 days ago"]);
  expect(facts("Old")).toEqual(["Reads in Team", "never used", expect.stringMatching(/^expired .*2020/), "made 10 days ago"]);
  expect(screen.getAllByText("gn_AbCdEfGh…")).toHaveLength(2);
  expect(screen.getByText("expired", { selector: "span" })).toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
});

test("a new key is made with what was chosen and shown once", async () => {
  const { calls, client, user } = open([]);
  await user.click(await screen.findByRole("button", { name: "New key" }));
  expect(screen.getByRole("dialog", { name: "New API key" })).toHaveTextContent("It acts for you in Team");
  await user.type(screen.getByLabelText("Name"), " Nightly ");
  await user.click(screen.getByRole("radio", { name: /^Reads\s*Looks at/ }));
  expect(await axeFindings(document.body)).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Make the key" }));
  expect(await screen.findByText(SECRET)).toBeInTheDocument();
  expect(screen.getByRole("status", { name: "The key Nightly" })).toHaveTextContent("it will not be shown again");
  expect(await axeFindings()).toEqual([]);
  const body = calls.find(({ method }) => method === "POST")?.body;
  const sent = JSON.parse(body ?? "{}") as { expires_at: string };
  expect(sent).toEqual({ name: "Nightly", scopes: ["read"], expires_at: expect.any(String) as string });
  expect(Math.round((new Date(sent.expires_at).getTime() - Date.now()) / DAY_MS)).toBe(90);
  await user.click(screen.getByRole("button", { name: "I have copied it" }));
  expect(screen.queryByText(SECRET)).not.toBeInTheDocument();
  expect(screen.getByRole("list", { name: "API keys" })).toBeInTheDocument();
  const kept = [client.getQueryCache().getAll().map(({ state }) => state.data), client.getMutationCache().getAll().map(({ state }) => state.data)];
  expect(JSON.stringify(kept)).not.toContain(SECRET);
});

test("a key without a name is not asked for", async () => {
  const { calls, user } = open([]);
  await user.click(await screen.findByRole("button", { name: "New key" }));
  await user.click(screen.getByRole("button", { name: "Make the key" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Give the key a name");
  expect(calls.filter(({ method }) => method === "POST")).toEqual([]);
});

test("why a key was not made is told in the dialog", async () => {
  const { user } = open([], () => problem(409, "CONFLICT", "You have 50 API keys already."));
  await user.click(await screen.findByRole("button", { name: "New key" }));
  await user.type(screen.getByLabelText("Name"), "One more{Enter}");
  expect(await within(screen.getByRole("dialog")).findByText("You have 50 API keys already.")).toBeInTheDocument();
});

test("a key is revoked after a second word that names it", async () => {
  const { calls, user } = open([aKey(), aKey({ id: "k2", name: "Old" })]);
  await user.click(await screen.findByRole("button", { name: "Revoke Old" }));
  expect(screen.getByRole("dialog", { name: "Revoke “Old”" })).toBeInTheDocument();
  expect(calls.filter(({ method }) => method === "DELETE")).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Revoke" }));
  expect(await screen.findByText("“Old” was revoked")).toBeInTheDocument();
  await waitFor(() => { expect(screen.queryByRole("button", { name: "Revoke Old" })).not.toBeInTheDocument(); });
  expect(calls.filter(({ method }) => method === "DELETE").map(({ path }) => path)).toEqual([`${PATH}/k2`]);
});

test("lifetimes become moments, and never none", () => {
  expect((["month", "quarter", "year", "never"] as const).map((lifetime) => expiryOf(lifetime, 0))).toEqual([
    "1970-01-31T00:00:00.000Z", "1970-04-01T00:00:00.000Z", "1971-01-01T00:00:00.000Z", null,
  ]);
});
