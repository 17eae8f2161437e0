import { useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { CellRule } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import type { ResultColumn } from "@/query/arrow";
import { cn } from "@/lib/cn";
import { isNumeric } from "@/lib/column-type";
import type { CellValue } from "@/lib/format-value";
import { drawingOf } from "./answer-badges";
import { looksOf } from "./cell-format";
import { signOf } from "./cell-look";
import { hiddenIn, hiddenNumber } from "./hidden";
import { valueLabel } from "./labels";
import { numberWords, type NumberWords } from "./number-format";

const isNumber = (value: CellValue, { meaning }: ResultColumn): value is number | string | bigint =>
  isNumeric(meaning.type) && (typeof value === "number" || typeof value === "string" || typeof value === "bigint");

/** A value as a large number says it. */
export const kpiWords = (column: ResultColumn, row: number, format: string | null): NumberWords => {
  const value = column.valueAt(row);
  if (isNumber(value, column)) return numberWords(value, format);
  const label = valueLabel(value, column.meaning);
  return { full: label, short: label, exact: label };
};

/** Whether a text is wider than the box that it stands in. */
const useIsTight = (box: RefObject<HTMLElement | null>, text: RefObject<HTMLElement | null>, words: string): boolean => {
  const [isTight, setIsTight] = useState(false);
  useLayoutEffect(() => {
    const frame = box.current;
    if (frame === null) return;
    const measure = () => { setIsTight((text.current?.offsetWidth ?? 0) > frame.clientWidth); };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(frame);
    return () => { observer.disconnect(); };
  }, [box, text, words]);
  return isTight;
};

type KpiProps = { column: ResultColumn; reason: string | null; rule: CellRule | null; format: string | null; isAlone: boolean; isNamed: boolean };

/** A large number: whole where it fits, short where it does not. */
export function KpiValue({ words: { full, short, exact }, rule, isAlone }: { words: NumberWords; rule: CellRule | null; isAlone: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const sizer = useRef<HTMLSpanElement>(null);
  const sign = rule && signOf(rule);
  const shown = useIsTight(box, sizer, full) ? short : full;
  return (
    <div ref={box} className={isAlone ? "relative w-full overflow-hidden text-[clamp(22px,14cqmin+8px,44px)] leading-tight font-semibold tracking-tight tabular" : "relative w-full overflow-hidden text-2xl font-semibold tracking-tight tabular"}>
      <span ref={sizer} aria-hidden className="invisible absolute whitespace-nowrap">{sign && <sign.Icon className="mr-[0.3em] inline size-[0.7em]" />}{full}</span>
      <span title={exact} className={cn("block truncate", sign?.look)}>
        {sign && <sign.Icon aria-hidden className="mr-[0.3em] inline size-[0.7em] align-baseline" />}
        {shown}{exact !== shown && <span className="sr-only">, exactly {exact}</span>}{sign && <span className="sr-only">, {sign.words}</span>}
      </span>
    </div>
  );
}

function Kpi({ column, reason, rule, format, isAlone, isNamed }: KpiProps) {
  return (
    <div className="flex min-w-0 flex-col justify-center @[30rem]:items-center @[30rem]:text-center">
      <dd className="w-full"><KpiValue words={reason === null ? kpiWords(column, 0, format) : hiddenNumber(reason)} rule={rule} isAlone={isAlone} /></dd>
      <dt className={isNamed ? "order-last truncate text-xs text-muted" : "sr-only"} title={column.meaning.label}>{column.meaning.label}</dt>
    </div>
  );
}

type KpiViewProps = {
  /** The title that already stands above: what it says is not said again. */
  label: string;
  answer: Drawable;
};

/** One number, or a few side by side, large: whole where it fits, short where it does not, exact a hover away. */
export function KpiView({ label, answer }: KpiViewProps) {
  const measures = answer.table.columns.filter((column) => column.meaning.role === "measure");
  const isAlone = measures.length === 1;
  const drawing = drawingOf(answer);
  const looks = looksOf(answer.table, drawing?.cells ?? []);
  return (
    <dl className="@container-[size] grid size-full auto-cols-fr content-center gap-x-6 gap-y-3 px-4 py-2" style={{ gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${isAlone ? "100%" : "120px"}), 1fr))` }}>
      {measures.map((column) => (
        <Kpi
          key={column.meaning.name}
          column={column}
          reason={hiddenIn(answer.table)(0)}
          rule={looks?.(column.meaning.name, 0)?.rule ?? null}
          format={drawing?.number_formats?.[column.meaning.name] ?? drawing?.number_format ?? null}
          isAlone={isAlone}
          isNamed={!isAlone || column.meaning.label.toLowerCase() !== label.toLowerCase()}
        />
      ))}
    </dl>
  );
}
