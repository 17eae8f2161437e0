import { ChartArea, ChartBar, ChartColumn, ChartLine, ChartPie, ChartScatter, Grid3x3, Hash, Sparkles, Table2, type LucideIcon } from "lucide-react";
import type { Mark } from "@/api/contracts";

const icons: Record<Mark, LucideIcon> = {
  auto: Sparkles, kpi: Hash, table: Table2, bar: ChartColumn, line: ChartLine, area: ChartArea, scatter: ChartScatter,
  pie: ChartPie, heatmap: Grid3x3, histogram: ChartBar,
};

export function MarkIcon({ mark }: { mark: Mark }) {
  const Icon = icons[mark];
  return <Icon aria-hidden />;
}
