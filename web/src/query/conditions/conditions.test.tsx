import { QueryClientProvider, queryOptions } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState, type ReactNode } from "react";
import { beforeAll, expect, test, vi } from "vitest";
import type { Filter, FilterValue } from "@/api/contracts";
import { createQueryClient } from "@/api/query-client";
import { axeFindings } from "@/test-axe";
import type { MemberValues } from "../model";
import { DateCondition } from "./date-condition";
import { ListCondition } from "./list-condition";
import { isPeriod, PERIODS } from "./periods";
import { RangeCondition } from "./range-condition";
import { SingleCondition } from "./single-condition";
import { cleanNumber, roundStep } from "./steps";
import { ToggleCondition } from "./toggle-condition";
import type { ValuesSource } from "./use-values";

beforeAll(() => {
  vi.stubGlobal("ResizeObserver", class { observe = () => undefined; unobserve = () => undefined; disconnect = () => undefined; });
});

const options = (key: string, values: MemberValues) => queryOptions({ queryKey: ["values", key], queryFn: () => Promise.resolve(values), staleTime: Infinity });

const sourceOf = (rows: [FilterValue, number][], total = rows.length, present: [FilterValue, number][] = []): ValuesSource => ({
  listed: (search) => options(`listed ${search}`, { rows: rows.filter(([value]) => String(value).includes(search)), total_rows: total }),
  occurring: (values) => options(`occurring ${JSON.stringify(values)}`, { rows: present, total_rows: present.length }),
});

type Shown = { datasetId: string; member: string; label: string; filter: Filter | null; onChange: (filter: Filter | null) => void };

const show = (draw: (shown: Shown) => ReactNode, first: Filter | null = null) => {
  const chosen: (Filter | null)[] = [];
  const Held = () => {
    const [filter, setFilter] = useState(first);
    return <main>{draw({ datasetId: "d", member: "m", label: "Region", filter, onChange: (next) => { chosen.push(next); setFilter(next); } })}</main>;
  };
  render(<QueryClientProvider client={createQueryClient()}><Held /></QueryClientProvider>);
  return chosen;
};

test("one value is chosen at a time, null like any other, and none at all where that is allowed", async () => {
  const chosen = show((shown) => <SingleCondition {...shown} isRequired={false} source={sourceOf([["East", 4], [null, 2], ["", 1], [7, 1]])} />);
  const names = await waitFor(() => {
    const found = screen.getAllByRole("radio").map((radio) => (radio as HTMLButtonElement).labels[0]?.textContent);
    expect(found).toHaveLength(5);
    return found;
  });
  expect(names).toEqual(["Any", "East", "null", "empty", "7"]);
  expect(screen.getByRole("radio", { name: "Any" })).toBeChecked();
  for (const name of ["East", "null", "7", "Any"]) await userEvent.click(screen.getByRole("radio", { name }));
  expect(chosen).toEqual([{ kind: "in", member: "m", values: ["East"] }, { kind: "in", member: "m", values: [null] }, { kind: "in", member: "m", values: [7] }, null]);
  expect(await axeFindings()).toEqual([]);
});

test("where a value is needed there is no way to none", async () => {
  show((shown) => <SingleCondition {...shown} isRequired source={sourceOf([["East", 4]])} />);
  await screen.findByRole("radio", { name: "East" });
  expect(screen.queryByRole("radio", { name: "Any" })).toBeNull();
});

test("a chosen value that no longer occurs is kept and marked, one beyond the list is not", async () => {
  const chosen: Filter = { kind: "in", member: "m", values: ["Gone", "Rare"] };
  show((shown) => <ListCondition {...shown} source={sourceOf([["East", 4]], 500, [["Rare", 1]])} />, chosen);
  expect(await screen.findByRole("checkbox", { name: "Gone" })).toBeChecked();
  expect(await screen.findByText("not there now")).toBeInTheDocument();
  expect(screen.getAllByText("not there now")).toHaveLength(1);
  expect(screen.getByRole("checkbox", { name: "Rare" })).toBeChecked();
  expect(screen.getByText("The 1 most frequent of 500 values. Search for the others.")).toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
});

