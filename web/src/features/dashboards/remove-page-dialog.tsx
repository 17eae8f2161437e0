import type { DashboardPage } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

type RemovePageDialogProps = { page: DashboardPage; onClose: () => void; onRemove: () => void };

/** Asks before tiles go with their page. */
export function RemovePageDialog({ page, onClose, onRemove }: RemovePageDialogProps) {
  const count = (page.tiles ?? []).length;
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="sm"
      title={`Remove “${page.title}”?`}
      description={`${count === 1 ? "Its tile goes" : `Its ${String(count)} tiles go`} with it. Undo brings everything back.`}
      footer={<><Button onClick={onClose}>Cancel</Button><Button variant="danger" onClick={onRemove}>Remove page</Button></>}
    />
  );
}
