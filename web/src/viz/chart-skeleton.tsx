import type { Mark } from "@/api/contracts";
import { Skeleton } from "@/ui/skeleton";

const BARS = [38, 62, 45, 80, 56, 92, 70, 48] as const;
const ROWS = [1, 2, 3, 4, 5, 6] as const;
const DOTS = [[12, 70], [24, 42], [35, 58], [47, 30], [58, 48], [66, 22], [78, 36], [88, 14]] as const;

const Bars = () => (
  <div className="flex size-full items-end gap-[4%] px-2 pt-2">
    {BARS.map((height) => <div key={height} className="flex-1" style={{ height: `${String(height)}%` }}><Skeleton className="size-full rounded-b-none" /></div>)}
  </div>
);

const Line = () => (
  <svg viewBox="0 0 100 40" preserveAspectRatio="none" className="size-full animate-pulse-soft text-line" aria-hidden>
    <polyline points="0,34 14,24 28,29 42,14 56,20 70,9 84,13 100,4" fill="none" stroke="currentColor" strokeWidth="2.5" vectorEffect="non-scaling-stroke" />
  </svg>
);

const Dots = () => (
  <svg viewBox="0 0 100 80" className="size-full animate-pulse-soft text-line" aria-hidden>
    {DOTS.map(([x, y]) => <circle key={x} cx={x} cy={y} r="2.4" fill="currentColor" />)}
  </svg>
);

const Rows = () => <div className="flex flex-col gap-2.5 p-2">{ROWS.map((row) => <Skeleton key={row} className="h-4" />)}</div>;
const Number = () => <div className="flex size-full flex-col justify-center gap-2 px-4"><Skeleton className="h-8 w-32 max-w-full" /><Skeleton className="h-3 w-24" /></div>;
const Ring = () => <div className="grid size-full place-items-center"><Skeleton className="aspect-square h-4/5 max-w-4/5 rounded-full" /></div>;

/** What is on its way, in its shape. */
export function ChartSkeleton({ mark }: { mark: Mark }) {
  if (mark === "kpi") return <Number />;
  if (mark === "table" || mark === "matrix") return <Rows />;
  if (mark === "pie" || mark === "donut" || mark === "gauge") return <Ring />;
  if (mark === "scatter") return <Dots />;
  return mark === "line" || mark === "area" || mark === "slope" || mark === "bump" ? <Line /> : <Bars />;
}
