import { SegmentedControl } from "@/ui/segmented-control";
import type { ConditionProps } from "./condition";

/** Yes, no, or either. */
export function ToggleCondition({ member, label, filter, onChange }: ConditionProps) {
  const value = filter?.kind === "in" ? filter.values[0] : undefined;
  return (
    <SegmentedControl
      label={label}
      value={value === true ? "yes" : value === false ? "no" : "any"}
      options={[{ value: "any", label: "Any" }, { value: "yes", label: "Yes" }, { value: "no", label: "No" }]}
      onChange={(next) => { onChange(next === "any" ? null : { kind: "in", member, values: [next === "yes"] }); }}
    />
  );
}
