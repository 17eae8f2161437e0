import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DashboardSpec, Embed, MadeEmbed } from "@/api/contracts";
import { fakeServer, json, problem, type Call } from "@/api/fake-server";
import { createQueryClient } from "@/api/query-client";
import { beginSession, endSession } from "@/api/session";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { EmbedDialog } from "./embed-dialog";
import { snippetOf } from "./embed-snippets";
import { embedFacts, originProblem } from "./embed-words";

const spec: DashboardSpec = {
  version: 1,
  pages: [{ id: "p", title: "P", filters: ["region", "channel"].map((member) => ({ id: member, label: null, dataset_id: "d", member, control: "list" as const, default: null })) }],
};

const portal: Embed = {
  id: "e1", dashboard_id: "b", name: "Portal", embed_id: "abc", key_id: "k1", old_key_ends_at: null, origins: ["https://portal.example"],
  fields: [{ name: "customer", dataset_id: "d", member: "customer_id" }, { name: "customer", dataset_id: "f", member: "buyer" }], open_filters: ["region"],
  expires_at: null, view_count: 2, last_viewed_at: "2026-03-01T00:00:00Z", created_at: "2026-02-01T00:00:00Z", created_by: "Ada", is_live: true,
};

const made: MadeEmbed = { ...portal, secret: "gne_secret" };

let embeds: Embed[];
let calls: Call[];

const open = () => {
  const [onBack, onClose] = [vi.fn(), vi.fn()];
  render(<QueryClientProvider client={createQueryClient()}><TooltipProvider><EmbedDialog dashboardId="b" spec={spec} onBack={onBack} onClose={onClose} /></TooltipProvider></QueryClientProvider>);
  return { onBack, onClose };
};

const sent = (method: string) => calls.filter((call) => call.method === method).map(({ path, body }) => [path, body === "" ? null : (JSON.parse(body) as unknown)]);

beforeEach(() => {
  embeds = [portal];
  beginSession({ access_token: "mine", token_type: "bearer", expires_in: 3600, user: { id: "u1", email: "ada@example.org", full_name: null } });
  calls = fakeServer(({ method, path }) => {
    if (method === "GET") return json({ items: embeds, total: embeds.length, next_cursor: null });
    if (method === "DELETE") { embeds = []; return new Response(null, { status: 204 }); }
    if (path.endsWith("/preview")) return json({ path: "/embed/abc#token=t", expires_in: 600 });
    return json(made, method === "POST" && !path.endsWith("/rotate") ? 201 : 200);
  });
});
afterEach(() => { endSession({ isUnexpected: false }); });

test("an embed is made with its sites and open filters, and its secret shown once", async () => {
  embeds = [];
  open();
  await userEvent.click(await screen.findByRole("button", { name: "New embed" }));
  await userEvent.click(screen.getByRole("button", { name: "Make the embed" }));
  expect(screen.getByText("Give it a name.")).toBeInTheDocument();
  expect(screen.getByText("Say which sites may show it.")).toBeInTheDocument();
  await userEvent.type(screen.getByLabelText("Name"), "Portal");
  await userEvent.type(screen.getByLabelText("Sites that may show it"), "https://portal.example/path{Enter}");
  expect(screen.getByText(/is not an origin/)).toBeInTheDocument();
  await userEvent.keyboard("{Backspace}https://portal.example{Enter}");
  await userEvent.click(screen.getByRole("checkbox", { name: "channel" }));
  expect(await axeFindings()).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Make the embed" }));
  expect(await screen.findByLabelText("Secret of Portal")).toHaveValue("gne_secret");
  expect(sent("POST")).toEqual([["/api/v1/embeds", { dashboard_id: "b", name: "Portal", origins: ["https://portal.example"], fields: [], open_filters: ["region"], expires_at: null }]]);
  expect(await axeFindings()).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() => { expect(screen.queryByDisplayValue("gne_secret")).not.toBeInTheDocument(); });
});

