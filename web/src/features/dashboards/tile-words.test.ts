import { expect, test } from "vitest";
import type { FieldRef, Tile } from "@/api/contracts";
import { tileTitle } from "./tile-words";

const layout = { x: 0, y: 0, width: 6, height: 4 };
const amount: FieldRef = { role: "measure", member: "sale_amount", aggregation: "sum" };
const month: FieldRef = { role: "dimension", member: "order_date", grain: "month" };

const chart = (encodings: { x?: FieldRef; y?: FieldRef[]; color?: FieldRef }, title: string | null = null): Tile =>
  ({ kind: "chart", id: "t", layout, title, chart: { dataset_id: "d", encodings } });

const text = (markdown: string): Tile => ({ kind: "text", id: "t", layout, markdown });

test("a tile without a title is called as the picture in it", () => {
  const tiles = [
    chart({ x: month, y: [amount] }),
    chart({ x: month, y: [{ ...amount, aggregation: "quantile", quantile: 0.9 }], color: { role: "dimension", member: "region" } }),
    chart({ y: [{ role: "measure", member: "*", aggregation: "count" }] }),
    chart({ x: { role: "dimension", member: "region" } }),
    chart({ x: month, y: [{ ...amount, label: "Turnover" }] }),
    chart({}),
    chart({ x: month, y: [amount] }, "Sales"),
  ];
  expect(tiles.map(tileTitle)).toEqual([
    "Sum of sale amount by order date (month)", "90th percentile of sale amount by order date (month) and region", "Number of rows", "Region",
    "Turnover by order date (month)", "Untitled", "Sales",
  ]);
});

test("a text is called by its first words, without their marks", () => {
  expect(["\n## **Sales** of 2024\nMore", "   ", `- ${"long ".repeat(30)}`].map((markdown) => tileTitle(text(markdown)))).toEqual(["Sales of 2024", "Text", "long ".repeat(12)]);
});
