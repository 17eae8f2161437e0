import { useState } from "react";
import type { Dataset } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input, Textarea } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";

type DescribeDialogProps = {
  dataset: Dataset;
  isSaving: boolean;
  problem: Problem | null;
  onClose: () => void;
  onSave: (words: { name: string; description: string }) => void;
};

export function DescribeDialog({ dataset, isSaving, problem, onClose, onSave }: DescribeDialogProps) {
  const [name, setName] = useState(dataset.name);
  const [description, setDescription] = useState(dataset.description ?? "");
  const save = () => { if (name.trim() !== "") onSave({ name: name.trim(), description: description.trim() }); };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title="Rename and describe"
      footer={<><Button onClick={onClose}>Cancel</Button><Button variant="primary" isBusy={isSaving} disabled={name.trim() === ""} onClick={save}>Save</Button></>}
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); save(); }}>
        {problem && <ProblemNotice isCompact problem={problem} />}
        <Field label="Name" isRequired>{(control) => <Input {...control} maxLength={255} value={name} onChange={(event) => { setName(event.target.value); }} />}</Field>
        <Field label="Description" isOptional hint="What a row stands for, and where the data comes from.">
          {(control) => <Textarea {...control} maxLength={4000} value={description} onChange={(event) => { setDescription(event.target.value); }} />}
        </Field>
      </form>
    </Dialog>
  );
}
