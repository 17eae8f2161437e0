import { ArrowDown, ArrowUp, Equal } from "lucide-react";
import type { Trend } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import type { ResultColumn } from "@/query/arrow";
import { readerLocale } from "@/lib/locale";
import { drawingOf } from "./answer-badges";
import { looksOf, type LookAt } from "./cell-format";
import { hiddenIn, hiddenNumber } from "./hidden";
import { kpiWords, KpiValue } from "./kpi-view";
import { movementOf, sparkLines, type Change, type Movement } from "./kpi-trend";
import { numberWords } from "./number-format";

const GRAINS: Partial<Record<Trend["grain"], string>> = { second: "seconds", minute: "minutes", hour: "hours", day: "days", week: "weeks", month: "months", quarter: "quarters", year: "years" };
const WORDS = { up: "Up", down: "Down", same: "Unchanged" } as const;
const ARROWS = { up: ArrowUp, down: ArrowDown, same: Equal } as const;

/** A difference with its sign; that of shares counts in points of a percent. */
const difference = (change: number, format: string | null): string => {
  const { full } = numberWords(Math.abs(change), format);
  const plain = full.replace(/^\+/, "");
  return `${change < 0 ? "−" : "+"}${format?.split(";")[0]?.endsWith("%") ? plain.replace(/\s?%/, " pp") : plain}`;
};

const share = (ratio: number): string =>
  new Intl.NumberFormat(readerLocale(), { style: "percent", maximumFractionDigits: Math.abs(ratio) < 1 ? 1 : 0 }).format(Math.abs(ratio));

function ChangeLine({ change: { absolute, ratio, direction }, since, format }: { change: Change; since: string; format: string | null }) {
  const Arrow = ARROWS[direction];
  const amount = difference(absolute, format);
  return (
    <>
      <Arrow aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span>
        <span className="font-medium text-fg tabular">{WORDS[direction]}{direction !== "same" && ` ${ratio === null ? amount : `${share(ratio)} (${amount})`}`}</span> from {since}
      </span>
    </>
  );
}

function Comparing({ movement: { before, change }, format }: { movement: Movement; format: string | null }) {
  if (before === null) return null;
  return (
    <p className="flex shrink-0 items-start gap-1 text-xs text-muted @[30rem]:justify-center">
      {change ? <ChangeLine change={change} since={before.period} format={format} /> : <span>Nothing to compare with in {before.period}</span>}
    </p>
  );
}

function Sparkline({ spark, label }: { spark: Movement["spark"]; label: string }) {
  const lines = sparkLines(spark);
  const end = lines.at(-1)?.at(-1);
  return (
    <div role="img" aria-label={label} className="my-1 max-h-14 min-h-0 flex-1 basis-0 overflow-hidden px-1">
      <div className="relative size-full">
        <svg aria-hidden viewBox="0 -6 100 112" preserveAspectRatio="none" className="size-full overflow-visible text-accent">
          {lines.map((line) => <polyline key={line[0]?.[0]} points={line.map((point) => point.join(",")).join(" ")} fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round" vectorEffect="non-scaling-stroke" />)}
        </svg>
        {end && <span aria-hidden className="absolute size-1.5 -translate-1/2 rounded-full bg-accent" style={{ left: `${String(end[0])}%`, top: `${String(((end[1] + 6) / 112) * 100)}%` }} />}
      </div>
    </div>
  );
}

type NumberProps = { answer: Drawable; column: ResultColumn; trend: Trend; looks: LookAt | null; format: string | null; isAlone: boolean; isNamed: boolean };

const sparkWords = ({ spark }: Movement, { grain }: Trend, title: string, format: string | null): string => {
  const known = spark.filter((value) => value !== null);
  const write = (value: number) => numberWords(value, format).full;
  return `${title} over the last ${String(spark.length)} ${GRAINS[grain] ?? "periods"}: between ${write(Math.min(...known))} and ${write(Math.max(...known))}`;
};

function MovingNumber({ answer, column, trend, looks, format, isAlone, isNamed }: NumberProps) {
  const title = column.meaning.label;
  const movement = movementOf(answer.table, trend, column);
  if (movement === null) return <p className="self-center text-sm text-muted">No row has a date.</p>;
  const reason = hiddenIn(answer.table)(movement.row);
  return (
    <div role="group" aria-label={title} className="flex h-full min-h-0 min-w-0 flex-col justify-center overflow-hidden @[30rem]:text-center">
      <div className="shrink-0"><KpiValue words={reason === null ? kpiWords(column, movement.row, format) : hiddenNumber(reason)} rule={looks?.(column.meaning.name, movement.row)?.rule ?? null} isAlone={isAlone} /></div>
      <p className="flex shrink-0 text-xs text-muted @[30rem]:justify-center">
        {isNamed && <span className="min-w-0 truncate" title={title}>{title}</span>}
        <span className="shrink-0 whitespace-pre" title={`${trend.title}: ${movement.period}`}>{isNamed && ", "}{movement.period}{movement.isRunning && ", so far"}</span>
      </p>
      <Comparing movement={movement} format={format} />
      {movement.spark.length > 1 && <Sparkline spark={movement.spark} label={sparkWords(movement, trend, title, format)} />}
    </div>
  );
}

/** Numbers of their last full period, how they moved, and the periods before as a small line. */
export function KpiTrendView({ label, answer, trend }: { label: string; answer: Drawable; trend: Trend }) {
  const measures = answer.table.columns.filter((column) => column.meaning.role === "measure");
  const isAlone = measures.length === 1;
  const drawing = drawingOf(answer);
  const looks = looksOf(answer.table, drawing?.cells ?? []);
  return (
    <div className="@container-[size] grid size-full auto-cols-fr gap-x-6 gap-y-3 overflow-hidden px-4 py-1" style={{ gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${isAlone ? "100%" : "140px"}), 1fr))` }}>
      {measures.map((column) => (
        <MovingNumber
          key={column.meaning.name}
          {...{ answer, column, trend, looks, isAlone }}
          format={drawing?.number_formats?.[column.meaning.name] ?? drawing?.number_format ?? null}
          isNamed={!isAlone || column.meaning.label.toLowerCase() !== label.toLowerCase()}
        />
      ))}
    </div>
  );
}
