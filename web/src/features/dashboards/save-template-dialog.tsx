import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { TemplateCategory } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input, Textarea } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { Select } from "@/ui/select";
import { showToast } from "@/ui/toast-store";
import { saveAsTemplate } from "./dashboard-file";

type SaveTemplateDialogProps = { dashboardId: string; name: string; description: string | null; onClose: () => void };

const CATEGORIES: readonly { value: TemplateCategory; label: string }[] = [
  { value: "other", label: "General" },
  { value: "sales", label: "Sales" },
  { value: "product", label: "Product" },
  { value: "operations", label: "Operations" },
  { value: "finance", label: "Finance" },
  { value: "people", label: "People" },
];

/** Keeps a dashboard as a template, for others to begin with. */
export function SaveTemplateDialog({ dashboardId, name, description, onClose }: SaveTemplateDialogProps) {
  const client = useQueryClient();
  const [words, setWords] = useState({ name, description: description ?? "", category: "other" as TemplateCategory, keeps_values: false });
  const save = useMutation({
    mutationFn: () => saveAsTemplate({ ...words, dashboard_id: dashboardId, name: words.name.trim(), description: words.description.trim() === "" ? null : words.description.trim() }),
    onSuccess: (template) => {
      void client.invalidateQueries({ queryKey: ["templates"] });
      showToast({ tone: "success", title: `“${template.name}” is a template.`, detail: "Everybody of the workspace finds it under Dashboards, Templates." });
      onClose();
    },
  });
  const isNamed = words.name.trim() !== "";
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title="Save as a template"
      description="Its pages, tiles and filters, without data. Whoever uses it chooses the data that it shows."
      footer={<><Button onClick={onClose}>Cancel</Button><Button variant="primary" isBusy={save.isPending} disabled={!isNamed} onClick={() => { save.mutate(); }}>Save</Button></>}
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); if (isNamed) save.mutate(); }}>
        <Field label="Name">{(control) => <Input {...control} maxLength={255} value={words.name} onChange={(event) => { setWords({ ...words, name: event.target.value }); }} />}</Field>
        <Field label="Description" isOptional hint="What it shows, and for which data it is good.">{(control) => <Textarea {...control} rows={3} maxLength={4000} value={words.description} onChange={(event) => { setWords({ ...words, description: event.target.value }); }} />}</Field>
        <Field label="Category">{(control) => <Select {...control} className="w-full" value={words.category} onChange={(category) => { setWords({ ...words, category }); }} options={CATEGORIES} />}</Field>
        <Checkbox className="items-start [&>button]:mt-0.5" label="Keep the values that filters are set to, and notes in pictures" checked={words.keeps_values} onCheckedChange={(checked) => { setWords({ ...words, keeps_values: checked === true }); }} />
        {save.error && <ProblemNotice isCompact title="The template was not saved" problem={save.error} />}
      </form>
    </Dialog>
  );
}
