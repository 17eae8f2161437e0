import { useState, type ReactNode } from "react";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

type EditDialogProps = {
  title: string;
  description?: ReactNode;
  size?: "md" | "lg" | "xl";
  /** What was written would be lost by closing. */
  isChanged: boolean;
  canDone: boolean;
  done?: string;
  isBusy?: boolean;
  onDone: () => void;
  onClose: () => void;
  /** Takes the thing itself away. */
  onRemove?: (() => void) | undefined;
  children: ReactNode;
};

/** A form over the page: Escape never throws away what was written without a word. */
export function EditDialog({ title, description, size = "lg", isChanged, canDone, done = "Done", isBusy = false, onDone, onClose, onRemove, children }: EditDialogProps) {
  const [isAsking, setAsking] = useState(false);
  const leave = () => { if (isChanged && !isAsking) setAsking(true); else onClose(); };
  return (
    <Dialog
      isOpen
      size={size}
      title={title}
      {...(description !== undefined && { description })}
      onOpenChange={(isOpen) => { if (!isOpen) leave(); }}
      footer={isAsking
        ? (
          <>
            <p role="alert" className="mr-auto self-center text-sm">Throw away what you wrote?</p>
            <Button onClick={() => { setAsking(false); }}>Keep writing</Button>
            <Button variant="danger" onClick={onClose}>Throw away</Button>
          </>
        )
        : (
          <>
            {onRemove && <Button variant="ghost" className="mr-auto text-danger-text" onClick={onRemove}>Remove</Button>}
            <Button onClick={leave}>Cancel</Button>
            <Button variant="primary" disabled={!canDone} isBusy={isBusy} onClick={onDone}>{done}</Button>
          </>
        )}
    >
      {children}
    </Dialog>
  );
}
