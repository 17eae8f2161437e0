import { View, parse } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { expect, test } from "vitest";
import { afterKey, isMapSpec, MOST, panned, WHOLE, wheelFactor, zoomable, zoomedAt } from "./map-zoom";
import theme from "./theme.json";
import { vegaConfig } from "./theme";
import { compilePicture } from "./vega-runtime";
import { borders } from "./world";

const SIZE = { width: 320, height: 200 };
const map = {
  usermeta: {},
  signals: [{ name: "mine", value: 1 }],
  data: [{ name: "result" }, { name: "world" }],
  projections: [{ name: "map", type: "equalEarth", fit: { signal: "data('world')" }, size: { signal: "[width, height]" } }],
  marks: [
    { type: "shape", from: { data: "world" }, transform: [{ type: "geoshape", projection: "map" }] },
    { type: "text", encode: { update: { text: { value: "2 not on this map" } } } },
  ],
};

const viewOf = async () => {
  const vega = compilePicture({ spec: map, rows: [], size: SIZE, config: vegaConfig("light", theme.colors.light) }, { world: borders() });
  const view = new View(parse(vega, undefined, { ast: true } as never), { renderer: "none", expr: expressionInterpreter } as ConstructorParameters<typeof View>[1]);
  await view.runAsync();
  return view;
};

type Projection = (place: readonly [number, number]) => [number, number];

const placed = (view: View): number[] => {
  const project = view.scale("map") as unknown as Projection;
  return [[16.4, 48.2], [-97.7, 30.3]].flatMap((place) => project(place as [number, number])).map(Math.round);
};

test("what is zoomed at stays where it is, and a map is never pulled off its picture", () => {
  expect(zoomedAt(WHOLE, 2)).toEqual({ scale: 2, x: -0.5, y: -0.5 });
  expect(zoomedAt(WHOLE, 2, { x: 0, y: 1 })).toEqual({ scale: 2, x: 0, y: -1 });
  expect(zoomedAt(zoomedAt(WHOLE, 2, { x: 0.25, y: 0.75 }), 2, { x: 0.25, y: 0.75 })).toEqual({ scale: 4, x: -0.75, y: -2.25 });
  expect(panned({ scale: 2, x: -0.5, y: -0.5 }, { x: 9, y: -9 })).toEqual({ scale: 2, x: 0, y: -1 });
  expect(panned(WHOLE, { x: 0.3, y: -0.3 })).toEqual(WHOLE);
});

test("a map is zoomed in only so far, and out to the whole of it", () => {
  expect(zoomedAt(WHOLE, 1000).scale).toBe(MOST);
  expect(zoomedAt({ scale: 3, x: -1, y: -2 }, 0.001)).toEqual(WHOLE);
  expect([wheelFactor(-240), wheelFactor(0), wheelFactor(240)]).toEqual([2, 1, 0.5]);
});

test("keys zoom, pull and show the whole; other keys mean nothing", () => {
  const zoom = { scale: 2, x: -0.5, y: -0.5 };
  expect(afterKey("+", WHOLE)?.scale).toBe(1.5);
  expect(afterKey("=", WHOLE)).toEqual(afterKey("+", WHOLE));
  expect(afterKey("-", { scale: 1.5, x: -0.25, y: -0.25 })).toEqual(WHOLE);
  expect(afterKey("0", zoom)).toEqual(WHOLE);
  expect(afterKey("ArrowRight", zoom)).toEqual({ scale: 2, x: -0.7, y: -0.5 });
  expect(afterKey("ArrowUp", zoom)).toEqual({ scale: 2, x: -0.5, y: -0.3 });
  expect([afterKey("a", zoom), afterKey("Enter", zoom)]).toEqual([null, null]);
});

test("only maps can be zoomed, and only what lies on the map is clipped", () => {
  const chart = { marks: [{ type: "symbol" }], projections: [{ name: "map" }] };
  expect([isMapSpec(map), isMapSpec(chart), isMapSpec({ mark: "bar" })]).toEqual([true, false, false]);
  expect(zoomable(chart)).toBe(chart);
  expect((zoomable(map)["marks"] as { clip?: boolean }[]).map(({ clip }) => clip)).toEqual([true, undefined]);
});

test("the land is drawn as many times larger as it is zoomed, from where its corner lies, also in another size", async () => {
  const view = await viewOf();
  const [x = 0, y = 0, otherX = 0, otherY = 0] = placed(view);
  await view.signal("zoomScale", 4).signal("zoomX", -2).signal("zoomY", -0.5).runAsync();
  const near = (found: number[], expected: number[]) => { expect(Math.max(...found.map((one, at) => Math.abs(one - (expected[at] ?? Infinity))))).toBeLessThanOrEqual(5); };
  near(placed(view), [x * 4 - 640, y * 4 - 100, otherX * 4 - 640, otherY * 4 - 100]);
  await view.width(640).height(400).runAsync();
  near(placed(view), [x * 8 - 1280, y * 8 - 200, otherX * 8 - 1280, otherY * 8 - 200]);
});
