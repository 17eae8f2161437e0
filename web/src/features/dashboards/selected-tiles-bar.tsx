import { Copy, CopyPlus, PanelRight, Scan, SquareArrowRight, Trash2, X } from "lucide-react";
import type { ReactNode } from "react";
import type { DashboardPage } from "@/api/contracts";
import { shortcut } from "@/lib/shortcut";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { IconButton } from "@/ui/icon-button";

type SelectedTilesBarProps = {
  count: number;
  otherPages: readonly DashboardPage[];
  onCopy: () => void;
  onDuplicate: () => void;
  /** What they can be told of their standing. */
  arranging: ReactNode;
  onMoveTo: (page: DashboardPage) => void;
  /** Draws them as large as the window. */
  onFit?: (() => void) | undefined;
  onRemove: () => void;
  onClear: () => void;
  /** Goes to their fields, format and place. */
  onVisitPane?: (() => void) | undefined;
};

/** What can be done with the chosen tiles together. */
export function SelectedTilesBar({ count, otherPages, onCopy, onDuplicate, arranging, onMoveTo, onFit, onRemove, onClear, onVisitPane }: SelectedTilesBarProps) {
  const words = count === 1 ? "1 tile is selected" : `${String(count)} tiles are selected`;
  return (
    <>
      <p role="status" className="sr-only">{count > 0 ? words : ""}</p>
      {count > 0 && (
        <div role="toolbar" aria-label="Selected tiles" className="fixed bottom-4 left-1/2 z-30 flex -translate-x-1/2 items-center gap-0.5 rounded-lg border border-line bg-panel p-1 pl-3 shadow-lg">
          <span aria-hidden className="pr-1 text-sm whitespace-nowrap tabular">{words}</span>
          <IconButton label="Copy" shortcut={shortcut("C")} onClick={onCopy}><Copy aria-hidden /></IconButton>
          <IconButton label="Duplicate" shortcut={shortcut("D")} onClick={onDuplicate}><CopyPlus aria-hidden /></IconButton>
          {onVisitPane && <IconButton label="Fields and format" onClick={onVisitPane}><PanelRight aria-hidden /></IconButton>}
          {arranging}
          {otherPages.length > 0 && (
            <DropdownMenu>
              <DropdownMenuTrigger asChild><IconButton label="Move to page"><SquareArrowRight aria-hidden /></IconButton></DropdownMenuTrigger>
              <DropdownMenuContent side="top" className="max-w-64">
                {otherPages.map((page) => <DropdownMenuItem key={page.id} onSelect={() => { onMoveTo(page); }}>{page.title}</DropdownMenuItem>)}
              </DropdownMenuContent>
            </DropdownMenu>
          )}
          {onFit && <IconButton label="Zoom to what is selected" shortcut="Shift+2" onClick={onFit}><Scan aria-hidden /></IconButton>}
          <IconButton label="Remove" shortcut="Delete" onClick={onRemove}><Trash2 aria-hidden /></IconButton>
          <IconButton label="Clear the choice of tiles" shortcut="Esc" onClick={onClear}><X aria-hidden /></IconButton>
        </div>
      )}
    </>
  );
}
