import { Braces, CalendarClock, CalendarDays, Clock, DecimalsArrowRight, EqualApproximately, Hash, MapPin, Sigma, Timer, ToggleLeft, Type, type LucideIcon } from "lucide-react";
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
