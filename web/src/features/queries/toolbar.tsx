import { AlignLeft, EllipsisVertical, FilePlus2, PanelLeft, Pencil, Play, Save } from "lucide-react";
import { altShortcut, shortcut } from "@/lib/shortcut";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { IconButton } from "@/ui/icon-button";
import { Select } from "@/ui/select";
import { Tooltip } from "@/ui/tooltip";
import { ROW_LIMITS, type RowLimit } from "./row-limit";

type ToolbarProps = {
  canEdit: boolean;
  isSaved: boolean;
  hasChanges: boolean;
  isSaving: boolean;
  isUnkept: boolean;
  limit: RowLimit;
  onLimit: (limit: RowLimit) => void;
  onRun: () => void;
  onFormat: () => void;
  onSave: () => void;
  onSaveAs: () => void;
  onRename: () => void;
  /** Opens the lists where there is no room for them beside the page. */
  onLists: (() => void) | null;
};

/** What can be done with the query that is open. */
export function Toolbar(props: ToolbarProps) {
  const { canEdit, isSaved, hasChanges, isSaving, isUnkept, limit, onLimit, onRun, onFormat, onSave, onSaveAs, onRename, onLists } = props;
  const rows = ROW_LIMITS.map((count) => ({ value: String(count), label: `${count.toLocaleString()} rows` }));
  return (
    <div role="toolbar" aria-label="Query" className="flex min-w-0 flex-wrap items-center gap-1.5 border-b border-line px-2 py-1.5">
      {onLists && <IconButton label="Tables, saved queries and history" variant="outline" onClick={onLists}><PanelLeft aria-hidden /></IconButton>}
      <Tooltip text="Run the selection, or the statement at the cursor" shortcut={shortcut("Enter")}>
        <Button variant="primary" onClick={onRun}><Play aria-hidden />Run</Button>
      </Tooltip>
      <Select aria-label="How many rows are shown at most" value={String(limit)} onChange={(chosen) => { onLimit(Number(chosen) as RowLimit); }} options={rows} className="w-auto border-line" />
      <IconButton label="Lay the statement out" shortcut={altShortcut("Shift+F")} onClick={onFormat}><AlignLeft aria-hidden /></IconButton>
      <div className="flex-1" />
      {isUnkept && <Badge tone="warning" title="The browser has no room left; save the query to keep it">Not kept in this browser</Badge>}
      {canEdit && (
        <Tooltip text={isSaved ? "Save for everybody in this workspace" : "Give the query a name and save it"} shortcut={shortcut("S")}>
          <Button onClick={onSave} isBusy={isSaving} disabled={isSaved && !hasChanges}><Save aria-hidden /><span className="max-sm:sr-only">Save</span></Button>
        </Tooltip>
      )}
      <DropdownMenu>
        <DropdownMenuTrigger asChild><Button variant="ghost" size="icon" aria-label="More"><EllipsisVertical aria-hidden /></Button></DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem icon={<Pencil aria-hidden />} onSelect={onRename}>Rename</DropdownMenuItem>
          {canEdit && <DropdownMenuItem icon={<FilePlus2 aria-hidden />} onSelect={onSaveAs}>Save as…</DropdownMenuItem>}
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}
