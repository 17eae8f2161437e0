import { useQuery } from "@tanstack/react-query";
import { EllipsisVertical, FolderInput, Lock, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Folder } from "@/api/contracts";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { IconButton } from "@/ui/icon-button";
import { AccessDialog } from "./access-dialog";
import { foldersOptions, renameFolder } from "./folders-api";
import { MoveDialog } from "./move-dialog";
import { NameDialog } from "./name-dialog";
import { RemoveDialog } from "./remove-dialog";
import type { FolderVerbs } from "./use-folder-verbs";

type Doing = "rename" | "move" | "access" | "remove";

/** What may be done with a folder; nothing, for those who may do nothing with it. */
export function FolderMenu({ folder, verbs, onRemoved }: { folder: Folder; verbs: FolderVerbs; onRemoved?: () => void }) {
  const folders = useQuery(foldersOptions()).data?.items ?? [];
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => { setDoing(null); };
  if (!folder.may_edit && !folder.may_manage) return null;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton label={`More for ${folder.name}`} size="icon-sm"><EllipsisVertical aria-hidden /></IconButton>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {folder.may_edit && <DropdownMenuItem icon={<Pencil aria-hidden />} onSelect={() => { setDoing("rename"); }}>Rename</DropdownMenuItem>}
          {folder.may_edit && <DropdownMenuItem icon={<FolderInput aria-hidden />} onSelect={() => { setDoing("move"); }}>Move to…</DropdownMenuItem>}
          {folder.may_manage && <DropdownMenuItem icon={<Lock aria-hidden />} onSelect={() => { setDoing("access"); }}>Who sees it</DropdownMenuItem>}
          {folder.may_edit && <DropdownMenuItem icon={<Trash2 aria-hidden />} isDangerous onSelect={() => { setDoing("remove"); }}>Remove</DropdownMenuItem>}
        </DropdownMenuContent>
      </DropdownMenu>
      {doing === "rename" && <NameDialog title="Rename the folder" action="Rename" name={folder.name} onSave={(name) => renameFolder(folder.id, name)} onSaved={() => void verbs.refresh()} onClose={close} />}
      {doing === "move" && <MoveDialog title={`Move “${folder.name}”`} folders={folders} from={folder.parent_id} moved={folder} onMove={(to) => void verbs.move(folder, to)} onClose={close} />}
      {doing === "access" && <AccessDialog folder={folder} onSaved={() => { verbs.refresh(); verbs.tell("It is saved who sees this folder."); }} onClose={close} />}
      {doing === "remove" && (
        <RemoveDialog
          folder={folder}
          folders={folders}
          onRemove={async (content) => {
            const isRemoved = await verbs.remove(folder, content);
            if (isRemoved) onRemoved?.();
            return isRemoved;
          }}
          onClose={close}
        />
      )}
    </>
  );
}
