import { expect, test, vi } from "vitest";
import type { Filter, SharedDashboard } from "@/api/contracts";
import { NO_CHOICES, type Choices } from "./choices";
import { atPage, backToBeginning, BEGINNING, choicesOf, visitorStates } from "./page-states";

const only = (...values: string[]): Filter => ({ kind: "in", member: "region", values });
const chose = (filters: Choices["filters"], more: Partial<Choices> = {}): Choices => ({ ...NO_CHOICES, filters, ...more });
const picked = (tile_id: string, value: string) => ({ tile_id, dataset_id: "d", filters: [only(value)] });

test("a page begins with its own state, under what the reader chose themselves", () => {
  const opening = chose({ region: only("East"), kind: only("A") }, { page: "elsewhere", parameters: { rate: 2 }, selections: [picked("bars", "East")] });
  expect(atPage(NO_CHOICES, opening, null, "q")).toEqual({ ...opening, page: "q" });
  const mine = chose({ region: only("West") }, { parameters: { rate: 3 }, selections: [picked("bars", "West"), picked("line", "x")] });
  expect(atPage(mine, opening, null, "q")).toEqual({
    page: "q", filters: { region: only("West"), kind: only("A") }, parameters: { rate: 3 }, selections: [picked("bars", "West"), picked("line", "x")],
  });
});

test("what came from the state before gives way, and a cleared filter of the reader's own does not", () => {
  const last = chose({ region: only("North"), kind: only("A") });
  const opening = chose({ region: only("East"), kind: only("B") });
  expect(atPage(chose({ region: only("North"), kind: null }), opening, last, "q").filters).toEqual({ region: only("East"), kind: null });
});

test("it comes to rest: beginning a page twice changes nothing more", () => {
  const last = chose({ region: only("North") });
  const opening = chose({ region: only("East") }, { parameters: { rate: 2 }, selections: [picked("bars", "East")] });
  const once = atPage(chose({ region: only("North") }), opening, last, "q");
  expect(atPage(once, opening, last, "q")).toEqual(once);
});

const beginning = { chosen: [{ filter_id: "region", filter: only("East") }, { filter_id: "kind", filter: null }], parameters: [{ parameter_id: "rate", value: 2 }, { parameter_id: "other", value: null }] };
const dashboard = { spec: { pages: [{ id: "p" }, { id: "q" }] }, opening: { page_id: "q", choices: beginning }, page_openings: { p: { chosen: [{ filter_id: "region", filter: only("South") }] } } } as unknown as SharedDashboard;

test("a visitor's beginning is read from the words of the server", () => {
  expect(choicesOf(beginning, "q")).toEqual({ page: "q", filters: { region: only("East"), kind: null }, selections: [], parameters: { rate: 2 } });
  expect(visitorStates(dashboard)).toEqual({
    whole: { page: "q", filters: { region: only("East"), kind: null }, selections: [], parameters: { rate: 2 } },
    states: { p: chose({ region: only("South") }) },
  });
  expect(visitorStates({ spec: dashboard.spec })).toEqual({ whole: null, states: {} });
});

test("a visitor's reset goes back to how the page begins, else to how all began, and stays on the page", () => {
  const heard = vi.fn();
  const change = backToBeginning(dashboard, heard);
  change({ ...NO_CHOICES, bookmark: BEGINNING, refresh: 60 });
  change({ ...NO_CHOICES, bookmark: BEGINNING, page: "q" });
  change(chose({ region: null }), { isReplacing: true });
  expect(heard.mock.calls).toEqual([
    [{ filters: { region: only("South") }, selections: [], refresh: 60, page: "p" }, undefined],
    [{ page: "q", filters: { region: only("East"), kind: null }, selections: [], parameters: { rate: 2 } }, undefined],
    [chose({ region: null }), { isReplacing: true }],
  ]);
});
