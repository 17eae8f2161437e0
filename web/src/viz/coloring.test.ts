import { readFileSync } from "node:fs";
import { parse, View, type Spec as VegaSpec } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { expect, test } from "vitest";
import type { Drawing } from "@/api/contracts";
import type { PlotRow } from "@/query/arrow";
import { inColors } from "./coloring";
import { coloredBy, colorLabels } from "./color-labels";
import type { Size, Spec } from "./spec-parts";
import theme from "./theme.json";
import { vegaConfig, type ThemeName } from "./theme";
import { compilePicture } from "./vega-runtime";

// What the server fills in by itself when it draws a picture for a file; its own tests read the same examples.
type Example = { name: string; theme: ThemeName; spec: Spec; rows: PlotRow[]; size: Size; colored: { spec: Spec; config: Spec } };
const examples = JSON.parse(readFileSync("../tests/exports/golden/colored.json", "utf8")) as Example[];
const drawingOf = (spec: Spec, mark: Drawing["mark"] = "bar") => ({ mark, vega: null, vega_lite: spec, bindings: [] });

test.each(examples)("$name in the $theme look has the colors that the server draws", ({ spec, theme: name, colored }) => {
  const { spec: own, config } = inColors(spec, vegaConfig(name, theme.colors[name]), name);
  expect(own).toEqual(colored.spec);
  for (const section of Object.keys(colored.config)) expect(config[section]).toEqual(colored.config[section]);
});

const svgOf = async (vega: VegaSpec) => {
  const view = new View(parse(vega, undefined, { ast: true } as never), { renderer: "none", expr: expressionInterpreter } as ConstructorParameters<typeof View>[1]);
  await view.runAsync();
  return view.toSVG();
};

test.each(examples.filter(({ name }) => name === "areas by region"))("a value has its own color in marks and legend, $theme", async ({ spec, rows, size, theme: name }) => {
  const config = vegaConfig(name, theme.colors[name]);
  const own = { light: "#c0102a", dark: (((spec["usermeta"] as Spec)["colors"] as Spec)["hand"] as Record<string, { dark: string }>)["m:region C"]?.dark ?? "" }[name];
  const svg = await svgOf(compilePicture({ spec, rows: rows.map((row) => ({ ...row })), size, config, theme: name }));
  const [marks, legend] = [svg.slice(0, svg.indexOf("role-legend")), svg.slice(svg.indexOf("role-legend"))];
  expect(marks).toContain(`fill="${own}"`);
  expect(legend.split(`fill="${own}"`)).toHaveLength(2);
  const without = await svgOf(compilePicture({ spec, rows: rows.filter((row) => row["region"] !== "region C"), size, config, theme: name }));
  expect(without).not.toContain(own);
});

test("a spec of which nothing was chosen is left as it is", () => {
  const [spec, config] = [{ mark: "bar" }, vegaConfig("light", theme.colors.light)];
  expect(inColors(spec, config, "light")).toEqual({ spec, config });
});

test("the values of a legend are written as the server writes them", async () => {
  const { spec, rows } = examples.find(({ name }) => name === "areas by region") as Example;
  expect(await colorLabels(drawingOf(spec), rows)).toEqual(["region A", "region B", "region C", "region D", "\uFEFFNo value"]);
});

test("what colors tell is read from the spec", () => {
  const by = (color: object | null, mark: Drawing["mark"] = "bar") => coloredBy(drawingOf({ mark: "bar", encoding: color === null ? {} : { color } }, mark));
  expect([
    by(null), by({ field: "a:label", type: "nominal" }), by({ field: "a", type: "quantitative" }), by({ field: ":kind", type: "nominal", scale: { domain: ["Value"] } }),
    by({ field: ":direction", type: "nominal", scale: { domain: ["Up"], range: "signs" } }), by(null, "vega_lite"), coloredBy({ mark: "kpi", vega: null, vega_lite: null, bindings: [] }),
  ]).toEqual(["nothing", "members", "numbers", "nothing", "directions", null, null]);
});
