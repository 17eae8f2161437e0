import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ContentOfFolder, Folder } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { pathOf, foldersIn } from "./folder-tree";
import { thingsOptions } from "./folders-api";

type RemoveDialogProps = { folder: Folder; folders: readonly Folder[]; onRemove: (content: ContentOfFolder) => Promise<boolean>; onClose: () => void };

const counted = (count: number, one: string, many: string): string => `${String(count)} ${count === 1 ? one : many}`;

/** Asks what becomes of what lies in a folder that is removed. */
export function RemoveDialog({ folder, folders, onRemove, onClose }: RemoveDialogProps) {
  const { data } = useQuery(thingsOptions(folder.id));
  const [busy, setBusy] = useState<ContentOfFolder | null>(null);
  const above = pathOf(folders, folder.id).at(-2);
  const within = foldersIn(folders, folder.id).length;
  const isEmpty = data?.total === 0 && within === 0;
  const remove = async (content: ContentOfFolder) => {
    setBusy(content);
    if (await onRemove(content)) onClose();
    else setBusy(null);
  };
  const what = data === undefined ? "…" : [data.total > 0 || within === 0 ? counted(data.total, "thing", "things") : "", within > 0 ? counted(within, "folder", "folders") : ""].filter(Boolean).join(" and ");
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => { if (!isOpen) onClose(); }}
      title={`Remove “${folder.name}”`}
      description={isEmpty ? "Nothing lies in it." : `In it lie ${what}. What becomes of them?`}
      size="md"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {!isEmpty && <Button variant="danger" isBusy={busy === "trash"} onClick={() => void remove("trash")}>Move all to the trash</Button>}
          <Button variant="primary" isBusy={busy === "up"} disabled={data === undefined} onClick={() => void remove("up")}>{isEmpty ? "Remove folder" : "Keep what is in it"}</Button>
        </>
      }
    >
      {!isEmpty && (
        <p className="text-sm text-muted">
          What is kept moves {above ? <>to “{above.name}”</> : "out of folders"}
          {folder.is_limited && ", where more people may see it"}. Either can be undone.
        </p>
      )}
    </Dialog>
  );
}
