import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { PlotRow } from "@/query/arrow";
import type { Size, Spec } from "./spec-parts";
import theme from "./theme.json";
import { vegaConfig, type Tokens } from "./theme";
import { fitted } from "./vega-spec";

// What the server fits by itself when it draws a picture for a file; its own tests read the same examples.
const EXAMPLES = "../tests/exports/golden/fitted.json";

type Example = { name: string; spec: Spec; rows: PlotRow[]; size: Size; fitted: { spec: Spec; config: unknown } };

const examples = JSON.parse(readFileSync(EXAMPLES, "utf8")) as Example[];

test.each(examples)("$name is fitted to its frame as the server does", ({ spec, rows, size, fitted: expected }) => {
  expect(fitted(spec, rows, size)).toEqual(expected);
});

test.each(["light", "dark"] as const)("every color of the %s theme is filled in", (name) => {
  const config = vegaConfig(name, theme.colors[name]);
  expect(JSON.stringify(config)).not.toContain("$");
  expect(config["bar"]).toEqual({ fill: theme.colors[name].category[0] });
  expect(config["range"]).toMatchObject({ category: theme.colors[name].category, heatmap: theme.colors[name].ramp });
});

test("the server draws with copies of the theme and the borders of the browser: whoever changes one copies it over", () => {
  const pictures = "../src/gnomon/exports/pictures";
  expect(readFileSync(`${pictures}/theme.json`, "utf8")).toBe(readFileSync("src/viz/theme.json", "utf8"));
  expect(readFileSync(`${pictures}/world.json`, "utf8")).toBe(readFileSync("node_modules/world-atlas/countries-110m.json", "utf8"));
});

test("the colors of the theme are the tokens of the page", () => {
  const css = readFileSync("src/ui/tokens.css", "utf8");
  const found = (token: string) => [...css.matchAll(new RegExp(`--${token}: (#\\w+);`, "g"))].map((match) => match[1]);
  const names: Record<keyof Tokens, string> = { fg: "fg", muted: "muted", line: "line", lineStrong: "line-strong", panel: "panel" };
  for (const [name, token] of Object.entries(names) as [keyof Tokens, string][]) {
    expect(found(token)).toEqual([theme.colors.light[name], theme.colors.dark[name]]);
  }
});
