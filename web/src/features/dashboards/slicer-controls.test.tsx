import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import type { FilterChoice, PageFilter } from "@/api/contracts";
import { axeFindings } from "@/test-axe";
import { chooseFilter, NO_CHOICES } from "./choices";
import { FilterControl } from "./filter-control";
import type { Setting } from "./filter-values";
import type { ResultsSource } from "./results-source";

const CHILDREN: Record<string, [string | null, number][]> = {
  "[]": [["North", 4], ["South", 2], [null, 1]],
  '["North"]': [["Oslo", 3], ["Bergen", 1]],
  '["South"]': [["Rome", 2]],
};

const levels = [{ member: "region", grain: null }, { member: "town", grain: null }];
const tree: PageFilter = { id: "place", label: "Place", dataset_id: "d", member: "region", control: "hierarchy", default: null, levels };
const amount = { id: "amount", measure: { role: "measure" as const, member: "amount", aggregation: "sum" as const, label: "Takings" } };
const rows = { id: "rows", measure: { role: "measure" as const, member: "*", aggregation: "count" as const } };
const top: PageFilter = { id: "best", label: "Town", dataset_id: "d", member: "town", control: "top", default: null, ranking: { measures: [amount, rows], max_count: 20 } };

type Body = { path?: (string | null)[]; level?: number; search?: string; chosen?: { filter_id: string; filter: FilterChoice }[] };

const open = (filter: PageFilter, first: FilterChoice | null = null) => {
  const asked: Body[] = [];
  const answer = (body: Body): { rows: unknown[][]; total_rows: number } => {
    if (filter.control === "top") return { rows: [["Oslo", 30], [null, 7]], total_rows: 5 };
    if (body.level === 0) return { rows: [], total_rows: 0 };
    if (body.level === 1) return { rows: [["South", "Rome", 2]], total_rows: 1 };
    const found = CHILDREN[JSON.stringify(body.path ?? [])] ?? [];
    return { rows: found, total_rows: found.length };
  };
  const source = {
    address: "/x",
    send: (_: string, { body }: { body: string }) => {
      const read = JSON.parse(body) as Body;
      asked.push(read);
      return Promise.resolve(new Response(JSON.stringify(answer(read)), { status: 200 }));
    },
  } as unknown as ResultsSource;
  const chosen = vi.fn();
  function Stage() {
    const [value, setValue] = useState(first);
    const choices = value === null ? NO_CHOICES : chooseFilter(NO_CHOICES, filter.id, value);
    const setting: Setting = { pageId: "p", controls: { filters: [filter], parameters: [] }, source, choices, onChange: vi.fn(), draft: null };
    return <FilterControl filter={filter} setting={setting} label={filter.label ?? ""} value={value} onChange={(next) => { chosen(next); setValue(next); }} />;
  }
  render(<QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}><Stage /></QueryClientProvider>);
  return { user: userEvent.setup(), asked, chosen };
};

const item = (name: string) => screen.findByRole("treeitem", { name });
const paths = (...wanted: (string | null)[][]) => ({ kind: "path", levels, paths: wanted });

test("a tree asks for a level when it is opened, by keys alone, and chooses with three states", async () => {
  const { user, asked, chosen } = open(tree);
  (await item("North")).focus();
  expect(asked.map(({ path }) => path)).toEqual([[]]);
  await user.keyboard("{ArrowRight}");
  await item("Bergen");
  expect(asked.map(({ path }) => path)).toEqual([[], ["North"]]);
  await user.keyboard("{ArrowRight}{ArrowDown} ");
  expect(chosen).toHaveBeenLastCalledWith(paths(["North", "Bergen"]));
  expect((await item("North")).getAttribute("aria-checked")).toBe("mixed");
  await user.keyboard("{ArrowUp}{Enter}");
  expect(chosen).toHaveBeenLastCalledWith(paths(["North"]));
  expect((await item("Bergen")).getAttribute("aria-checked")).toBe("true");
  await user.keyboard("{ArrowDown} ");
  expect(chosen).toHaveBeenLastCalledWith(paths(["North", "Oslo"]));
  await user.keyboard("{ArrowLeft}");
  expect(await item("North")).toHaveFocus();
  await user.keyboard("{ArrowLeft}");
  expect(screen.queryByRole("treeitem", { name: "Bergen" })).toBeNull();
  await user.keyboard("{End} ");
  expect(chosen).toHaveBeenLastCalledWith(paths(["North", "Oslo"], [null]));
  expect(await axeFindings()).toEqual([]);
});

test("one part of a tree is reached by Tab, and a part that occurs no more is kept and said", async () => {
  const { chosen } = open(tree, { kind: "path", levels, paths: [["East"], ["South", "Gone"]] });
  const east = await item("East");
  expect(within(east).getByText("not there now")).toBeInTheDocument();
  expect((await item("South")).getAttribute("aria-checked")).toBe("mixed");
  expect(screen.getAllByRole("treeitem").filter(({ tabIndex }) => tabIndex === 0)).toEqual([east]);
  expect(chosen).not.toHaveBeenCalled();
});

test("a search looks at every level and shows what it found under what it belongs to", async () => {
  const { user, asked, chosen } = open(tree);
  await user.type(await screen.findByRole("searchbox", { name: "Search the values of Place" }), "ro");
  await user.click(within(await item("Rome")).getByText("Rome"));
  expect(asked.filter(({ search }) => search === "ro").map(({ level }) => level)).toEqual([0, 1]);
  expect(screen.getAllByRole("treeitem")).toHaveLength(2);
  expect(chosen).toHaveBeenLastCalledWith(paths(["South", "Rome"]));
});

test("the best are switched on, counted within what is offered, and ranked by an offered measure", async () => {
  const { user, chosen } = open(top);
  await user.click(await screen.findByRole("switch", { name: "Show the best only" }));
  expect(chosen).toHaveBeenLastCalledWith({ kind: "top", member: "town", count: 10, by: "amount", descending: true });
  const count = screen.getByRole("spinbutton", { name: "How many" });
  await user.clear(count);
  await user.type(count, "21");
  expect(screen.getByRole("alert")).toHaveTextContent("1 to 20");
  expect(chosen).toHaveBeenLastCalledWith({ kind: "top", member: "town", count: 2, by: "amount", descending: true });
  await user.click(screen.getByRole("radio", { name: "Smallest" }));
  expect(chosen).toHaveBeenLastCalledWith({ kind: "top", member: "town", count: 2, by: "amount", descending: false });
  const ranked = await screen.findByRole("list", { name: "Town, smallest first" });
  await waitFor(() => { expect(within(ranked).getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(["1Oslo30", "2null7"]); });
  await user.click(screen.getByRole("switch", { name: "Show the best only" }));
  expect(chosen).toHaveBeenLastCalledWith(null);
  expect(await axeFindings()).toEqual([]);
});
