import type { ChartSpec, ChartTile, DashboardPage } from "@/api/contracts";
import { firstFreePlace, GRID_COLUMNS } from "@/lib/free-place";
import { finePlace, isFree } from "../free-layout";
import { columnStep, rowStep } from "../geometry";
import { layoutOf, rowsOf } from "../layout";
import { lockedIds } from "../locks";
import { moveTile } from "../moved-layout";

/** Steps of the grid from the upper left corner of the page. */
export type Spot = { x: number; y: number };

type Point = { x: number; y: number };

const SIZE = { width: 12, height: 9 } as const;

/** The spot of the page under a point of the window, however far the canvas is zoomed. */
export const spotOf = ({ x, y }: Point, grid: { left: number; top: number; width: number; fullWidth: number }): Spot => {
  const zoom = grid.fullWidth === 0 ? 1 : grid.width / grid.fullWidth;
  return { x: (x - grid.left) / zoom / columnStep(grid.fullWidth), y: (y - grid.top) / zoom / rowStep };
};

/** Where a tile stands whose head lies under a spot. */
const under = ({ x, y }: Spot) => ({ ...SIZE, x: Math.min(GRID_COLUMNS - SIZE.width, Math.max(0, x - SIZE.width / 2)), y: Math.max(0, y - 1 / 2) });

const onFreePage = (page: DashboardPage, begun: ChartTile, spot: Spot): DashboardPage => {
  const tiles = page.tiles ?? [];
  const layer = 1 + Math.max(0, ...tiles.map((tile) => tile.layer ?? 0));
  return { ...page, tiles: [...tiles, { ...begun, layer, layout: finePlace(under(spot)) }] };
};

const onGrid = (page: DashboardPage, begun: ChartTile, spot: Spot): DashboardPage => {
  const tiles = page.tiles ?? [];
  const layout = layoutOf(tiles);
  const { x, y } = under(spot);
  const wanted = { ...SIZE, x: Math.round(x), y: Math.min(rowsOf(layout), Math.round(y)) };
  const placed = moveTile(layout, begun.id, wanted, lockedIds(tiles));
  return { ...page, tiles: [...tiles, begun].map((tile) => ({ ...tile, layout: placed.get(tile.id) ?? tile.layout })) };
};

/**
 * The page with one more picture on it, under the spot where its first field was dropped: on the grid the others make
 * way, on a free page it lies on top. Without a spot it takes the first place that is free.
 */
export const withPicture = (page: DashboardPage, id: string, chart: ChartSpec, spot: Spot | null): DashboardPage => {
  const tiles = page.tiles ?? [];
  const begun: ChartTile = { kind: "chart", id, title: null, chart, layout: firstFreePlace(tiles.map(({ layout }) => layout), SIZE) };
  if (spot === null) return { ...page, tiles: [...tiles, begun] };
  return isFree(page) ? onFreePage(page, begun, spot) : onGrid(page, begun, spot);
};

/** The dataset of the picture that was put there last: what the next one is most often made of. */
export const lastDataset = (pages: readonly DashboardPage[]): string | null =>
  pages.flatMap((page) => (page.tiles ?? []).flatMap((tile) => (tile.kind === "chart" ? [tile.chart.dataset_id] : [])).slice(-1))[0] ?? null;
