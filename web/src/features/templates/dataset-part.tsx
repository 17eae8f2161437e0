import { Database } from "lucide-react";
import type { DatasetFit } from "@/api/contracts";
import { Field } from "@/ui/field";
import { Select } from "@/ui/select";
import { FieldRows } from "./field-rows";
import type { Overrides } from "./mapping";

type DatasetPartProps = {
  fit: DatasetFit;
  /** Whether it is one of several. */
  isOneOfMany: boolean;
  overrides: Overrides;
  onDataset: (id: string) => void;
  onChoose: (key: string, member: string | null) => void;
};

/** A dataset that is needed: the one that stands for it, and its fields. */
export function DatasetPart({ fit, isOneOfMany, overrides, onDataset, onChoose }: DatasetPartProps) {
  const count = (found: number) => (fit.need_count === 0 ? "" : `${String(found)} of ${String(fit.need_count)} fields`);
  return (
    <section aria-label={fit.name} className="flex flex-col gap-3">
      <Field label={isOneOfMany ? `Data for “${fit.name}”` : "Data"} hint={isOneOfMany ? undefined : "Those with the most fields that fit come first."}>
        {(control) => (
          <Select
            {...control}
            className="w-full"
            value={fit.dataset_id ?? undefined}
            onChange={onDataset}
            placeholder="Choose a dataset"
            options={fit.candidates.map((one) => ({ value: one.dataset_id, label: one.name, detail: one.is_exact ? "the same data" : count(one.fit_count), icon: <Database aria-hidden /> }))}
          />
        )}
      </Field>
      {fit.dataset_id !== null && fit.fields.length > 0 && <FieldRows fit={fit} overrides={overrides} onChoose={onChoose} />}
      {fit.missing_parameters.length > 0 && <p className="text-sm text-muted">The model of this data has no parameter {fit.missing_parameters.map((name) => `“${name}”`).join(", ")}.</p>}
    </section>
  );
}
