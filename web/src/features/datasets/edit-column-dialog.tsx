import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Column, ColumnType, Dataset } from "@/api/contracts";
import { columnTypeWords } from "@/lib/column-type";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { ColumnTypeIcon } from "@/ui/column-type-icon";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input, Textarea } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { Select } from "@/ui/select";
import { updateColumns, type ColumnChange } from "./api";

const TYPES: readonly ColumnType[] = ["text", "integer", "decimal", "float", "boolean", "date", "datetime", "time"];

type EditColumnDialogProps = { dataset: Dataset; column: Column; onClose: () => void; onSaved: (dataset: Dataset) => void };

/** What is said about one column; another type reads the original file once more. */
export function EditColumnDialog({ dataset, column, onClose, onSaved }: EditColumnDialogProps) {
  const [label, setLabel] = useState(column.label ?? "");
  const [description, setDescription] = useState(column.description ?? "");
  const [type, setType] = useState<ColumnType>(column.type);
  const [isHidden, setHidden] = useState(column.is_hidden);
  const save = useMutation({
    mutationFn: () => {
      const change: ColumnChange = { name: column.name, label, description, is_hidden: isHidden, ...(type !== column.type && { type }) };
      return updateColumns(dataset.id, [change]);
    },
    onSuccess: (saved) => {
      onSaved(saved);
      onClose();
    },
  });
  const options = (TYPES.includes(column.type) ? TYPES : [column.type, ...TYPES]).map((value) => ({ value, label: columnTypeWords(value), icon: <ColumnTypeIcon type={value} /> }));
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={column.label ?? column.name}
      description={column.source_name === column.name ? undefined : `“${column.source_name}” in the file`}
      footer={<><Button onClick={onClose}>Cancel</Button><Button variant="primary" isBusy={save.isPending} onClick={() => { save.mutate(); }}>Save</Button></>}
    >
      <div className="flex flex-col gap-4">
        {save.error && <ProblemNotice isCompact problem={save.error} />}
        {column.notes.map((note) => <p key={note} className="rounded-md bg-warning-soft px-2.5 py-1.5 text-sm text-warning-text">{note}</p>)}
        <Field label="Label" isOptional hint="What people read instead of the column’s name.">
          {(control) => <Input {...control} value={label} maxLength={255} onChange={(event) => { setLabel(event.target.value); }} />}
        </Field>
        <Field label="Description" isOptional>
          {(control) => <Textarea {...control} value={description} maxLength={4000} onChange={(event) => { setDescription(event.target.value); }} />}
        </Field>
        <Field label="Type" hint={type === column.type ? undefined : "The original file is read again into a new version. Values that do not fit are listed as rejected."}>
          {(control) => <Select {...control} value={type} onChange={setType} options={options} />}
        </Field>
        <Checkbox label="Hidden: not offered in Explore and previews" checked={isHidden} onCheckedChange={(checked) => { setHidden(checked === true); }} />
      </div>
    </Dialog>
  );
}
