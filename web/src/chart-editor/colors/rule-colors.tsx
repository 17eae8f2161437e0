import { Plus, Trash2 } from "lucide-react";
import type { CellColumn, ChosenColors, ColorRule } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { IconButton } from "@/ui/icon-button";
import { Select } from "@/ui/select";
import { optionsOf, RuleComparison } from "../rule-comparison";
import { changed } from "./color-choices";
import { ColorPicker } from "./color-picker";

const MOST = 10;
const FIRST: ColorRule = { op: "below", value: 0, color: "negative" };
/** Instead of another column: what is drawn. No column is called so. */
const DRAWN = "\u0001drawn";

type RuleColorsProps = { columns: readonly CellColumn[]; colors: ChosenColors | null; onChange: (colors: ChosenColors | null) => void };

/** Colours of marks by rules: the first one that holds decides. */
export function RuleColors({ columns, colors, onChange }: RuleColorsProps) {
  const rules = colors?.rules ?? [];
  const choose = (next: readonly ColorRule[]) => { onChange(changed(colors, { rules: [...next], ...(next.length === 0 && { decided_by: null }) })); };
  const decides = colors?.decided_by ?? columns[0]?.column;
  const others = columns.filter(({ column }) => column !== decides);
  return (
    <fieldset aria-label="Colors by rules" className="flex flex-col gap-2">
      {rules.length > 0 && columns.length > 1 && (
        <Field label="Rules look at">
          {(control) => <Select {...control} value={colors?.decided_by ?? DRAWN} options={optionsOf(columns, { value: DRAWN, label: "What is drawn" }, colors?.decided_by)} onChange={(by) => { onChange(changed(colors, { decided_by: by === DRAWN ? null : by })); }} />}
        </Field>
      )}
      {rules.map((rule, place) => {
        const name = `rule ${String(place + 1)}`;
        const change = (next: ColorRule) => { choose(rules.map((one, index) => (index === place ? next : one))); };
        return (
          <div key={place} role="group" aria-label={`Color by ${name}`} className="flex flex-col gap-1.5 rounded-md bg-sunken p-2">
            <RuleComparison rule={rule} columns={others} onChange={change} />
            <div className="flex items-start gap-1">
              <div className="min-w-0 flex-1"><ColorPicker label={`Rule ${String(place + 1)}`} color={rule.color} onChange={(color) => { change({ ...rule, color: color ?? FIRST.color }); }} /></div>
              <IconButton label={`Remove the color of ${name}`} onClick={() => { choose(rules.filter((_, index) => index !== place)); }}><Trash2 aria-hidden /></IconButton>
            </div>
          </div>
        );
      })}
      {rules.length < MOST && <Button size="sm" className="w-fit" onClick={() => { choose([...rules, FIRST]); }}><Plus aria-hidden />Add a rule of color</Button>}
    </fieldset>
  );
}
