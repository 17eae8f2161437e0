import { Braces, CalendarClock, CalendarDays, Clock, DecimalsArrowRight, EqualApproximately, Hash, MapPin, Sigma, SquareFunction, Timer, ToggleLeft, Type, type LucideIcon } from "lucide-react";
import { cn } from "@/lib/cn";
import { columnTypeWords, type ColumnType } from "@/lib/column-type";

const icons: Record<ColumnType, LucideIcon> = {
  integer: Hash,
  decimal: DecimalsArrowRight,
  float: EqualApproximately,
  text: Type,
  boolean: ToggleLeft,
  date: CalendarDays,
  datetime: CalendarClock,
  time: Clock,
  duration: Timer,
  json: Braces,
  geo: MapPin,
};

type ColumnTypeIconProps = { type: ColumnType; className?: string };

export function ColumnTypeIcon({ type, className }: ColumnTypeIconProps) {
  const Icon = icons[type];
  return <Icon role="img" aria-label={columnTypeWords(type)} className={cn("size-4 shrink-0 text-muted", className)} />;
}

/** The mark of a measure: an aggregation, not a column. */
export function MeasureIcon({ className }: { className?: string }) {
  return <Sigma role="img" aria-label="Measure" className={cn("size-4 shrink-0 text-success-text", className)} />;
}

/** The mark of a measure that a formula defines. */
export function FormulaIcon({ className }: { className?: string }) {
  return <SquareFunction role="img" aria-label="Measure with a formula" className={cn("size-4 shrink-0 text-success-text", className)} />;
}

/** Says of a column that a formula computes it. */
export function CalculatedMark() {
  return <span title="Computed by a formula" className="shrink-0 font-mono text-xs text-muted italic"><span aria-hidden>fx</span><span className="sr-only">, calculated</span></span>;
}
