import { QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EmbeddedDashboard } from "@/api/contracts";
import { fakeServer, json, problem } from "@/api/fake-server";
import { createQueryClient } from "@/api/query-client";
import type { FrameMessage } from "@/lib/embed-protocol";
import { axeFindings } from "@/test-axe";
import { lifetimeOf } from "./embedded-api";
import { EmbeddedPage } from "./embedded-page";
import type { Host, Wish } from "./embedded-host";

const ADDRESS = "/api/v1/public/embeds/abc";

const dashboard: EmbeddedDashboard = {
  name: "Orders", description: "By region.", updated_at: "2026-03-01T00:00:00Z", theme: "dark", locale: "de", expires_in: 600,
  spec: {
    version: 1,
    pages: [{
      id: "p", title: "Overview",
      filters: [{ id: "where", label: "Region", dataset_id: "s", member: "region", control: "list", default: null }],
      tiles: [{ kind: "chart", id: "t", title: "Amounts", layout: { x: 0, y: 0, width: 12, height: 9 }, chart: { version: 1, dataset_id: "s", mark: "bar" } }],
    }],
  },
};

const open = (token: string | null = null) => {
  const told: FrameMessage[] = [];
  let hear: (wish: Wish) => void = () => undefined;
  const host: Host = { send: (message) => told.push(message), hear: (onWish) => { hear = onWish; return () => undefined; } };
  render(<QueryClientProvider client={createQueryClient()}><EmbeddedPage embedId="abc" host={host} token={token} look={{}} /></QueryClientProvider>);
  return { told, say: (wish: Wish) => { act(() => { hear(wish); }); } };
};

const tokenWish = (token: string, filters: Record<string, unknown> = {}): Wish => ({ type: "token", token, filters, theme: undefined, background: undefined });

beforeEach(() => { document.documentElement.className = ""; });
afterEach(() => { vi.useRealTimers(); });

test("a frame says that it is there, asks nothing before it has a token, and shows the dashboard with it", async () => {
  const calls = fakeServer(({ path }) => (path === ADDRESS ? json(dashboard) : problem(503, "UNAVAILABLE")));
  const { told, say } = open();
  expect(told).toEqual([{ type: "hello" }]);
  expect(calls).toEqual([]);
  say(tokenWish("t1", { region: ["East"] }));
  expect(await screen.findByRole("heading", { level: 1, name: "Orders" })).toBeInTheDocument();
  expect(told.at(-1)).toEqual({ type: "ready", name: "Orders", pages: ["Overview"] });
  expect(document.documentElement).toHaveClass("dark");
  await waitFor(() => { expect(calls.some(({ path }) => path.endsWith("/results"))).toBe(true); });
  const results = calls.find(({ path }) => path.endsWith("/results"));
  expect((JSON.parse(results?.body ?? "{}") as { chosen: unknown }).chosen).toEqual([{ filter_id: "where", filter: { kind: "in", member: "region", values: ["East"] } }]);
  expect(calls.filter(({ headers }) => headers["x-embed-token"] !== "t1" || "authorization" in headers)).toEqual([]);
  expect(await axeFindings()).toEqual([]);
  say({ type: "filters", filters: { region: ["West"] } });
  await waitFor(() => { expect(told.at(-1)).toEqual({ type: "filterchange", filters: { region: ["West"] } }); });
});

test("a token of the address is used from the first question on", async () => {
  const calls = fakeServer(({ path }) => (path === ADDRESS ? json(dashboard) : problem(503, "UNAVAILABLE")));
  open("t0");
  await screen.findByRole("heading", { level: 1, name: "Orders" });
  expect(new Set(calls.map(({ headers }) => headers["x-embed-token"]))).toEqual(new Set(["t0"]));
});

test("when the server says that a token has ended another is asked for, and the question asked again", async () => {
  const calls = fakeServer(({ path, headers }) => {
    if (headers["x-embed-token"] === "old") return problem(401, "EMBED_TOKEN_EXPIRED");
    return path === ADDRESS ? json(dashboard) : problem(503, "UNAVAILABLE");
  });
  const { told, say } = open("old");
  await waitFor(() => { expect(told).toContainEqual({ type: "renew" }); });
  say(tokenWish("new"));
  expect(await screen.findByRole("heading", { level: 1, name: "Orders" })).toBeInTheDocument();
  expect(calls.filter(({ path }) => path === ADDRESS).map(({ headers }) => headers["x-embed-token"])).toEqual(["old", "new"]);
});

test.each([
  [404, "NOT_FOUND", "This dashboard is not shown here any more"],
  [401, "EMBED_TOKEN_REFUSED", "This dashboard is not shown"],
  [403, "EMBED_LOCK_MISSING", "This dashboard is not shown"],
] as const)("what is refused with %i %s is said to the visitor and to the page around, and another token is tried", async (status, code, title) => {
  fakeServer(({ headers }) => (headers["x-embed-token"] === "good" ? json(dashboard) : problem(status, code, "Refused.")));
  const { told, say } = open();
  say(tokenWish("bad"));
  expect(await screen.findByRole("heading", { level: 1, name: title })).toBeInTheDocument();
  expect(told).toContainEqual({ type: "error", code, message: "Refused." });
  expect(await axeFindings()).toEqual([]);
  say(tokenWish("good"));
  expect(await screen.findByRole("heading", { level: 1, name: "Orders" })).toBeInTheDocument();
});

test("how long a token holds is read of it, and nothing that is no token is a lifetime", () => {
  const token = (claims: unknown) => `a.${btoa(JSON.stringify(claims))}.c`;
  expect(lifetimeOf(token({ iat: 100, exp: 700 }))).toBe(600);
  expect(lifetimeOf(token({ iat: 0, exp: 10 ** 12 }))).toBe(86_400);
  expect(["", "a", "a.b.c", token(null), token([]), token({ iat: 7 }), token({ iat: 9, exp: 7 }), token({ iat: "x", exp: "y" })].map(lifetimeOf)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
});
