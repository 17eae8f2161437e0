import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { answeredState, type Answer } from "@/query/answer";
import type { PlotRow } from "@/query/arrow";
import { stepsOf, type Brush } from "@/query/brush";
import { aColumn, aDrawing, anAnswer } from "@/query/testing";
import { brushColumn } from "./brushable";
import { ChartFrame } from "./chart-frame";
import type { Plot } from "./plot";
import type { BrushControl } from "./use-brush-gesture";
import type { DrawRequest } from "./vega-runtime";

const runtime = vi.hoisted(() => ({ requests: [] as DrawRequest[], updates: [] as PlotRow[][] }));

// One pixel is one euro; the plot begins 20 pixels from the left edge of its frame.
const plot: Plot = { left: 20, top: 10, width: 100, height: 50, valueAt: (x) => x, xOf: (value) => value };

vi.mock("./vega-runtime", () => ({
  draw: (request: DrawRequest) => {
    runtime.requests.push(request);
    return Promise.resolve({
      resize: () => Promise.resolve(), destroy: vi.fn(), light: vi.fn(), plot: () => plot, areaGround: () => null,
      update: (rows: PlotRow[]) => { runtime.updates.push(rows); },
    });
  },
}));

const price = aColumn({ name: "price_bin", member: "price", type: "float", bin_width: 10 });
const count = aColumn({ name: "count", type: "integer", aggregation: "count" });
const histogram = aDrawing({
  mark: "histogram",
  vega_lite: { mark: "bar", encoding: { x: { field: "price_bin", type: "quantitative" }, y: { field: "count", type: "quantitative" } } },
  bindings: [{ channel: "x", column: "price_bin" }, { channel: "y", column: "count" }],
});
const prices = (drawing = histogram): Answer => anAnswer([[price, [0, 10]], [count, [3, 4]]], { extra: drawing });
const answer = prices();

const steps = stepsOf(price);
if (steps === null) throw new Error("no steps");

const control = (brush: Brush | null = null) => ({ steps, brush, onReady: vi.fn(), onBrush: vi.fn(), onEnd: vi.fn(), onCancel: vi.fn() }) satisfies BrushControl;

const drawn = async (brushing: BrushControl, onPick = vi.fn()) => {
  const { container } = render(<ChartFrame label="Prices" state={answeredState(answer)} onPick={onPick} brushing={brushing} />);
  await waitFor(() => { expect(runtime.requests).not.toHaveLength(0); });
  const host = container.querySelector("[data-brushable]");
  if (host === null) throw new Error("nothing can be brushed");
  await act(async () => { await Promise.resolve(); });
  const to = (x: number) => ({ clientX: x, clientY: 30, button: 0, pointerId: 1 });
  return { host, onPick, down: (x: number) => fireEvent.pointerDown(host, to(x)), move: (x: number) => fireEvent.pointerMove(host, to(x)), up: (x: number) => fireEvent.pointerUp(host, to(x)) };
};

const rectangle = () => document.querySelector<HTMLElement>("[data-brush]");

beforeEach(() => {
  runtime.requests.length = 0;
  runtime.updates.length = 0;
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(400);
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(300);
  Element.prototype.setPointerCapture = vi.fn();
});

test("a drag brushes the whole steps beneath it, told once for each change, and is kept when it ends", async () => {
  const brushing = control();
  const { down, move, up } = await drawn(brushing);
  down(35);
  move(37);
  expect(brushing.onBrush).not.toHaveBeenCalled();
  for (const x of [42, 44, 58, 58, 300]) move(x);
  expect(brushing.onBrush.mock.calls).toEqual([[{ from: 10, to: 30 }], [{ from: 10, to: 40 }], [{ from: 10, to: 100 }]]);
  expect(rectangle()?.style).toMatchObject({ left: "30px", width: "90px", top: "10px", height: "50px" });
  up(300);
  expect(brushing.onEnd.mock.calls).toEqual([[{ from: 10, to: 100 }]]);
  expect(brushing.onReady).toHaveBeenCalledTimes(1);
  expect(rectangle()?.dataset["brush"]).toBe("kept");
});

test("what was drawn stands until it is chosen, and is gone when the choice is taken back", async () => {
  const framed = (brush: Brush | null) => <ChartFrame label="Prices" state={answeredState(answer)} onPick={vi.fn()} brushing={control(brush)} />;
  const { container, rerender } = render(framed(null));
  await waitFor(() => { expect(runtime.requests).not.toHaveLength(0); });
  await act(async () => { await Promise.resolve(); });
  const host = container.querySelector("[data-brushable]");
  if (host === null) throw new Error("nothing can be brushed");
  const to = (x: number) => ({ clientX: x, clientY: 30, button: 0, pointerId: 1 });
  fireEvent.pointerDown(host, to(35));
  fireEvent.pointerMove(host, to(58));
  fireEvent.pointerUp(host, to(58));
  rerender(framed(null));
  expect(rectangle()?.dataset["brush"]).toBe("kept");
  rerender(framed({ from: 10, to: 40 }));
  expect(rectangle()?.style).toMatchObject({ left: "30px", width: "30px" });
  rerender(framed(null));
  expect(rectangle()).toBeNull();
});

