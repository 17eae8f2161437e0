import { Link } from "@tanstack/react-router";
import { Folder as FolderIcon, FolderOpen, Lock } from "lucide-react";
import type { Folder } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { carry } from "./carried";
import { FolderDrop } from "./folder-drop";
import { inTreeOrder } from "./folder-tree";
import type { FolderVerbs } from "./use-folder-verbs";

type FolderNavProps = { folders: readonly Folder[]; at: string | null; verbs: FolderVerbs; className?: string };

const classes = "flex min-h-8 items-center gap-2 rounded-md py-1 pr-2 text-sm hover:bg-hover [&_svg]:size-4 [&_svg]:shrink-0";
const here = "bg-accent-soft font-medium text-accent-text hover:bg-accent-soft";

export const LimitedMark = () => <><Lock aria-hidden className="size-3.5 shrink-0 text-muted" /><span className="sr-only">, not open to everybody</span></>;

/** The tree of folders. */
export function FolderNav({ folders, at, verbs, className }: FolderNavProps) {
  return (
    <nav aria-label="Folders" className={className}>
      <ul className="flex flex-col gap-0.5">
        <li>
          <FolderDrop to={null} folders={folders} verbs={verbs}>
            <Link to="/folders" search={{}} aria-current={at === null ? "page" : undefined} className={cn(classes, "pl-2", at === null && here)}><FolderOpen aria-hidden />In no folder</Link>
          </FolderDrop>
        </li>
        {inTreeOrder(folders).map(({ folder, depth }) => (
          <li key={folder.id}>
            <FolderDrop to={folder} folders={folders} verbs={verbs}>
              <Link
                to="/folders"
                search={{ folder: folder.id }}
                aria-current={folder.id === at ? "page" : undefined}
                draggable={folder.may_edit}
                onDragStart={(event) => { carry(event, { things: [], folderId: folder.id }); }}
                style={{ paddingLeft: `${String(0.5 + depth)}rem` }}
                title={folder.name}
                className={cn(classes, folder.id === at && here)}
              >
                {folder.id === at ? <FolderOpen aria-hidden /> : <FolderIcon aria-hidden />}
                <span className="min-w-0 flex-1 truncate">{folder.name}</span>
                {folder.is_limited && <LimitedMark />}
              </Link>
            </FolderDrop>
          </li>
        ))}
      </ul>
    </nav>
  );
}
