import { CATEGORIES, DIVERGING, RAMP } from "./palette";
import type { FrameConfig } from "./room";

export type ThemeName = "light" | "dark";

/** Design tokens that a picture takes over; a canvas knows no CSS variables. */
export type Tokens = { fg: string; muted: string; line: string; lineStrong: string; panel: string };

const FONT = '"Inter Variable", ui-sans-serif, system-ui, sans-serif';

export const readTokens = (element: Element): Tokens => {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return { fg: token("--fg"), muted: token("--muted"), line: token("--line"), lineStrong: token("--line-strong"), panel: token("--panel") };
};

/** The same looks, with what a frame of this size needs. */
export const configFor = (config: Readonly<Record<string, unknown>>, frame: FrameConfig): Readonly<Record<string, unknown>> => ({
  ...config,
  ...Object.fromEntries(Object.entries(frame).map(([section, own]) => [section, { ...(config[section] as object | undefined), ...own }])),
});

/** Everything about looks that is not about data: light grids, quiet axes, the fonts and colours of the page. */
export const vegaConfig = (theme: ThemeName, tokens: Tokens): Record<string, unknown> => {
  const [first] = CATEGORIES[theme];
  const text = { labelColor: tokens.muted, titleColor: tokens.muted, labelFontSize: 11, titleFontSize: 11, titleFontWeight: 500 };
  return {
    background: "transparent",
    font: FONT,
    padding: 4,
    view: { stroke: null },
    mark: { color: first },
    arc: { fill: first, stroke: tokens.panel, strokeWidth: 1 },
    area: { fill: first, fillOpacity: 0.85 },
    // No rounded ends: with them Vega-Lite draws bars between two positions (histograms) without any width.
    bar: { fill: first },
    line: { stroke: first, strokeWidth: 2, strokeCap: "round", strokeJoin: "round" },
    point: { fill: first, stroke: null, opacity: 0.75 },
    circle: { opacity: 0.75 },
    rule: { stroke: tokens.lineStrong },
    text: { fill: tokens.fg, fontSize: 11 },
    axis: {
      ...text,
      gridColor: tokens.line, domainColor: tokens.lineStrong, tickColor: tokens.lineStrong,
      tickSize: 4, labelPadding: 4, titlePadding: 8, labelLimit: 160, titleLimit: 320, labelSeparation: 6,
    },
    axisX: { grid: false, labelOverlap: "greedy" },
    axisY: { domain: false, ticks: false },
    // Names stand as close as their lines allow, before any of them is left out.
    axisYDiscrete: { labelSeparation: 0 },
    facet: { spacing: 12 },
    axisQuantitative: { grid: true, domain: false },
    legend: { ...text, labelColor: tokens.fg, offset: 10, columnPadding: 12, symbolType: "circle", symbolBaseFillColor: tokens.muted, symbolBaseStrokeColor: tokens.muted, symbolSize: 80, labelLimit: 160, titleLimit: 200, rowPadding: 4, gradientThickness: 8 },
    header: { ...text, labelColor: tokens.fg, labelFontWeight: 600 },
    // On a coloured mark: as far from each colour as the panel is.
    style: { "on-mark": { color: tokens.panel } },
    title: { color: tokens.fg, fontSize: 13, fontWeight: 600, anchor: "start" },
    range: { category: [...CATEGORIES[theme]], ordinal: RAMP[theme], ramp: RAMP[theme], heatmap: RAMP[theme], diverging: DIVERGING[theme] },
  };
};
