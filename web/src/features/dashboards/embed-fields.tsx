import { KeyRound, Plus, X } from "lucide-react";
import type { DashboardSpec, EmbedField } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { IconButton } from "@/ui/icon-button";
import { Input } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { Select } from "@/ui/select";
import { useSharedTables } from "./share-tables";

type EmbedFieldsProps = {
  spec: DashboardSpec;
  fields: readonly EmbedField[];
  onChange: (fields: EmbedField[]) => void;
  /** Said once somebody has tried to go on with a field that is not whole. */
  isChecked: boolean;
};

export const isWholeField = ({ name, member }: EmbedField): boolean => name.trim() !== "" && member !== "";

const listed = new Intl.ListFormat("en", { type: "conjunction" });

/** Which fields every token has to lock: the rows that each visitor may see. */
export function EmbedFields({ spec, fields, onChange, isChecked }: EmbedFieldsProps) {
  const { models, failed } = useSharedTables(spec);
  const first = models[0];
  const unlocked = fields.some(isWholeField) ? models.filter(({ dataset_id }) => !fields.some((one) => one.dataset_id === dataset_id)) : [];
  const put = (index: number, next: EmbedField) => { onChange(fields.map((one, place) => (place === index ? next : one))); };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="text-sm font-medium">Locked fields<span className="ml-1.5 font-normal text-muted">optional</span></legend>
      <p className="text-xs text-pretty text-muted">
        Every token has to say which values of these fields its visitor may see, and no other rows are shown. Once there is one, pictures of a table without one show nothing.
      </p>
      {failed?.error && <ProblemNotice isCompact title="The fields could not be read" problem={failed.error} onRetry={() => void failed.refetch()} />}
      {fields.length > 0 && (
        <ul aria-label="Locked fields" className="flex flex-col gap-2">
          {fields.map((field, index) => {
            const model = models.find(({ dataset_id }) => dataset_id === field.dataset_id);
            const columns = (model?.dimensions ?? []).filter(({ is_hidden, formula }) => !is_hidden && formula === null);
            return (
              <li key={index} className="flex items-start gap-2 rounded-md border border-line bg-panel p-3">
                <KeyRound aria-hidden className="mt-7 size-4 shrink-0 text-muted" />
                <div className="grid min-w-0 flex-1 gap-3 sm:grid-cols-3">
                  <Field label="Table">
                    {(control) => <Select {...control} value={field.dataset_id} options={models.map(({ dataset_id, dataset_name }) => ({ value: dataset_id, label: dataset_name }))} onChange={(dataset_id) => { put(index, { dataset_id, member: "", name: "" }); }} />}
                  </Field>
                  <Field label="Field" error={isChecked && field.member === "" ? "Choose a field." : undefined}>
                    {(control) => <Select {...control} value={field.member === "" ? undefined : field.member} placeholder="Choose a field" options={columns.map(({ name, label }) => ({ value: name, label }))} onChange={(member) => { put(index, { ...field, member, name: field.name === "" || field.name === field.member ? member : field.name }); }} />}
                  </Field>
                  <Field label="Name in tokens" error={isChecked && field.member !== "" && field.name.trim() === "" ? "Give it a name." : undefined}>
                    {(control) => <Input {...control} className="font-mono text-xs" maxLength={255} value={field.name} onChange={(event) => { put(index, { ...field, name: event.target.value }); }} />}
                  </Field>
                </div>
                <IconButton label={field.member === "" ? "Take this field away" : `Take ${field.member} away`} size="icon-sm" onClick={() => { onChange(fields.filter((_, place) => place !== index)); }}><X aria-hidden /></IconButton>
              </li>
            );
          })}
        </ul>
      )}
      {unlocked.length > 0 && (
        <p role="status" className="rounded-md bg-warning-soft p-2.5 text-sm text-pretty text-warning-text">
          Pictures of {listed.format(unlocked.map(({ dataset_name }) => dataset_name))} show nothing in this embed, because no field of {unlocked.length === 1 ? "that table" : "those tables"} is locked.
        </p>
      )}
      {first && fields.every(isWholeField) && (
        <Button size="sm" variant="ghost" className="self-start" onClick={() => { onChange([...fields, { dataset_id: first.dataset_id, member: "", name: "" }]); }}>
          <Plus aria-hidden />Lock a field
        </Button>
      )}
    </fieldset>
  );
}
