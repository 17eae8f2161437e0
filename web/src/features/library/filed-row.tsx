import { Link } from "@tanstack/react-router";
import { FolderInput, Folder as FolderIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { Folder, Thing } from "@/api/contracts";
import { Checkbox } from "@/ui/checkbox";
import { IconButton } from "@/ui/icon-button";
import { RelativeTime } from "@/ui/relative-time";
import { carry, type Carried } from "./carried";
import { FolderDrop } from "./folder-drop";
import { FolderMenu } from "./folder-menu";
import { LimitedMark } from "./folder-nav";
import type { FolderVerbs } from "./use-folder-verbs";

export type ThingLook = (thing: Thing) => { kind: string; icon: ReactNode; link: ReactNode };

const rowClasses = "relative flex min-h-12 items-center gap-3 px-3 py-2 hover:bg-hover";

export function FolderRow({ folder, folders, verbs }: { folder: Folder; folders: readonly Folder[]; verbs: FolderVerbs }) {
  return (
    <li>
      <FolderDrop to={folder} folders={folders} verbs={verbs}>
        <div className={rowClasses} draggable={folder.may_edit} onDragStart={(event) => { carry(event, { things: [], folderId: folder.id }); }}>
          <FolderIcon aria-hidden className="size-4 shrink-0 text-accent-text" />
          <Link to="/folders" search={{ folder: folder.id }} className="min-w-0 flex-1 font-medium break-words after:absolute after:inset-0">{folder.name}{folder.is_limited && <span className="ml-2 inline-flex align-middle"><LimitedMark /></span>}</Link>
          <span className="relative z-10"><FolderMenu folder={folder} verbs={verbs} /></span>
        </div>
      </FolderDrop>
    </li>
  );
}

type ThingRowProps = { thing: Thing; look: ThingLook; isChosen: boolean; mayMove: boolean; carried: Carried; onChoose: (isOn: boolean) => void; onMove: () => void };

export function ThingRow({ thing, look, isChosen, mayMove, carried, onChoose, onMove }: ThingRowProps) {
  const { kind, icon, link } = look(thing);
  return (
    <li className={`${rowClasses} ${isChosen ? "bg-accent-soft" : ""}`} draggable={mayMove} onDragStart={(event) => { carry(event, carried); }}>
      {mayMove && <Checkbox className="relative z-10" label={<span className="sr-only">Choose {thing.name}</span>} checked={isChosen} onCheckedChange={(isOn) => { onChoose(isOn === true); }} />}
      <span className="shrink-0 text-muted [&_svg]:size-4">{icon}</span>
      <div className="min-w-0 flex-1">
        {link}
        <p className="truncate text-xs text-muted">{kind}{thing.description && ` · ${thing.description}`}</p>
      </div>
      <span className="hidden shrink-0 text-xs text-muted sm:inline"><RelativeTime at={thing.updated_at} /></span>
      {mayMove && <span className="relative z-10"><IconButton label={`Move ${thing.name}`} size="icon-sm" onClick={onMove}><FolderInput aria-hidden /></IconButton></span>}
    </li>
  );
}
