import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { AskForValues, DashboardPage, DashboardParameter, PageFilter } from "@/api/contracts";
import { fakeServer, json, problem } from "@/api/fake-server";
import { createQueryClient } from "@/api/query-client";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { NO_CHOICES, type Choices } from "./choices";
import { FilterBar } from "./filter-bar";
import { SlicerTile } from "./slicer-tile";

const filter = (id: string, more: Partial<PageFilter> = {}): PageFilter => ({ id, label: null, dataset_id: "d", member: id, control: "list", default: null, ...more });
const east = { kind: "in" as const, member: "region", values: ["East"] };
const page: DashboardPage = { id: "p1", title: "One", tiles: [], filters: [] };
const rate: DashboardParameter = { id: "rate", label: "Rate", dataset_id: "d", parameter: "rate", control: "slider", default: 0.5, min: 0, max: 1, step: 0.1 };

beforeAll(() => {
  vi.stubGlobal("ResizeObserver", class { observe = () => undefined; unobserve = () => undefined; disconnect = () => undefined; });
});
afterEach(() => { vi.unstubAllGlobals(); vi.stubGlobal("ResizeObserver", class { observe = () => undefined; unobserve = () => undefined; disconnect = () => undefined; }); });

const show = (filters: readonly PageFilter[], { first = NO_CHOICES, parameters = [], slicer }: { first?: Choices; parameters?: readonly DashboardParameter[]; slicer?: string } = {}) => {
  const seen: Choices[] = [];
  const Held = () => {
    const [choices, setChoices] = useState(first);
    const onChange = (next: Choices) => { seen.push(next); setChoices(next); };
    const setting = { pageId: "p1", controls: { filters, parameters }, source: { address: "/api/v1/dashboards/x", send: fetch }, choices, onChange, draft: null };
    return <main>{slicer === undefined ? <FilterBar {...setting} page={page} /> : <SlicerTile {...setting} controlId={slicer} />}</main>;
  };
  render(<QueryClientProvider client={createQueryClient()}><TooltipProvider><Held /></TooltipProvider></QueryClientProvider>);
  return seen;
};

const values = (body: string) => {
  const { chosen = [] } = JSON.parse(body) as AskForValues;
  return json({ rows: chosen.length > 0 ? [["Lima", 2]] : [["Lima", 2], ["Oslo", 1]], total_rows: chosen.length > 0 ? 1 : 2 });
};

test("a list asks for what the other choices leave, and its own choice asks nothing anew", async () => {
  const calls = fakeServer(({ body }) => values(body));
  show([filter("region"), filter("city")], { first: { ...NO_CHOICES, filters: { region: east, city: { kind: "in", member: "city", values: ["Oslo"] } } } });
  await userEvent.click(screen.getByRole("button", { name: /^City/ }));
  expect(await screen.findByRole("checkbox", { name: "Oslo" }, { timeout: 10_000 })).toBeChecked();
  expect(screen.getByText("not there now")).toBeInTheDocument();
  await userEvent.click(screen.getByRole("checkbox", { name: "Lima" }));
  expect(calls.map(({ path, body }) => [path, JSON.parse(body) as unknown])).toEqual([
    ["/api/v1/dashboards/x/filters/city/values", { page_id: "p1", chosen: [{ filter_id: "region", filter: east }], parameters: [] }],
  ]);
  expect(await axeFindings()).toEqual([]);
});

test("a filter that needs a value says so and cannot be cleared, others can", async () => {
  fakeServer(({ body }) => values(body));
  const seen = show([filter("region", { is_required: true }), filter("city", { default: { kind: "in", member: "city", values: ["Oslo"] } })]);
  expect(screen.getByRole("button", { name: "Region choose" })).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Clear City" }));
  expect(seen.at(-1)?.filters).toEqual({ city: null });
  await userEvent.click(screen.getByRole("button", { name: "Reset to defaults" }));
  expect(seen.at(-1)).toEqual(NO_CHOICES);
  expect(screen.queryByRole("button", { name: "Reset to defaults" })).toBeNull();
});

test("a parameter is set along its slider or written, within its bounds", async () => {
  const seen = show([], { parameters: [rate] });
  await userEvent.click(screen.getByRole("button", { name: "Rate 0.5" }));
  (await screen.findByRole("slider", { name: "Rate" })).focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(seen.at(-1)?.parameters).toEqual({ rate: 0.6 });
  await userEvent.keyboard("{ArrowRight}");
  expect(seen.at(-1)?.parameters).toEqual({ rate: 0.7 });
  const field = await screen.findByLabelText("Value");
  await userEvent.clear(field);
  await userEvent.type(field, "7{Enter}");
  expect(await screen.findByText("It lies between 0 – 1")).toBeInTheDocument();
  expect(seen).toHaveLength(2);
  expect(await axeFindings()).toEqual([]);
});

test("choices, switches, dates and texts set their parameters", async () => {
  const seen = show([], {
    parameters: [
      { ...rate, id: "net", label: "Net", control: "switch", default: false },
      { ...rate, id: "since", label: "Since", control: "date", default: "2024-01-01" },
      { ...rate, id: "word", label: "Word", control: "text", default: "a" },
    ],
  });
  await userEvent.click(screen.getByRole("button", { name: "Net No" }));
  await userEvent.click(await screen.findByRole("switch", { name: "Net" }));
  await userEvent.keyboard("{Escape}");
  await userEvent.click(screen.getByRole("button", { name: "Word a" }));
  await userEvent.type(await screen.findByRole("textbox", { name: "Word" }), "b{Enter}");
  expect(seen.at(-1)?.parameters).toEqual({ net: true, word: "ab" });
});

test("a slicer shows its control open, with what went wrong inside it, and says when its filter is gone", async () => {
  fakeServer(() => problem(503, "UNAVAILABLE"));
  show([filter("city")], { slicer: "city" });
  expect(await screen.findByRole("button", { name: "Try again" }, { timeout: 10_000 })).toBeInTheDocument();
  show([], { slicer: "gone" });
  expect(screen.getByText("The filter that stood here is gone.")).toBeInTheDocument();
});

test("on a phone the filters are one button that counts what is set, with a sheet", async () => {
  vi.stubGlobal("matchMedia", (query: string) => ({ matches: query.includes("max-width"), addEventListener: () => undefined, removeEventListener: () => undefined }));
  fakeServer(({ body }) => values(body));
  show([filter("region"), filter("city")], { first: { ...NO_CHOICES, filters: { region: east } }, parameters: [rate] });
  await userEvent.click(screen.getByRole("button", { name: "Filters (1)" }));
  const sheet = await screen.findByRole("dialog", { name: "Filters" });
  await userEvent.click(within(sheet).getByText("City"));
  expect(await within(sheet).findByRole("checkbox", { name: "Lima" })).toBeInTheDocument();
  await userEvent.click(within(sheet).getByRole("button", { name: "Clear Region" }));
  await waitFor(() => { expect(within(sheet).queryByRole("button", { name: "Clear Region" })).toBeNull(); });
});
