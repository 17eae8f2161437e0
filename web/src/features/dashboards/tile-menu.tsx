import { ChartColumn, Copy, Download, EllipsisVertical, Link2, Maximize2, MessageSquare, MessageSquareMore, Pencil, SquareArrowRight, Table2, TextCursorInput, Trash2, Waypoints } from "lucide-react";
import { useState } from "react";
import type { DashboardPage, Receipt, Tile } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import { DownloadItems, type Downloadable } from "@/query/download-items";
import { formatCount } from "@/lib/format-number";
import { MAX_TILES } from "@/sync/page-limits";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuLabel, DropdownMenuSeparator, DropdownMenuSub, DropdownMenuSubContent, DropdownMenuSubTrigger, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { useCanvasTools } from "./canvas-tools";
import { freshnessLines } from "./freshness-words";
import { copyTileLink, type TileLink } from "./tile-link";
import { tileTitle } from "./tile-words";

export type Freshness = { receipt: Receipt; failure: Problem | undefined };

export type TileVerbs = {
  onFocus?: () => void;
  onExplore?: (() => void) | undefined;
  onToggleTable?: () => void;
  isTable?: boolean;
  /** All rows of the tile as a file. */
  download?: Downloadable;
  /** Where others find the tile who may see the dashboard. */
  link?: TileLink;
  onComment?: () => void;
  /** Open threads about the tile. */
  commentCount?: number;
  /** Only while editing. */
  onRename?: () => void;
  onEdit?: () => void;
  onMoveTo?: (page: DashboardPage) => void;
  otherPages?: readonly DashboardPage[];
  /** To choose on each other tile what pointing at this one does to it. */
  onInteractions?: () => void;
  /** To choose what is shown of a mark that somebody points at. */
  onTooltip?: () => void;
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

/** How old the data is, for those who have no pointer to rest on its clock. */
function DataAge({ receipt, failure }: Freshness) {
  const [now] = useState(Date.now);
  return <DropdownMenuLabel className="max-w-64 font-normal text-muted">{freshnessLines(receipt, failure, now).map((line) => <span key={line} className="block">{line}</span>)}</DropdownMenuLabel>;
}

export function TileMenu({ tile, verbs, freshness = null }: { tile: Tile; verbs: TileVerbs; freshness?: Freshness | null }) {
  const isEditing = verbs.onRemove !== undefined;
  const { link, onComment, commentCount = 0 } = verbs;
  const tools = useCanvasTools();
  return (
    <>
    {onComment && commentCount > 0 && (
      <Button variant="ghost" size="sm" className="h-7 gap-1 px-1.5 text-xs tabular-nums" aria-label={`${formatCount(commentCount, "open comment")} on ${tileTitle(tile)}`} onClick={onComment}><MessageSquare aria-hidden />{commentCount}</Button>
    )}
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
        {link && <DropdownMenuItem icon={<Link2 aria-hidden />} onSelect={() => void copyTileLink(link, tileTitle(tile))}>Copy link</DropdownMenuItem>}
        {onComment && <DropdownMenuItem icon={<MessageSquare aria-hidden />} onSelect={onComment}>Comment</DropdownMenuItem>}
        {isEditing && <DropdownMenuSeparator />}
        {verbs.onEdit && <DropdownMenuItem icon={<Pencil aria-hidden />} onSelect={verbs.onEdit}>Edit the {tile.kind}</DropdownMenuItem>}
        {verbs.onRename && <DropdownMenuItem icon={<TextCursorInput aria-hidden />} onSelect={verbs.onRename}>Rename</DropdownMenuItem>}
        {verbs.onInteractions && <DropdownMenuItem icon={<Waypoints aria-hidden />} onSelect={verbs.onInteractions}>Interactions</DropdownMenuItem>}
        {verbs.onTooltip && <DropdownMenuItem icon={<MessageSquareMore aria-hidden />} onSelect={verbs.onTooltip}>Tooltips</DropdownMenuItem>}
        {verbs.onDuplicate && <DropdownMenuItem icon={<Copy aria-hidden />} onSelect={verbs.onDuplicate}>Duplicate</DropdownMenuItem>}
        {verbs.onMoveTo && <MoveToPage pages={verbs.otherPages ?? []} onMoveTo={verbs.onMoveTo} />}
        {isEditing && tools?.menuItems(tile)}
        {verbs.onRemove && <DropdownMenuItem icon={<Trash2 aria-hidden />} isDangerous onSelect={verbs.onRemove}>Remove</DropdownMenuItem>}
        {freshness && <><DropdownMenuSeparator /><DataAge {...freshness} /></>}
      </DropdownMenuContent>
    </DropdownMenu>
    </>
  );
}
