import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Folder } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";

type NameDialogProps = {
  title: string;
  action: string;
  name?: string;
  onSave: (name: string) => Promise<Folder>;
  onSaved: (folder: Folder) => void;
  onClose: () => void;
};

const MOST = 100;
const faultOf = (name: string): string | undefined => (name.trim() === "" ? "A folder needs a name." : name.includes("/") ? "A folder’s name has no slash in it." : undefined);

/** Names a folder: a new one, or one that is there. */
export function NameDialog({ title, action, name: first = "", onSave, onSaved, onClose }: NameDialogProps) {
  const [name, setName] = useState(first);
  const [isChecked, setChecked] = useState(false);
  const save = useMutation({ mutationFn: () => onSave(name.trim()), onSuccess: (folder) => { onSaved(folder); onClose(); } });
  const fault = isChecked ? faultOf(name) : undefined;
  const said = save.error === null ? undefined : [save.error.message, save.error.hint].filter(Boolean).join(" ");
  const submit = () => {
    setChecked(true);
    if (faultOf(name) === undefined && !save.isPending) save.mutate();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => { if (!isOpen) onClose(); }}
      title={title}
      size="sm"
      footer={<><Button onClick={onClose}>Cancel</Button><Button variant="primary" isBusy={save.isPending} onClick={submit}>{action}</Button></>}
    >
      <form onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <Field label="Name" error={fault ?? said}>
          {(control) => <Input {...control} value={name} maxLength={MOST} autoComplete="off" onChange={(event) => { setName(event.target.value); save.reset(); }} />}
        </Field>
      </form>
    </Dialog>
  );
}
