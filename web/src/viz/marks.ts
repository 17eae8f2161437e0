import { ChartArea, ChartBar, ChartColumn, ChartLine, ChartPie, ChartScatter, Grid3x3, Hash, Table2, type LucideIcon } from "lucide-react";
import type { DrawnMark, Mark } from "@/api/contracts";

export const FAMILIES = ["Numbers and tables", "Compare", "Over time", "Parts of a whole", "Distribution", "Relations", "Flow and order", "Maps"] as const;
export type Family = (typeof FAMILIES)[number];

export type MarkFacts = { word: string; icon: LucideIcon; family: Family };

/** Every kind of picture, in the order in which it is offered. */
export const MARKS: Readonly<Record<DrawnMark, MarkFacts>> = {
  kpi: { word: "Number", icon: Hash, family: "Numbers and tables" },
  table: { word: "Table", icon: Table2, family: "Numbers and tables" },
  bar: { word: "Bars", icon: ChartColumn, family: "Compare" },
  line: { word: "Line", icon: ChartLine, family: "Over time" },
  area: { word: "Area", icon: ChartArea, family: "Over time" },
  scatter: { word: "Points", icon: ChartScatter, family: "Relations" },
  pie: { word: "Pie", icon: ChartPie, family: "Parts of a whole" },
  heatmap: { word: "Heatmap", icon: Grid3x3, family: "Relations" },
  histogram: { word: "Histogram", icon: ChartBar, family: "Distribution" },
};

export const ALL_MARKS = Object.keys(MARKS) as DrawnMark[];

export const isDrawn = (mark: Mark): mark is DrawnMark => mark !== "auto";
