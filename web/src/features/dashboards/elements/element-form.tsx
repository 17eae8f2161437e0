import type { ReactNode } from "react";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

type ElementFormProps = {
  /** What is made or changed: "button", say. */
  thing: string;
  isNew: boolean;
  size?: "md" | "lg";
  /** Why it cannot be kept as it is. */
  isIncomplete?: boolean;
  onClose: () => void;
  onSave: () => void;
  children: ReactNode;
};

/** Enter in a field of one line keeps what was made; not in a search, which is none of its fields. */
const isLine = (target: EventTarget): boolean => target instanceof HTMLInputElement && ["text", "url", "number"].includes(target.type);

/** The frame of every question about what stands on a page. */
export function ElementForm({ thing, isNew, size = "md", isIncomplete = false, onClose, onSave, children }: ElementFormProps) {
  const save = () => {
    if (isIncomplete) return;
    onSave();
    onClose();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={isNew ? `Add ${/^[aeiou]/.test(thing) ? "an" : "a"} ${thing}` : `Edit the ${thing}`}
      size={size}
      footer={<><Button onClick={onClose}>Cancel</Button><Button variant="primary" disabled={isIncomplete} onClick={save}>{isNew ? "Add" : "Save"}</Button></>}
    >
      {/* No form: in one, every choice holds a second, hidden field, which would take the focus. */}
      <div role="presentation" className="flex flex-col gap-4" onKeyDown={(event) => { if (event.key === "Enter" && !event.defaultPrevented && isLine(event.target)) { event.preventDefault(); save(); } }}>
        {children}
      </div>
    </Dialog>
  );
}
