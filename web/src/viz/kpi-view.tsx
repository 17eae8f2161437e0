import type { Answer } from "@/query/answer";
import type { ResultColumn } from "@/query/arrow";
import { isNumeric } from "@/lib/column-type";
import { formatCompact, formatExact } from "@/lib/format-number";
import type { CellValue } from "@/lib/format-value";
import { valueLabel } from "./labels";

const isNumber = (value: CellValue, { meaning }: ResultColumn): value is number | string | bigint =>
  isNumeric(meaning.type) && (typeof value === "number" || typeof value === "string" || typeof value === "bigint");

function Kpi({ column, isAlone }: { column: ResultColumn; isAlone: boolean }) {
  const value = column.valueAt(0);
  const isQuantity = isNumber(value, column);
  const short = value === null ? "No value" : isQuantity ? formatCompact(value) : valueLabel(value, column.meaning);
  const exact = isQuantity ? formatExact(value) : short;
  return (
    <div className="flex min-w-0 flex-col justify-center @[30rem]:items-center @[30rem]:text-center">
      <dd title={exact} className={isAlone ? "truncate text-[clamp(22px,14cqmin+8px,44px)] leading-tight font-semibold tracking-tight tabular" : "truncate text-2xl font-semibold tracking-tight tabular"}>
        {short}
        {exact !== short && <span className="sr-only">, exactly {exact}</span>}
      </dd>
      <dt className="order-last truncate text-xs text-muted" title={column.meaning.label}>{column.meaning.label}</dt>
    </div>
  );
}

/** One number, or a few side by side, large; the exact value is a hover away. */
export function KpiView({ answer }: { answer: Answer }) {
  const measures = answer.table.columns.filter((column) => column.meaning.role === "measure");
  return (
    <dl className="@container-[size] grid size-full auto-cols-fr content-center gap-x-6 gap-y-3 px-4 py-2" style={{ gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${measures.length > 1 ? "120px" : "100%"}), 1fr))` }}>
      {measures.map((column) => <Kpi key={column.meaning.name} column={column} isAlone={measures.length === 1} />)}
    </dl>
  );
}
