import { ChartColumn, Copy, Download, EllipsisVertical, Maximize2, Pencil, SquareArrowRight, Table2, TextCursorInput, Trash2 } from "lucide-react";
import type { DashboardPage, Tile } from "@/api/contracts";
import { DownloadItems, type Downloadable } from "@/query/download-items";
import { MAX_TILES } from "@/sync/page-limits";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuSeparator, DropdownMenuSub, DropdownMenuSubContent, DropdownMenuSubTrigger, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { IconButton } from "@/ui/icon-button";
import { tileTitle } from "./tile-words";

export type TileVerbs = {
  onFocus?: () => void;
  onExplore?: (() => void) | undefined;
  onToggleTable?: () => void;
  isTable?: boolean;
  /** All rows of the tile as a file. */
  download?: Downloadable;
  /** Only while editing. */
  onRename?: () => void;
  onEdit?: () => void;
  onMoveTo?: (page: DashboardPage) => void;
  otherPages?: readonly DashboardPage[];
  onDuplicate?: () => void;
  onRemove?: () => void;
};

function MoveToPage({ pages, onMoveTo }: { pages: readonly DashboardPage[]; onMoveTo: (page: DashboardPage) => void }) {
  return (
    <DropdownMenuSub>
      <DropdownMenuSubTrigger><SquareArrowRight aria-hidden />Move to page</DropdownMenuSubTrigger>
      <DropdownMenuSubContent className="max-h-(--radix-dropdown-menu-content-available-height) max-w-64">
        {pages.map((page) => (
          <DropdownMenuItem key={page.id} disabled={(page.tiles ?? []).length >= MAX_TILES} onSelect={() => { onMoveTo(page); }}>{page.title}</DropdownMenuItem>
        ))}
      </DropdownMenuSubContent>
    </DropdownMenuSub>
  );
}

export function TileMenu({ tile, verbs }: { tile: Tile; verbs: TileVerbs }) {
  const isEditing = verbs.onRemove !== undefined;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton label={`More for ${tileTitle(tile)}`} size="icon-sm"><EllipsisVertical aria-hidden /></IconButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {verbs.onFocus && <DropdownMenuItem icon={<Maximize2 aria-hidden />} onSelect={verbs.onFocus}>Show large</DropdownMenuItem>}
        {verbs.onToggleTable && (
          <DropdownMenuItem icon={verbs.isTable ? <ChartColumn aria-hidden /> : <Table2 aria-hidden />} onSelect={verbs.onToggleTable}>
            {verbs.isTable ? "Show as picture" : "Show as table"}
          </DropdownMenuItem>
        )}
        {verbs.onExplore && <DropdownMenuItem icon={<ChartColumn aria-hidden />} onSelect={verbs.onExplore}>{isEditing ? "Edit in Explore" : "Open in Explore"}</DropdownMenuItem>}
        {verbs.download && (
          <DropdownMenuSub>
            <DropdownMenuSubTrigger><Download aria-hidden />Download</DropdownMenuSubTrigger>
            <DropdownMenuSubContent><DownloadItems {...verbs.download} /></DropdownMenuSubContent>
          </DropdownMenuSub>
        )}
        {isEditing && <DropdownMenuSeparator />}
        {verbs.onEdit && <DropdownMenuItem icon={<Pencil aria-hidden />} onSelect={verbs.onEdit}>Edit the text</DropdownMenuItem>}
        {verbs.onRename && <DropdownMenuItem icon={<TextCursorInput aria-hidden />} onSelect={verbs.onRename}>Rename</DropdownMenuItem>}
        {verbs.onDuplicate && <DropdownMenuItem icon={<Copy aria-hidden />} onSelect={verbs.onDuplicate}>Duplicate</DropdownMenuItem>}
        {verbs.onMoveTo && <MoveToPage pages={verbs.otherPages ?? []} onMoveTo={verbs.onMoveTo} />}
        {verbs.onRemove && <DropdownMenuItem icon={<Trash2 aria-hidden />} isDangerous onSelect={verbs.onRemove}>Remove</DropdownMenuItem>}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
