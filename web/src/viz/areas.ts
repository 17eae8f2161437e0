import type { Drawing, Filter, FilterValue, Mark, QueryColumn, RowFilterSpec } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import { dateText, dateTimeText } from "@/query/moments";
import { filtersFrom, isMoment, pickColumns, pickedFrom, type Picked } from "@/query/selection";
import { pointOf } from "./picking";
import type { Area, AreaGround } from "./plot";
import type { Hit } from "./vega-runtime";

/** A plain drag over a map pulls it. */
const PULLED: ReadonlySet<Mark> = new Set<Mark>(["point_map"]);
/** Of different values that one rectangle chooses by name. */
export const MOST_VALUES = 500;
const NUMBERS: ReadonlySet<string> = new Set(["integer", "decimal", "float"]);
const DAY = 86_400_000;

export const needsShift = (drawing: Drawing): boolean => PULLED.has(drawing.mark);

/** Two fields of single rows, whose values themselves lie along the axes. */
export type Sides = { x: QueryColumn; y: QueryColumn };

/** Null: the marks stand for groups, and are chosen by their names. */
export const sidesOf = (drawing: Drawing, { meaning }: Drawable): Sides | null => {
  if (drawing.mark !== "scatter") return null;
  const bound = (channel: string) => meaning.columns.find(({ name }) => name === drawing.bindings.find((one) => one.channel === channel)?.column);
  const [x, y] = [bound("x"), bound("y")];
  const runs = (column: QueryColumn | undefined): column is QueryColumn =>
    column !== undefined && column.role === "dimension" && column.bin_width === null && column.grain === null && (NUMBERS.has(column.type) || isMoment(column));
  return runs(x) && runs(y) ? { x, y } : null;
};

/** A number without more digits than a pixel can tell. */
const rounded = (value: number, pixel: number): number => {
  if (!(pixel > 0) || !Number.isFinite(pixel)) return value;
  const digits = Math.min(15, Math.max(0, Math.ceil(-Math.log10(pixel))));
  return pixel >= 1 ? Math.round(value / 10 ** Math.floor(Math.log10(pixel))) * 10 ** Math.floor(Math.log10(pixel)) : Number(value.toFixed(digits));
};

const momentText = (column: QueryColumn, milliseconds: number): string => {
  const whole = column.type === "date" ? Math.floor(milliseconds / DAY) * DAY : Math.round(milliseconds / 1000) * 1000;
  return column.type === "date" ? dateText({ milliseconds: whole, nanoseconds: 0 }) : dateTimeText({ milliseconds: whole, nanoseconds: 0 });
};

const between = (column: QueryColumn, one: number, other: number, pixels: number): RowFilterSpec => {
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  if (isMoment(column)) return { kind: "time_range", member: column.member, start: momentText(column, low), end: momentText(column, column.type === "date" ? high + DAY : high + 1000) };
  const pixel = (high - low) / Math.max(1, pixels);
  return { kind: "range", member: column.member, min: rounded(low, pixel), max: rounded(high, pixel), include_max: true };
};

/** The filters that keep the rows whose two values lie in a rectangle. */
export const filtersOfSides = ({ x, y }: Sides, { left, top, right, bottom }: Area, ground: AreaGround): RowFilterSpec[] | null =>
  ground.x === null || ground.y === null ? null : [
    between(x, ground.x.valueAt(left), ground.x.valueAt(right), right - left),
    between(y, ground.y.valueAt(bottom), ground.y.valueAt(top), bottom - top),
  ];

const endsIn = (filters: readonly Filter[], column: QueryColumn): [number, number] | null => {
  for (const filter of filters) {
    if (filter.kind === "range" && filter.member === column.member && typeof filter.min === "number" && typeof filter.max === "number") return [filter.min, filter.max];
    const moment = (iso: string) => Date.parse(iso.includes("T") ? `${iso}Z` : iso);
    if (filter.kind === "time_range" && filter.member === column.member && filter.start && filter.end) return [moment(filter.start), moment(filter.end)];
  }
  return null;
};

/** The rectangle that such filters stand for; null for other filters. */
export const areaOfFilters = (filters: readonly Filter[], { x, y }: Sides, ground: AreaGround): Area | null => {
  const [across, up] = [endsIn(filters, x), endsIn(filters, y)];
  if (filters.length !== 2 || across === null || up === null || ground.x === null || ground.y === null) return null;
  const clamped = (value: number, most: number) => Math.min(Math.max(value, 0), most);
  return {
    left: clamped(ground.x.placeOf(across[0]), ground.width), right: clamped(ground.x.placeOf(across[1]), ground.width),
    top: clamped(ground.y.placeOf(up[1]), ground.height), bottom: clamped(ground.y.placeOf(up[0]), ground.height),
  };
};

/** The filters that keep the groups of these marks, beside those that were chosen before; null where they are too many to name. */
export const filtersOfHits = (hits: readonly Hit[], before: readonly Filter[], drawing: Drawing, answer: Drawable): RowFilterSpec[] | null => {
  const columns = pickColumns(drawing.bindings, answer.meaning.columns);
  const chosen = new Map<string, Set<FilterValue>>(Object.entries(pickedFrom(before, columns)).map(([name, values]) => [name, new Set(values)]));
  for (const hit of hits) {
    for (const [name, value] of Object.entries(pointOf(hit, drawing, answer))) {
      const values = chosen.get(name) ?? new Set<FilterValue>();
      if (values.add(value).size > MOST_VALUES) return null;
      chosen.set(name, values);
    }
  }
  const picked: Picked = Object.fromEntries([...chosen].map(([name, values]) => [name, [...values]]));
  return filtersFrom(picked, columns);
};