test("the click that ends a drag picks nothing, and the next one does", async () => {
  const { down, move, up, onPick } = await drawn(control());
  const press = () => { act(() => { runtime.requests[0]?.onPress({ datum: { price_bin: 10 }, isSeries: false }, false); }); };
  down(35);
  move(60);
  up(60);
  press();
  expect(onPick).not.toHaveBeenCalled();
  down(35);
  up(35);
  press();
  expect(onPick).toHaveBeenCalledWith([{ kind: "range", member: "price", min: 10, max: 20, include_max: false }]);
});

test("a drag within the brush moves it by whole steps", async () => {
  const brushing = control({ from: 10, to: 30 });
  const { down, move, up } = await drawn(brushing);
  expect(rectangle()?.style).toMatchObject({ left: "30px", width: "20px" });
  down(40);
  move(62);
  up(62);
  expect(brushing.onEnd.mock.calls).toEqual([[{ from: 30, to: 50 }]]);
});

test("Escape lets go of what is being brushed, and whatever comes after it is no brush", async () => {
  const brushing = control();
  const { down, move, up } = await drawn(brushing);
  down(35);
  move(60);
  fireEvent.keyDown(window, { key: "Escape" });
  move(90);
  up(90);
  expect([brushing.onCancel.mock.calls.length, brushing.onEnd.mock.calls.length, rectangle()]).toEqual([1, 0, null]);
});

test("no brush begins beside the plot, with another button, or with shift, which adds marks", async () => {
  const brushing = control();
  const { host, move, up } = await drawn(brushing);
  for (const event of [{ clientX: 5, clientY: 30 }, { clientX: 40, clientY: 200 }, { clientX: 40, clientY: 30, button: 2 }, { clientX: 40, clientY: 30, shiftKey: true }]) {
    fireEvent.pointerDown(host, { button: 0, pointerId: 1, ...event });
    move(90);
    up(90);
  }
  expect(brushing.onBrush).not.toHaveBeenCalled();
});

test("rows that a brush elsewhere makes are drawn into the picture that is there, and leave it again", async () => {
  const live = anAnswer([[price, [0]], [count, [1]]]).table;
  const { rerender } = render(<ChartFrame label="Prices" state={answeredState(answer)} />);
  await waitFor(() => { expect(runtime.requests).toHaveLength(1); });
  await act(async () => { await Promise.resolve(); });
  rerender(<ChartFrame label="Prices" state={answeredState(answer)} live={live} />);
  rerender(<ChartFrame label="Prices" state={answeredState(answer)} live={null} />);
  expect(runtime.requests).toHaveLength(1);
  expect(runtime.updates.slice(-2)).toEqual([[{ price_bin: 0, count: 1 }], [{ price_bin: 0, count: 3 }, { price_bin: 10, count: 4 }]]);
});

test("a number follows a brush as well", () => {
  const total = aColumn({ name: "count", label: "Rows", type: "integer", aggregation: "count" });
  const number = anAnswer([[total, [7]]], { extra: aDrawing({ mark: "kpi" }) });
  const { rerender } = render(<ChartFrame label="Rows" state={answeredState(number)} />);
  expect(screen.getByRole("definition")).toHaveTextContent("7");
  rerender(<ChartFrame label="Rows" state={answeredState(number)} live={anAnswer([[total, [3]]]).table} />);
  expect(screen.getByRole("definition")).toHaveTextContent("3");
});

test("pictures along which steps run can be brushed, and no others", () => {
  const { vega_lite: spec } = histogram;
  const others = [
    { ...histogram, mark: "scatter" as const },
    { ...histogram, vega_lite: null },
    { ...histogram, vega_lite: { facet: { field: "region" }, spec } },
    { ...histogram, vega_lite: { mark: "bar", encoding: { x: { field: "price_bin:label", type: "ordinal" } } } },
    { ...histogram, bindings: [{ channel: "y" as const, column: "price_bin" }] },
  ];
  expect([brushColumn(answer)?.name, brushColumn(null), ...others.map((drawing) => brushColumn(prices(drawing)))]).toEqual(["price_bin", null, null, null, null, null, null]);
});
