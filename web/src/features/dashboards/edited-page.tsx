import { useMemo, type ReactNode } from "react";
import type { DashboardPage, Tile } from "@/api/contracts";
import { MAX_TILES } from "@/sync/page-limits";
import { showToast } from "@/ui/toast-store";
import { layoutOf } from "./layout";
import { settle } from "./moved-layout";
import { copiesOf, inReadingOrder } from "./new-tiles";
import type { PageEditor } from "./page-editor";
import { SelectedTilesBar } from "./selected-tiles-bar";
import { copiedTiles, copyTiles } from "./tile-clipboard";
import { useTileKeys, type TileKeys } from "./use-tile-keys";
import { useTileSelection, type TileSelectionState } from "./use-tile-selection";

type EditedPageProps = {
  page: DashboardPage;
  editor: PageEditor;
  otherPages: readonly DashboardPage[];
  userId: string;
  children: (selected: ReadonlySet<string>) => ReactNode;
};

const NO_TILES: readonly Tile[] = [];

/** The tile that has the focus, where none is chosen: the keyboard needs no choice before it. */
const focusedId = (): string | undefined => document.activeElement?.closest<HTMLElement>("[data-tile]")?.dataset["tile"];

const verbsOf = ({ page, editor, userId }: Omit<EditedPageProps, "children" | "otherPages">, selection: TileSelectionState) => {
  const tiles = page.tiles ?? NO_TILES;
  const { selected, choose, clear } = selection;
  const chosen = tiles.filter(({ id }) => selected.has(id));
  const meant = (): Tile[] => (chosen.length > 0 ? chosen : tiles.filter(({ id }) => id === focusedId()));
  const add = (copied: readonly Tile[]): boolean => {
    if (copied.length === 0) return false;
    if (tiles.length + copied.length > MAX_TILES) {
      showToast({ tone: "danger", title: `A page holds at most ${String(MAX_TILES)} tiles.`, detail: "Add another page for the rest." });
      return true;
    }
    const copies = copiesOf(copied, tiles);
    editor.addTiles(copies);
    choose(copies.map(({ id }) => id));
    return true;
  };
  const copy = (): boolean => {
    const copied = meant();
    if (copied.length === 0) return false;
    const isKept = copyTiles(userId, copied);
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
    onDuplicate: () => add(meant()),
    onSelectAll: () => { choose(tiles.map(({ id }) => id)); return tiles.length > 0; },
    onRemove: () => chosen.length > 0 && remove(chosen),
    onClear: () => { clear(); return chosen.length > 0; },
  };
  const sameSize = () => {
    const [first] = [...chosen].sort(inReadingOrder);
    if (first === undefined) return;
    const { width, height } = first.layout;
    const resized = chosen.map(({ id, layout }) => [id, { ...layout, width, height, x: Math.min(layout.x, 24 - width) }] as const);
    editor.placeTiles(settle(new Map([...layoutOf(tiles), ...resized])));
  };
  return { chosen, keys, sameSize };
};

/** A page whose tiles can be chosen, copied, pasted and changed several at a time. */
export function EditedPage({ page, editor, otherPages, userId, children }: EditedPageProps) {
  const tileIds = useMemo(() => (page.tiles ?? []).map(({ id }) => id), [page]);
  const selection = useTileSelection(tileIds);
  const { selected, marquee, clear, onPointerDown, onMouseDown, onKeyDown } = selection;
  const { chosen, keys, sameSize } = verbsOf({ page, editor, userId }, selection);
  useTileKeys(keys);
  return (
    <div role="presentation" onPointerDown={onPointerDown} onMouseDown={onMouseDown} onKeyDown={onKeyDown} className="select-none min-h-[60dvh] pb-16">
      {children(selected)}
      {marquee !== null && (
        <div aria-hidden className="pointer-events-none fixed z-30 rounded-sm border border-accent bg-accent-soft opacity-60" style={{ left: marquee.left, top: marquee.top, width: marquee.right - marquee.left, height: marquee.bottom - marquee.top }} />
      )}
      <SelectedTilesBar
        count={chosen.length}
        otherPages={otherPages}
        onCopy={keys.onCopy}
        onDuplicate={keys.onDuplicate}
        onSameSize={sameSize}
        onMoveTo={(destination) => { editor.moveTiles(chosen, destination); }}
        onRemove={keys.onRemove}
        onClear={clear}
      />
    </div>
  );
}
