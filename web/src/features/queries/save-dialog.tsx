import { useQuery } from "@tanstack/react-query";
import { useId, useState, type SyntheticEvent } from "react";
import { fieldErrors, type Problem } from "@/api/problems";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input, Textarea } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { foldersOptions } from "./api";

export type QueryWords = { name: string; description: string | null; folder: string };

type SaveDialogProps = {
  title: string;
  words: QueryWords;
  isSaving: boolean;
  problem: Problem | null;
  onSave: (words: QueryWords) => void;
  onClose: () => void;
};

/** The name under which a query is kept, what it is about, and where it lies. */
export function SaveDialog({ title, words, isSaving, problem, onSave, onClose }: SaveDialogProps) {
  const formId = useId();
  const listId = useId();
  const [name, setName] = useState(words.name);
  const [description, setDescription] = useState(words.description ?? "");
  const [folder, setFolder] = useState(words.folder);
  const folders = useQuery(foldersOptions()).data?.items ?? [];
  const errors = problem ? fieldErrors(problem) : {};
  const isReady = name.trim() !== "";
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isReady) onSave({ name: name.trim(), description: description.trim() === "" ? null : description.trim(), folder: folder.trim() });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => { if (!isOpen) onClose(); }}
      title={title}
      description="Everybody in this workspace can find it and run it."
      footer={(
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} disabled={!isReady} isBusy={isSaving}>Save</Button>
        </>
      )}
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Name" isRequired error={errors["name"]}>
          {(control) => <Input {...control} value={name} maxLength={255} autoComplete="off" onChange={(event) => { setName(event.target.value); }} />}
        </Field>
        <Field label="What it answers" isOptional error={errors["description"]}>
          {(control) => <Textarea {...control} value={description} maxLength={2000} onChange={(event) => { setDescription(event.target.value); }} />}
        </Field>
        <Field label="Folder" isOptional hint="A slash makes a folder in a folder: Sales/Monthly" error={errors["folder"]}>
          {(control) => <Input {...control} list={listId} value={folder} maxLength={255} autoComplete="off" onChange={(event) => { setFolder(event.target.value); }} />}
        </Field>
        <datalist id={listId}>{folders.filter((known) => known.folder !== "").map((known) => <option key={known.folder} value={known.folder} />)}</datalist>
        {problem && Object.keys(errors).length === 0 && <ProblemNotice isCompact title="The query could not be saved" problem={problem} />}
      </form>
    </Dialog>
  );
}
