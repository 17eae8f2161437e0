import { useCallback, useEffect, useMemo, useState, type KeyboardEvent, type ReactNode } from "react";
import type { DashboardPage, Tile } from "@/api/contracts";
import { MAX_TILES } from "@/sync/page-limits";
import { showToast } from "@/ui/toast-store";
import { ArrangeButtons } from "./arrange-buttons";
import { CanvasBar } from "./canvas-bar";
import { CanvasItems } from "./canvas-items";
import { CanvasToolsContext, type CanvasTools } from "./canvas-tools";
import { canvasVerbs } from "./canvas-verbs";
import { copiesOf, onTop } from "./copied-tiles";
import { isFree, wholePlace } from "./free-layout";
import { withGroups } from "./groups";
import { inReadingOrder } from "./new-tiles";
import type { PageEditor } from "./page-editor";
import { controlsOf, fittedControls, NO_CONTROLS, type Controls } from "./pasted-controls";
import { SelectedTilesBar } from "./selected-tiles-bar";
import { copiedTiles, copyTiles, type Copied } from "./tile-clipboard";
import { useCanvasKeys } from "./use-canvas-keys";
import { useCanvasPan } from "./use-canvas-pan";
import { useCanvasView, useWheelZoom } from "./use-canvas-view";
import { useAddedTile } from "./elements/use-added-tile";
import { useTileKeys, type TileKeys } from "./use-tile-keys";
import { useTileSelection, type TileSelectionState } from "./use-tile-selection";

type EditedPageProps = {
  page: DashboardPage;
  editor: PageEditor;
  otherPages: readonly DashboardPage[];
  userId: string;
  /** The filters and parameters that the page knows, its own and the dashboard's. */
  controls?: Controls;
  /** The tile that was put on the page last, which is chosen then. */
  added?: string | null;
  /** Counts up when nothing is to be chosen any more: another tile is being begun. */
  beginnings?: number;
  /** What stands beside the page about those that are chosen. */
  beside?: (chosen: readonly Tile[]) => ReactNode;
  /** Goes there. */
  onVisitPane?: (() => void) | undefined;
  children: (selected: ReadonlySet<string>) => ReactNode;
};

const NO_TILES: readonly Tile[] = [];

/** The tile that has the focus, where none is chosen: the keyboard needs no choice before it. */
const focusedId = (): string | undefined => document.activeElement?.closest<HTMLElement>("[data-tile]")?.dataset["tile"];

const verbsOf = ({ page, editor, userId, controls = NO_CONTROLS }: Omit<EditedPageProps, "children" | "otherPages" | "beside" | "onVisitPane">, selection: TileSelectionState) => {
  const tiles = page.tiles ?? NO_TILES;
  const { selected, choose, clear } = selection;
  const chosen = tiles.filter(({ id }) => selected.has(id));
  const meant = (): Tile[] => (chosen.length > 0 ? chosen : tiles.filter(({ id }) => id === focusedId()));
  const add = (brought: Copied): boolean => {
    const { tiles: copied, added } = fittedControls(brought.tiles, brought, controls);
    if (copied.length < brought.tiles.length) showToast({ tone: "danger", title: "A filter on the canvas was left out.", detail: "What it filtered by is not known any more. Copy it once more where it stands." });
    if (copied.length === 0) return brought.tiles.length > 0;
    if (tiles.length + copied.length > MAX_TILES) {
      showToast({ tone: "danger", title: `A page holds at most ${String(MAX_TILES)} tiles.`, detail: "Add another page for the rest." });
      return true;
    }
    const fitting = isFree(page) ? onTop(copied, tiles) : copied.map((tile) => ({ ...tile, layout: wholePlace(tile.layout) }));
    const copies = copiesOf(fitting, tiles);
    editor.addTiles(copies, fitting, added);
    choose(copies.map(({ id }) => id));
    return true;
  };
  const copy = (): boolean => {
    const copied = meant();
    if (copied.length === 0) return false;
    const isKept = copyTiles(userId, { tiles: copied, ...controlsOf(copied, controls) });
    showToast(isKept
      ? { tone: "success", title: copied.length === 1 ? "The tile was copied." : `${String(copied.length)} tiles were copied.`, detail: "Paste it on this page, another one, or another dashboard." }
      : { tone: "danger", title: "This browser keeps nothing, so nothing was copied.", detail: "Allow it to store data for this site, or duplicate the tile." });
    return isKept;
  };
  const remove = (removed: readonly Tile[]): boolean => {
    const [first, ...more] = removed;
    if (first === undefined) return false;
    if (more.length === 0) editor.removeTile(first);
    else editor.removeTiles(removed);
    return true;
  };
  const keys: TileKeys = {
    onCopy: copy,
    onCut: () => { const cut = meant(); return copy() && remove(cut); },
    onPaste: () => add(copiedTiles(userId)),
    onDuplicate: () => add({ ...controls, tiles: meant() }),
    onSelectAll: () => { choose(tiles.map(({ id }) => id)); return tiles.length > 0; },
    onRemove: () => chosen.length > 0 && remove(chosen),
    onClear: () => { clear(); return chosen.length > 0; },
  };
  const sameSize = () => {
    const [first] = [...chosen].sort(inReadingOrder);
    if (first !== undefined) canvasVerbs({ page, editor, announce: () => undefined }).sameSize(chosen, first.layout);
  };
  return { chosen, keys, sameSize, meant };
};

