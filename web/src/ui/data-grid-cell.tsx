import { memo, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { isNumeric, type ColumnType } from "@/lib/column-type";
import { exactValue, formatValue, type CellValue } from "@/lib/format-value";
import { Skeleton } from "./skeleton";

const LONGEST = 300;
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

type CellProps = {
  id: string;
  place: string;
  value: CellValue | undefined;
  type: ColumnType;
  write?: ((value: CellValue) => string) | undefined;
  index: number;
  left: number;
  width: number;
  isActive: boolean;
  /** Drawn in place of the value, for cells that show more than it. */
  content?: ReactNode;
};

function Content({ value, type, write = (known) => formatValue(known, type) }: Pick<CellProps, "value" | "type" | "write">) {
  if (value === undefined) return <Skeleton className="h-3 w-3/5" />;
  if (value === null) return <span className="text-faint italic">null</span>;
  if (value === "") return <span className="text-faint italic">empty</span>;
  const isText = type === "text" && typeof value === "string";
  const text = isText ? value.slice(0, LONGEST + 1) : write(value);
  return <span className="truncate whitespace-pre" title={shortened(exactValue(value))}>{shortened(text).replaceAll(/[\r\n]+/g, " ⏎ ")}</span>;
}

export const DataGridCell = memo(function DataGridCell({ id, place, value, type, write, index, left, width, isActive, content }: CellProps) {
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={index + 1}
      aria-busy={value === undefined || undefined}
      data-place={place}
      data-active={isActive || undefined}
      className={cn(
        "absolute inset-y-0 flex items-center border-r border-line px-2 text-sm -outline-offset-2 outline-accent group-focus/grid:data-active:outline-2",
        isNumeric(type) && "justify-end tabular",
        (type === "json" || type === "time" || type === "duration") && "font-mono text-xs",
      )}
      style={{ left, width }}
    >
      {content ?? <Content value={value} type={type} write={write} />}
    </div>
  );
});
