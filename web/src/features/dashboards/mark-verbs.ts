import type { ChartTile, DashboardPage, DrillOffer, DrillStep, FieldRef, Filter, PointField, QueryColumn, RowFilterSpec, TileDrawing } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import { columnNamed } from "@/query/arrow";
import { excluding } from "@/query/excluding";
import { filterWords } from "@/query/filter-words";
import { filtersFrom, isLit, pickColumns, pickedFrom, type Picked, type Point } from "@/query/selection";
import type { CellValue } from "@/lib/format-value";
import { asFilterValue } from "@/viz/picking";
import type { Pointed } from "@/viz/pointed";
import { changeOf } from "./changes";
import type { Choices } from "./choices";
import { MOST_STEPS } from "./mark-choices";
import { tileTitle } from "./tile-words";

/** So many fields say what a comment is about. */
const MOST_FIELDS = 10;

export type DrillVerb = { label: string; step: DrillStep };

/** Into the stretch that was brushed along the picture: a step finer where it runs over time, in finer steps where it runs over numbers. */
export type ZoomVerb = { words: string; filters: RowFilterSpec[]; step: DrillStep | null };

/** What can be done with a mark, or with a whole picture where nothing is under the pointer. */
export type MarkVerbs = {
  /** “Region: West”. */
  title: string;
  /** The same, field by field; empty for the whole picture. */
  point: PointField[];
  zoom: ZoomVerb | null;
  keep: RowFilterSpec[] | null;
  exclude: RowFilterSpec | null;
  down: DrillVerb[];
  all: DrillVerb[];
  up: DrillVerb[];
  /** How many steps remain after one back up; null where there is none to take back. */
  backTo: number | null;
  /** The filters of the mark; empty for the whole picture. */
  rows: RowFilterSpec[];
  value: CellValue | undefined;
  through: { page: DashboardPage; filters: RowFilterSpec[] }[];
};

type MarkVerbsInput = {
  tile: ChartTile;
  answer: Drawable;
  pointed: Pointed | null;
  choices: Choices;
  /** Those that a reader may go to from here. */
  otherPages: readonly DashboardPage[];
  /** Visitors keep to the fields that the picture groups by. */
  isVisitor: boolean;
};

const NOTHING: readonly Filter[] = [];
const WHOLE: Pointed = { point: {} };

/** The members that a filter looks at. */
const membersOf = (filter: RowFilterSpec): string[] =>
  filter.kind === "any" ? filter.filters.flatMap(membersOf) : filter.kind === "path" ? filter.levels.map(({ member }) => member) : [filter.member];

const drawingOf = ({ extra }: Drawable) => extra as TileDrawing | null;

const isPartial = (point: Point): boolean => Object.keys(point).length > 0;

/** What is meant: the mark alone, or all that are picked together with it. */
const meant = (point: Point, selected: readonly Filter[], { meaning }: Drawable, drawing: TileDrawing): Picked => {
  const picked = pickedFrom(selected, pickColumns(drawing.bindings, meaning.columns));
  return isLit(picked, point) ? picked : Object.fromEntries(Object.entries(point).map(([name, value]) => [name, [value]]));
};

/** The value of a mark that stands for one row with one measure. */
const valueOf = ({ point, value }: Pointed, { table, meaning }: Drawable): CellValue | undefined => {
  if (value !== undefined) return value;
  const measures = meaning.columns.filter(({ role, name }) => role === "measure" && !name.startsWith("__"));
  const [measure] = measures;
  if (measure === undefined || measures.length > 1) return undefined;
  const rows = Array.from({ length: table.rowCount }, (_, row) => row)
    .filter((row) => Object.entries(point).every(([name, at]) => asFilterValue(columnNamed(table, name)?.valueAt(row) ?? null) === at));
  return rows.length === 1 && rows[0] !== undefined ? columnNamed(table, measure.name)?.valueAt(rows[0]) : undefined;
};

const steps = (offer: DrillOffer, levels: DrillOffer["down"], filters: RowFilterSpec[], words: string): DrillVerb[] =>
  levels.map(({ member, grain = null, label }) => ({ label: `${words} ${label}`, step: { source: offer.source, target: { member, grain }, filters } }));