/** What is meant with a tile: all that are chosen with it, else its group, else itself. */
const useTools = (page: DashboardPage, editor: PageEditor, { selected, choose }: Pick<TileSelectionState, "selected" | "choose">, onVisitPane: (() => void) | undefined) => {
  const [words, announce] = useState("");
  const view = useCanvasView();
  const { screen, zoom } = view;
  const verbs = useMemo(() => canvasVerbs({ page, editor, announce }), [page, editor]);
  const tools = useMemo((): CanvasTools => ({
    page, screen, zoom, verbs, announce,
    menuItems: (tile) => <CanvasItems tile={tile} />,
    meantWith: (id) => {
      const tiles = page.tiles ?? NO_TILES;
      const ids = selected.has(id) ? selected : withGroups(tiles, [id]);
      return tiles.filter((tile) => ids.has(tile.id));
    },
    visitPane: onVisitPane && ((id) => {
      choose([id]);
      onVisitPane();
    }),
  }), [choose, onVisitPane, page, screen, selected, verbs, zoom]);
  return { tools, view, words };
};

/** A page whose tiles can be chosen, copied, pasted and changed several at a time. */
export function EditedPage({ page, editor, otherPages, userId, controls = NO_CONTROLS, added = null, beginnings = 0, beside, onVisitPane, children }: EditedPageProps) {
  const tiles = page.tiles ?? NO_TILES;
  const tileIds = useMemo(() => tiles.map(({ id }) => id), [tiles]);
  const chosenWith = useCallback((id: string) => [id, ...[...withGroups(tiles, [id])].filter((other) => other !== id)], [tiles]);
  const selection = useTileSelection(tileIds, chosenWith);
  useAddedTile(added, tileIds, selection.choose);
  const { clear } = selection;
  useEffect(() => { clear(); }, [clear, beginnings]);
  const { selected, marquee, onPointerDown, onMouseDown, onKeyDown, onKeyUp, onClick, onDoubleClick } = selection;
  const { chosen, keys, sameSize, meant } = verbsOf({ page, editor, userId, controls }, selection);
  const { tools, view, words } = useTools(page, editor, selection, onVisitPane);
  const watchWheel = useWheelZoom(view);
  const pullAbout = useCanvasPan();
  const watch = useCallback((element: HTMLElement | null) => {
    const [unwatch, letGo] = [watchWheel(element), pullAbout(element)];
    return () => { unwatch?.(); letGo?.(); };
  }, [pullAbout, watchWheel]);
  const isWide = view.screen === "desktop";
  const { fitTiles } = view;
  const fit = useCallback((shown: readonly Tile[]) => { if (isWide) fitTiles(new Set(shown.map(({ id }) => id))); }, [fitTiles, isWide]);
  const onKeys = (event: KeyboardEvent<HTMLElement>) => {
    const { target, altKey, key } = event;
    if (!altKey || key !== "Enter" || tools.visitPane === undefined || !(target instanceof Element) || !target.matches("[data-move]")) {
      onKeyDown(event);
      return;
    }
    event.preventDefault();
    tools.visitPane(target.closest<HTMLElement>("[data-tile]")?.dataset["tile"] ?? "");
  };
  useTileKeys(keys);
  useCanvasKeys({ meant: chosen.length > 0 ? meant : () => meant().flatMap(({ id }) => tools.meantWith(id)), isFree: isFree(page), verbs: tools.verbs, fit });
  return (
    <>
    <div ref={watch} data-page-canvas role="presentation" onPointerDown={onPointerDown} onMouseDown={onMouseDown} onKeyDown={onKeys} onKeyUp={onKeyUp} onClick={onClick} onDoubleClick={onDoubleClick} className="select-none min-h-[60dvh] pb-16 data-[panning=held]:cursor-grabbing data-[panning=held]:**:cursor-grabbing data-[panning=ready]:cursor-grab data-[panning=ready]:**:cursor-grab">
      {tiles.length > 0 && <CanvasBar page={page} view={view} verbs={tools.verbs} />}
      <CanvasToolsContext value={tools}>{children(selected)}</CanvasToolsContext>
      <p aria-live="polite" className="sr-only">{words}</p>
      {marquee !== null && (
        <div aria-hidden className="pointer-events-none fixed z-30 rounded-sm border border-accent bg-accent-soft opacity-60" style={{ left: marquee.left, top: marquee.top, width: marquee.right - marquee.left, height: marquee.bottom - marquee.top }} />
      )}
      <SelectedTilesBar
        count={chosen.length}
        otherPages={otherPages}
        onCopy={keys.onCopy}
        onDuplicate={keys.onDuplicate}
        arranging={<ArrangeButtons chosen={chosen} isFree={isFree(page)} verbs={tools.verbs} onSameSize={sameSize} />}
        onMoveTo={(destination) => { editor.moveTiles(chosen, destination); }}
        onRemove={keys.onRemove}
        onFit={isWide ? () => { fit(chosen); } : undefined}
        onClear={clear}
        onVisitPane={onVisitPane}
      />
    </div>
    <CanvasToolsContext value={tools}>{beside?.(chosen)}</CanvasToolsContext>
    </>
  );
}
