import { parse, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { expect, test } from "vitest";
import { vegaConfig } from "./theme";
import { compilePicture } from "./vega-runtime";
import { pickedFields, withOwnClicks, withSize } from "./vega-spec";

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

test("small multiples share the frame among as many columns as fit", () => {
  const facets = { facet: { field: "region:label", type: "nominal" }, columns: 4, spec: { mark: "bar", width: 180, height: 130 } };
  const many = Array.from({ length: 9 }, (_, index) => ({ region: String(index) }));
  const sized = (width: number) => withSize(facets, many, { width, height: 600 });
  const wide = sized(1200);
  expect([wide["columns"], wide["spec"], sized(300)["columns"]]).toEqual([5, { mark: "bar", width: 203, height: 226 }, 1]);
});

test("the columns that marks are lit by are found in every kind of spec", () => {
  const found = [bars, { layer: [{ mark: "line" }, { params: [pick] }] }, { facet: { field: "a" }, spec: { layer: [{ params: [pick] }] } }, { mark: "bar" }];
  expect(found.map(pickedFields)).toEqual([["region"], ["region"], ["region"], []]);
});
