import { lazy, Suspense, useEffect, useMemo, useRef, useState, type ComponentType } from "react";
import type { DashboardPage, DashboardSpec, ExportSource, Tile, TileSelection } from "@/api/contracts";
import { about, changeOf } from "./changes";
import { hasChoices, pageChoices, pick, unpick, type Choices, type OnChoices } from "./choices";
import { DashboardCanvas } from "./dashboard-canvas";
import { copyOf } from "./new-tiles";
import { createLiveTiles, type Linking } from "./live-tiles";
import { controlsInBar, controlsOn, type SharedControls } from "./page-controls";
import type { PageEditor } from "./page-editor";
import type { ResultsSource } from "./results-source";
import type { TileResults } from "./results-state";
import { tileParts } from "./tile-body";
import type { CanvasProps } from "./tile-grid";
import type { TileComments } from "./tile-comments";
import type { TileVerbs } from "./tile-menu";
import { VisualSourceContext } from "@/viz/custom/source-context";
import { useTileResults } from "./use-tile-results";
import { useVisibleOrder } from "./use-visible-order";

// It comes beside the first answers; the room that it takes is kept for it.
const FilterBar = lazy(async () => ({ default: (await import("./filter-bar")).FilterBar }));
const ElementBody = lazy(async () => ({ default: (await import("./elements/element-body")).ElementBody }));
const ElementDialog = lazy(async () => ({ default: (await import("./elements/element-dialog")).ElementDialog }));
const FilterTools = lazy(async () => ({ default: (await import("./filter-tools")).FilterTools }));
const SlicerTile = lazy(async () => ({ default: (await import("./slicer-tile")).SlicerTile }));
const MarkMenus = lazy(async () => ({ default: (await import("./mark-menus")).MarkMenus }));
const TileTrail = lazy(async () => ({ default: (await import("./tile-trail")).TileTrail }));
const ZoomButton = lazy(async () => ({ default: (await import("./zoom-button")).ZoomButton }));
const ThroughBar = lazy(async () => ({ default: (await import("./through-bar")).ThroughBar }));
const LivePage = lazy(async () => ({ default: (await import("./live-page")).LivePage }));
const FocusedTile = lazy(async () => ({ default: (await import("./focused-tile")).FocusedTile }));
const InteractionsBar = lazy(async () => ({ default: (await import("./interactions-bar")).InteractionsBar }));
const InteractionsOnTile = lazy(async () => ({ default: (await import("./interactions-on-tile")).InteractionsOnTile }));
const TooltipDialog = lazy(async () => ({ default: (await import("./tooltip-dialog")).TooltipDialog }));
const WordsDialog = lazy(async () => ({ default: (await import("./words-dialog")).WordsDialog }));

export type PageViewProps = {
  page: DashboardPage;
  /** What stands over every page. */
  shared: SharedControls;
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
  comments?: TileComments | undefined;
  /** Counts up when the reader asks for fresh answers. */
  generation: number;
  /** Is told what the tiles show while editing. */
  onResults?: (results: TileResults) => void;
};

type Asking = { kind: "focus" | "interactions" | "rename" | "element" | "tooltip"; tileId: string } | null;

