import { parse, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { expect, test } from "vitest";
import { vegaConfig } from "./theme";
import { tooltipLines } from "./tooltip-card";
import { compilePicture } from "./vega-runtime";
import { fitted, layoutKeyOf, pickedFields, withOwnClicks } from "./vega-spec";

const tokens = { fg: "#161a22", muted: "#515a69", line: "#dfe3ea", lineStrong: "#8a93a3", panel: "#ffffff" };
const pick = { name: "pick", select: { type: "point", fields: ["region"], on: "click", toggle: "event.shiftKey", nearest: true } };

const bars = {
  description: "Sum of amount by region",
  data: { name: "result" },
  params: [pick],
  mark: "bar",
  encoding: {
    x: { field: "region", type: "ordinal" },
    y: { field: "sum_amount", type: "quantitative" },
    opacity: { condition: { param: "pick", value: 1 }, value: 0.3 },
  },
  width: "container",
  height: "container",
};
const rows = [{ region: "East", sum_amount: 3 }, { region: "<img src=x onerror=alert(1)>", sum_amount: 5 }];

const svgOf = async (spec: Record<string, unknown>, theme: "light" | "dark" = "light") => {
  const vega = compilePicture({ spec, rows: rows.map((row) => ({ ...row })), size: { width: 320, height: 200 }, config: vegaConfig(theme, tokens) });
  const view = new View(parse(vega, undefined, { ast: true } as never), { renderer: "none", expr: expressionInterpreter } as ConstructorParameters<typeof View>[1]);
  await view.runAsync();
  return { svg: await view.toSVG(), view };
};

test("a picture is drawn without evaluating code, in the size of its frame", async () => {
  const { svg } = await svgOf(bars);
  expect(svg).toMatch(/width="320" height="200"/);
  expect(svg.match(/aria-roledescription="bar"/g)).toHaveLength(2);
});

test("hostile values are only ever text", async () => {
  const { svg } = await svgOf(bars);
  expect(svg).not.toContain("<img");
});

test("the theme's first colour fills marks without a colour field", async () => {
  const filled = await Promise.all((["light", "dark"] as const).map(async (theme) => (await svgOf(bars, theme)).svg.includes(`fill="${theme === "light" ? "#0047ba" : "#3ec2ff"}"`)));
  expect(filled).toEqual([true, true]);
});

test("what is picked dims the other marks", async () => {
  const { view } = await svgOf(bars);
  const dimmed = async () => (await view.toSVG()).match(/<path aria-label[^>]*opacity="0.3"/g)?.length ?? 0;
  expect(await dimmed()).toBe(0);
  view.data("pick_store", [{ unit: "", fields: view.signal("pick_tuple_fields"), values: [["East"]] }]);
  await view.runAsync();
  expect(await dimmed()).toBe(1);
});

test("clicks are taken over wherever the selection stands, and other selections stay", () => {
  const hover = { name: "hover", select: { type: "point", on: "pointerover", nearest: true } };
  const mine = { name: "pick", select: { type: "point", fields: ["region"], on: "never", toggle: false, clear: false } };
  expect(withOwnClicks({ layer: [{ mark: "line" }, { mark: "point", params: [pick, hover] }] })).toEqual({ layer: [{ mark: "line" }, { mark: "point", params: [mine, hover] }] });
  expect(withOwnClicks({ facet: { field: "a" }, spec: { params: [pick] } })).toEqual({ facet: { field: "a" }, spec: { params: [mine] } });
});

const months = Array.from({ length: 9 }, (_, index) => ({ region: `Region ${String(index)}`, sum_amount: index }));
const axis = (title: string) => ({ axis: { title } });
const facets = {
  facet: { field: "region:label", type: "nominal" }, columns: 4,
  spec: { mark: "bar", width: 180, height: 130, encoding: { x: { field: "day", type: "temporal", ...axis("Day") }, y: { field: "sum_amount", type: "quantitative", ...axis("Amount") } } },
};

test("small multiples share the frame among as many columns as fit, and stay inside of it", () => {
  const sized = (width: number, height: number) => {
    const { spec } = fitted(facets, months, { width, height });
    const { width: across, height: down } = spec["spec"] as { width: number; height: number };
    const columns = spec["columns"] as number;
    return { columns, isInside: columns * across < width && Math.ceil(9 / columns) * down < height };
  };
  expect([sized(1200, 600), sized(800, 300), sized(300, 600)]).toEqual([{ columns: 5, isInside: true }, { columns: 5, isInside: true }, { columns: 2, isInside: true }]);
});

test("facets that the server leaves out take no room", () => {
  const heightOf = (most: number | null) => (fitted({ ...facets, usermeta: { most_facets: most } }, months, { width: 400, height: 600 }).spec["spec"] as { height: number }).height;
  expect(heightOf(2)).toBeGreaterThan(heightOf(null) * 2);
});

test("what small multiples have in common is not said once for each", () => {
  const titles = (count: number, size: { width: number; height: number }) => {
    const { spec } = fitted(facets, months.slice(0, count), size);
    const { x, y } = (spec["spec"] as typeof facets.spec).encoding;
    return [x.axis.title, y.axis.title];
  };
  expect([titles(9, { width: 800, height: 400 }), titles(2, { width: 800, height: 200 }), titles(1, { width: 400, height: 200 })]).toEqual([[null, null], [null, "Amount"], ["Day", "Amount"]]);
});

const named = (names: readonly string[], legend?: null) => ({
  spec: {
    mark: "bar",
    encoding: {
      x: { field: "region:label", type: "ordinal" }, y: { field: "sum_amount", type: "quantitative" },
      color: { field: "region:label", type: "nominal", ...(legend === null ? { legend } : { legend: {} }) },
    },
  },
  rows: names.map((region) => ({ region })),
});
const frameOf = (names: readonly string[], width: number, height: number, legend?: null) => {
  const { spec, rows: named_rows } = named(names, legend);
  return fitted(spec, named_rows, { width, height }).config;
};

test("names lie flat where they have room, are shortened where they nearly do, and lean where they are many", () => {
  const long = "Bureau of Standards, Weights and Measures";
  const many = Array.from({ length: 20 }, (_, index) => `Product ${String(index)}`);
  const along = [frameOf(["East", "West"], 400, 250, null), frameOf([long, "West"], 400, 250, null), frameOf(many, 400, 250, null)].map((config) => config["axisXDiscrete"]);
  expect(along).toEqual([{ labelAngle: 0 }, { labelAngle: 0, labelLimit: 156 }, { labelAngle: -40, labelLimit: 120 }]);
});

test("a legend stands where it leaves the marks the most room, and gives way in the smallest frames", () => {
  const ten = Array.from({ length: 10 }, (_, index) => `Product ${String(index)}`);
  const places = [frameOf(ten, 400, 250), frameOf(["East", "West"], 300, 600), frameOf(ten, 160, 110)].map((config) => config["legend"]);
  expect(places).toEqual([{ orient: "right", columns: 1 }, { orient: "bottom", columns: 2 }, { disable: true }]);
});

test("a legend of sizes gives way to one of colours in a low frame", () => {
  const points = { mark: "point", encoding: { size: { field: "sum_amount", type: "quantitative", legend: { title: "Amount" } } } };
  const legendAt = (height: number) => (fitted(points, [], { width: 500, height }).spec["encoding"] as typeof points.encoding).size.legend;
  expect([legendAt(250), legendAt(500)]).toEqual([null, { title: "Amount" }]);
});

test("a picture is laid out anew when its legend or its names move, not with every pixel", () => {
  const { spec, rows: two } = named(["East", "West"]);
  const key = (width: number, height: number) => layoutKeyOf(spec, two, { width, height });
  expect([key(400, 250) === key(403, 252), key(400, 250) === key(300, 600)]).toEqual([true, false]);
});

test("the columns that marks are lit by are found in every kind of spec", () => {
  const found = [bars, { layer: [{ mark: "line" }, { params: [pick] }] }, { facet: { field: "a" }, spec: { layer: [{ params: [pick] }] } }, { mark: "bar" }];
  expect(found.map(pickedFields)).toEqual([["region"], ["region"], ["region"], []]);
});

const full = {
  description: "Sum of amount by region",
  usermeta: { pick: ["region"] },
  width: 560,
  height: 320,
  autosize: { type: "none", contains: "padding" },
  data: [{ name: "result" }, { name: "pick_store" }],
  scales: [{ name: "x", type: "band", domain: { data: "result", field: "region" }, range: "width" }],
  marks: [{
    type: "rect",
    from: { data: "result" },
    encode: { update: {
      x: { scale: "x", field: "region" }, width: { scale: "x", band: 1 }, y: { value: 0 }, y2: { signal: "height" },
      opacity: [{ test: "!length(data('pick_store')) || vlSelectionTest('pick_store', datum)", value: 1 }, { value: 0.3 }],
      fill: { value: "teal" },
    } },
  }, { type: "text", style: ["text"], encode: { update: { text: { value: "Words" } } } }],
};

test("a spec for Vega itself is drawn as it is, in the size of its frame and the looks of the theme", async () => {
  const { svg } = await svgOf(full, "dark");
  expect(svg).toMatch(/width="320" height="200"/);
  expect(svg.match(/fill="teal"/g)).toHaveLength(2);
  expect(svg).toMatch(/<text[^>]*font-family="&quot;Inter Variable[^>]*fill="#161a22"/);
});

test("the marks of a spec for Vega itself are lit by its own columns", async () => {
  expect(pickedFields(full)).toEqual(["region"]);
  expect(pickedFields({ ...full, usermeta: {} })).toEqual([]);
  const { view } = await svgOf(full);
  view.data("pick_store", [{ unit: "", fields: [{ type: "E", field: "region" }], values: [["East"]] }]);
  await view.runAsync();
  expect((await view.toSVG()).match(/opacity="0.3"/g)).toHaveLength(1);
});

test("a spec for Vega itself does without the legends that a small frame has no room for", () => {
  const sides = [{ fill: "hues", orient: "right" }, { size: "sizes", orient: "right" }, { fill: "amounts", orient: "bottom" }];
  const kept = (width: number, height: number) => fitted({ ...full, legends: sides }, rows, { width, height }).spec["legends"];
  expect([kept(600, 400), kept(600, 300), kept(300, 400), kept(300, 100)]).toEqual([sides, [sides[0], sides[2]], [sides[2]], []]);
});

test("a spec for Vega itself is only stretched by its frame", () => {
  expect(layoutKeyOf(full, rows, { width: 320, height: 200 })).toBe(layoutKeyOf(full, rows, { width: 900, height: 500 }));
});

test("a map is given the borders that the application brings along", async () => {
  const map = {
    ...full,
    data: [...full.data, { name: "world" }],
    projections: [{ name: "map", type: "equalEarth", fit: { signal: "data('world')" }, size: { signal: "[width, height]" } }],
    marks: [{ type: "shape", style: ["land"], from: { data: "world" }, transform: [{ type: "geoshape", projection: "map" }] }],
  };
  const { borders } = await import("./world");
  const vega = compilePicture({ spec: map, rows: [], size: { width: 320, height: 200 }, config: vegaConfig("light", tokens) }, { world: borders() });
  const view = new View(parse(vega, undefined, { ast: true } as never), { renderer: "none", expr: expressionInterpreter } as ConstructorParameters<typeof View>[1]);
  await view.runAsync();
  expect((await view.toSVG()).match(/fill="#dfe3ea"/g)).toHaveLength(177);
});

test("titles of a tooltip need not be keys, and two of them may be alike", () => {
  expect(tooltipLines([["__proto__", "East"], ["Amount", null], ["Amount", "5"], "stray"])).toEqual([
    { label: "__proto__", value: "East" }, { label: "Amount", value: "No value" }, { label: "Amount", value: "5" },
  ]);
});
