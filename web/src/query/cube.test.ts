import { expect, test } from "vitest";
import type { CubeSlice, QueryColumn } from "@/api/contracts";
import { brushed, cubeOf, stretchOf, wholeOf, type Cube } from "./cube";
import { brushedTable } from "./cube-table";
import { aColumn, anAnswer } from "./testing";
import type { ResultTable } from "./arrow";

type Cell = readonly [step: number | null, group: string | null, count: number, sum: number | null, least: number | null];

const step = aColumn({ name: "__step", member: "price", type: "float", bin_width: 1 });
const region = aColumn({ name: "region" });
const figure = (name: string, type: "integer" | "float" | "date" = "float"): QueryColumn => aColumn({ name, type, aggregation: "sum" });
const COLUMNS = [region, figure("n", "integer"), figure("mean"), figure("least")];

const slice = (facts: Partial<CubeSlice> = {}): CubeSlice => ({
  axis: "brush", tile: "regions", verdict: "exact", reason: null, most_steps: null,
  steps: { column: "__step", member: "price", type: "float", grain: null, width: 1, first: 0, last: 9, has_null: true },
  groups: ["region"],
  measures: [
    { name: "n", parts: [{ column: "n", fold: "sum" }], is_count: true },
    { name: "mean", parts: [{ column: "sum", fold: "sum" }, { column: "n", fold: "sum" }], is_count: false },
    { name: "least", parts: [{ column: "least", fold: "min" }], is_count: false },
  ],
  cell_count: 0, byte_size: 0,
  ...facts,
});

const tableOf = (cells: readonly Cell[]): ResultTable =>
  anAnswer([step, region, figure("n", "integer"), figure("sum"), figure("least")].map((column, place) => [column, cells.map((cell) => cell[place] ?? null)] as const)).table;

const cubeFrom = (cells: readonly Cell[], facts: Partial<CubeSlice> = {}): Cube => {
  const cube = cubeOf(slice(facts), tableOf(cells));
  if (cube === null) throw new Error("no cube");
  return cube;
};

const rowsOf = (table: ResultTable | null) =>
  table && Array.from({ length: table.rowCount }, (_, row) => table.columns.map((column) => column.valueAt(row)));

const ORDER = { sort: [{ by: "n", descending: true }], limit: 100 };

const CELLS: Cell[] = [
  [0, "East", 2, 10, 4], [0, "West", 1, 5, 5],
  [1, "East", 1, 2, 2],
  [3, "West", 4, null, null], [3, null, 1, 1, 1],
  [null, "East", 7, 70, -1],
];

test("a brush folds the cells of its steps, group by group", () => {
  const cube = cubeFrom(CELLS);
  expect(rowsOf(brushedTable(cube, stretchOf(cube, 0, 2), COLUMNS, ORDER))).toEqual([["East", 3, 4, 2], ["West", 1, 5, 5]]);
  expect(rowsOf(brushedTable(cube, stretchOf(cube, 1, 9), COLUMNS, ORDER))).toEqual([["West", 4, null, null], ["East", 1, 2, 2], [null, 1, 1, 1]]);
  expect(rowsOf(brushedTable(cube, stretchOf(cube, 2, 3), COLUMNS, ORDER))).toEqual([]);
});

test("rows without a value are in no brush, and in the whole", () => {
  const cube = cubeFrom(CELLS);
  expect(rowsOf(brushedTable(cube, wholeOf(cube), COLUMNS, { ...ORDER, limit: 1 }))).toEqual([["East", 10, 8.2, -1]]);
});

test("a tile without groups shows 0 for counts and nothing for the rest where no row is left", () => {
  const cube = cubeFrom(CELLS.filter(([, group]) => group === "East"), { groups: [] });
  const columns = COLUMNS.slice(1);
  expect([stretchOf(cube, 0, 5), stretchOf(cube, 5, 6)].map((stretch) => rowsOf(brushedTable(cube, stretch, columns, { sort: [], limit: 1 })))).toEqual([[[3, 4, 2]], [[0, null, null]]]);
});

test("rows stand as the server orders them: nulls last, and what is alike by its own values", () => {
  const cells: Cell[] = [[0, "c", 1, 1, 1], [0, "a", 1, 1, 1], [0, null, 9, 1, 1], [0, "b", 2, null, 1]];
  const cube = cubeFrom(cells);
  const order = (by: string, descending: boolean) => rowsOf(brushedTable(cube, wholeOf(cube), COLUMNS, { sort: [{ by, descending }], limit: 9 }))?.map(([group]) => group);
  expect([order("n", true), order("region", true), order("mean", false)]).toEqual([[null, "b", "a", "c"], ["c", "b", "a", null], [null, "a", "c", "b"]]);
});

