import type { CarriedFilters, DashboardPage, TileChange, TileSelection } from "@/api/contracts";
import { isRecord } from "@/lib/is-record";
import { isFilter } from "@/query/filter-shape";

/** A way from a mark to the page that tells its details, with what was brought along. */
export type Through = CarriedFilters & { from: string; to: string };

/** What a reader changed in tiles themselves, and the way that they came from another page. */
export type Changes = { changes?: readonly TileChange[]; through?: Through };

const areFilters = (value: unknown): boolean => Array.isArray(value) && value.every(isFilter);

const hasTexts = (value: unknown, ...names: string[]): value is Record<string, unknown> =>
  isRecord(value) && names.every((name) => typeof value[name] === "string");

const isStep = (value: unknown): boolean =>
  isRecord(value) && hasTexts(value["source"], "member") && hasTexts(value["target"], "member") && areFilters(value["filters"] ?? []);

const isChange = (value: unknown): boolean => {
  if (!hasTexts(value, "tile_id", "dataset_id")) return false;
  const { kept = [], steps = [] } = value;
  return areFilters(kept) && Array.isArray(steps) && steps.every(isStep);
};

/** Whatever somebody typed into the address, only what we understand is taken. */
export const readChanges = ({ changes, through }: Record<string, unknown>): Changes => {
  const known = Array.isArray(changes) ? (changes.filter(isChange) as TileChange[]) : [];
  return {
    ...(known.length > 0 && { changes: known }),
    ...(hasTexts(through, "from", "to", "dataset_id") && areFilters(through["filters"]) && { through: through as unknown as Through }),
  };
};

/** The same, from and to the address. */
export const changesOf = ({ changes = [], through }: Changes): Changes =>
  ({ ...(changes.length > 0 && { changes }), ...(through && { through }) });

/** The same, in the words of the server. */
export const askedChanges = ({ changes = [], through }: Changes) => ({
  ...(changes.length > 0 && { changes: [...changes] }),
  ...(through && { carried: { dataset_id: through.dataset_id, filters: through.filters } }),
});

/** Of what was chosen, that which is about this page; of one tile, that which is about it. */
export const about = <Chosen extends Changes & { selections: readonly TileSelection[] }>(chosen: Chosen, { id, tiles = [] }: DashboardPage): Chosen => {
  const isHere = ({ tile_id }: { tile_id: string }) => tiles.some((tile) => tile.id === tile_id);
  const { changes = [], through, ...rest } = chosen;
  const here = changesOf({ changes: changes.filter(isHere), ...(through?.to === id && { through }) });
  return { ...rest, selections: chosen.selections.filter(isHere), ...here } as unknown as Chosen;
};

export const changeOf = ({ changes = [] }: Changes, tileId: string): TileChange | undefined => changes.find(({ tile_id }) => tile_id === tileId);

/** The same without what was changed in other tiles, which is none of this one's business. */
export const withOwnChanges = <Chosen extends Changes>(chosen: Chosen, tileId: string): Chosen =>
  ({ ...chosen, changes: (chosen.changes ?? []).filter(({ tile_id }) => tile_id === tileId) });
