import type { ChartOptions, Comparison } from "@/api/contracts";
import { Checkbox } from "@/ui/checkbox";
import { Field } from "@/ui/field";
import { Select } from "@/ui/select";
import { OptionsSection } from "./options-section";

const COMPARISONS: { value: Comparison | "none"; label: string }[] = [
  { value: "none", label: "Nothing" }, { value: "previous_period", label: "The period before" }, { value: "same_period_last_year", label: "The same period last year" },
];

/** With which other time a number is compared. */
export function ComparisonSection({ options, onChange }: { options: ChartOptions; onChange: (options: ChartOptions) => void }) {
  return (
    <OptionsSection title="Over time">
      <Field label="Compared with" hint="Along the date in X, or the only one there is.">
        {(control) => <Select {...control} value={options.comparison ?? "none"} options={COMPARISONS} onChange={(chosen) => { onChange({ comparison: chosen === "none" ? null : chosen }); }} />}
      </Field>
      <Checkbox label="The last periods as a small line" checked={options.show_sparkline ?? false} onCheckedChange={(checked) => { onChange({ show_sparkline: checked === true }); }} />
    </OptionsSection>
  );
}
