import type { ChartTile, DrillStep, RowFilterSpec, TileChange } from "@/api/contracts";
import { isSame } from "@/lib/same";
import { changeOf, changesOf, type Through } from "./changes";
import { unpick, type Choices } from "./choices";

/** What a reader keeps and drills is remembered of so many filters and steps; the server takes no more. */
const MOST_KEPT = 50;
export const MOST_STEPS = 10;

type Changed = Required<Pick<TileChange, "kept" | "steps">>;

/** Changes a tile itself. The marks that were picked in it are other marks then, so they are let go. */
const change = (choices: Choices, tile: ChartTile, alter: (present: Changed) => Changed): Choices => {
  const { kept = [], steps = [] } = changeOf(choices, tile.id) ?? {};
  const { changes = [], through, ...rest } = unpick(choices, tile.id);
  const next = alter({ kept, steps });
  const others = changes.filter(({ tile_id }) => tile_id !== tile.id);
  const mine = next.kept.length + next.steps.length === 0 ? [] : [{ tile_id: tile.id, dataset_id: tile.chart.dataset_id, ...next }];
  return { ...rest, ...changesOf({ changes: [...others, ...mine], ...(through && { through }) }) };
};

/** Leaves only what passes these filters in the tile. */
export const keepOnly = (choices: Choices, tile: ChartTile, filters: readonly RowFilterSpec[]): Choices =>
  change(choices, tile, ({ kept, steps }) => ({ kept: [...kept, ...filters.filter((one) => !kept.some((other) => isSame(one, other)))].slice(-MOST_KEPT), steps }));

/** Takes one of the filters back that were kept by. */
export const unkeep = (choices: Choices, tile: ChartTile, index: number): Choices =>
  change(choices, tile, ({ kept, steps }) => ({ kept: kept.toSpliced(index, 1), steps }));

/** One step down, or up. */
export const drill = (choices: Choices, tile: ChartTile, step: DrillStep): Choices =>
  change(choices, tile, ({ kept, steps }) => ({ kept, steps: [...steps, step] }));

/** Into what was brushed: a step finer where there is one, or the stretch alone. */
export const zoomInto = (choices: Choices, tile: ChartTile, { step, filters }: { step: DrillStep | null; filters: readonly RowFilterSpec[] }): Choices =>
  step ? drill(choices, tile, step) : keepOnly(choices, tile, filters);

/** Back to where the first so many steps led. */
export const drillBack = (choices: Choices, tile: ChartTile, depth: number): Choices =>
  change(choices, tile, ({ kept, steps }) => ({ kept, steps: steps.slice(0, depth) }));

/** The tile as the dashboard has it. */
export const restore = (choices: Choices, tile: ChartTile): Choices => change(choices, tile, () => ({ kept: [], steps: [] }));

/** To the page that tells the details of a mark. */
export const drillThrough = (choices: Choices, through: Through): Choices => ({ ...choices, page: through.to, through });

/** The page shows everything again. */
export const dropThrough = ({ through: _, ...rest }: Choices): Choices => rest;

/** Back to the page with the mark. */
export const backFrom = (choices: Choices, { from }: Through): Choices => ({ ...dropThrough(choices), page: from });
