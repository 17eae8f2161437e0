import { Plus, Trash2 } from "lucide-react";
import type { CellColumn, CellFormat, CellIcon, CellKind, CellRule, CellTone } from "@/api/contracts";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { Select } from "@/ui/select";
import { OptionsSection } from "./options-section";
import { optionsOf, RuleComparison } from "./rule-comparison";

const KINDS: { value: CellKind; label: string; detail: string }[] = [
  { value: "bar", label: "Bars", detail: "Lengths from zero" },
  { value: "color_scale", label: "Shades", detail: "The stronger, the larger" },
  { value: "rule", label: "Rules", detail: "Signs where a condition holds" },
];
const TONES: { value: CellTone; label: string }[] = [
  { value: "good", label: "Good" }, { value: "bad", label: "Bad" }, { value: "neutral", label: "Neutral" }, { value: "accent", label: "Marked" },
];
const ICONS: { value: CellIcon | "usual"; label: string }[] = [
  { value: "usual", label: "Usual sign" }, { value: "up", label: "Arrow up" }, { value: "down", label: "Arrow down" }, { value: "check", label: "Check mark" },
  { value: "warning", label: "Warning" }, { value: "dot", label: "Dot" }, { value: "flag", label: "Flag" },
];
/** Instead of another column: the value of the cell itself. No column is called so. */
const ITSELF = "\u0001itself";
const MOST = 20;
const MOST_RULES = 10;
const FIRST_RULE: CellRule = { op: "below", value: 0, tone: "bad", icon: null };

const formatOf = (column: string, kind: CellKind): CellFormat => ({ column, kind, rules: kind === "rule" ? [FIRST_RULE] : [] });

/** Decided by another column; a rule never compares a column with itself. */
const withBy = ({ decided_by: _, rules = [], ...format }: CellFormat, by: string): CellFormat => {
  const decides = by === ITSELF ? format.column : by;
  return { ...format, ...(by !== ITSELF && { decided_by: by }), rules: rules.map(({ than, ...rule }) => ({ ...rule, ...(than && than !== decides && { than }) })) };
};

/** A format of another column; about a text decides a number beside it. */
const movedTo = (format: CellFormat, column: string, decides: string | null): CellFormat => {
  if (decides === null) return format.decided_by === column ? { ...withBy(format, ITSELF), column } : { ...format, column };
  const rules = format.kind === "rule" ? format : { ...format, kind: "rule" as const, rules: [FIRST_RULE] };
  return { ...withBy(rules, format.decided_by ?? decides), column };
};

/** Whose value may decide about a column: its own, where it is a number, or another one. */
const decidersOf = (columns: readonly CellColumn[], { column: own, decided_by: by }: CellFormat, isNumber: boolean) => {
  const all = optionsOf(columns.filter(({ column }) => column !== own), { value: ITSELF, label: "By its own value" }, by);
  return isNumber ? all : all.filter(({ value }) => value !== ITSELF);
};

/** The first format that no column has yet. */
const nextFormat = (columns: readonly CellColumn[], cells: readonly CellFormat[], kinds: typeof KINDS): CellFormat | undefined =>
  kinds.flatMap(({ value: kind }) => columns.map(({ column }) => formatOf(column, kind))).find(({ column, kind }) => !cells.some((one) => one.column === column && one.kind === kind));

type RuleProps = { rule: CellRule; name: string; columns: readonly CellColumn[]; onChange: (rule: CellRule) => void; onRemove: (() => void) | null };

function Rule({ rule, name, columns, onChange, onRemove }: RuleProps) {
  return (
    <div role="group" aria-label={name} className="flex flex-col gap-1.5 border-t border-line pt-2">
      <RuleComparison rule={rule} columns={columns} onChange={onChange} />
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

type CellFormatSectionProps = {
  columns: readonly CellColumn[];
  cells: readonly CellFormat[];
  /** Whether the numbers stand by themselves: with no others to compare with there are rules alone. */
  hasRulesAlone?: boolean;
  onChange: (cells: CellFormat[]) => void;
};

/** What the cells of a table or a matrix show beside their values. */
export function CellFormatSection({ columns: all, cells, hasRulesAlone = false, onChange }: CellFormatSectionProps) {
  const columns = all.filter(({ is_number: isNumber }) => isNumber !== false);
  const isNumber = (name: string) => !all.some(({ column, is_number: own }) => column === name && own === false);
  const kinds = hasRulesAlone ? KINDS.filter(({ value }) => value === "rule") : KINDS;
  const next = nextFormat(columns, cells, kinds);
  // Two formats of one kind for one column would say the same twice.
  const isFree = (place: number, column: string, kind: CellKind) => !cells.some((one, index) => index !== place && one.column === column && one.kind === kind);
  const change = (place: number, format: CellFormat) => { onChange(cells.map((one, index) => (index === place ? format : one))); };
  return (
    <OptionsSection title={hasRulesAlone ? "Good and bad" : "Cells"}>
      {cells.map((one, place) => {
        const name = all.find(({ column }) => column === one.column)?.title ?? one.column;
        const ownKinds = isNumber(one.column) ? kinds : kinds.filter(({ value }) => value === "rule");
        const known = all.map(({ column, title }) => ({ value: column, label: title, isDisabled: !isFree(place, column, isNumber(column) ? one.kind : "rule") }));
        return (
          <fieldset key={place} aria-label={`Format of ${name}`} className="flex flex-col gap-2 rounded-md bg-sunken p-2">
            <div className="flex items-center gap-1">
              <Select
                aria-label="Column"
                className="min-w-0 flex-1"
                value={one.column}
                options={known.some(({ value }) => value === one.column) ? known : [...known, { value: one.column, label: `${one.column} (not shown)` }]}
                onChange={(column) => { change(place, movedTo(one, column, isNumber(column) ? null : columns[0]?.column ?? null)); }}
              />
              <IconButton label={`Remove the format of ${name}`} onClick={() => { onChange(cells.filter((_, index) => index !== place)); }}><Trash2 aria-hidden /></IconButton>
            </div>
            {ownKinds.length > 1 && (
              <Select
                aria-label={`How ${name} is shown`}
                value={one.kind}
                options={ownKinds.map((kind) => ({ ...kind, isDisabled: !isFree(place, one.column, kind.value) }))}
                onChange={(kind) => { change(place, formatOf(one.column, kind)); }}
              />
            )}
            {one.kind === "rule" && (
              <>
                {(columns.length > 1 || !isNumber(one.column)) && <Select aria-label={`Whose value decides about ${name}`} value={one.decided_by ?? ITSELF} options={decidersOf(columns, one, isNumber(one.column))} onChange={(by) => { change(place, withBy(one, by)); }} />}
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
