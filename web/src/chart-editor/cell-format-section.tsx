import { Plus, Trash2 } from "lucide-react";
import type { CellColumn, CellFormat, CellIcon, CellKind, CellOperator, CellRule, CellTone } from "@/api/contracts";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { Select } from "@/ui/select";
import { OptionNumber } from "./option-number";
import { OptionsSection } from "./options-section";

const KINDS: { value: CellKind; label: string; detail: string }[] = [
  { value: "bar", label: "Bars", detail: "Lengths from zero" },
  { value: "color_scale", label: "Shades", detail: "The stronger, the larger" },
  { value: "rule", label: "Rules", detail: "Signs where a condition holds" },
];
const OPERATORS: { value: CellOperator; label: string }[] = [
  { value: "above", label: "Above" }, { value: "at_least", label: "At least" }, { value: "below", label: "Below" },
  { value: "at_most", label: "At most" }, { value: "between", label: "Between" }, { value: "equal", label: "Exactly" }, { value: "not_equal", label: "Other than" },
];
const TONES: { value: CellTone; label: string }[] = [
  { value: "good", label: "Good" }, { value: "bad", label: "Bad" }, { value: "neutral", label: "Neutral" }, { value: "accent", label: "Marked" },
];
const ICONS: { value: CellIcon | "usual"; label: string }[] = [
  { value: "usual", label: "Usual sign" }, { value: "up", label: "Arrow up" }, { value: "down", label: "Arrow down" }, { value: "check", label: "Check mark" },
  { value: "warning", label: "Warning" }, { value: "dot", label: "Dot" }, { value: "flag", label: "Flag" },
];
/** Instead of another column: a number, and the value of the cell itself. No column is called so. */
const [A_NUMBER, ITSELF] = ["\u0001number", "\u0001itself"];
const MOST = 20;
const MOST_RULES = 10;
const FIRST_RULE: CellRule = { op: "below", value: 0, tone: "bad", icon: null };

const formatOf = (column: string, kind: CellKind): CellFormat => ({ column, kind, rules: kind === "rule" ? [FIRST_RULE] : [] });

/** Decided by another column; a rule never compares a column with itself. */
const withBy = ({ decided_by: _, rules = [], ...format }: CellFormat, by: string): CellFormat => {
  const decides = by === ITSELF ? format.column : by;
  return { ...format, ...(by !== ITSELF && { decided_by: by }), rules: rules.map(({ than, ...rule }) => ({ ...rule, ...(than && than !== decides && { than }) })) };
};

/** The first format that no column has yet. */
const nextFormat = (columns: readonly CellColumn[], cells: readonly CellFormat[]): CellFormat | undefined =>
  KINDS.flatMap(({ value: kind }) => columns.map(({ column }) => formatOf(column, kind))).find(({ column, kind }) => !cells.some((one) => one.column === column && one.kind === kind));

/** Columns to choose from, also one that is not shown at the moment. */
const optionsOf = (columns: readonly CellColumn[], none: { value: string; label: string }, chosen: string | null | undefined) => {
  const known = [none, ...columns.map(({ column, title }) => ({ value: column, label: title }))];
  return chosen && !known.some(({ value }) => value === chosen) ? [...known, { value: chosen, label: `${chosen} (not shown)` }] : known;
};

type RuleProps = { rule: CellRule; name: string; columns: readonly CellColumn[]; onChange: (rule: CellRule) => void; onRemove: (() => void) | null };

function Rule({ rule, name, columns, onChange, onRemove }: RuleProps) {
  const { op, value, upper, than } = rule;
  const { upper: _upper, than: _than, ...plain } = rule;
  const compare = (next: CellOperator) => {
    if (next === "between") onChange({ ...plain, op: next, upper: Math.max(value, upper ?? value) });
    else onChange({ ...plain, op: next, ...(than && { than }) });
  };
  return (
    <div role="group" aria-label={name} className="flex flex-col gap-1.5 border-t border-line pt-2">
      <div className="grid grid-cols-2 items-end gap-2">
        <Select aria-label="How it is compared" value={op} options={OPERATORS} onChange={compare} />
        {op !== "between" && <Select aria-label="Compared with" value={than ?? A_NUMBER} options={optionsOf(columns, { value: A_NUMBER, label: "A number" }, than)} onChange={(column) => { onChange({ ...plain, ...(column !== A_NUMBER && { than: column }) }); }} />}
      </div>
      {!than && (
        <div className="grid grid-cols-2 items-end gap-2">
          <OptionNumber label={op === "between" ? "From" : "Value"} placeholder="0" value={value} onChange={(next) => { onChange({ ...rule, value: next ?? 0, ...(op === "between" && { upper: Math.max(next ?? 0, upper ?? 0) }) }); }} />
          {op === "between" && <OptionNumber label="Up to" placeholder="0" value={upper ?? value} onChange={(next) => { onChange({ ...rule, upper: Math.max(value, next ?? value) }); }} />}
        </div>
      )}
      <div className="flex items-center gap-1">
        <Select aria-label="What it means" className="min-w-0 flex-1" value={rule.tone} options={TONES} onChange={(tone) => { onChange({ ...rule, tone }); }} />
        <Select aria-label="Its sign" className="min-w-0 flex-1" value={rule.icon ?? "usual"} options={ICONS} onChange={(icon) => { onChange({ ...rule, icon: icon === "usual" ? null : icon }); }} />
        {onRemove && <IconButton label={`Remove ${name}`} onClick={onRemove}><Trash2 aria-hidden /></IconButton>}
      </div>
    </div>
  );
}

