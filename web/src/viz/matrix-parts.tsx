import { ChevronRight, ChevronsDownUp, ChevronsUpDown } from "lucide-react";
import type { Drawing } from "@/api/contracts";
import type { Picked } from "@/query/selection";
import { cn } from "@/lib/cn";
import type { LookAt } from "./cell-format";
import { CellValueOn } from "./cell-look";
import { HIDDEN_WORD } from "./hidden";
import { isCellLit, pointOfCell, type Matrix, type MatrixRow } from "./matrix";
import { cellWords, type Slot } from "./matrix-layout";

/** The height of every row, of the header as well. */
export const ROW = 28;
const HEAD = "sticky z-10 h-7 border-r border-b border-line bg-sunken px-2 text-xs font-medium whitespace-nowrap";
const CELL = "h-7 border-r border-b border-line px-2 text-sm whitespace-nowrap";
const ACTIVE = "-outline-offset-2 outline-accent group-focus/matrix:data-active:outline-2";
const SIDE = "sticky left-0 z-[5] overflow-hidden text-left";

/** How many rows the names along the top take. */
export const headRows = ({ across, values }: Matrix): number => (across ? 2 : 0) + (across && values.length === 1 ? 0 : 1);

type HeadProps = { matrix: Matrix; slots: readonly Slot[]; allOpen: boolean; canOpen: boolean; onToggleAll: () => void };

/** The names along the top: of the group there, of its values, and of the measures where there are several. */
export function MatrixHead({ matrix, slots, allOpen, canOpen, onToggleAll }: HeadProps) {
  const { levels, across, values } = matrix;
  const depth = headRows(matrix);
  const corner = levels.map(({ meaning }) => meaning.label).join(" › ");
  const shown = [...new Set(slots.map(({ column }) => column))];
  const Icon = allOpen ? ChevronsDownUp : ChevronsUpDown;
  return (
    <thead>
      {Array.from({ length: depth }, (_, line) => (
        <tr role="row" key={line}>
          {line === 0 && (
            <th role="columnheader" scope="col" rowSpan={depth} className={cn(HEAD, "left-0 z-20 align-bottom")} style={{ top: 0 }}>
              <span className="flex items-center gap-1">
                <span className="min-w-0 flex-1 truncate text-left" title={corner}>{corner}</span>
                {canOpen && (
                  <button type="button" onClick={onToggleAll} aria-label={allOpen ? "Close all rows" : "Open all rows"} title={allOpen ? "Close all rows" : "Open all rows"} className="grid size-6 shrink-0 place-items-center rounded-sm text-muted hover:bg-hover hover:text-fg">
                    <Icon aria-hidden className="size-3.5" />
                  </button>
                )}
              </span>
            </th>
          )}
          {across && line === 0 && <th role="columnheader" scope="colgroup" colSpan={slots.length} className={cn(HEAD, "text-left text-muted")} style={{ top: 0 }}><span className="sticky left-2">{across.meaning.label}</span></th>}
          {across && line === 1 && shown.map((column) => (
            <th role="columnheader" key={column.key} scope="col" colSpan={values.length} className={cn(HEAD, "overflow-hidden text-ellipsis", values.length === 1 ? "text-right" : "text-left", column.isTotal && "font-semibold")} style={{ top: ROW }} title={column.label}>{column.label}</th>
          ))}
          {(!across || line === 2) && slots.map(({ column, value }) => (
            <th role="columnheader" key={`${column.key} ${value.meaning.name}`} scope="col" className={cn(HEAD, "overflow-hidden text-right text-ellipsis", column.isTotal && "font-semibold")} style={{ top: line * ROW }} title={value.meaning.label}>{value.meaning.label}</th>
          ))}
        </tr>
      ))}
    </thead>
  );
}

type RowProps = {
  id: string;
  row: MatrixRow;
  at: number;
  headCount: number;
  slots: readonly Slot[];
  isOpen: boolean;
  activeColumn: number | null;
  picked: Picked;
  drawing: Drawing;
  lookAt: LookAt | null;
  hiddenAt: (row: number) => string | null;
  /** Whether some rows stand within others. */
  isNested: boolean;
};

function Cell({ slot, row, drawing, lookAt, hiddenAt }: Pick<RowProps, "row" | "drawing" | "lookAt" | "hiddenAt"> & { slot: Slot }) {
  const at = row.node.rows.get(slot.column.key);
  if (at === undefined) return <span className="sr-only">no rows</span>;
  const value = slot.value.valueAt(at);
  const reason = hiddenAt(at);
  if (reason !== null) return <span className="text-faint italic" title={reason}>{HIDDEN_WORD}</span>;
  if (value === null) return <span className="text-faint italic">null</span>;
  const { text, exact } = cellWords(value, slot.value, drawing);
  const words = <span title={exact === text ? undefined : exact}>{text}</span>;
  const look = lookAt?.(slot.value.meaning.name, at);
  return look ? <CellValueOn look={look}>{words}</CellValueOn> : words;
}

export function MatrixRowView({ id, row, at, headCount, slots, isOpen, activeColumn, picked, drawing, lookAt, hiddenAt, isNested }: RowProps) {
  const { node, place, siblings } = row;
  const isWhole = node.depth === 0;
  const isParent = !isWhole && node.children.length > 0;
  const weight = isWhole ? "bg-sunken font-semibold" : isParent ? "bg-panel font-medium" : "bg-panel";
  return (
    <tr role="row" aria-rowindex={at + headCount + 1} aria-level={Math.max(1, node.depth)} aria-posinset={place} aria-setsize={siblings} {...(isParent && { "aria-expanded": isOpen })} className="group/row">
      <th
        role="rowheader"
        scope="row"
        id={`${id}-0`}
        data-place={`${String(at)}:0`}
        data-active={activeColumn === 0 || undefined}
        aria-selected={isCellLit(picked, pointOfCell(row, null))}
        className={cn(CELL, SIDE, ACTIVE, "font-normal group-hover/row:bg-hover aria-selected:bg-accent-soft", weight, isParent && "cursor-pointer")}
        style={{ paddingLeft: 8 + Math.max(0, node.depth - 1) * 16 }}
        title={node.label}
      >
        <span className="flex items-center gap-1">
          {isNested && <ChevronRight aria-hidden className={cn("size-3.5 shrink-0 text-muted transition-transform duration-150", isOpen && "rotate-90", !isParent && "invisible")} />}
          <span className={cn("min-w-0 truncate", node.isNull && "text-faint italic")}>{node.label === "" ? "empty" : node.label}</span>
        </span>
      </th>
      {slots.map((slot, index) => (
        <td
          role="gridcell"
          key={`${slot.column.key} ${slot.value.meaning.name}`}
          id={`${id}-${String(index + 1)}`}
          data-place={`${String(at)}:${String(index + 1)}`}
          data-active={activeColumn === index + 1 || undefined}
          aria-selected={isCellLit(picked, pointOfCell(row, slot.column))}
          className={cn(CELL, ACTIVE, "relative overflow-hidden text-right tabular text-ellipsis group-hover/row:bg-hover aria-selected:bg-accent-soft", weight, slot.column.isTotal && (isWhole ? "bg-sunken font-semibold" : "bg-sunken font-medium"))}
        >
          <Cell {...{ slot, row, drawing, lookAt, hiddenAt }} />
        </td>
      ))}
    </tr>
  );
}
