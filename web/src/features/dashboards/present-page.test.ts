import { act, renderHook } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import type { DashboardPage } from "@/api/contracts";
import { NO_CHOICES, type Choices } from "./choices";
import { pageToShow, usePageChoice, usePresentPage } from "./present-page";

const page = (id: string, title = id): DashboardPage => ({ id, title, tiles: [], filters: [] });
const [A, B, C] = [page("a"), page("b"), page("c")];
const at = (id?: string): Choices => ({ ...NO_CHOICES, ...(id !== undefined && { page: id }) });

const open = (pages: DashboardPage[], choices: Choices) => {
  const onChoices = vi.fn();
  const hook = renderHook((input: { pages: DashboardPage[]; choices: Choices }) => usePresentPage(input.pages, input.choices, onChoices), { initialProps: { pages, choices } });
  return { onChoices, present: () => hook.result.current?.id, go: (next: DashboardPage[], chosen: Choices) => { hook.rerender({ pages: next, choices: chosen }); } };
};

it("shows the page of the address, and the first one without a word of it", () => {
  expect(open([A, B], at("b")).present()).toBe("b");
  const plain = open([A, B], at());
  expect(plain.present()).toBe("a");
  expect(plain.onChoices).not.toHaveBeenCalled();
});

it("goes to the neighbour of a page that is removed, and writes that into the address without a step back to it", () => {
  const { go, onChoices, present } = open([A, B, C], at("b"));
  go([A, C], at("b"));
  expect(present()).toBe("c");
  expect(onChoices).toHaveBeenLastCalledWith(at("c"), { isReplacing: true });
  go([A, C], at("c"));
  go([A], at("c"));
  expect(present()).toBe("a");
  expect(onChoices).toHaveBeenCalledTimes(2);
  expect(onChoices).toHaveBeenLastCalledWith(at("a"), { isReplacing: true });
});

it("stays with a page that is moved away from the front, and says so in the address", () => {
  const { go, onChoices, present } = open([A, B], at());
  go([B, A], at());
  expect(present()).toBe("a");
  expect(onChoices).toHaveBeenCalledExactlyOnceWith(at("a"), { isReplacing: true });
});

it("follows the way back to an address without a page", () => {
  const { go, onChoices, present } = open([A, B], at());
  go([A, B], at("b"));
  expect(present()).toBe("b");
  go([A, B], at());
  expect(present()).toBe("a");
  expect(onChoices).not.toHaveBeenCalled();
});

it("mends an address whose page is gone", () => {
  const { onChoices, present } = open([A, B], at("gone"));
  expect(present()).toBe("a");
  expect(onChoices).toHaveBeenCalledExactlyOnceWith(at("a"), { isReplacing: true });
});

it("chooses a page beside what else is chosen by then", () => {
  const onChoices = vi.fn();
  const { result, rerender } = renderHook((choices: Choices) => usePageChoice(choices, onChoices), { initialProps: at("a") });
  const choose = result.current;
  rerender({ ...at("a"), filters: { f: null } });
  act(() => { choose("b", { isReplacing: true }); });
  expect(onChoices).toHaveBeenCalledExactlyOnceWith({ ...at("b"), filters: { f: null } }, { isReplacing: true });
});

it.each<[string, DashboardPage[], DashboardPage[], string]>([
  ["where something changed", [A, B, C], [A, page("b", "New"), C], "b"],
  ["the present one when it changed too", [A, B, C], [page("a", "New"), B, page("c", "New")], "a"],
  ["one that came back", [A, C], [A, B, C], "b"],
  ["the present one when pages only changed places", [A, B, C], [C, B, A], "a"],
  ["the present one when another went", [A, B, C], [A, B], "a"],
])("after a step back shows the page %s", (_, before, after, expected) => {
  expect(pageToShow(before, after, "a")).toBe(expected);
});
