import { Plus, Trash2 } from "lucide-react";
import type { CellColumn, CellFormat, CellKind, CellOperator, CellRule, CellTone } from "@/api/contracts";
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
  { value: "at_most", label: "At most" }, { value: "equal", label: "Exactly" }, { value: "not_equal", label: "Other than" },
];
const TONES: { value: CellTone; label: string }[] = [
  { value: "good", label: "Good" }, { value: "bad", label: "Bad" }, { value: "neutral", label: "Neutral" }, { value: "accent", label: "Marked" },
];
const MOST = 20;
const MOST_RULES = 10;
const FIRST_RULE: CellRule = { op: "below", value: 0, tone: "bad", icon: null };

const formatOf = (column: string, kind: CellKind): CellFormat => ({ column, kind, rules: kind === "rule" ? [FIRST_RULE] : [] });

/** The first format that no column has yet. */
const nextFormat = (columns: readonly CellColumn[], cells: readonly CellFormat[]): CellFormat | undefined =>
  KINDS.flatMap(({ value: kind }) => columns.map(({ column }) => formatOf(column, kind))).find(({ column, kind }) => !cells.some((one) => one.column === column && one.kind === kind));

type RulesProps = { name: string; rules: readonly CellRule[]; onChange: (rules: CellRule[]) => void };

/** The first rule that holds decides; without one the value stands as it is. */
function Rules({ name, rules, onChange }: RulesProps) {
  const change = (place: number, next: Partial<CellRule>) => { onChange(rules.map((one, index) => (index === place ? { ...one, ...next } : one))); };
  return (
    <>
      {rules.map((rule, place) => (
        <div key={place} role="group" aria-label={`Rule ${String(place + 1)} of ${name}`} className="flex flex-col gap-1.5 border-t border-line pt-2">
          <div className="grid grid-cols-2 items-end gap-2">
            <Select aria-label="How it is compared" value={rule.op} options={OPERATORS} onChange={(op) => { change(place, { op }); }} />
            <OptionNumber label="Value" placeholder="0" value={rule.value} onChange={(value) => { change(place, { value: value ?? 0 }); }} />
          </div>
          <div className="flex items-center gap-1">
            <Select aria-label="What it means" className="flex-1" value={rule.tone} options={TONES} onChange={(tone) => { change(place, { tone, icon: null }); }} />
            {rules.length > 1 && <IconButton label={`Remove rule ${String(place + 1)} of ${name}`} onClick={() => { onChange(rules.filter((_, index) => index !== place)); }}><Trash2 aria-hidden /></IconButton>}
          </div>
        </div>
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
            {one.kind === "rule" && <Rules name={name} rules={one.rules ?? []} onChange={(rules) => { change(place, { ...one, rules }); }} />}
          </fieldset>
        );
      })}
      {next && cells.length < MOST && <Button size="sm" className="w-fit" onClick={() => { onChange([...cells, next]); }}><Plus aria-hidden />Add a format</Button>}
      {columns.length === 0 && cells.length === 0 && <p className="text-xs text-muted">No column here holds numbers.</p>}
    </OptionsSection>
  );
}