/** A page of a dashboard: its filters, its tiles, their answers. */
export function PageView({ page, shared, source, choices, onChoices, editor, otherPages = [], Canvas = DashboardCanvas, selectedTiles, draft, hasReceipts, onExplore, comments, generation, onResults }: PageViewProps) {
  const frame = useRef<HTMLDivElement>(null);
  const orderByVisibility = useVisibleOrder(frame);
  const controls = useMemo(() => controlsOn(shared, page), [shared, page]);
  const here = useMemo(() => about(choices, page), [choices, page]);
  const { results, retry, askAgain } = useTileResults({ source, page, choices: here, draft, orderByVisibility, controls, generation });
  useEffect(() => { onResults?.(results); }, [onResults, results]);
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
    ...(tile.kind === "chart" ? { onRename: () => { setAsking({ kind: "rename", tileId: tile.id }); }, onInteractions: () => { setAsking({ kind: "interactions", tileId: tile.id }); }, onTooltip: () => { setAsking({ kind: "tooltip", tileId: tile.id }); } } : tile.kind !== "slicer" && { onEdit: () => { setAsking({ kind: "element", tileId: tile.id }); } }),
    ...(otherPages.length > 0 && { onMoveTo: (destination) => { edit.moveTile(tile, destination); }, otherPages }),
    onDuplicate: () => { edit.addTile(copyOf(tile, page.tiles ?? []), tile); },
    onRemove: () => { edit.removeTile(tile); },
  });

  const fileOf = (dashboardId: string, tileId: string): ExportSource => ({
    kind: "tile", dashboard_id: dashboardId, tile_id: tileId, page_id: page.id, ...pageChoices(here), draft,
  });

  const verbsOf = (tile: Tile): TileVerbs => ({
    ...(tile.kind === "chart" && {
      onFocus: () => { setAsking({ kind: "focus", tileId: tile.id }); },
      onToggleTable: () => { toggleTable(tile.id); },
      isTable: tables.has(tile.id),
      onExplore: onExplore && (() => { onExplore(tile); }),
      ...(source.dashboardId !== undefined && { download: { name: null, source: () => fileOf(source.dashboardId ?? "", tile.id) } }),
    }),
    ...(editor === null && source.dashboardId !== undefined && { link: { tileId: tile.id, pageId: page.id, choices } }),
    ...(comments && { onComment: () => { comments.open(page.id, tile.id); }, commentCount: comments.counts.get(tile.id) ?? 0 }),
    ...(editor && editVerbs(tile, editor)),
  });

  // Who looks can brush; who edits pulls tiles about.
  const linkingOf = (tile: Tile): Linking | null => (editor === null ? {
    tiles: live,
    source,
    question: { page_id: page.id, ...pageChoices(unpick(here, tile.id)) },
    generation,
  } : null);

  const refreshSeconds = choices.refresh ?? shared.refresh_seconds ?? 0;
  const select = (selection: TileSelection) => { onChoices(pick(choices, selection)); };
  const close = () => { setAsking(null); };
  const inBar = controlsInBar(controls, page);
  const hasFilterBar = inBar.filters.length + inBar.parameters.length + choices.selections.length > 0 || (inBar.opening !== undefined && hasChoices(choices));
  const menus = { page, otherPages, results, choices, onChoices, onExplore, comments, editor, isVisitor: !hasReceipts };
  const setting = { pageId: page.id, controls, source, choices, onChange: onChoices, draft };
  return (
    <VisualSourceContext value={source}><div ref={frame}>
      {here.through && <Suspense fallback={<div className="mb-3 h-9" />}><ThroughBar through={here.through} pages={otherPages} choices={choices} onChoices={onChoices} /></Suspense>}
      <Suspense fallback={hasFilterBar && <div className="h-10" />}>
        {(hasFilterBar || editor !== null) && (
          <FilterBar {...setting} controls={inBar} page={page} tools={editor && <Suspense><FilterTools page={page} shared={shared} choices={choices} editor={editor} /></Suspense>} />
        )}
      </Suspense>
      {editor === null && <Suspense><LivePage page={page} source={source} results={results} askAgain={askAgain} refreshSeconds={refreshSeconds} /></Suspense>}
      <Canvas
        page={page}
        editor={editor}
        selected={selectedTiles}
        draw={(tile) => tileParts({
          ...(asking?.kind === "interactions" && asked && editor && { instead: <Suspense><InteractionsOnTile page={page} editor={editor} source={asked} tile={tile} /></Suspense> }),
          tile,
          state: results.get(tile.id)?.state,
          freshness: { failure: results.get(tile.id)?.failure, refreshSeconds },
          isTable: tables.has(tile.id),
          hasReceipt: hasReceipts,
          selected: choices.selections.find(({ tile_id }) => tile_id === tile.id)?.filters ?? [],
          verbs: verbsOf(tile),
          onPick: tile.kind === "chart" ? (filters) => { select({ tile_id: tile.id, dataset_id: tile.chart.dataset_id, filters }); } : undefined,
          onRetry: () => { retry(tile.id); },
          linking: linkingOf(tile),
          trail: tile.kind === "chart" && changeOf(here, tile.id) && <Suspense><TileTrail tile={tile} choices={choices} onChoices={onChoices} answer={results.get(tile.id)?.state.answer} /></Suspense>,
          corner: tile.kind === "chart" && editor === null && choices.selections.some(({ tile_id }) => tile_id === tile.id) && <Suspense><ZoomButton tile={tile} answer={results.get(tile.id)?.state.answer} choices={choices} onChoices={onChoices} isVisitor={!hasReceipts} /></Suspense>,
          element: tile.kind === "chart" || tile.kind === "slicer" ? null : <Suspense><ElementBody {...{ tile, results, source, choices, onChoices, hasReceipts }} isEditing={editor !== null} /></Suspense>,
          slicer: tile.kind === "slicer" ? <Suspense><SlicerTile {...setting} controlId={tile.control_id} /></Suspense> : null,
        })}
      />
      <Suspense><MarkMenus frame={frame} {...menus} /></Suspense>
      <Suspense>
        {asking?.kind === "focus" && asked?.kind === "chart" && <FocusedTile tile={asked} menus={menus} onTile={(tileId) => { setAsking({ kind: "focus", tileId }); }} state={results.get(asked.id)?.state} onClose={close} onRetry={() => { retry(asked.id); }} />}
        {asking?.kind === "interactions" && asked && editor && <InteractionsBar source={asked} onDone={close} />}
        {asking?.kind === "rename" && asked?.kind === "chart" && editor && (
          <WordsDialog title="Rename the tile" label="Title" hint="Leave it empty to name the tile by its fields." value={asked.title ?? ""} onClose={close} onSave={(words) => { editor.setTitle(asked.id, words === "" ? null : words); }} />
        )}
        {asking?.kind === "tooltip" && asked?.kind === "chart" && editor && <TooltipDialog tile={asked} onClose={close} onSave={(tile) => { editor.changeTiles(new Set([tile.id]), () => tile); }} />}
        {asking?.kind === "element" && asked && editor && (
          <ElementDialog tile={asked} page={page} otherPages={otherPages} choices={here} onClose={close} onSave={(tile) => { editor.changeTiles(new Set([tile.id]), () => tile); }} />
        )}
      </Suspense>
    </div></VisualSourceContext>
  );
}
