import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { isNumeric } from "@/lib/column-type";
import { ColumnTypeIcon } from "./column-type-icon";
import type { GridColumn, GridSort } from "./data-grid";

type HeaderCellProps = {
  id: string;
  place: string;
  column: GridColumn;
  index: number;
  left: number;
  width: number;
  sort: GridSort | null;
  isActive: boolean;
  onSort: ((columnId: string) => void) | undefined;
};

const ariaSort = { asc: "ascending", desc: "descending" } as const;

export function DataGridHeaderCell({ id, place, column, index, left, width, sort, isActive, onSort }: HeaderCellProps) {
  const direction = sort?.columnId === column.id ? sort.direction : null;
  const isRight = isNumeric(column.type);
  const Arrow = direction === "desc" ? ArrowDown : ArrowUp;
  const title: ReactNode = (
    <>
      <ColumnTypeIcon type={column.type} className="size-3.5" />
      <span className="truncate" title={column.title}>{column.title}</span>
      {direction && <Arrow aria-hidden className="size-3.5 shrink-0 text-accent-text" />}
    </>
  );
  const titleClasses = cn("flex min-w-0 items-center gap-1.5 text-xs font-medium", isRight && "flex-row-reverse");
  return (
    <div
      id={id}
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={direction ? ariaSort[direction] : undefined}
      data-place={place}
      data-active={isActive || undefined}
      className="absolute inset-y-0 flex flex-col justify-center border-r border-line px-2 -outline-offset-2 outline-accent group-focus/grid:data-active:outline-2"
      style={{ left, width }}
    >
      {onSort
        ? <button type="button" tabIndex={-1} onClick={() => { onSort(column.id); }} className={cn(titleClasses, "w-full rounded-sm hover:text-accent-text")}>{title}</button>
        : <div className={titleClasses}>{title}</div>}
      {column.detail}
    </div>
  );
}
