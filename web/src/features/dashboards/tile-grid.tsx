import type { CSSProperties, ReactNode, Ref } from "react";
import type { DashboardPage, Tile } from "@/api/contracts";
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

type TileGridProps = Pick<CanvasProps, "draw" | "selected"> & {
  measure: Ref<HTMLDivElement>;
  height: number;
  tiles: readonly Tile[];
  styleOf: (tile: Tile) => CSSProperties;
  movesOf?: (tile: Tile) => TileMoves;
  liftedId?: string | undefined;
  /** What lies under the tiles, and what is said of them. */
  children?: ReactNode;
};

/** Tiles in their places. */
export function TileGrid({ measure, height, tiles, styleOf, movesOf, liftedId, selected, draw, children }: TileGridProps) {
  return (
    <div ref={measure} className="relative" style={{ height }}>
      {children}
      {tiles.map((tile) => {
        const { isBusy, actions, footer, body } = draw(tile);
        return (
          <TileFrame
            key={tile.id}
            id={tile.id}
            title={tileTitle(tile)}
            subtitle={tile.kind === "chart" ? tile.chart.options?.subtitle : null}
            isBare={tile.kind === "text"}
            isBusy={isBusy}
            isLifted={liftedId === tile.id}
            isSelected={selected?.has(tile.id)}
            style={styleOf(tile)}
            moves={movesOf?.(tile) ?? null}
            actions={actions}
            footer={footer}
          >
            {body}
          </TileFrame>
        );
      })}
    </div>
  );
}
