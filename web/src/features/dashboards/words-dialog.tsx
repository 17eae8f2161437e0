import { useState } from "react";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input, Textarea } from "@/ui/input";

type WordsDialogProps = {
  title: string;
  label: string;
  hint?: string;
  value: string;
  isLong?: boolean;
  onClose: () => void;
  onSave: (words: string) => void;
};

/** Asks for a name, a title or a text. */
export function WordsDialog({ title, label, hint, value, isLong = false, onClose, onSave }: WordsDialogProps) {
  const [words, setWords] = useState(value);
  const save = () => {
    onSave(words.trim());
    onClose();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={title}
      size={isLong ? "lg" : "sm"}
      footer={<><Button onClick={onClose}>Cancel</Button><Button variant="primary" onClick={save}>Save</Button></>}
    >
      <form onSubmit={(event) => { event.preventDefault(); save(); }}>
        <Field label={label} hint={hint}>
          {(control) =>
            isLong
              ? <Textarea {...control} rows={14} maxLength={50_000} className="font-mono" value={words} onChange={(event) => { setWords(event.target.value); }} />
              : <Input {...control} maxLength={255} value={words} onChange={(event) => { setWords(event.target.value); }} />}
        </Field>
      </form>
    </Dialog>
  );
}
