import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Template } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input, Textarea } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { Select } from "@/ui/select";
import { changeTemplate, type TemplateWords } from "./api";
import { CATEGORIES } from "./words";

/** Calls a template otherwise. */
export function TemplateDialog({ template, onClose }: { template: Template; onClose: () => void }) {
  const client = useQueryClient();
  const { name, description, category } = template;
  const [words, setWords] = useState<TemplateWords>({ name, description, category });
  const save = useMutation({
    mutationFn: () => changeTemplate(template.id, { ...words, name: words.name.trim() }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["templates"] });
      onClose();
    },
  });
  const send = () => { if (words.name.trim() !== "") save.mutate(); };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title="Edit the template"
      footer={<><Button onClick={onClose}>Cancel</Button><Button variant="primary" isBusy={save.isPending} disabled={words.name.trim() === ""} onClick={send}>Save</Button></>}
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); send(); }}>
        <Field label="Name">{(control) => <Input {...control} maxLength={255} value={words.name} onChange={(event) => { setWords({ ...words, name: event.target.value }); }} />}</Field>
        <Field label="Description" isOptional>{(control) => <Textarea {...control} rows={3} maxLength={4000} value={words.description ?? ""} onChange={(event) => { setWords({ ...words, description: event.target.value === "" ? null : event.target.value }); }} />}</Field>
        <Field label="Category">{(control) => <Select {...control} className="w-full" value={words.category} onChange={(value) => { setWords({ ...words, category: value }); }} options={CATEGORIES} />}</Field>
        {save.error && <ProblemNotice isCompact problem={save.error} />}
      </form>
    </Dialog>
  );
}
