import { lazy, Suspense, useRef, useState, type ComponentType } from "react";
import type { DashboardPage, DashboardSpec, ExportSource, Tile, TileSelection } from "@/api/contracts";
import { pageChoices, pick, unpick, type Choices, type OnChoices } from "./choices";
import { DashboardCanvas } from "./dashboard-canvas";
import { copyOf } from "./new-tiles";
import { createLiveTiles, type Linking } from "./live-tiles";
import type { PageEditor } from "./page-editor";
import type { ResultsSource } from "./results-source";
import { tileParts } from "./tile-body";
import type { CanvasProps } from "./tile-grid";
import type { TileVerbs } from "./tile-menu";
import { useTileResults } from "./use-tile-results";
import { useVisibleOrder } from "./use-visible-order";

// It comes beside the first answers; the room that it takes is kept for it.
const FilterBar = lazy(async () => ({ default: (await import("./filter-bar")).FilterBar }));
const AddFilter = lazy(async () => ({ default: (await import("./add-filter")).AddFilter }));
const FocusedTile = lazy(async () => ({ default: (await import("./focused-tile")).FocusedTile }));
const WordsDialog = lazy(async () => ({ default: (await import("./words-dialog")).WordsDialog }));

export type PageViewProps = {
  page: DashboardPage;
  source: ResultsSource;
  choices: Choices;
  onChoices: OnChoices;
  /** Given only while editing. */
  editor: PageEditor | null;
  /** The other pages of the dashboard, to which tiles can be taken while editing. */
  otherPages?: readonly DashboardPage[];
  /** Draws the tiles where they can be pulled about. */
  Canvas?: ComponentType<CanvasProps>;
  /** Those that are chosen together while editing. */
  selectedTiles?: ReadonlySet<string>;
  draft: DashboardSpec | null;
  /** Signed-out visitors see no statements. */
  hasReceipts: boolean;
  onExplore?: ((tile: Tile) => void) | undefined;
  /** Counts up when the reader asks for fresh answers. */
  generation: number;
};

type Asking = { kind: "focus" | "rename" | "text"; tileId: string } | null;

/** A page of a dashboard: its filters, its tiles, their answers. */
export function PageView({ page, source, choices, onChoices, editor, otherPages = [], Canvas = DashboardCanvas, selectedTiles, draft, hasReceipts, onExplore, generation }: PageViewProps) {
  const frame = useRef<HTMLDivElement>(null);
  const orderByVisibility = useVisibleOrder(frame);
  const { results, retry } = useTileResults({ source, page, choices, draft, orderByVisibility, generation });
  const [tables, setTables] = useState<ReadonlySet<string>>(new Set());
  const [live] = useState(createLiveTiles);
  const [asking, setAsking] = useState<Asking>(null);
  const asked = (page.tiles ?? []).find(({ id }) => id === asking?.tileId);

  const toggleTable = (id: string) => {
    setTables((present) => {
      const next = new Set(present);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  };

  const editVerbs = (tile: Tile, edit: PageEditor): TileVerbs => ({
    ...(tile.kind === "chart" ? { onRename: () => { setAsking({ kind: "rename", tileId: tile.id }); } } : { onEdit: () => { setAsking({ kind: "text", tileId: tile.id }); } }),
    ...(otherPages.length > 0 && { onMoveTo: (destination) => { edit.moveTile(tile, destination); }, otherPages }),
    onDuplicate: () => { edit.addTile(copyOf(tile, page.tiles ?? [])); },
    onRemove: () => { edit.removeTile(tile); },
  });

  const fileOf = (dashboardId: string, tileId: string): ExportSource => ({
    kind: "tile", dashboard_id: dashboardId, tile_id: tileId, page_id: page.id, ...pageChoices(choices), draft,
  });

  const verbsOf = (tile: Tile): TileVerbs => ({
    ...(tile.kind === "chart" && {
      onFocus: () => { setAsking({ kind: "focus", tileId: tile.id }); },
      onToggleTable: () => { toggleTable(tile.id); },
      isTable: tables.has(tile.id),
      onExplore: onExplore && (() => { onExplore(tile); }),
      ...(source.dashboardId !== undefined && { download: { name: null, source: () => fileOf(source.dashboardId ?? "", tile.id) } }),
    }),
    ...(editor && editVerbs(tile, editor)),
  });

  // Who looks can brush; who edits pulls tiles about.
  const linkingOf = (tile: Tile): Linking | null => (editor === null ? {
    tiles: live,
    source,
    question: { page_id: page.id, ...pageChoices(unpick(choices, tile.id)) },
    generation,
  } : null);

  const select = (selection: TileSelection) => { onChoices(pick(choices, selection)); };
  const close = () => { setAsking(null); };
  const hasFilterBar = (page.filters ?? []).length > 0 || choices.selections.length > 0;
  return (
    <div ref={frame}>
      <Suspense fallback={hasFilterBar && <div className="h-10" />}>
        {(hasFilterBar || editor !== null) && (
          <FilterBar
            page={page}
            source={source}
            choices={choices}
            onChange={onChoices}
            onRemove={editor && ((id) => { editor.setFilters((page.filters ?? []).filter((filter) => filter.id !== id)); })}
            addFilter={editor && <Suspense><AddFilter page={page} onAdd={(filter) => { editor.setFilters([...(page.filters ?? []), filter]); }} /></Suspense>}
          />
        )}
      </Suspense>
      <Canvas
        page={page}
        editor={editor}
        selected={selectedTiles}
        draw={(tile) => tileParts({
          tile,
          state: results.get(tile.id)?.state,
          isTable: tables.has(tile.id),
          hasReceipt: hasReceipts,
          selected: choices.selections.find(({ tile_id }) => tile_id === tile.id)?.filters ?? [],
          verbs: verbsOf(tile),
          onPick: tile.kind === "chart" ? (filters) => { select({ tile_id: tile.id, dataset_id: tile.chart.dataset_id, filters }); } : undefined,
          onRetry: () => { retry(tile.id); },
          linking: linkingOf(tile),
        })}
      />
      <Suspense>
        {asking?.kind === "focus" && asked?.kind === "chart" && <FocusedTile tile={asked} state={results.get(asked.id)?.state} onClose={close} onRetry={() => { retry(asked.id); }} />}
        {asking?.kind === "rename" && asked?.kind === "chart" && editor && (
          <WordsDialog title="Rename the tile" label="Title" hint="Leave it empty to name the tile by its fields." value={asked.title ?? ""} onClose={close} onSave={(words) => { editor.setTitle(asked.id, words === "" ? null : words); }} />
        )}
        {asking?.kind === "text" && asked?.kind === "text" && editor && (
          <WordsDialog isLong title="Edit the text" label="Text" hint="Markdown: # heading, **bold**, *italic*, - list, [words](address)." value={asked.markdown} onClose={close} onSave={(words) => { editor.setMarkdown(asked.id, words); }} />
        )}
      </Suspense>
    </div>
  );
}
