import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ChartTile, Drawing, RowFilterSpec } from "@/api/contracts";
import type { Answer, Drawable } from "@/query/answer";
import type { Linking } from "./live-tiles";
import { richOf } from "./rich-tooltip";

const tile = { kind: "chart", id: "bars", chart: { dataset_id: "d" }, tooltip: { title: "By month", chart: { dataset_id: "d" } } } as unknown as ChartTile;
const drawing = { bindings: [{ channel: "x", column: "region" }, { channel: "y", column: "total" }] } as unknown as Drawing;
const REGIONS = ["North", null, "<img src=x onerror=alert(1)>"];
const columns = [{ name: "region", label: "Region", role: "dimension", member: "region", type: "text", grain: null, bin_width: null }, { name: "total", label: "Total", role: "measure", member: "amount", type: "integer" }];
const answer = {
  table: { rowCount: 3, columns: columns.map((meaning, at) => ({ meaning, valueAt: (row: number) => (at === 0 ? REGIONS[row] ?? null : row * 10), plotAt: (row: number) => (at === 0 ? REGIONS[row] ?? null : row * 10) })) },
  meaning: { columns },
} as unknown as Drawable;
const empty = { table: { rowCount: 0, columns: [] }, meaning: { columns: [] }, extra: null, byteSize: 0 } as unknown as Answer;

const rich = (ask: (filters: readonly RowFilterSpec[], signal: AbortSignal) => Promise<Answer>) => ({ ...richOf(tile, { source: {}, question: {} } as unknown as Linking), ask });

beforeEach(() => { vi.useFakeTimers({ shouldAdvanceTime: true }); });
afterEach(() => { vi.useRealTimers(); });

const card = (ask: Parameters<typeof rich>[0], region: string | null) => {
  const made = rich(ask);
  return <made.Card rich={made} lines={[{ label: "Region", value: String(region) }]} x={5} y={5} point={{ region }} drawing={drawing} answer={answer} />;
};

it("asks for the mark alone once somebody has stayed on it, and not for those that were passed", async () => {
  const asked: (readonly RowFilterSpec[])[] = [];
  const signals: AbortSignal[] = [];
  const ask = (filters: readonly RowFilterSpec[], signal: AbortSignal) => { asked.push(filters); signals.push(signal); return new Promise<Answer>(() => undefined); };
  const made = rich(ask);
  const at = (region: string | null) => <made.Card rich={made} lines={[]} x={5} y={5} point={{ region }} drawing={drawing} answer={answer} />;
  const { rerender, unmount } = render(at("South"));
  await act(async () => { await vi.advanceTimersByTimeAsync(100); });
  rerender(at("North"));
  await act(async () => { await vi.advanceTimersByTimeAsync(150); });
  expect(asked).toEqual([]);
  await act(async () => { await vi.advanceTimersByTimeAsync(100); });
  expect(asked).toEqual([[{ kind: "in", member: "region", values: ["North"], exclude: false, grain: null }]]);
  expect(signals[0]?.aborted).toBe(false);
  unmount();
  expect(signals[0]?.aborted).toBe(true);
});

it("tells an error in place of the picture, and the values stay", async () => {
  render(card(() => Promise.reject(new Error("No way there.")), "North"));
  await act(async () => { await vi.advanceTimersByTimeAsync(300); });
  expect(screen.getByText("North")).toBeInTheDocument();
  expect(screen.getByRole("alert")).toBeInTheDocument();
});

it("says so where the mark has no rows", async () => {
  render(card(() => Promise.resolve(empty), "North"));
  await act(async () => { await vi.advanceTimersByTimeAsync(300); });
  expect(screen.getByText("By month")).toBeInTheDocument();
  expect(screen.getByText("No rows match the filters.")).toBeInTheDocument();
});

it("goes from mark to mark by keys, and closes by Escape", async () => {
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime.bind(vi) });
  const made = rich(() => Promise.resolve(empty));
  render(<made.Walker rich={made} drawing={drawing} answer={answer} />);
  const marks = screen.getByRole("slider", { name: "Marks of the picture" });
  act(() => { marks.focus(); });
  await user.keyboard("{Home}{ArrowRight}");
  expect(marks).toHaveAttribute("aria-valuetext", "Region: No value, Total: 10");
  await user.keyboard("{End}{ArrowRight}");
  expect(marks).toHaveAttribute("aria-valuetext", `Region: ${REGIONS[2] ?? ""}, Total: 20`);
  expect(document.querySelector("img")).toBeNull();
  await user.keyboard("{Escape}");
  expect(document.querySelector("[data-rich-tooltip]")).toBeNull();
  expect(marks).toHaveAttribute("aria-valuetext", "Arrow keys go from mark to mark");
});
