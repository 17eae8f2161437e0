import { memo, useMemo, type ReactNode, type Ref } from "react";
import type { DashboardPage, Tile } from "@/api/contracts";
import { isSame } from "@/lib/same";
import type { Rect } from "./geometry";
import type { PageEditor } from "./page-editor";
import { TileFrame, type TileMoves } from "./tile-frame";
import { tileTitle } from "./tile-words";

export type TileParts = { isBusy: boolean; actions?: ReactNode; footer?: ReactNode; body: ReactNode };

export type CanvasProps = {
  page: DashboardPage;
  /** Given only while editing. */
  editor: PageEditor | null;
  /** Those that are chosen together while editing. */
  selected?: ReadonlySet<string> | undefined;
  draw: (tile: Tile) => TileParts;
};

/** Where a tile stands in pixels, and how high where tiles may cover one another. */
export type TileStyle = Rect & { zIndex?: number };

type TileGridProps = Pick<CanvasProps, "draw" | "selected"> & {
  measure: Ref<HTMLDivElement>;
  height: number;
  tiles: readonly Tile[];
  styleOf: (tile: Tile) => TileStyle;
  /** The same function for as long as nothing but places changes. */
  movesOf?: (tile: Tile) => TileMoves;
  lifted?: ReadonlySet<string> | undefined;
  /** What lies under the tiles, and what is said of them. */
  children?: ReactNode;
};

type GridTileProps = Pick<TileGridProps, "draw"> & { movesOf: TileGridProps["movesOf"] | undefined; tile: Tile; style: TileStyle; isLifted: boolean; isSelected: boolean | undefined };

/** A tile in its place. While others are pulled about it is not drawn anew unless its place changes, and what is in it is not even then. */
const GridTile = memo(function GridTile({ tile, draw, movesOf, style, isLifted, isSelected }: GridTileProps) {
  const { isBusy, actions, footer, body } = useMemo(() => draw(tile), [draw, tile]);
  const moves = useMemo(() => movesOf?.(tile) ?? null, [movesOf, tile]);
  return (
    <TileFrame
      id={tile.id}
      title={tileTitle(tile)}
      subtitle={tile.kind === "chart" ? tile.chart.options?.subtitle : null}
      isBare={tile.kind !== "chart"}
      isPlain={tile.kind === "shape" || tile.kind === "button"}
      isBusy={isBusy}
      isLifted={isLifted}
      isSelected={isSelected}
      isLocked={tile.locked}
      style={style}
      moves={moves}
      actions={actions}
      footer={footer}
    >
      {body}
    </TileFrame>
  );
}, isSame);

/** Tiles in their places. */
export function TileGrid({ measure, height, tiles, styleOf, movesOf, lifted, selected, draw, children }: TileGridProps) {
  return (
    <div ref={measure} data-grid className="relative isolate" style={{ height }}>
      {children}
      {tiles.map((tile) => (
        <GridTile key={tile.id} tile={tile} draw={draw} movesOf={movesOf} style={styleOf(tile)} isLifted={lifted?.has(tile.id) === true} isSelected={selected?.has(tile.id)} />
      ))}
    </div>
  );
}