test("each says what holds for it; it is given a new secret and ended after a word", async () => {
  open();
  const facts = within(await screen.findByRole("list", { name: "What holds for Portal" })).getAllByRole("listitem").map(({ textContent }) => textContent);
  expect(facts.slice(0, 3)).toEqual(["On portal.example", "Tokens lock customer", "1 filter open"]);
  await userEvent.click(screen.getByRole("button", { name: "New secret for Portal" }));
  expect(await axeFindings()).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Make a new secret" }));
  expect(await screen.findByLabelText("Secret of Portal")).toHaveValue("gne_secret");
  expect(sent("POST")).toEqual([["/api/v1/embeds/e1/rotate", { keep_old_hours: 0 }]]);
  await userEvent.click(screen.getByRole("button", { name: "Done" }));
  await userEvent.click(await screen.findByRole("button", { name: "End Portal" }));
  await userEvent.click(screen.getByRole("button", { name: "Keep it" }));
  await userEvent.click(await screen.findByRole("button", { name: "End Portal" }));
  await userEvent.click(screen.getByRole("button", { name: "End the embed" }));
  expect(await screen.findByText("No other site shows this")).toBeInTheDocument();
  expect(sent("DELETE")).toEqual([["/api/v1/embeds/e1", null]]);
});

test("one without locked fields is previewed at once, at an address for some minutes", async () => {
  embeds = [{ ...portal, fields: [] }];
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Preview Portal" }));
  await userEvent.click(screen.getByRole("button", { name: "Make a preview" }));
  const link = await screen.findByRole("link", { name: "Open the preview" });
  expect(link).toHaveAttribute("href", "/embed/abc#token=t");
  expect(link).toHaveAttribute("rel", "noreferrer");
  expect(sent("POST")).toEqual([["/api/v1/embeds/e1/preview", { locks: {} }]]);
});

test("what the server refuses is said in place", async () => {
  fakeServer(({ method }) => (method === "GET" ? json({ items: embeds, total: 1, next_cursor: null }) : problem(409, "CONFLICT", "A dashboard may have 50 embeds.")));
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Change Portal" }));
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("A dashboard may have 50 embeds.")).toBeInTheDocument();
});

test("origins are origins and nothing else", () => {
  const wrong = ["*", "https://*.example.org", "portal.example", "javascript:alert(1)", "https://portal.example/path", "https://me@portal.example", "https://portal.example?x", "ftp://portal.example", "https://"];
  expect(wrong.map((one) => originProblem([one]))).toEqual(wrong.map((one) => `“${one}” is not an origin: write https://, the host, and a port if it has one.`));
  expect(originProblem(["https://portal.example", "http://localhost:3000", "https://portal.example/"])).toBeUndefined();
});

test("the code names the embed, its key and each locked field once, and no secret", () => {
  const texts = (["html", "python", "node"] as const).map((kind) => snippetOf(kind, "https://gnomon.example", made));
  expect(texts.map((text) => [text.includes("abc"), text.includes("gne_secret")])).toEqual([[true, false], [true, false], [true, false]]);
  expect(texts[1]).toContain(`"locks": {"customer": ["…"]},`);
  expect(texts[2]).toContain(`locks: { "customer": ["…"] },`);
  expect(texts.slice(1).every((text) => text.includes(`k1`))).toBe(true);
});

test("an embed that was never opened, has ended or has two secrets says so", () => {
  const facts = embedFacts({ ...portal, fields: [], open_filters: [], expires_at: "2026-01-01T00:00:00Z", old_key_ends_at: "2026-03-02T00:00:00Z", view_count: 0, last_viewed_at: null }, Date.parse("2026-03-01T00:00:00Z"));
  expect(facts.map((fact) => fact.replace(/(Expired|until) .*/, "$1"))).toEqual(["On portal.example", "No locked fields", "Filters are closed", "Expired", "The secret before holds until", "Never opened"]);
});
