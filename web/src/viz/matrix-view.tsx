import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from "react";
import type { Drawing, Filter, RowFilterSpec } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import { filtersFrom, pickColumns, pickedFrom, togglePoint } from "@/query/selection";
import { formatCount } from "@/lib/format-number";
import { rowsInView } from "@/lib/tall-scroll";
import { placeAfterKey, type GridPlace } from "@/ui/grid-navigation";
import { drawingOf } from "./answer-badges";
import { looksOf } from "./cell-format";
import { hiddenIn } from "./hidden";
import { levelsOf, matrixOf, openAtFirst, parentKeys, pointOfCell, shownRows, type Matrix, type MatrixRow } from "./matrix";
import { MOST_COLUMNS, sideWidth, slotsOf } from "./matrix-layout";
import { headRows, MatrixHead, MatrixRowView, ROW } from "./matrix-parts";
import { tellings } from "./pointed";
import { useElementSize } from "./use-element-size";

const NO_FILTERS: readonly Filter[] = [];

const placeOf = (event: MouseEvent): GridPlace | null => {
  const cell = (event.target as Element).closest<HTMLElement>("[data-place]");
  const [row, column] = (cell?.dataset["place"] ?? "").split(":").map(Number);
  return row === undefined || column === undefined ? null : { row, column };
};

const toggled = (open: ReadonlySet<string>, key: string): ReadonlySet<string> => {
  const next = new Set(open);
  if (!next.delete(key)) next.add(key);
  return next;
};

/** What a key does to the rows before it moves anywhere: open, close, or lead to the row above; null when it moves. */
const treeStep = (key: string, { row, column }: GridPlace, rows: readonly MatrixRow[], open: ReadonlySet<string>): { toggle: string } | { place: GridPlace } | null => {
  const at = rows[row];
  if (at === undefined || column !== 0) return null;
  const isParent = at.node.depth > 0 && at.node.children.length > 0;
  const isOpen = open.has(at.node.key);
  if ((key === "Enter" || key === " ") && isParent) return { toggle: at.node.key };
  if (key === "ArrowRight" && isParent && !isOpen) return { toggle: at.node.key };
  if (key === "ArrowLeft" && isParent && isOpen) return { toggle: at.node.key };
  return key === "ArrowLeft" && at.parent >= 0 ? { place: { row: at.parent, column: 0 } } : null;
};

/** Which rows are open, as long as the answer has the same groups. */
const useOpen = (matrix: Matrix) => {
  const [open, setOpen] = useState<ReadonlySet<string> | null>(null);
  const first = useMemo(() => openAtFirst(matrix), [matrix]);
  const parents = useMemo(() => parentKeys(matrix.root), [matrix]);
  const now = open ?? first;
  const isAll = parents.length > 0 && parents.every((key) => now.has(key));
  return {
    open: now,
    isAll,
    canOpen: parents.length > 0,
    toggle: (key: string) => { setOpen(toggled(now, key)); },
    toggleAll: () => { setOpen(new Set(isAll ? [] : parents)); },
  };
};

type MatrixViewProps = {
  label: string;
  answer: Drawable;
  selected?: readonly Filter[];
  onPick?: ((filters: RowFilterSpec[]) => void) | undefined;
};

/** Rows against columns: groups open and close, and every total is the server's. */
export function MatrixView({ label, answer, selected = NO_FILTERS, onPick }: MatrixViewProps) {
  const drawing = drawingOf(answer);
  return drawing && <MatrixOf {...{ label, answer, selected, onPick, drawing }} />;
}