type RulesProps = { name: string; columns: readonly CellColumn[]; rules: readonly CellRule[]; onChange: (rules: CellRule[]) => void };

/** The first rule that holds decides; without one the value stands as it is. */
function Rules({ name, columns, rules, onChange }: RulesProps) {
  return (
    <>
      {rules.map((rule, place) => (
        <Rule
          key={place}
          rule={rule}
          name={`rule ${String(place + 1)} of ${name}`}
          columns={columns}
          onChange={(next) => { onChange(rules.map((one, index) => (index === place ? next : one))); }}
          onRemove={rules.length > 1 ? () => { onChange(rules.filter((_, index) => index !== place)); } : null}
        />
      ))}
      {rules.length < MOST_RULES && <Button size="sm" variant="ghost" className="w-fit" onClick={() => { onChange([...rules, FIRST_RULE]); }}><Plus aria-hidden />Add a rule</Button>}
    </>
  );
}

type CellFormatSectionProps = { columns: readonly CellColumn[]; cells: readonly CellFormat[]; onChange: (cells: CellFormat[]) => void };

/** What the cells of a table or a matrix show beside their values. */
export function CellFormatSection({ columns, cells, onChange }: CellFormatSectionProps) {
  const next = nextFormat(columns, cells);
  // Two formats of one kind for one column would say the same twice.
  const isFree = (place: number, column: string, kind: CellKind) => !cells.some((one, index) => index !== place && one.column === column && one.kind === kind);
  const change = (place: number, format: CellFormat) => { onChange(cells.map((one, index) => (index === place ? format : one))); };
  return (
    <OptionsSection title="Cells">
      {cells.map((one, place) => {
        const name = columns.find(({ column }) => column === one.column)?.title ?? one.column;
        const known = columns.map(({ column, title }) => ({ value: column, label: title, isDisabled: !isFree(place, column, one.kind) }));
        return (
          <fieldset key={place} aria-label={`Format of ${name}`} className="flex flex-col gap-2 rounded-md bg-sunken p-2">
            <div className="flex items-center gap-1">
              <Select
                aria-label="Column"
                className="min-w-0 flex-1"
                value={one.column}
                options={known.some(({ value }) => value === one.column) ? known : [...known, { value: one.column, label: `${one.column} (not shown)` }]}
                onChange={(column) => { change(place, { ...one, column }); }}
              />
              <IconButton label={`Remove the format of ${name}`} onClick={() => { onChange(cells.filter((_, index) => index !== place)); }}><Trash2 aria-hidden /></IconButton>
            </div>
            <Select
              aria-label={`How ${name} is shown`}
              value={one.kind}
              options={KINDS.map((kind) => ({ ...kind, isDisabled: !isFree(place, one.column, kind.value) }))}
              onChange={(kind) => { change(place, formatOf(one.column, kind)); }}
            />
            {one.kind === "rule" && (
              <>
                {columns.length > 1 && <Select aria-label={`Whose value decides about ${name}`} value={one.decided_by ?? ITSELF} options={optionsOf(columns.filter(({ column }) => column !== one.column), { value: ITSELF, label: "By its own value" }, one.decided_by)} onChange={(by) => { change(place, withBy(one, by)); }} />}
                <Rules name={name} columns={columns.filter(({ column }) => column !== (one.decided_by ?? one.column))} rules={one.rules ?? []} onChange={(rules) => { change(place, { ...one, rules }); }} />
              </>
            )}
          </fieldset>
        );
      })}
      {next && cells.length < MOST && <Button size="sm" className="w-fit" onClick={() => { onChange([...cells, next]); }}><Plus aria-hidden />Add a format</Button>}
      {columns.length === 0 && cells.length === 0 && <p className="text-xs text-muted">No column here holds numbers.</p>}
    </OptionsSection>
  );
}
