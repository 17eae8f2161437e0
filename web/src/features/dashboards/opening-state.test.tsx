import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import type { Bookmark, Dashboard, Filter } from "@/api/contracts";
import { choicesFrom, clearAll, isBare, NO_CHOICES, readSearch, type Choices } from "./choices";
import { OpeningState } from "./opening-state";

const server = vi.hoisted(() => ({ items: [] as unknown[], isBroken: false }));
vi.mock("./bookmarks-api", () => ({
  bookmarksOptions: () => ({ queryKey: ["bookmarks"], queryFn: () => { if (server.isBroken) throw new Error("The line is cut."); return { items: server.items }; } }),
}));

const ID = "0192f000-0000-7000-8000-000000000001";
const east: Filter = { kind: "in", member: "region", values: ["East"] };
const filter = { id: "region", dataset_id: "d", member: "region", control: "list" };
const dashboard = { id: "board", spec: { opening: ID, pages: [{ id: "p", title: "P" }, { id: "q", title: "Q", filters: [filter] }] } } as unknown as Dashboard;
const kept = (more: Partial<Bookmark>): Bookmark => ({ id: ID, is_shared: true, state: { page: "q", filters: { region: east, gone: east } }, ...more }) as Bookmark;

const open = async (choices: Choices = NO_CHOICES, isForAll = true) => {
  const onChoices = vi.fn();
  const onOpened = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <OpeningState dashboard={dashboard} bookmarkId={ID} {...{ isForAll, choices, onChoices, onOpened }} />
    </QueryClientProvider>,
  );
  await waitFor(() => { expect(onOpened).toHaveBeenCalledOnce(); });
  return onChoices.mock.calls as unknown[];
};

beforeEach(() => { server.items = []; server.isBroken = false; });

test("the state of the bookmark takes its place in the address, as far as the dashboard knows it, beside how it is shown", async () => {
  server.items = [kept({})];
  expect(await open({ ...NO_CHOICES, refresh: 60 })).toEqual([[{ filters: { region: east }, selections: [], page: "q", refresh: 60 }, { isReplacing: true }]]);
});

test("one that is gone, kept to somebody, or cannot be read leaves the dashboard as it is", async () => {
  expect(await open()).toEqual([]);
  server.items = [kept({ is_shared: false })];
  expect(await open()).toEqual([]);
  server.isBroken = true;
  expect(await open()).toEqual([]);
});

test("an address may name a bookmark of one's own, and loses the name of one that is not there", async () => {
  expect(await open({ ...NO_CHOICES, bookmark: ID }, false)).toEqual([[NO_CHOICES, { isReplacing: true }]]);
  server.items = [kept({ is_shared: false })];
  expect(await open({ ...NO_CHOICES, bookmark: ID }, false)).toEqual([[{ filters: { region: east }, selections: [], page: "q" }, { isReplacing: true }]]);
});

test("an address is read for a bookmark, and the reset goes back to the one that the dashboard opens with", () => {
  const read = (search: Record<string, unknown>) => choicesFrom(readSearch(search));
  expect([read({ bookmark: ID }), read({ bookmark: "../x" }), read({ bookmark: 7 })]).toEqual([{ ...NO_CHOICES, bookmark: ID }, NO_CHOICES, NO_CHOICES]);
  expect(clearAll({ ...NO_CHOICES, filters: { region: east }, page: "q" }, ID)).toEqual({ ...NO_CHOICES, page: "q", bookmark: ID });
  expect(clearAll({ ...NO_CHOICES, filters: { region: east } })).toEqual(NO_CHOICES);
  expect([isBare(NO_CHOICES), isBare({ ...NO_CHOICES, refresh: 60 }), isBare({ ...NO_CHOICES, page: "q" }), isBare({ ...NO_CHOICES, filters: { region: null } })]).toEqual([true, true, false, false]);
});
