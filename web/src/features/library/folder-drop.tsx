import { useState, type DragEvent, type ReactNode } from "react";
import type { Folder } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { carriedIn, isCarried } from "./carried";
import { liesIn } from "./folder-tree";
import type { FolderVerbs } from "./use-folder-verbs";

type FolderDropProps = { to: Folder | null; folders: readonly Folder[]; verbs: FolderVerbs; className?: string; children: ReactNode };

/** A place on which things and folders can be let go; what the mouse does here, “Move to…” does by keys. */
export function FolderDrop({ to, folders, verbs, className, children }: FolderDropProps) {
  const [isOver, setOver] = useState(false);
  const isOpen = to === null || to.may_edit;
  const over = (event: DragEvent) => {
    if (!isOpen || !isCarried(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    const carried = carriedIn(event);
    if (!isOpen || carried === null) return;
    event.preventDefault();
    const folder = folders.find(({ id }) => id === carried.folderId);
    if (folder && !liesIn(folders, to?.id ?? null, folder.id) && folder.parent_id !== (to?.id ?? null)) void verbs.move(folder, to);
    if (carried.things.length > 0) void verbs.file(carried.things, to);
  };
  return (
    <div onDragOver={over} onDragLeave={() => { setOver(false); }} onDrop={drop} className={cn("rounded-md", className, isOver && "bg-accent-soft outline-2 -outline-offset-2 outline-accent")}>
      {children}
    </div>
  );
}
