import type { Spec } from "@/viz/spec-parts";

export type PreviewPicture = { name: string; spec: Spec; rows: Record<string, string | number>[] };

const SOURCE = { name: "result" };
const REGIONS = ["North", "East", "South", "West", "Coast", "Hills", "Lakes", "Plains", "Islands", "Valley", "Desert", "Harbor"] as const;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"] as const;

/** Amounts that look like amounts, the same each time. */
const amount = (row: number, column: number): number => Math.round(40 + 24 * Math.sin(row * 1.7 + column * 0.6) + 9 * Math.cos(column * 2.1 + row));

const quiet = { title: null };

/** Each color of the palette as a bar. */
export const barsOf = (count: number): PreviewPicture => ({
  name: "Names",
  spec: {
    data: SOURCE,
    mark: "bar",
    encoding: {
      x: { field: "name", type: "nominal", axis: { ...quiet, labelAngle: 0 }, sort: null },
      y: { field: "amount", type: "quantitative", axis: { ...quiet, tickCount: 3 } },
      color: { field: "name", type: "nominal", sort: null, legend: null },
    },
  },
  rows: REGIONS.slice(0, count).map((name, place) => ({ name: name.slice(0, 2), amount: amount(place, 1) })),
});

/** Some lines beside one another. */
export const linesOf = (count: number): PreviewPicture => ({
  name: "Over time",
  spec: {
    data: SOURCE,
    mark: "line",
    encoding: {
      x: { field: "month", type: "ordinal", sort: null, axis: { ...quiet, labelAngle: 0 } },
      y: { field: "amount", type: "quantitative", axis: { ...quiet, tickCount: 3 } },
      color: { field: "name", type: "nominal", sort: null, legend: { title: null, orient: "bottom", columns: 4, symbolType: "stroke" } },
    },
  },
  rows: REGIONS.slice(0, Math.min(4, count)).flatMap((name, row) => MONTHS.map((month, column) => ({ name, month, amount: amount(row, column) + row * 8 }))),
});

const tiles = (range: "ramp" | "diverging", shift: number): Spec => ({
  data: SOURCE,
  mark: "rect",
  encoding: {
    x: { field: "month", type: "ordinal", sort: null, axis: { ...quiet, labelAngle: 0 } },
    y: { field: "name", type: "nominal", sort: null, axis: quiet },
    color: { field: "amount", type: "quantitative", scale: { range, ...(shift !== 0 && { domainMid: 0 }) }, legend: { title: null } },
  },
});

const cells = (shift: number) => REGIONS.slice(0, 4).flatMap((name, row) => MONTHS.map((month, column) => ({ name, month, amount: amount(row, column) - shift })));

export const amounts: PreviewPicture = { name: "Amounts", spec: tiles("ramp", 0), rows: cells(0) };
export const differences: PreviewPicture = { name: "Below and above", spec: tiles("diverging", 40), rows: cells(40) };
