import type { DashboardPage, Tile } from "@/api/contracts";
import { isSame } from "@/lib/same";
import type { DashboardContent } from "./dashboard-document";

/**
 * Three-way merge of a dashboard: what we changed since `base` goes onto `theirs`.
 * Properties are taken one by one; where both sides changed the same one, ours stands, for we save later.
 */
export const mergeContent = (base: DashboardContent, ours: DashboardContent, theirs: DashboardContent): DashboardContent => ({
  name: pick(base.name, ours.name, theirs.name),
  description: pick(base.description, ours.description, theirs.description),
  spec: { version: 1, pages: mergeLists(base.spec.pages, ours.spec.pages, theirs.spec.pages, mergePage) },
});

const pick = <Value>(base: Value | undefined, ours: Value, theirs: Value): Value => (isSame(base, ours) ? theirs : ours);

const mergePage = (base: DashboardPage | undefined, ours: DashboardPage, theirs: DashboardPage): DashboardPage => ({
  id: theirs.id,
  title: pick(base?.title, ours.title, theirs.title),
  tiles: mergeLists(base?.tiles ?? [], ours.tiles ?? [], theirs.tiles ?? [], mergeTile),
  filters: pick(base?.filters, ours.filters ?? [], theirs.filters ?? []),
});

const mergeTile = (base: Tile | undefined, ours: Tile, theirs: Tile): Tile => mergeEntries(base, ours, theirs, ["chart"]);

type Entries = Record<string, unknown>;

const mergeEntries = <Value extends object>(base: Value | undefined, ours: Value, theirs: Value, nested: readonly string[] = []): Value => {
  const [was, mine, other] = [(base ?? {}) as Entries, ours as Entries, theirs as Entries];
  const merged: Entries = {};
  for (const key of new Set([...Object.keys(mine), ...Object.keys(other)])) {
    const value =
      nested.includes(key) && isObject(mine[key]) && isObject(other[key])
        ? mergeEntries(isObject(was[key]) ? was[key] : undefined, mine[key], other[key])
        : pick(was[key], mine[key], other[key]);
    if (value !== undefined) merged[key] = value;
  }
  return merged as Value;
};

const isObject = (value: unknown): value is Entries => typeof value === "object" && value !== null && !Array.isArray(value);

type Named = { id: string };
type MergeOne<Row> = (base: Row | undefined, ours: Row, theirs: Row) => Row;

/** Members by id: in their order, ours added behind; removed where one side removed it and the other left it alone. */
const mergeLists = <Row extends Named>(base: readonly Row[], ours: readonly Row[], theirs: readonly Row[], mergeOne: MergeOne<Row>): Row[] => {
  const find = (rows: readonly Row[], id: string): Row | undefined => rows.find((row) => row.id === id);
  const kept = theirs.flatMap((their) => {
    const was = find(base, their.id);
    const our = find(ours, their.id);
    if (our !== undefined) return [mergeOne(was, our, their)];
    return was !== undefined && isSame(was, their) ? [] : [their];
  });
  const added = ours.filter((our) => {
    if (find(theirs, our.id) !== undefined) return false;
    const was = find(base, our.id);
    return was === undefined || !isSame(was, our);
  });
  return [...kept, ...added];
};
