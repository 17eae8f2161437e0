import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { SharedDashboard } from "@/api/contracts";
import { fakeServer, json, problem } from "@/api/fake-server";
import { createQueryClient } from "@/api/query-client";
import { beginSession, endSession } from "@/api/session";
import { axeFindings } from "@/test-axe";
import { NO_CHOICES } from "./choices";
import { SharedPage } from "./shared-page";
import { keepTicket, readTicket } from "./shared-ticket";

const ADDRESS = "/api/v1/public/shares/abc";

const dashboard: SharedDashboard = {
  name: "Orders of the year",
  description: "By region.",
  updated_at: "2026-03-01T00:00:00Z",
  spec: {
    version: 1,
    pages: ["Overview", "Details"].map((title, at) => ({
      id: `p${String(at)}`,
      title,
      filters: [{ id: "where", label: "Region", dataset_id: "stand-in", member: "region", control: "list" as const, default: null }],
      tiles: [{ kind: "chart" as const, id: "t", title: "Amounts", layout: { x: 0, y: 0, width: 12, height: 9 }, chart: { version: 1, dataset_id: "stand-in", mark: "bar" as const } }],
    })),
  },
};

const open = () =>
  render(<QueryClientProvider client={createQueryClient()}><SharedPage token="abc" choices={NO_CHOICES} onChoices={() => undefined} /></QueryClientProvider>);

const noAnswers = () => problem(503, "UNAVAILABLE");

beforeEach(() => { sessionStorage.clear(); });
afterEach(() => { endSession({ isUnexpected: false }); });

test("a link without a password shows the dashboard with its pages and filters, and asks that nobody index it", async () => {
  const calls = fakeServer(({ path }) => (path === ADDRESS ? json(dashboard) : path.endsWith("/values") ? json({ rows: [["East", 4]], total_rows: 1 }) : noAnswers()));
  open();
  expect(await screen.findByRole("heading", { level: 1, name: "Orders of the year" })).toBeInTheDocument();
  expect((await screen.findAllByRole("tab")).map(({ textContent }) => textContent)).toEqual(["Overview", "Details"]);
  expect(document.title).toBe("Orders of the year · Gnomon");
  expect(document.querySelector("meta[name=robots]")).toHaveAttribute("content", "noindex");
  await userEvent.click(await screen.findByRole("button", { name: /^Region/ }));
  expect(await screen.findByRole("checkbox", { name: "East" })).toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
  expect([...new Set(calls.map(({ path }) => path))].sort()).toEqual([ADDRESS, `${ADDRESS}/changes`, `${ADDRESS}/filters/where/values`, `${ADDRESS}/results`]);
});

test("a wrong password is told in place, the right one opens, and its ticket goes with every question", async () => {
  const calls = fakeServer(({ path, headers, body }) => {
    if (path === `${ADDRESS}/open`) return (JSON.parse(body) as { password: string }).password === "right" ? json({ ticket: "t1", expires_in: 60 }) : problem(401, "WRONG_SHARE_PASSWORD");
    if (headers["x-share-ticket"] !== "t1") return problem(401, "SHARE_PASSWORD_NEEDED");
    return path === ADDRESS ? json(dashboard) : noAnswers();
  });
  open();
  expect(await screen.findByRole("heading", { level: 1, name: "This dashboard has a password" })).toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
  await userEvent.type(screen.getByLabelText("Password"), "wrong{Enter}");
  expect(await screen.findByText("This is not the password of this link.")).toBeInTheDocument();
  expect(screen.getByLabelText("Password")).toHaveValue("wrong");
  await userEvent.clear(screen.getByLabelText("Password"));
  await userEvent.type(screen.getByLabelText("Password"), "right{Enter}");
  expect(await screen.findByRole("heading", { level: 1, name: "Orders of the year" })).toBeInTheDocument();
  await waitFor(() => { expect(calls.find(({ path }) => path.endsWith("/results"))?.headers["x-share-ticket"]).toBe("t1"); });
  expect(Object.keys(localStorage)).toEqual([]);
});

test("too many wrong passwords say how long to wait", async () => {
  fakeServer(({ path }) => {
    if (path === ADDRESS) return problem(401, "SHARE_PASSWORD_NEEDED");
    const refused = problem(429, "RATE_LIMITED", "Too many tries.");
    refused.headers.set("Retry-After", "42");
    return refused;
  });
  open();
  await userEvent.type(await screen.findByLabelText("Password"), "guess{Enter}");
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("Too many tries.");
  expect(alert.textContent).toMatch(/Try again in 42\s?s\./);
});

test("whoever is signed in is a visitor too: nothing of the session goes along", async () => {
  beginSession({ access_token: "mine", token_type: "bearer", expires_in: 3600, user: { id: "u1", email: "ada@example.org", full_name: null } });
  const calls = fakeServer(({ path }) => (path === ADDRESS ? json(dashboard) : noAnswers()));
  open();
  await waitFor(() => { expect(calls.some(({ path }) => path.endsWith("/results"))).toBe(true); });
  expect(calls.filter(({ headers }) => "authorization" in headers || "x-workspace-id" in headers)).toEqual([]);
});

test("a link that was never made, has expired or was ended says what to do", async () => {
  fakeServer(() => problem(404, "NOT_FOUND"));
  open();
  expect(await screen.findByRole("heading", { level: 1, name: "This link leads nowhere any more" })).toBeInTheDocument();
  expect(screen.getByText(/Ask whoever sent it to you/)).toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
});

test.each([
  ["is ended", 404, "NOT_FOUND", "This link leads nowhere any more"],
  ["gets another password", 401, "SHARE_PASSWORD_NEEDED", "This dashboard has a password"],
])("a link that %s while somebody looks takes the dashboard away", async (_, status, code, heading) => {
  keepTicket("abc", "t1", 60);
  let looks = 0;
  fakeServer(({ path }) => (path === ADDRESS && looks++ === 0 ? json(dashboard) : problem(status, code)));
  open();
  expect(await screen.findByRole("heading", { level: 1, name: heading })).toBeInTheDocument();
  expect(screen.queryByText("Orders of the year")).toBeNull();
  expect(readTicket("abc")).toBe(status === 401 ? null : "t1");
});

test("a server that fails offers another try, and does not call the link dead", async () => {
  let looks = 0;
  fakeServer(({ path }) => (path === ADDRESS && looks++ > 0 ? json(dashboard) : problem(500, "INTERNAL")));
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Orders of the year" })).toBeInTheDocument();
});

test("a ticket is for one link, and ends by itself", () => {
  keepTicket("abc", "t1", 60, 1_000);
  expect([readTicket("abc", 60_999), readTicket("abc", 61_000), readTicket("xyz", 2_000)]).toEqual(["t1", null, null]);
});
