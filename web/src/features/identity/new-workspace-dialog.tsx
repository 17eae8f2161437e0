import { useQueryClient } from "@tanstack/react-query";
import { meOptions } from "@/api/me";
import { Dialog } from "@/ui/dialog";
import { createWorkspace } from "./account-api";
import { NameForm } from "./name-form";

type NewWorkspaceDialogProps = { onClose: () => void; onCreated: (workspaceId: string) => void };

export function NewWorkspaceDialog({ onClose, onCreated }: NewWorkspaceDialogProps) {
  const queryClient = useQueryClient();
  const create = async (name: string) => {
    const workspace = await createWorkspace(name);
    await queryClient.invalidateQueries({ queryKey: meOptions().queryKey });
    onCreated(workspace.id);
  };
  return (
    <Dialog isOpen onOpenChange={(isOpen) => { if (!isOpen) onClose(); }} title="New workspace" description="A place for data and dashboards of its own, with its own people.">
      <NameForm label="Name" name="" submitLabel="Create" onSave={create} savedWords="The workspace is open" />
    </Dialog>
  );
}