function MatrixOf({ label, answer, selected, onPick, drawing }: Required<MatrixViewProps> & { drawing: Drawing }) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const size = useElementSize(scroller);
  const [top, setTop] = useState(0);
  const [place, setPlace] = useState<GridPlace>({ row: 0, column: 0 });
  const matrix = useMemo(() => matrixOf(answer, drawing), [answer, drawing]);
  const { open, isAll, canOpen, toggle, toggleAll } = useOpen(matrix);
  const rows = useMemo(() => shownRows(matrix, open), [matrix, open]);
  const slots = useMemo(() => slotsOf(matrix, answer.table.rowCount, drawing), [matrix, answer, drawing]);
  const hiddenAt = useMemo(() => hiddenIn(answer.table), [answer]);
  const lookAt = useMemo(() => looksOf(answer.table, drawing.cells ?? [], levelsOf(answer.table)), [answer, drawing]);
  const side = sideWidth(rows, matrix, size?.width ?? 400);
  const picks = useMemo(() => pickColumns(drawing.bindings, answer.meaning.columns), [drawing, answer]);
  const picked = useMemo(() => pickedFrom(selected, picks), [selected, picks]);
  const bodyHeight = Math.max(ROW, (size?.height ?? 640) - ROW * headRows(matrix));
  const [first, end] = rowsInView(top, bodyHeight, ROW, rows.length);
  const active = { row: Math.min(place.row, rows.length - 1), column: Math.min(place.column, slots.length) };

  const pick = ({ row, column }: GridPlace, isAdding: boolean) => {
    const at = rows[row];
    if (at === undefined) return;
    onPick?.(filtersFrom(togglePoint(picked, pointOfCell(at, slots[column - 1]?.column ?? null), isAdding), picks));
  };

  useEffect(() => {
    if (scroller.current) tellings.set(scroller.current, (place) => {
      const at = place && rows[place.row];
      if (!at) return null;
      const slot = slots[place.column - 1];
      const row = slot && at.node.rows.get(slot.column.key);
      return { point: pointOfCell(at, slot?.column ?? null), value: row === undefined ? undefined : slot?.value.valueAt(row) };
    });
  }, [rows, slots]);

  useEffect(() => {
    const frame = scroller.current;
    if (frame === null || frame.ownerDocument.activeElement !== frame) return;
    const at = active.row * ROW;
    if (at < frame.scrollTop) frame.scrollTop = at;
    else if (at + ROW > frame.scrollTop + bodyHeight) frame.scrollTop = at + ROW - bodyHeight;
    const left = slots.slice(0, Math.max(0, active.column - 1)).reduce((sum, { width }) => sum + width, 0);
    const width = slots[active.column - 1]?.width ?? 0;
    if (active.column === 0 || left < frame.scrollLeft) frame.scrollLeft = left;
    else if (side + left + width > frame.scrollLeft + frame.clientWidth) frame.scrollLeft = side + left + width - frame.clientWidth;
  }, [active.row, active.column, bodyHeight, side, slots]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const isControl = event.ctrlKey || event.metaKey;
    const step = isControl ? null : treeStep(event.key, active, rows, open);
    const next = step === null ? placeAfterKey(active, event.key, isControl, { rowCount: rows.length, columnCount: slots.length + 1, pageRows: Math.max(1, Math.floor(bodyHeight / ROW) - 1), hasHeader: false }) : "place" in step ? step.place : null;
    if (step !== null && "toggle" in step) toggle(step.toggle);
    else if (event.key === "Enter") pick(active, event.shiftKey);
    else if (next === null) return;
    else setPlace(next);
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const pressed = placeOf(event);
    if (pressed === null) return;
    setPlace(pressed);
    const node = rows[pressed.row]?.node;
    const canToggle = pressed.column === 0 && node !== undefined && node.depth > 0 && node.children.length > 0;
    if (canToggle && !event.shiftKey) toggle(node.key);
    else pick(pressed, event.shiftKey);
  };

  const rowId = (row: number) => `${id}-${String(row)}`;
  if (matrix.root.children.length === 0) return <p className="grid size-full place-items-center p-4 text-sm text-muted">No rows match the filters.</p>;
  const isCut = matrix.columns.length > MOST_COLUMNS;
  return (
    <div className="flex size-full flex-col overflow-hidden rounded-lg border border-line bg-panel">
      <div
        ref={scroller}
        role="treegrid"
        tabIndex={0}
        aria-label={label}
        aria-describedby={onPick && `${id}-help`}
        aria-rowcount={rows.length + headRows(matrix)}
        aria-colcount={slots.length + 1}
        aria-activedescendant={active.row >= first && active.row < end ? `${rowId(active.row)}-${String(active.column)}` : undefined}
        onScroll={(event) => { setTop(event.currentTarget.scrollTop); }}
        onKeyDown={onKeyDown}
        onClick={onClick}
        className="group/matrix min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2"
      >
        <table role="presentation" className="table-fixed border-separate border-spacing-0" style={{ width: side + slots.reduce((sum, { width }) => sum + width, 0) }}>
          <colgroup><col style={{ width: side }} />{slots.map(({ column, value, width }) => <col key={`${column.key} ${value.meaning.name}`} style={{ width }} />)}</colgroup>
          <MatrixHead {...{ matrix, slots, canOpen }} allOpen={isAll} onToggleAll={toggleAll} />
          <tbody>
            {first > 0 && <tr role="presentation" aria-hidden style={{ height: first * ROW }} />}
            {rows.slice(first, end).map((row, index) => (
              <MatrixRowView key={row.node.key} id={rowId(first + index)} row={row} at={first + index} headCount={headRows(matrix)} isOpen={open.has(row.node.key)} activeColumn={active.row === first + index ? active.column : null} isNested={matrix.levels.length > 1} {...{ slots, picked, drawing, lookAt, hiddenAt }} />
            ))}
            {end < rows.length && <tr role="presentation" aria-hidden style={{ height: (rows.length - end) * ROW }} />}
          </tbody>
        </table>
      </div>
      {isCut && <p className="border-t border-line px-2 py-1 text-xs text-muted">The first {formatCount(MOST_COLUMNS - 1, "column")} of {formatCount(matrix.columns.length - 1, "column")}.</p>}
      {onPick && <p id={`${id}-help`} className="sr-only">Press Enter on a value to filter by its row and column, with Shift to add it; Shift with F10 for more. The right and left arrow keys open and close a row.</p>}
    </div>
  );
}
