import { useRef, useState } from "react";
import type { DashboardPage, DashboardSpec, Tile, TileSelection } from "@/api/contracts";
import { addTile, removeTile, setPageFilters, setTileMarkdown, setTileTitle } from "@/sync/dashboard-operations";
import { showUndo } from "@/ui/toast-store";
import { AddFilter } from "./add-filter";
import { pick, type Choices } from "./choices";
import { DashboardCanvas } from "./dashboard-canvas";
import { FilterBar } from "./filter-bar";
import { copyOf } from "./new-tiles";
import { FocusedTile, tileParts } from "./tile-body";
import type { TileVerbs } from "./tile-menu";
import { tileTitle } from "./tile-words";
import type { DashboardEditor } from "./use-dashboard-document";
import { useTileResults } from "./use-tile-results";
import { useVisibleOrder } from "./use-visible-order";
import { WordsDialog } from "./words-dialog";

export type PageViewProps = {
  page: DashboardPage;
  /** Where the tiles' results come from. */
  address: string;
  choices: Choices;
  onChoices: (choices: Choices) => void;
  /** Given only while editing. */
  editor: DashboardEditor | null;
  draft: DashboardSpec | null;
  /** Signed-out visitors see no statements. */
  hasReceipts: boolean;
  onExplore?: ((tile: Tile) => void) | undefined;
  /** Counts up when the reader asks for fresh answers. */
  generation: number;
};

type Asking = { kind: "focus" | "rename" | "text"; tileId: string } | null;

/** A page of a dashboard: its filters, its tiles, their answers. */
export function PageView({ page, address, choices, onChoices, editor, draft, hasReceipts, onExplore, generation }: PageViewProps) {
  const frame = useRef<HTMLDivElement>(null);
  const orderByVisibility = useVisibleOrder(frame);
  const { results, retry } = useTileResults({ address, page, choices, draft, orderByVisibility, generation });
  const [tables, setTables] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Asking>(null);
  const asked = (page.tiles ?? []).find(({ id }) => id === asking?.tileId);

  const toggleTable = (id: string) => {
    setTables((present) => {
      const next = new Set(present);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  };

  const editVerbs = (tile: Tile, edit: DashboardEditor["edit"]): TileVerbs => ({
    ...(tile.kind === "chart" ? { onRename: () => { setAsking({ kind: "rename", tileId: tile.id }); } } : { onEdit: () => { setAsking({ kind: "text", tileId: tile.id }); } }),
    onDuplicate: () => { edit(addTile(page.id, copyOf(tile, page.tiles ?? []))); },
    onRemove: () => {
      edit(removeTile(page.id, tile.id));
      showUndo(`“${tileTitle(tile)}” was removed.`, () => { edit(addTile(page.id, tile)); });
    },
  });

  const verbsOf = (tile: Tile): TileVerbs => ({
    ...(tile.kind === "chart" && {
      onFocus: () => { setAsking({ kind: "focus", tileId: tile.id }); },
      onToggleTable: () => { toggleTable(tile.id); },
      isTable: tables.has(tile.id),
      onExplore: onExplore && (() => { onExplore(tile); }),
    }),
    ...(editor && editVerbs(tile, editor.edit)),
  });

  const select = (selection: TileSelection) => { onChoices(pick(choices, selection)); };
  const close = () => { setAsking(null); };
  return (
    <div ref={frame}>
      <FilterBar
        page={page}
        choices={choices}
        onChange={onChoices}
        onRemove={editor && ((id) => { editor.edit(setPageFilters(page.id, (page.filters ?? []).filter((filter) => filter.id !== id))); })}
        addFilter={editor && <AddFilter page={page} onAdd={(filter) => { editor.edit(setPageFilters(page.id, [...(page.filters ?? []), filter])); }} />}
      />
      <DashboardCanvas
        page={page}
        editor={editor}
        draw={(tile) => tileParts({
          tile,
          state: results.get(tile.id)?.state,
          isTable: tables.has(tile.id),
          hasReceipt: hasReceipts,
          selected: choices.selections.find(({ tile_id }) => tile_id === tile.id)?.filters ?? [],
          verbs: verbsOf(tile),
          onPick: tile.kind === "chart" ? (filters) => { select({ tile_id: tile.id, dataset_id: tile.chart.dataset_id, filters }); } : undefined,
          onRetry: () => { retry(tile.id); },
        })}
      />
      {asking?.kind === "focus" && asked?.kind === "chart" && <FocusedTile tile={asked} state={results.get(asked.id)?.state ?? { answer: null, isStale: false, isWaiting: true, isCancelled: false, problem: null }} onClose={close} onRetry={() => { retry(asked.id); }} />}
      {asking?.kind === "rename" && asked?.kind === "chart" && editor && (
        <WordsDialog title="Rename the tile" label="Title" hint="Leave it empty to name the tile by its fields." value={asked.title ?? ""} onClose={close} onSave={(words) => { editor.edit(setTileTitle(page.id, asked.id, words === "" ? null : words)); }} />
      )}
      {asking?.kind === "text" && asked?.kind === "text" && editor && (
        <WordsDialog isLong title="Edit the text" label="Text" hint="Markdown: # heading, **bold**, *italic*, - list, [words](address)." value={asked.markdown} onClose={close} onSave={(words) => { editor.edit(setTileMarkdown(page.id, asked.id, words)); }} />
      )}
    </div>
  );
}
