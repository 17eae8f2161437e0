import { useState } from "react";
import type { ModelMeasure } from "@/api/contracts";
import { Field } from "@/ui/field";
import { Input, Textarea } from "@/ui/input";
import { Select } from "@/ui/select";

/** How people call a member, and how its values are written. */
export type Wording = Pick<ModelMeasure, "label" | "description" | "synonyms" | "format" | "unit">;

const AUTOMATIC = "automatic";

const FORMATS = [
  { value: AUTOMATIC, label: "Automatic" },
  { value: ",.0f", label: "1,235" },
  { value: ",.2f", label: "1,234.50" },
  { value: "$,.2f", label: "$1,234.50" },
  { value: ".0%", label: "12%" },
  { value: ".1%", label: "12.4%" },
  { value: ".3~s", label: "1.23k" },
  { value: "d", label: "1235" },
] as const;

export const synonymsFrom = (text: string): string[] => [...new Set(text.split(",").map((word) => word.trim()).filter(Boolean))].slice(0, 30);

const orNull = (text: string): string | null => (text === "" ? null : text);

type WordingFieldsProps = { value: Wording; onChange: (wording: Wording) => void; usualLabel: string; isNumber: boolean };

export function WordingFields({ value, onChange, usualLabel, isNumber }: WordingFieldsProps) {
  const [synonyms, setSynonyms] = useState((value.synonyms ?? []).join(", "));
  const format = value.format ?? AUTOMATIC;
  const formats = FORMATS.some((known) => known.value === format) ? FORMATS : [...FORMATS, { value: format, label: format }];
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
          <Field label="Number format">
            {({ id, "aria-describedby": describedBy }) => (
              <Select id={id} aria-describedby={describedBy} value={format} options={formats} onChange={(next) => { onChange({ ...value, format: next === AUTOMATIC ? null : next }); }} />
            )}
          </Field>
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
