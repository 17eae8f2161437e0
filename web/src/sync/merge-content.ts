import type { DashboardPage, Tile } from "@/api/contracts";
import { isRecord } from "@/lib/is-record";
import { isSame } from "@/lib/same";
import type { DashboardContent } from "./dashboard-document";

/**
 * Three-way merge of a dashboard: what we changed since `base` goes onto `theirs`.
 * Properties are taken one by one; where both sides changed the same one, ours stands, for we save later.
 */
export const mergeContent = (base: DashboardContent, ours: DashboardContent, theirs: DashboardContent): DashboardContent => ({
  name: pick(base.name, ours.name, theirs.name),
  description: pick(base.description, ours.description, theirs.description),
  spec: { ...mergeEntries(wholeOf(base), wholeOf(ours), wholeOf(theirs)), pages: mergePages(base.spec.pages, ours.spec.pages, theirs.spec.pages) },
});

/** What is true of the dashboard as a whole. */
const wholeOf = ({ spec: { pages: _, ...whole } }: DashboardContent): Omit<DashboardContent["spec"], "pages"> => whole;

const pick = <Value>(base: Value | undefined, ours: Value, theirs: Value): Value => (isSame(base, ours) ? theirs : ours);

type Pages = readonly DashboardPage[];

/** First which pages there are and in which order, then on which of them each tile stands: a tile may have been moved meanwhile. */
const mergePages = (base: Pages, ours: Pages, theirs: Pages): DashboardPage[] => {
  const merged = mergeLists(base, ours, theirs, mergePage);
  const kept = merged.length === 0 ? ours : merged;
  const seats = mergeLists(seatsOf(base), withReturned(base, ours, kept), withReturned(base, theirs, kept), mergeSeat);
  const inOrder = mergeOrder(base.map(idOf), ours.map(idOf), theirs.map(idOf), kept.map(idOf));
  return inOrder.flatMap((id) => kept.filter((page) => page.id === id)).map((page) => ({
    ...page,
    tiles: seats.filter((seat) => seat.page === page.id).map(({ tile }) => tile),
  }));
};

const mergePage = (base: DashboardPage | undefined, ours: DashboardPage, theirs: DashboardPage): DashboardPage => ({
  ...mergeEntries(base && ownOf(base), ownOf(ours), ownOf(theirs)),
  filters: pick(base?.filters, ours.filters ?? [], theirs.filters ?? []),
});

/** What a page says of itself; its tiles are merged by their seats. */
const ownOf = ({ tiles: _, ...page }: DashboardPage): DashboardPage => page;

/** A tile and the page that it stands on. */
type Seat = { id: string; page: string; tile: Tile };

const seatsOf = (pages: Pages): Seat[] =>
  pages.flatMap((page) => (page.tiles ?? []).map((tile) => ({ id: tile.id, page: page.id, tile })));

/** What a side has, and what it removed with a page that the other side's changes keep: such a page comes back whole. */
const withReturned = (base: Pages, side: Pages, kept: Pages): Seat[] => {
  const returned = base.filter(({ id }) => find(side, id) === undefined && find(kept, id) !== undefined);
  const present = seatsOf(side);
  return [...present, ...seatsOf(returned).filter(({ id }) => find(present, id) === undefined)];
};

const mergeSeat = (base: Seat | undefined, ours: Seat, theirs: Seat): Seat => ({
  id: theirs.id,
  page: pick(base?.page, ours.page, theirs.page),
  tile: mergeEntries(base?.tile, ours.tile, theirs.tile, ["chart"]),
});

type Entries = Record<string, unknown>;

const mergeEntries = <Value extends object>(base: Value | undefined, ours: Value, theirs: Value, nested: readonly string[] = []): Value => {
  const [was, mine, other] = [(base ?? {}) as Entries, ours as Entries, theirs as Entries];
  const merged: Entries = {};
  for (const key of new Set([...Object.keys(mine), ...Object.keys(other)])) {
    const value =
      nested.includes(key) && isRecord(mine[key]) && isRecord(other[key])
        ? mergeEntries(isRecord(was[key]) ? was[key] : undefined, mine[key], other[key])
        : pick(was[key], mine[key], other[key]);
    if (value !== undefined) merged[key] = value;
  }
  return merged as Value;
};

type Named = { id: string };
type MergeOne<Row> = (base: Row | undefined, ours: Row, theirs: Row) => Row;

const idOf = ({ id }: Named): string => id;
const find = <Row extends Named>(rows: readonly Row[], id: string): Row | undefined => rows.find((row) => row.id === id);

/** Members by id: in their order, ours added behind; removed where one side removed it and the other left it alone. */
const mergeLists = <Row extends Named>(base: readonly Row[], ours: readonly Row[], theirs: readonly Row[], mergeOne: MergeOne<Row>): Row[] => {
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

/** The order of the side that changed it, ours before theirs; what only the other side has comes behind what it stands behind there. */
const mergeOrder = (base: readonly string[], ours: readonly string[], theirs: readonly string[], kept: readonly string[]): string[] => {
  const isMoved = !isSame(ours.filter((id) => base.includes(id)), base.filter((id) => ours.includes(id)));
  const [leading, other] = isMoved ? [ours, theirs] : [theirs, ours];
  const order = leading.filter((id) => kept.includes(id));
  for (const [index, id] of other.entries()) {
    if (!kept.includes(id) || order.includes(id)) continue;
    const before = other.slice(0, index).findLast((neighbour) => order.includes(neighbour));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  }
  return order;
};
