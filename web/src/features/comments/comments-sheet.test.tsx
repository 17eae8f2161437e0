import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { Anchor } from "@/api/contracts";
import { fakeServer, json, problem } from "@/api/fake-server";
import { axeFindings } from "@/test-axe";
import { Toaster } from "@/ui/toaster";
import { TooltipProvider } from "@/ui/tooltip";
import { CommentsSheet } from "./comments-sheet";

const ANN = "0192f7a0-0000-7000-8000-00000000000a";
const LEE = "0192f7a0-0000-7000-8000-00000000000b";
const said = (id: string, author: string, words: string | null, isOwn = false) => ({
  id, author_id: isOwn ? ANN : LEE, author_name: author, words, mentions: [], created_at: new Date().toISOString(), edited_at: null, may_change: isOwn, may_remove: isOwn,
});
const thread = (id: string, anchor: Anchor, resolved: string | null, ...comments: unknown[]) => ({
  id, dashboard_id: "d1", anchor, resolved_at: resolved && new Date().toISOString(), resolved_by: resolved, created_at: new Date().toISOString(), updated_at: new Date().toISOString(), comments,
});
const OPEN = thread("t1", { page_id: "p", tile_id: "bars", point: [{ label: "Region", value: "West" }] }, null, said("c1", "Ann Arbor", "Why so high?", true), said("c2", "Lee Long", `Ask @[Ann Arbor](${ANN}) <b>now</b>`));
const SETTLED = thread("t2", {}, "Lee Long", said("c3", "Lee Long", null), said("c4", "Lee Long", "Done"));
const MEMBERS = [{ user_id: ANN, email: "ann@example.com", full_name: "Ann Arbor" }, { user_id: LEE, email: "lee@example.com", full_name: "Lee Long" }].map((one) => ({ ...one, role: "editor", attributes: {}, joined_at: new Date().toISOString() }));

const listing = (items: readonly unknown[]) => json({ items, total: items.length, next_cursor: null });

const open = (anchor: Anchor = {}, threads: readonly unknown[] = [OPEN, SETTLED], change: () => Response = () => json(OPEN)) => {
  const onClose = vi.fn();
  const calls = fakeServer(({ method, path }) => {
    if (path === "/api/v1/auth/me") return json({ id: ANN, workspace: { id: "w1", name: "Mine", role: "editor", is_personal: false }, workspaces: [] });
    if (path.endsWith("/members")) return listing(MEMBERS);
    return method === "GET" ? listing(threads) : change();
  });
  const about = ({ tile_id, point }: Anchor) => `${tile_id ?? "the dashboard"}${point?.length ? " at a point" : ""}`;
  render(<QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}><TooltipProvider><CommentsSheet dashboardId="d1" anchor={anchor} about={about} onClose={onClose} /></TooltipProvider><Toaster /></QueryClientProvider>);
  return calls;
};

const changes = (calls: ReturnType<typeof open>) => calls.filter(({ method }) => method !== "GET").map(({ method, path, body }) => [method, path, body === "" ? null : JSON.parse(body) as unknown]);

test("threads stand with what they are about, and words are words whatever stands in them", async () => {
  open();
  const card = within(await screen.findByRole("article", { name: "Thread by Ann Arbor" }));
  expect(card.getByText("bars at a point")).toBeInTheDocument();
  expect(card.getAllByRole("listitem").map((item) => item.querySelector("p")?.textContent)).toEqual(["Why so high?", "Ask @Ann Arbor <b>now</b>"]);
  expect(screen.getAllByRole("article")).toHaveLength(1);
  await userEvent.setup().click(screen.getByRole("radio", { name: "Settled (1)" }));
  expect(within(screen.getByRole("article")).getByText("Taken back.")).toBeInTheDocument();
  expect(screen.getByText("Settled by Lee Long")).toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
});

test("an @ opens the people, and who is chosen is mentioned by id", async () => {
  const keys = userEvent.setup();
  const calls = open({ page_id: "p", tile_id: "bars" });
  const field = await screen.findByRole("textbox", { name: "Your comment" });
  await screen.findByRole("article");
  await keys.type(field, "Look, @lo");
  expect((await screen.findAllByRole("option")).map((option) => option.textContent)).toEqual(["Lee Longlee@example.com"]);
  expect(await axeFindings()).toEqual([]);
  await keys.keyboard("{Enter}");
  await waitFor(() => { expect(field).toHaveValue("Look, @Lee Long "); });
  await keys.keyboard("at this{Control>}{Enter}{/Control}");
  await waitFor(() => { expect(changes(calls)).toEqual([["POST", "/api/v1/dashboards/d1/comments", { anchor: { page_id: "p", tile_id: "bars" }, words: `Look, @[Lee Long](${LEE}) at this` }]]); });
  expect(await screen.findByRole("textbox", { name: "Your comment" })).toHaveValue("");
});

test("one's own words are changed in their place, others' are answered", async () => {
  const keys = userEvent.setup();
  const calls = open();
  await keys.click(await screen.findByRole("button", { name: "More for the comment by Ann Arbor" }));
  await keys.click(await screen.findByRole("menuitem", { name: "Change" }));
  const card = within(screen.getByRole("article"));
  const field = await card.findByRole("textbox", { name: "Your comment" });
  await keys.type(field, "?");
  await keys.click(card.getByRole("button", { name: "Save" }));
  await waitFor(() => { expect(changes(calls)).toEqual([["PUT", "/api/v1/comments/t1/replies/c1", { words: "Why so high??" }]]); });
  expect(card.queryByRole("button", { name: "More for the comment by Lee Long" })).not.toBeInTheDocument();
  await keys.click(card.getByRole("button", { name: "Answer" }));
  await keys.type(card.getByRole("textbox", { name: "Your answer" }), "Because");
  await keys.click(card.getByRole("button", { name: "Answer" }));
  await waitFor(() => { expect(changes(calls).at(-1)).toEqual(["POST", "/api/v1/comments/t1/replies", { words: "Because" }]); });
  await keys.click(card.getByRole("button", { name: "Settle" }));
  await waitFor(() => { expect(changes(calls).at(-1)).toEqual(["PATCH", "/api/v1/comments/t1", { is_resolved: true }]); });
});

test("what could not be kept stays in its field, with the reason", async () => {
  const keys = userEvent.setup();
  open({}, [], () => problem(409, "CONFLICT", "A dashboard holds at most 1000 threads."));
  expect(await screen.findByText("Nothing said yet")).toBeInTheDocument();
  await keys.type(screen.getByRole("textbox", { name: "Your comment" }), "Dear all");
  await keys.click(screen.getByRole("button", { name: "Comment" }));
  expect(await screen.findByText("A dashboard holds at most 1000 threads.")).toBeInTheDocument();
  expect(screen.getByRole("textbox", { name: "Your comment" })).toHaveValue("Dear all");
});

test("the comments of a tile are those about it alone", async () => {
  open({ page_id: "p", tile_id: "other" });
  expect(await screen.findByText("Nothing said yet")).toBeInTheDocument();
  expect(screen.queryByRole("article")).not.toBeInTheDocument();
});
