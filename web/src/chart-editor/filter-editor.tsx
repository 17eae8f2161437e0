import { useState } from "react";
import type { Filter, SemanticModel } from "@/api/contracts";
import type { ConditionProps } from "@/query/conditions/condition";
import { DateCondition } from "@/query/conditions/date-condition";
import { ListCondition } from "@/query/conditions/list-condition";
import { RangeCondition } from "@/query/conditions/range-condition";
import { TextCondition } from "@/query/conditions/text-condition";
import { Button } from "@/ui/button";
import { SegmentedControl } from "@/ui/segmented-control";
import { memberLabel } from "./field-words";
import { dimensionNamed } from "./wells";

type Way = "list" | "range" | "date" | "text" | "null";

const WAY_WORDS: Record<Way, string> = { list: "Values", range: "Range", date: "Period", text: "Text", null: "Missing" };

const waysFor = (kind: string | undefined): readonly Way[] => {
  if (kind === "time") return ["date", "list", "null"];
  if (kind === "number") return ["range", "list", "null"];
  return kind === "boolean" ? ["list", "null"] : ["list", "text", "null"];
};

const wayOf = (filter: Filter | null): Way | null => {
  if (filter === null || filter.kind === "any" || filter.kind === "path" || filter.kind === "measure") return null;
  if (filter.kind === "in") return "list";
  return filter.kind === "time_range" || filter.kind === "relative_time" ? "date" : filter.kind;
};

function NullCondition({ member, filter, onChange }: ConditionProps) {
  const value = filter?.kind !== "null" ? "any" : filter.is_null === false ? "present" : "missing";
  return (
    <SegmentedControl
      label="Rows with or without a value"
      value={value}
      options={[{ value: "any", label: "All rows" }, { value: "present", label: "With a value" }, { value: "missing", label: "Without" }]}
      onChange={(next) => { onChange(next === "any" ? null : { kind: "null", member, is_null: next === "missing" }); }}
    />
  );
}

const conditions = { list: ListCondition, range: RangeCondition, date: DateCondition, text: TextCondition, null: NullCondition } as const;

type FilterEditorProps = { model: SemanticModel; member: string; filter: Filter | null; onChange: (filter: Filter | null) => void };

/** The condition of a filter, in the way that suits the type of its field. */
export function FilterEditor({ model, member, filter, onChange }: FilterEditorProps) {
  const ways = waysFor(dimensionNamed(model, member)?.kind);
  const [way, setWay] = useState<Way>(wayOf(filter) ?? ways[0] ?? "list");
  // Fields that hold what is being typed begin anew once the condition is cleared.
  const [clearings, setClearings] = useState(0);
  const clear = () => { setClearings(clearings + 1); onChange(null); };
  const label = memberLabel(model, { role: "dimension", member });
  const Condition = conditions[way];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-2">
        <h3 className="min-w-0 truncate text-sm font-semibold">{label}</h3>
        {filter !== null && <Button size="sm" variant="link" onClick={clear}>Clear</Button>}
      </div>
      <SegmentedControl label="Kind of condition" value={way} onChange={setWay} options={ways.map((value) => ({ value, label: WAY_WORDS[value] }))} />
      <Condition key={clearings} datasetId={model.dataset_id} member={member} label={label} filter={filter} onChange={onChange} />
    </div>
  );
}
