import { useState } from "react";
import { Field } from "@/ui/field";
import { Input, Textarea } from "@/ui/input";
import { EditDialog } from "./edit-dialog";

type DescribeDialogProps = { name: string; description: string; onDone: (words: { name: string; description: string | null }) => void; onClose: () => void };

export function DescribeDialog({ name, description, onDone, onClose }: DescribeDialogProps) {
  const [words, setWords] = useState({ name, description });
  return (
    <EditDialog size="md" title="Rename and describe" isChanged={words.name !== name || words.description !== description} canDone={words.name.trim() !== ""} onClose={onClose} onDone={() => { onDone({ name: words.name.trim(), description: words.description === "" ? null : words.description }); }}>
      <div className="flex flex-col gap-3">
        <Field label="Name" isRequired>{(control) => <Input {...control} value={words.name} maxLength={255} onChange={(event) => { setWords({ ...words, name: event.target.value }); }} />}</Field>
        <Field label="Description">{(control) => <Textarea {...control} value={words.description} maxLength={4000} onChange={(event) => { setWords({ ...words, description: event.target.value }); }} />}</Field>
      </div>
    </EditDialog>
  );
}
