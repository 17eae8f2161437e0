import type { DashboardPage, Tile } from "@/api/contracts";
import { Badge } from "@/ui/badge";
import { SegmentedControl } from "@/ui/segmented-control";
import { withEffect } from "./interaction-edits";
import { EFFECTS } from "./interaction-words";
import { effectOf } from "./interactions";
import type { PageEditor } from "./page-editor";
import { tileTitle } from "./tile-words";

type InteractionsOnTileProps = {
  page: DashboardPage;
  editor: PageEditor;
  /** The tile that is pointed at. */
  source: Tile;
  tile: Tile;
};

/** On each tile: what it does when a mark of the source is pointed at. */
export function InteractionsOnTile({ page, editor, source, tile }: InteractionsOnTileProps) {
  if (tile.id === source.id) return <Badge tone="accent">Pointed at</Badge>;
  if (tile.kind !== "chart") return null;
  return (
    <SegmentedControl
      isIconOnly
      label={`${tileTitle(tile)}, when ${tileTitle(source)} is pointed at`}
      value={effectOf(page, source.id, tile.id)}
      onChange={(effect) => { editor.rewritePage((present) => withEffect(present, source.id, tile.id, effect)); }}
      options={EFFECTS}
    />
  );
}
