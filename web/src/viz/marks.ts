import { AlignVerticalDistributeCenter, AudioWaveform, BoxSelect, Braces, CalendarDays, ChartArea, ChartBar, ChartCandlestick, ChartColumn, ChartColumnIncreasing, ChartLine, ChartNoAxesGantt, ChartPie, ChartScatter, ChartSpline, CircleDot, Donut, Funnel, Gauge, Globe, Grid3x3, Grip, Guitar, Hash, LayoutPanelLeft, MapPin, Puzzle, Radar, SlidersVertical, Sun, Table2, TableProperties, Target, TrendingUp, Waves, Waypoints, WholeWord, type LucideIcon } from "lucide-react";
import type { DrawnMark, Mark } from "@/api/contracts";

export const FAMILIES = ["Numbers and tables", "Compare", "Over time", "Parts of a whole", "Distribution", "Relations", "Flow and order", "Maps"] as const;
export type Family = (typeof FAMILIES)[number];

export type MarkFacts = { word: string; icon: LucideIcon; family: Family };

/** Every kind of picture, in the order in which it is offered. */
export const MARKS: Readonly<Record<DrawnMark, MarkFacts>> = {
  kpi: { word: "Number", icon: Hash, family: "Numbers and tables" },
  gauge: { word: "Gauge", icon: Gauge, family: "Numbers and tables" },
  table: { word: "Table", icon: Table2, family: "Numbers and tables" },
  matrix: { word: "Matrix", icon: TableProperties, family: "Numbers and tables" },
  bar: { word: "Bars", icon: ChartColumn, family: "Compare" },
  lollipop: { word: "Lollipops", icon: SlidersVertical, family: "Compare" },
  bullet: { word: "Bullets", icon: Target, family: "Compare" },
  line: { word: "Line", icon: ChartLine, family: "Over time" },
  area: { word: "Area", icon: ChartArea, family: "Over time" },
  slope: { word: "Slopes", icon: TrendingUp, family: "Compare" },
  bump: { word: "Ranks", icon: ChartSpline, family: "Over time" },
  combo: { word: "Bars and lines", icon: ChartColumnIncreasing, family: "Compare" },
  waterfall: { word: "Waterfall", icon: ChartNoAxesGantt, family: "Flow and order" },
  funnel: { word: "Funnel", icon: Funnel, family: "Flow and order" },
  scatter: { word: "Points", icon: ChartScatter, family: "Relations" },
  pie: { word: "Pie", icon: ChartPie, family: "Parts of a whole" },
  donut: { word: "Donut", icon: Donut, family: "Parts of a whole" },
  heatmap: { word: "Heatmap", icon: Grid3x3, family: "Relations" },
  histogram: { word: "Histogram", icon: ChartBar, family: "Distribution" },
  box: { word: "Boxes", icon: BoxSelect, family: "Distribution" },
  strip: { word: "Dots", icon: Grip, family: "Distribution" },
  density: { word: "Density", icon: AudioWaveform, family: "Distribution" },
  violin: { word: "Violins", icon: Guitar, family: "Distribution" },
  calendar: { word: "Calendar", icon: CalendarDays, family: "Over time" },
  bubble: { word: "Bubbles", icon: CircleDot, family: "Relations" },
  candlestick: { word: "Candlesticks", icon: ChartCandlestick, family: "Over time" },
  radar: { word: "Radar", icon: Radar, family: "Relations" },
  parallel: { word: "Parallel axes", icon: AlignVerticalDistributeCenter, family: "Relations" },
  stream: { word: "Streams", icon: Waves, family: "Over time" },
  treemap: { word: "Treemap", icon: LayoutPanelLeft, family: "Parts of a whole" },
  sunburst: { word: "Sunburst", icon: Sun, family: "Parts of a whole" },
  choropleth: { word: "Map of countries", icon: Globe, family: "Maps" },
  point_map: { word: "Map of points", icon: MapPin, family: "Maps" },
  sankey: { word: "Flow", icon: Waypoints, family: "Flow and order" },
  words: { word: "Words", icon: WholeWord, family: "Compare" },
  vega_lite: { word: "Vega-Lite", icon: Braces, family: "Relations" },
  custom: { word: "Custom visual", icon: Puzzle, family: "Relations" },
};

export const ALL_MARKS = Object.keys(MARKS) as DrawnMark[];

export const isDrawn = (mark: Mark): mark is DrawnMark => mark !== "auto";