test("thousands of chosen values do not fill the page", async () => {
  const values = Array.from({ length: 5000 }, (_, place) => `v${String(place)}`);
  show((shown) => <ListCondition {...shown} source={sourceOf([["East", 4]])} />, { kind: "in", member: "m", values });
  expect(await screen.findByText("4,800 more values chosen.")).toBeInTheDocument();
  expect(screen.getAllByRole("checkbox")).toHaveLength(201);
});

test("an empty list and a failed one say so", async () => {
  show((shown) => <ListCondition {...shown} source={sourceOf([])} />);
  expect(await screen.findByText("There is no value.")).toBeInTheDocument();
  const failing: ValuesSource = { listed: () => queryOptions({ queryKey: ["failing"], queryFn: (): Promise<MemberValues> => Promise.reject(new Error("The engine is busy.")), retry: false }) as never };
  show((shown) => <ListCondition {...shown} source={failing} />);
  expect(await screen.findByRole("button", { name: "Try again" })).toBeInTheDocument();
});

test("a range is drawn along the ends of the data, and its ends are no bounds", async () => {
  const chosen = show((shown) => <RangeCondition {...shown} ends={{ min: 0, max: 100 }} />);
  const [low, high] = screen.getAllByRole("slider");
  expect([low, high].map((thumb) => [thumb?.getAttribute("aria-valuenow"), thumb?.getAttribute("aria-label")])).toEqual([["0", "Region from"], ["100", "Region to"]]);
  low?.focus();
  await userEvent.keyboard("{ArrowRight}");
  high?.focus();
  await userEvent.keyboard("{ArrowLeft}{End}");
  expect(chosen).toEqual([
    { kind: "range", member: "m", min: 1, max: null, include_max: true },
    { kind: "range", member: "m", min: 1, max: 99, include_max: true },
    { kind: "range", member: "m", min: 1, max: null, include_max: true },
  ]);
  expect(screen.getByLabelText("From")).toHaveValue("1");
  expect(await axeFindings()).toEqual([]);
});

test("without ends, or with one number only, a range is written", () => {
  show((shown) => <RangeCondition {...shown} ends={null} />);
  show((shown) => <RangeCondition {...shown} ends={{ min: 3, max: 3 }} />);
  expect(screen.queryByRole("slider")).toBeNull();
  expect(screen.getAllByLabelText("From")).toHaveLength(2);
});

test("steps along a slider are round, and whole where the numbers are", () => {
  expect([[0, 100], [0, 7], [0, 1], [-1, 1], [0, 123_456], [0.5, 0.5]].map(([min = 0, max = 0]) => roundStep(min, max))).toEqual([1, 1, 0.005, 0.01, 1000, 1]);
  expect(cleanNumber(0.1 + 0.2)).toBe(0.3);
});

test("yes, no and either", async () => {
  const chosen = show((shown) => <ToggleCondition {...shown} />);
  for (const name of ["Yes", "No", "Any"]) await userEvent.click(screen.getByRole("radio", { name }));
  expect(chosen).toEqual([{ kind: "in", member: "m", values: [true] }, { kind: "in", member: "m", values: [false] }, null]);
});

test("usual periods stay relative, and each is told from the others", async () => {
  const chosen = show((shown) => <DateCondition {...shown} />);
  for (const name of ["Previous quarter", "Year to date", "This year"]) await userEvent.click(screen.getByRole("button", { name }));
  const relative = { kind: "relative_time", member: "m", anchor: "latest", count: 1 };
  expect(chosen).toEqual([
    { ...relative, unit: "quarter", include_current: false, to_date: false },
    { ...relative, unit: "year", include_current: true, to_date: true },
    { ...relative, unit: "year", include_current: true, to_date: false },
  ]);
  expect(screen.getAllByRole("button", { pressed: true }).map(({ textContent }) => textContent)).toEqual(["This year"]);
  for (const [words, period] of PERIODS) {
    const filter = { kind: "relative_time" as const, member: "m", anchor: "now" as const, ...period };
    expect(PERIODS.filter(([, other]) => isPeriod(filter, other)).map(([name]) => name)).toEqual([words]);
  }
});