const fieldsOf = ({ encodings = {} }: ChartTile["chart"]): FieldRef[] => {
  const { x, y = [], color, size, facet, tooltip = [] } = encodings;
  return [x, ...y, color, size, facet, ...tooltip].filter((field): field is FieldRef => field !== null && field !== undefined);
};

const zoomVerb = (selected: readonly Filter[], columns: readonly QueryColumn[], offers: readonly DrillOffer[]): ZoomVerb | null => {
  const [stretch, ...more] = selected;
  if (stretch === undefined || more.length > 0 || (stretch.kind !== "range" && stretch.kind !== "time_range")) return null;
  const column = columns.find(({ member }) => member === stretch.member);
  if (column === undefined) return null;
  const offer = offers.find((one) => one.column === column.name);
  const finer = offer?.down.find(({ member }) => member === column.member);
  const step = offer && finer ? { source: offer.source, target: { member: finer.member, grain: finer.grain ?? null }, filters: [stretch] } : null;
  return { words: filterWords(stretch), filters: [stretch], step };
};

/** What can be done with a mark of a tile. */
export const markVerbs = ({ tile, answer, pointed, choices, otherPages, isVisitor }: MarkVerbsInput): MarkVerbs => {
  const drawing = drawingOf(answer);
  const columns = drawing === null ? [] : pickColumns(drawing.bindings, answer.meaning.columns);
  const selected = choices.selections.find(({ tile_id }) => tile_id === tile.id)?.filters ?? NOTHING;
  const isMark = pointed !== null && isPartial(pointed.point);
  const picked = isMark && drawing ? meant(pointed.point, selected, answer, drawing) : {};
  const filters = filtersFrom(picked, columns);
  const change = changeOf(choices, tile.id);
  const { kept = [], steps: way = [] } = change ?? {};
  const grouped = new Set([...fieldsOf(tile.chart).filter(({ role }) => role === "dimension").map(({ member }) => member), ...way.map(({ target }) => target.member)]);
  const mayKeep = filters.length > 0 && (!isVisitor || filters.flatMap(membersOf).every((member) => grouped.has(member)));
  const offers = way.length < MOST_STEPS ? drawing?.drills ?? [] : [];
  const into = (offer: DrillOffer): DrillVerb[] => {
    const own = filtersFrom({ [offer.column]: picked[offer.column] ?? [] }, columns);
    const isMoment = offer.down.some(({ member }) => member === offer.source.member);
    const isNowhere = own.length === 0 || (isMoment && picked[offer.column]?.includes(null));
    return isNowhere ? [] : steps(offer, offer.down, own, "Drill down to");
  };
  const brought = [...filters, ...kept, ...way.flatMap((step) => step.filters ?? [])];
  const point = columns.flatMap((column): PointField[] => {
    const [own] = filtersFrom({ [column.name]: picked[column.name] ?? [] }, [column]);
    return own === undefined ? [] : [{ label: column.label.slice(0, 255), value: filterWords(own).slice(0, 500) }];
  });
  return {
    title: point.length === 0 ? tileTitle(tile) : point.map(({ label, value }) => `${label}: ${value}`).join(", "),
    point: point.slice(0, MOST_FIELDS),
    zoom: isVisitor && !selected.flatMap((one) => (one.kind === "measure" ? [] : membersOf(one))).every((member) => grouped.has(member)) ? null : zoomVerb(selected, columns, offers),
    keep: mayKeep ? filters : null,
    exclude: mayKeep ? excluding(filters) : null,
    down: offers.flatMap(into),
    all: offers.flatMap((offer) => steps(offer, offer.down, [], "Drill all down to")),
    up: way.length > 0 ? [] : offers.flatMap((offer) => steps(offer, offer.up, [], "Drill up to")),
    backTo: way.length > 0 ? way.length - 1 : null,
    rows: filters,
    value: valueOf(pointed ?? WHOLE, answer),
    through: isMark ? otherPages.flatMap((page) => {
      const taken = new Set(page.drill_through ?? []);
      const isTaken = (filter: RowFilterSpec) => membersOf(filter).every((member) => taken.has(member));
      return filters.some(isTaken) ? [{ page, filters: brought.filter(isTaken) }] : [];
    }) : [],
  };
};
