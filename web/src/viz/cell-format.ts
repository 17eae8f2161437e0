import type { CellFormat, CellRule, CellTone } from "@/api/contracts";
import { columnNamed, type ResultTable } from "@/query/arrow";

export type Extent = { least: number; most: number };

/** Where a bar lies in its cell, in parts of its width. */
export type CellBar = { from: number; width: number; isNegative: boolean; zero: number | null };

/** What a cell shows beside its value. `shade` is 0 to 1, below zero where values of both signs meet. */
export type CellLook = { bar: CellBar | null; shade: number | null; rule: CellRule | null };

export type LookAt = (column: string, row: number) => CellLook | null;

const clamped = (part: number): number => Math.max(0, Math.min(1, part));

const widened = (extent: Extent | undefined, value: number): Extent =>
  ({ least: Math.min(extent?.least ?? value, value), most: Math.max(extent?.most ?? value, value) });

/** A bar from zero, whichever way its value goes: the longest fills its side of the cell. */
export const barOf = (value: number, { least, most }: Extent): CellBar | null => {
  const [low, high] = [Math.min(0, least), Math.max(0, most)];
  const span = high - low;
  if (span === 0 || !Number.isFinite(span)) return null;
  const [zero, end] = [clamped(-low / span), clamped((value - low) / span)];
  return { from: Math.min(zero, end), width: Math.abs(end - zero), isNegative: value < 0, zero: low < 0 ? zero : null };
};

/** How strong the shade of a value is: from the smallest to the largest, or from zero both ways. */
export const shadeOf = (value: number, { least, most }: Extent): number => {
  if (least < 0 && most > 0) return value / Math.max(-least, most);
  const span = most - least;
  return span > 0 && Number.isFinite(span) ? clamped((value - least) / span) : 0.5;
};

const HOLDS: Record<Exclude<CellRule["op"], "between">, (value: number, other: number) => boolean> = {
  above: (value, other) => value > other,
  at_least: (value, other) => value >= other,
  below: (value, other) => value < other,
  at_most: (value, other) => value <= other,
  equal: (value, other) => value === other,
  not_equal: (value, other) => value !== other,
};

/** The number that stands in another column of the same row. */
export type Beside = (column: string) => number | null;

const holds = ({ op, value: fixed, upper, than }: CellRule, value: number, beside: Beside): boolean => {
  if (op === "between") return value >= fixed && value <= (upper ?? fixed);
  const other = than ? beside(than) : fixed;
  return other !== null && HOLDS[op](value, other);
};

/** The first rule that holds. */
export const ruleOf = (value: number, rules: readonly CellRule[], beside: Beside = () => null): CellRule | null => rules.find((rule) => holds(rule, value, beside)) ?? null;

/** The words of a tone, for those who do not see it. */
export const TONE_WORDS: Record<CellTone, string> = { good: "good", bad: "bad", neutral: "neutral", accent: "marked" };

/** What the cells of a table show. Values are compared with those of the same level: cells with cells, subtotals with subtotals. */
export const looksOf = (table: ResultTable, cells: readonly CellFormat[], levelOf: (row: number) => number = () => 0): LookAt | null => {
  const formats = new Map<string, CellFormat[]>();
  for (const one of cells) formats.set(one.column, [...(formats.get(one.column) ?? []), one]);
  if (formats.size === 0) return null;
  const extents = new Map<string, Map<number, Extent>>();
  const extentsOf = (name: string): Map<number, Extent> => {
    const known = extents.get(name);
    if (known) return known;
    const column = columnNamed(table, name);
    const made = new Map<number, Extent>();
    for (let row = 0; row < table.rowCount; row++) {
      const value = column?.plotAt(row);
      if (typeof value === "number") made.set(levelOf(row), widened(made.get(levelOf(row)), value));
    }
    extents.set(name, made);
    return made;
  };
  return (name, row) => {
    const chosen = formats.get(name);
    const value = chosen && columnNamed(table, name)?.plotAt(row);
    const rules = chosen?.find(({ kind }) => kind === "rule");
    const isNumber = typeof value === "number";
    if (chosen === undefined || value === null || value === undefined || (!isNumber && !rules?.decided_by)) return null;
    const extent = extentsOf(name).get(levelOf(row));
    const beside = (column: string): number | null => {
      const there = columnNamed(table, column)?.plotAt(row);
      return typeof there === "number" ? there : null;
    };
    const decides = rules?.decided_by ? beside(rules.decided_by) : isNumber ? value : null;
    const has = (kind: CellFormat["kind"]) => chosen.find((one) => one.kind === kind);
    return {
      bar: has("bar") && isNumber && extent ? barOf(value, extent) : null,
      shade: has("color_scale") && isNumber && extent ? shadeOf(value, extent) : null,
      rule: decides === null ? null : ruleOf(decides, rules?.rules ?? [], beside),
    };
  };
};
