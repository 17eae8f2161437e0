import { useState } from "react";
import type { ModelMeasure } from "@/api/contracts";
import { NumberFormatField } from "@/chart-editor/number-format-field";
import { Field } from "@/ui/field";
import { Input, Textarea } from "@/ui/input";

/** How people call a member, and how its values are written. */
export type Wording = Pick<ModelMeasure, "label" | "description" | "synonyms" | "format" | "unit">;

export const synonymsFrom = (text: string): string[] => [...new Set(text.split(",").map((word) => word.trim()).filter(Boolean))].slice(0, 30);

const orNull = (text: string): string | null => (text === "" ? null : text);

type WordingFieldsProps = { value: Wording; onChange: (wording: Wording) => void; usualLabel: string; isNumber: boolean };

export function WordingFields({ value, onChange, usualLabel, isNumber }: WordingFieldsProps) {
  const [synonyms, setSynonyms] = useState((value.synonyms ?? []).join(", "));
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="Label" hint="What people read">
        {(control) => <Input {...control} value={value.label ?? ""} maxLength={255} placeholder={usualLabel} onChange={(event) => { onChange({ ...value, label: orNull(event.target.value) }); }} />}
      </Field>
      <Field label="Synonyms" hint="Other words that find it, with commas between">
        {(control) => <Input {...control} value={synonyms} onChange={(event) => { setSynonyms(event.target.value); onChange({ ...value, synonyms: synonymsFrom(event.target.value) }); }} />}
      </Field>
      {isNumber && (
        <>
          <NumberFormatField label="Number format" value={value.format ?? null} onChange={(format) => { onChange({ ...value, format }); }} />
          <Field label="Unit" hint="Such as €, kg or days">
            {(control) => <Input {...control} value={value.unit ?? ""} maxLength={50} onChange={(event) => { onChange({ ...value, unit: orNull(event.target.value) }); }} />}
          </Field>
        </>
      )}
      <Field label="Description" className="sm:col-span-2">
        {(control) => <Textarea {...control} rows={2} value={value.description ?? ""} maxLength={4000} onChange={(event) => { onChange({ ...value, description: orNull(event.target.value) }); }} />}
      </Field>
    </div>
  );
}
