import { useState, type SyntheticEvent } from "react";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";

type RenameDialogProps = { usual: string; label: string; onRename: (label: string | null) => void; onClose: () => void };

/** Another name for a field in this picture alone. */
export function RenameDialog({ usual, label, onRename, onClose }: RenameDialogProps) {
  const [text, setText] = useState(label);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const wanted = text.trim();
    onRename(wanted === "" || wanted === usual ? null : wanted);
    onClose();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => { if (!isOpen) onClose(); }}
      title="Rename field"
      size="sm"
      footer={(
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="rename-field">Rename</Button>
        </>
      )}
    >
      <form id="rename-field" onSubmit={submit}>
        <Field label="Name in this picture" hint={`Leave it empty for “${usual}”.`}>
          {(control) => <Input {...control} value={text} maxLength={255} onChange={(event) => { setText(event.target.value); }} />}
        </Field>
      </form>
    </Dialog>
  );
}
