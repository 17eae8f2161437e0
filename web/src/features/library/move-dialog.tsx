import { Folder as FolderIcon, FolderOpen } from "lucide-react";
import { useId, useState } from "react";
import type { Folder } from "@/api/contracts";
import { bestMatches } from "@/lib/match";
import { cn } from "@/lib/cn";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { SearchInput } from "@/ui/search-input";
import { inTreeOrder, liesIn, pathWords } from "./folder-tree";

type MoveDialogProps = {
  title: string;
  folders: readonly Folder[];
  /** Where it lies now. */
  from: string | null;
  /** The folder that is moved itself: it cannot lie within itself. */
  moved?: Folder;
  onMove: (to: Folder | null) => void;
  onClose: () => void;
};

const MANY = 8;

/** Chooses a folder, by mouse or by keys. */
export function MoveDialog({ title, folders, from, moved, onMove, onClose }: MoveDialogProps) {
  const name = useId();
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  const [search, setSearch] = useState("");
  const open = inTreeOrder(folders).filter(({ folder }) => folder.may_edit && !(moved && liesIn(folders, folder.id, moved.id)));
  const shown = search === "" ? open : bestMatches(search, open, ({ folder }) => folder.name).map((one) => ({ ...one, depth: 0 }));
  const option = (id: string | null, label: string, depth: number) => (
    <label key={id ?? "root"} style={{ paddingLeft: `${String(0.5 + depth * 1.25)}rem` }} className={cn("flex min-h-9 items-center gap-2 rounded-md pr-2 text-sm hover:bg-hover has-checked:bg-accent-soft has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-accent has-disabled:text-muted", id !== from && "cursor-pointer")}>
      <input type="radio" name={name} className="sr-only" disabled={id === from} checked={chosen === id} onChange={() => { setChosen(id); }} />
      {id === null ? <FolderOpen aria-hidden className="size-4 shrink-0 text-muted" /> : <FolderIcon aria-hidden className="size-4 shrink-0 text-muted" />}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {id === from && <span className="text-xs text-muted">here now</span>}
    </label>
  );
  const go = () => {
    if (chosen === undefined) return;
    onMove(chosen === null ? null : (folders.find(({ id }) => id === chosen) ?? null));
    onClose();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => { if (!isOpen) onClose(); }}
      title={title}
      size="sm"
      footer={<><Button onClick={onClose}>Cancel</Button><Button variant="primary" disabled={chosen === undefined} onClick={go}>Move here</Button></>}
    >
      {open.length > MANY && <SearchInput value={search} onChange={setSearch} label="Search folders" className="mb-2" />}
      <div role="radiogroup" aria-label="Folder" className="flex max-h-80 flex-col gap-0.5 overflow-y-auto p-0.5">
        {search === "" && option(null, moved ? "At the top" : "In no folder", 0)}
        {shown.map(({ folder, depth }) => option(folder.id, search === "" ? folder.name : pathWords(folders, folder.id), search === "" ? depth : 0))}
        {search !== "" && shown.length === 0 && <p className="px-2 py-4 text-center text-sm text-muted">No folder is called anything like “{search}”.</p>}
      </div>
      {open.length === 0 && <p className="px-2 pt-2 text-sm text-muted">There is no other folder that you may put it in.</p>}
    </Dialog>
  );
}
