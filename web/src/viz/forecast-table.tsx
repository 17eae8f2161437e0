import type { ReactNode } from "react";
import type { Drawing, DrawnForecast } from "@/api/contracts";
import { DataGrid, type GridColumn } from "@/ui/data-grid";
import { numberWords } from "./number-format";

type ForecastTableProps = { label: string; drawing: Drawing; forecast: DrawnForecast; /** The table of what is known. */ children: ReactNode };

/** The data behind a picture that looks ahead: what is known above, what is foretold below and never among it. */
export function ForecastTable({ label, drawing, forecast: { interval, periods }, children }: ForecastTableProps) {
  const write = (value: unknown): string => (typeof value === "number" ? numberWords(value, drawing.number_format ?? null).full : String(value));
  const hasLines = periods.some(({ series }) => series !== null);
  const columns: GridColumn[] = [
    { id: "period", title: "Forecast for", type: "text", width: 150 },
    ...(hasLines ? [{ id: "series", title: "Line", type: "text" as const, width: 130 }] : []),
    { id: "expected", title: "Expected", type: "float", width: 120, write },
    { id: "low", title: `${String(interval)}% from`, type: "float", width: 120, write },
    { id: "high", title: "to", type: "float", width: 120, write },
  ];
  const cellAt = (row: number, column: number) => {
    const period = periods[row];
    if (period === undefined) return undefined;
    const values = [period.label, ...(hasLines ? [period.series] : []), period.expected, period.low, period.high];
    return values[column];
  };
  return (
    <div className="flex size-full min-h-0 flex-col gap-1 overflow-y-auto">
      <div className="min-h-24 flex-3">{children}</div>
      <p className="text-xs font-medium text-muted">Forecast: worked out, not measured</p>
      <div className="min-h-24 flex-2"><DataGrid label={`${label}: forecast`} columns={columns} rowCount={periods.length} cellAt={cellAt} /></div>
    </div>
  );
}