test("dates are folded as moments and shown as dates", () => {
  const last = { name: "last", parts: [{ column: "least", fold: "max" as const }], is_count: false };
  const table = tableOf(CELLS);
  const day = aColumn({ name: "least", type: "date", aggregation: "max" });
  const dated: ResultTable = { ...table, columns: table.columns.map((column) => (column.meaning.name === "least" ? { ...column, meaning: day, plotAt: (row) => Number(column.plotAt(row)) * 86_400_000 } : column)) };
  const cube = cubeOf(slice({ measures: [last], groups: [] }), dated);
  expect(cube && rowsOf(brushedTable(cube, stretchOf(cube, 0, 2), [{ ...day, name: "last" }], { sort: [], limit: 1 }))).toEqual([["1970-01-06"]]);
});

test("what is not exact, not a number, or not there makes no cube", () => {
  const table = tableOf(CELLS);
  const textual = { name: "first", parts: [{ column: "region", fold: "min" as const }], is_count: false };
  const absent = { name: "gone", parts: [{ column: "gone", fold: "sum" as const }], is_count: false };
  expect([slice({ verdict: "not_additive" }), slice({ steps: null }), slice({ measures: [textual] }), slice({ measures: [absent] })].map((one) => cubeOf(one, table))).toEqual([null, null, null, null]);
  const cube = cubeFrom(CELLS);
  expect(brushedTable(cube, wholeOf(cube), [...COLUMNS, figure("other")], ORDER)).toBeNull();
});

/** The same pseudo-random numbers every time. */
const chance = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

const naive = (cells: readonly Cell[], from: number, to: number) => {
  const groups = new Map<string | null, Cell[]>();
  for (const cell of cells) if (cell[0] !== null && cell[0] >= from && cell[0] < to) groups.set(cell[1], [...(groups.get(cell[1]) ?? []), cell]);
  return new Map([...groups].map(([group, found]) => {
    const present = (values: (number | null)[]) => values.filter((value) => value !== null);
    const sums = present(found.map((cell) => cell[3]));
    const count = found.reduce((total, cell) => total + cell[2], 0);
    const least = present(found.map((cell) => cell[4]));
    return [group, [count, sums.length === 0 ? null : sums.reduce((a, b) => a + b, 0) / count, least.length === 0 ? null : Math.min(...least)]];
  }));
};

test("on any cells and any brush, the figures are those of the cells one by one", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const next = chance(seed);
    const [steps, groups] = [1 + Math.floor(next() * 30), 1 + Math.floor(next() * 6)];
    const cells: Cell[] = [];
    for (let at = 0; at <= steps; at++) {
      for (let group = 0; group < groups; group++) {
        if (next() < 0.4) continue;
        const value = next() < 0.1 ? null : (next() - 0.5) * 10 ** Math.floor(next() * 12);
        cells.push([at === steps ? null : at * 0.5, next() < 0.05 && group === 0 ? null : `g${String(group)}`, Math.floor(next() * 50), value, value]);
      }
    }
    const cube = cubeFrom(cells);
    for (let brush = 0; brush < 20; brush++) {
      const [one, other] = [next() * steps * 0.5, next() * steps * 0.5].sort((a, b) => a - b) as [number, number];
      const found = brushed(cube, stretchOf(cube, one, other));
      const expected = naive(cells, one, other);
      const names = found.groupRows.map((row) => cube.groups[0]?.plotAt(row) ?? null);
      expect(new Set(names)).toEqual(new Set(expected.keys()));
      names.forEach((name, place) => {
        const [count, mean, least] = expected.get(name as string | null) ?? [];
        const figures = ["n", "mean", "least"].map((key) => found.figures.get(key)?.[place]);
        expect([figures[0], figures[2]]).toEqual([count, least]);
        if (mean === null || mean === undefined || count === 0) expect(figures[1]).toBeNull();
        else expect(figures[1]).toBeCloseTo(mean, 6 - Math.max(0, Math.floor(Math.log10(Math.abs(mean) + 1))));
      });
    }
  }
});

test("a small figure beside great ones keeps all of its digits", () => {
  const cells: Cell[] = [[0, "a", 1, 1e17, 1], [1, "a", 1, 0.1, 1], [2, "a", 1, 0.2, 1], [3, "a", 1, -1e17, 1]];
  const cube = cubeFrom(cells);
  expect(brushed(cube, stretchOf(cube, 1, 3)).figures.get("mean")).toEqual([(0.1 + 0.2) / 2]);
});
