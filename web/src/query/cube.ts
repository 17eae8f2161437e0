import type { CubeMeasure, CubeSlice } from "@/api/contracts";
import { columnNamed, type PlotValue, type ResultColumn, type ResultTable } from "./arrow";
import { lowerBound, segmentsOf, type Fold, type Segments } from "./segments";

/** A measure of some cells: a number, or nothing. */
type Figure = (from: number, to: number) => number | null;

/** Cells of a linked tile, laid out so that any brush folds them at once: by group, then by step. */
export type Cube = {
  slice: CubeSlice;
  /** Where each step begins that has cells, in order. Rows without a value stand in a step behind the last. */
  steps: readonly PlotValue[];
  /** A cell of each group, which tells its values. */
  groupRows: Int32Array;
  /** Where the cells of each group begin; one more than there are groups. */
  starts: Int32Array;
  /** The step of each cell, rising within each group. */
  stepOf: Int32Array;
  /** By the name of the measure. */
  figures: ReadonlyMap<string, Figure>;
  /** Columns of the tile's own groups. */
  groups: readonly ResultColumn[];
};

/** A stretch of steps by their places: from the first one up to, but not with, the second one. */
export type Stretch = readonly [from: number, to: number];

const FOLDED_TYPES: ReadonlySet<string> = new Set(["integer", "decimal", "float", "date", "datetime"]);

/** Numbers each different value in the order in which it comes. */
const numbered = (count: number, keyOf: (row: number) => PlotValue): { of: Int32Array; first: number[] } => {
  const known = new Map<PlotValue, number>();
  const first: number[] = [];
  const of = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const key = keyOf(row);
    let number = known.get(key);
    if (number === undefined) {
      number = first.length;
      known.set(key, number);
      first.push(row);
    }
    of[row] = number;
  }
  return { of, first };
};

const keyOf = (columns: readonly ResultColumn[]): ((row: number) => PlotValue) => {
  const [only] = columns;
  if (columns.length === 1 && only) return only.plotAt;
  return (row) => JSON.stringify(columns.map((column) => column.valueAt(row)));
};

/** The rows group by group, each group in the order in which its rows came. */
const byGroup = (of: Int32Array, groupCount: number): { order: Int32Array; starts: Int32Array } => {
  const starts = new Int32Array(groupCount + 1);
  for (const group of of) starts[group + 1] = (starts[group + 1] ?? 0) + 1;
  for (let group = 0; group < groupCount; group++) starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
  const next = starts.slice();
  const order = new Int32Array(of.length);
  of.forEach((group, row) => {
    const place = next[group] ?? 0;
    order[place] = row;
    next[group] = place + 1;
  });
  return { order, starts };
};

type Part = { segments: Segments; present: Int32Array };

const partOf = (column: ResultColumn, kind: Fold, order: Int32Array): Part => {
  const blank = kind === "sum" ? 0 : kind === "min" ? Infinity : -Infinity;
  const values = new Float64Array(order.length);
  const present = new Int32Array(order.length + 1);
  order.forEach((row, place) => {
    const value = column.plotAt(row);
    values[place] = typeof value === "number" ? value : blank;
    present[place + 1] = (present[place] ?? 0) + (value === null ? 0 : 1);
  });
  return { segments: segmentsOf(values, kind), present };
};

const partFigure = ({ segments, present }: Part): Figure => (from, to) =>
  present[from] === present[to] ? null : segments.fold(from, to);

const figureOf = ({ is_count, parts }: CubeMeasure, part: (column: string, kind: Fold) => Part): Figure => {
  const [figure = () => null, count] = parts.map(({ column, fold }) => partFigure(part(column, fold)));
  if (count === undefined) return is_count ? (from, to) => figure(from, to) ?? 0 : figure;
  return (from, to) => {
    const [total, of] = [figure(from, to), count(from, to)];
    return total === null || of === null || of === 0 ? null : total / of;
  };
};

/** The cube of a tile; null where its figures are not numbers or moments, or where it cannot be put together. */
export const cubeOf = (slice: CubeSlice, table: ResultTable): Cube | null => {
  const named = (name: string) => columnNamed(table, name);
  const columns = slice.measures.flatMap(({ parts }) => parts.map(({ column }) => named(column)));
  const isFolded = columns.every((column) => column !== undefined && FOLDED_TYPES.has(column.meaning.type));
  const step = slice.steps && named(slice.steps.column);
  if (slice.verdict !== "exact" || !step || !isFolded) return null;
  const groups = slice.groups.flatMap((name) => named(name) ?? []);
  const { of, first } = numbered(table.rowCount, keyOf(groups));
  const { order, starts } = byGroup(of, first.length);
  // The cells come in the order of their steps, those without a value last.
  const { of: places, first: firsts } = numbered(table.rowCount, step.plotAt);
  const parts = new Map<string, Part>();
  const part = (name: string, kind: Fold): Part => {
    const key = `${kind} ${name}`;
    const column = named(name);
    const known = parts.get(key) ?? (column && partOf(column, kind, order));
    if (known === undefined) throw new Error(`The cells have no column ${name}.`);
    parts.set(key, known);
    return known;
  };
  return {
    slice, groups, starts,
    steps: firsts.map((row) => step.plotAt(row)).filter((value) => value !== null),
    groupRows: Int32Array.from(first),
    stepOf: order.map((row) => places[row] ?? 0),
    figures: new Map(slice.measures.map((measure) => [measure.name, figureOf(measure, part)])),
  };
};

/** The steps that begin within `[from, to)`, for steps along numbers and moments. */
export const stretchOf = ({ steps }: Cube, from: number, to: number): Stretch =>
  [lowerBound(steps as readonly number[], from), lowerBound(steps as readonly number[], to)];

/** Every step, that of rows without a value too: as if nothing was brushed. */
export const wholeOf = ({ steps }: Cube): Stretch => [0, steps.length + 1];

/** What a brush makes of a tile: its groups that have rows there, and the figures of each. */
export type Brushed = { groupRows: number[]; figures: ReadonlyMap<string, (number | null)[]> };

export const brushed = ({ groupRows, starts, stepOf, figures, groups }: Cube, [from, to]: Stretch): Brushed => {
  const kept: [row: number, from: number, to: number][] = [];
  groupRows.forEach((row, group) => {
    const end = starts[group + 1] ?? 0;
    const low = lowerBound(stepOf, from, starts[group] ?? 0, end);
    const high = lowerBound(stepOf, to, low, end);
    if (low < high) kept.push([row, low, high]);
  });
  // A tile without groups shows its figures even where no row is left.
  if (groups.length === 0 && kept.length === 0) kept.push([0, 0, 0]);
  return {
    groupRows: kept.map(([row]) => row),
    figures: new Map([...figures].map(([name, figure]) => [name, kept.map(([, low, high]) => figure(low, high))])),
  };
};
