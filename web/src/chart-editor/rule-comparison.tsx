import type { CellColumn, CellOperator } from "@/api/contracts";
import { Select } from "@/ui/select";
import { OptionNumber } from "./option-number";

const OPERATORS: { value: CellOperator; label: string }[] = [
  { value: "above", label: "Above" }, { value: "at_least", label: "At least" }, { value: "below", label: "Below" },
  { value: "at_most", label: "At most" }, { value: "between", label: "Between" }, { value: "equal", label: "Exactly" }, { value: "not_equal", label: "Other than" },
];
/** Instead of another column: a number. No column is called so. */
const A_NUMBER = "\u0001number";

/** What a rule compares: a value with a number, with a stretch of numbers, or with another column of the same row. */
export type Compared = { op: CellOperator; value: number; upper?: number | null; than?: string | null };

/** Columns to choose from, also one that is not shown at the moment. */
export const optionsOf = (columns: readonly CellColumn[], none: { value: string; label: string }, chosen: string | null | undefined) => {
  const known = [none, ...columns.map(({ column, title }) => ({ value: column, label: title }))];
  return chosen && !known.some(({ value }) => value === chosen) ? [...known, { value: chosen, label: `${chosen} (not shown)` }] : known;
};

type RuleComparisonProps<Rule extends Compared> = { rule: Rule; columns: readonly CellColumn[]; onChange: (rule: Rule) => void };

/** When a rule holds. */
export function RuleComparison<Rule extends Compared>({ rule, columns, onChange }: RuleComparisonProps<Rule>) {
  const { op, value, upper, than } = rule;
  const change = (next: Partial<Compared>) => {
    const { upper: _upper, than: _than, ...plain } = rule;
    onChange({ ...plain, ...next } as unknown as Rule);
  };
  const compare = (next: CellOperator) => { change(next === "between" ? { op: next, upper: Math.max(value, upper ?? value) } : { op: next, ...(than && { than }) }); };
  return (
    <>
      <div className="grid grid-cols-2 items-end gap-2">
        <Select aria-label="How it is compared" value={op} options={OPERATORS} onChange={compare} />
        {op !== "between" && <Select aria-label="Compared with" value={than ?? A_NUMBER} options={optionsOf(columns, { value: A_NUMBER, label: "A number" }, than)} onChange={(column) => { change(column === A_NUMBER ? {} : { than: column }); }} />}
      </div>
      {!than && (
        <div className="grid grid-cols-2 items-end gap-2">
          <OptionNumber label={op === "between" ? "From" : "Value"} placeholder="0" value={value} onChange={(next) => { change({ value: next ?? 0, ...(op === "between" && { upper: Math.max(next ?? 0, upper ?? 0) }) }); }} />
          {op === "between" && <OptionNumber label="Up to" placeholder="0" value={upper ?? value} onChange={(next) => { change({ upper: Math.max(value, next ?? value) }); }} />}
        </div>
      )}
    </>
  );
}
