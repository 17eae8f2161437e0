import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { answeredState, type Answer } from "@/query/answer";
import { aColumn, aDrawing, anAnswer } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { ChartFrame } from "./chart-frame";
import type { MapZoom } from "./map-zoom";
import type { DrawRequest } from "./vega-runtime";

const runtime = vi.hoisted(() => ({ requests: [] as DrawRequest[], zooms: [] as MapZoom[] }));

// The land is 100 pixels wide and 50 high, 20 from the left and 10 from the top.
vi.mock("./vega-runtime", () => ({
  draw: (request: DrawRequest) => {
    runtime.requests.push(request);
    return Promise.resolve({
      resize: () => Promise.resolve(), destroy: vi.fn(), light: vi.fn(), update: vi.fn(), plot: () => null, areaGround: () => null,
      ground: () => ({ left: 20, top: 10, width: 100, height: 50 }),
      zoom: (zoom: MapZoom) => { runtime.zooms.push(zoom); },
    });
  },
}));

const country = aColumn({ name: "country", label: "Country" });
const total = aColumn({ name: "total", type: "integer", role: "measure", aggregation: "sum" });
const map = aDrawing({ mark: "choropleth", vega_lite: null, vega: { marks: [] }, bindings: [{ channel: "x", column: "country" }, { channel: "y", column: "total" }] });
const sales = (): Answer => anAnswer([[country, ["Austria", "Peru"]], [total, [3, 4]]], { extra: map });

const framed = (answer: Answer, onPick = vi.fn()) => <TooltipProvider><ChartFrame label="Sales" state={answeredState(answer)} onPick={onPick} /></TooltipProvider>;

const drawn = async (onPick = vi.fn()) => {
  const { rerender, container } = render(framed(sales(), onPick));
  await screen.findByRole("button", { name: "Zoom in" }, { timeout: 10_000 });
  const host = screen.getByRole("group", { name: /^Map/ });
  const pointer = (kind: "pointerDown" | "pointerMove" | "pointerUp", x: number, y: number, pointerId = 1) => fireEvent[kind](host, { clientX: x, clientY: y, button: 0, pointerId });
  return { host, pointer, rerender, container, again: () => { rerender(framed(sales(), onPick)); } };
};

beforeEach(() => {
  runtime.requests.length = 0;
  runtime.zooms.length = 0;
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(400);
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(300);
  Element.prototype.setPointerCapture = vi.fn();
});

test("buttons zoom in, out and back to the whole, and idle ones do nothing", async () => {
  const { container } = await drawn();
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Zoom out" }));
  expect(runtime.zooms).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Zoom in" }));
  expect(screen.getByRole("status")).toHaveTextContent("Zoomed in 1.5 times");
  await user.click(screen.getByRole("button", { name: "Show the whole map" }));
  expect(runtime.zooms).toEqual([{ scale: 1.5, x: -0.25, y: -0.25 }, { scale: 1, x: 0, y: 0 }]);
  expect(await axeFindings(container)).toEqual([]);
});

test("keys work in the map and on its buttons", async () => {
  const { host } = await drawn();
  const user = userEvent.setup();
  host.focus();
  await user.keyboard("+{ArrowLeft}");
  screen.getByRole("button", { name: "Zoom in" }).focus();
  await user.keyboard("0");
  expect(runtime.zooms).toEqual([{ scale: 1.5, x: -0.25, y: -0.25 }, { scale: 1.5, x: -0.04999999999999999, y: -0.25 }, { scale: 1, x: 0, y: 0 }]);
});

test("a wheel zooms where it is with Ctrl or in a map with the focus, and scrolls the page otherwise", async () => {
  const { host } = await drawn();
  const wheel = (more: object) => fireEvent.wheel(host, { deltaY: -240, clientX: 20, clientY: 10, ...more });
  expect(wheel({})).toBe(true);
  expect(runtime.zooms).toEqual([]);
  expect(wheel({ ctrlKey: true })).toBe(false);
  expect(runtime.zooms).toEqual([{ scale: 2, x: 0, y: 0 }]);
  host.focus();
  expect(wheel({})).toBe(false);
  expect(runtime.zooms.at(-1)).toEqual({ scale: 4, x: 0, y: 0 });
  fireEvent.wheel(host, { deltaY: 2400, clientX: 20, clientY: 10 });
  // Out of the whole map the page scrolls on.
  expect(wheel({ deltaY: 240 })).toBe(true);
});

test("on a page that is being laid out, Ctrl and the wheel are left to the page", async () => {
  render(<div data-zoom="1">{framed(sales())}</div>);
  await screen.findByRole("button", { name: "Zoom in" }, { timeout: 10_000 });
  const host = screen.getByRole("group", { name: /^Map/ });
  expect(fireEvent.wheel(host, { deltaY: -240, ctrlKey: true })).toBe(true);
  expect(runtime.zooms).toEqual([]);
});

test("a drag pulls a map that is zoomed, and the click that ends it picks nothing", async () => {
  const onPick = vi.fn();
  const { pointer } = await drawn(onPick);
  pointer("pointerDown", 70, 35);
  pointer("pointerMove", 90, 35);
  pointer("pointerUp", 90, 35);
  expect(runtime.zooms).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Zoom in" }));
  pointer("pointerDown", 70, 35);
  pointer("pointerMove", 72, 35);
  expect(runtime.zooms).toHaveLength(1);
  pointer("pointerMove", 80, 40);
  pointer("pointerUp", 80, 40);
  const last = runtime.zooms.at(-1);
  expect([last?.scale, last?.x.toFixed(2), last?.y.toFixed(2)]).toEqual([1.5, "-0.15", "-0.15"]);
  act(() => { runtime.requests.at(-1)?.onPress({ datum: { country: "Peru" }, isSeries: false }, false); });
  expect(onPick).not.toHaveBeenCalled();
  pointer("pointerDown", 80, 40);
  pointer("pointerUp", 80, 40);
  act(() => { runtime.requests.at(-1)?.onPress({ datum: { country: "Peru" }, isSeries: false }, false); });
  expect(onPick).toHaveBeenCalledTimes(1);
});

test("two fingers zoom by how far they part", async () => {
  const { pointer } = await drawn();
  pointer("pointerDown", 60, 35, 1);
  pointer("pointerDown", 80, 35, 2);
  pointer("pointerMove", 50, 35, 1);
  pointer("pointerMove", 90, 35, 2);
  expect(runtime.zooms.at(-1)?.scale).toBeCloseTo(2);
  pointer("pointerUp", 50, 35, 1);
  pointer("pointerMove", 90, 35, 2);
  expect(runtime.zooms.at(-1)?.scale).toBeCloseTo(2);
});

test("a map that is drawn anew stays where it was", async () => {
  const { again } = await drawn();
  await userEvent.click(screen.getByRole("button", { name: "Zoom in" }));
  again();
  await waitFor(() => { expect(runtime.requests).toHaveLength(2); });
  await waitFor(() => { expect(runtime.zooms).toEqual([{ scale: 1.5, x: -0.25, y: -0.25 }, { scale: 1.5, x: -0.25, y: -0.25 }]); });
});

test("other pictures have no zoom", async () => {
  const bars = anAnswer([[country, ["Austria"]], [total, [3]]], { extra: aDrawing({ vega_lite: { mark: "bar" }, bindings: [{ channel: "x", column: "country" }] }) });
  render(framed(bars));
  await waitFor(() => { expect(runtime.requests).toHaveLength(1); });
  expect(screen.queryByRole("button", { name: "Zoom in" })).toBeNull();
});
