import type { Drawing, FilterValue } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import { columnNamed, type ResultColumn, type ResultTable } from "@/query/arrow";
import type { Picked, Point } from "@/query/selection";
import type { CellValue } from "@/lib/format-value";
import { memberLabel } from "./member-label";
import { asFilterValue } from "./picking";

/** The column by which rows tell of which total they are; 0 are the cells. */
const LEVEL = "__level";

/** One group of rows, within the one above it. The whole is the group at depth 0. */
export type MatrixNode = {
  key: string;
  depth: number;
  label: string;
  isNull: boolean;
  point: Point;
  children: MatrixNode[];
  /** Rows of the answer, by the key of a column; that of the total over all columns is `WHOLE`. */
  rows: Map<string, number>;
};

export type MatrixColumn = { key: string; label: string; isTotal: boolean; point: Point };

export type Matrix = {
  levels: readonly ResultColumn[];
  across: ResultColumn | null;
  values: readonly ResultColumn[];
  columns: readonly MatrixColumn[];
  root: MatrixNode;
};

export const WHOLE = "";
export const TOTAL = "Total";

const columnsOf = (table: ResultTable, { bindings }: Drawing, channel: string): ResultColumn[] =>
  bindings.flatMap((binding) => (binding.channel === channel ? columnNamed(table, binding.column) ?? [] : []));

const keyOf = (value: CellValue): string => JSON.stringify(asFilterValue(value));

const nodeAt = (depth: number, key: string, label: string, isNull: boolean, point: Point): MatrixNode =>
  ({ key, depth, label, isNull, point, children: [], rows: new Map() });

/** The groups of an answer within each other, in the order in which its totals come. */
export const matrixOf = ({ table }: Drawable, drawing: Drawing): Matrix => {
  const levels = columnsOf(table, drawing, "detail");
  const across = columnsOf(table, drawing, "x")[0] ?? null;
  const levelOf = levelsOf(table);
  const root = nodeAt(0, "[]", TOTAL, false, {});
  const nodes = new Map([[root.key, root]]);
  const columns = new Map<string, MatrixColumn>();
  const groupedBy = [[...levels, ...(across ? [across] : [])].map(({ meaning }) => meaning.name), ...(drawing.totals ?? [])].map((names) => new Set(names));

  const nodeOf = (row: number, depth: number): MatrixNode => {
    let node = root;
    for (const { meaning, valueAt } of levels.slice(0, depth)) {
      const value = valueAt(row);
      const key = `${node.key}${keyOf(value)}`;
      const known = nodes.get(key) ?? nodeAt(node.depth + 1, key, memberLabel(value, meaning, drawing.number_formats), value === null, { ...node.point, [meaning.name]: asFilterValue(value) });
      if (!nodes.has(key)) {
        nodes.set(key, known);
        node.children.push(known);
      }
      node = known;
    }
    return node;
  };
  const columnKey = (row: number, { meaning, valueAt }: ResultColumn): string => {
    const value = valueAt(row);
    const key = keyOf(value);
    if (!columns.has(key)) columns.set(key, { key, label: memberLabel(value, meaning, drawing.number_formats), isTotal: false, point: { [meaning.name]: asFilterValue(value) } });
    return key;
  };

  for (let row = 0; row < table.rowCount; row++) {
    const names = groupedBy[levelOf(row)];
    if (names === undefined) continue;
    const node = nodeOf(row, levels.filter(({ meaning }) => names.has(meaning.name)).length);
    node.rows.set(across && names.has(across.meaning.name) ? columnKey(row, across) : WHOLE, row);
  }
  const whole: MatrixColumn = { key: WHOLE, label: TOTAL, isTotal: across !== null, point: {} };
  return { levels, across, values: columnsOf(table, drawing, "y"), columns: [...columns.values(), whole], root };
};

/** Tells of each row whether it is a cell, or of which total. */
export const levelsOf = (table: ResultTable): ((row: number) => number) => {
  const level = columnNamed(table, LEVEL);
  return (row) => Number(level?.plotAt(row) ?? 0);
};

export const countNodes = (node: MatrixNode): number => node.children.reduce((sum, child) => sum + countNodes(child), node.children.length);

/** The keys of all groups that have others within them. */
export const parentKeys = (node: MatrixNode): string[] =>
  node.children.flatMap((child) => (child.children.length === 0 ? [] : [child.key, ...parentKeys(child)]));

/** So many rows are shown at once before anybody opens a group. */
const MOST_OPENED = 40;

/** What is open at first: everything where it is little, else nothing. */
export const openAtFirst = ({ root }: Matrix): ReadonlySet<string> => new Set(countNodes(root) <= MOST_OPENED ? parentKeys(root) : []);

export type MatrixRow = { node: MatrixNode; parent: number; place: number; siblings: number };

/** The rows in sight, the groups of open ones below them, the total last. */
export const shownRows = ({ root }: Matrix, open: ReadonlySet<string>): MatrixRow[] => {
  const rows: MatrixRow[] = [];
  const add = (node: MatrixNode, parent: number, place: number, siblings: number) => {
    const at = rows.push({ node, parent, place, siblings }) - 1;
    if (open.has(node.key)) node.children.forEach((child, index) => { add(child, at, index + 1, node.children.length); });
  };
  const top = root.children.length + (root.rows.size > 0 ? 1 : 0);
  root.children.forEach((child, index) => { add(child, -1, index + 1, top); });
  if (root.rows.size > 0) rows.push({ node: root, parent: -1, place: top, siblings: top });
  return rows;
};

export const pointOfCell = ({ node }: MatrixRow, column: MatrixColumn | null): Point => ({ ...node.point, ...column?.point });

/** Whether a cell lies within what is chosen; a total lies in it when all of it does. */
export const isCellLit = (picked: Picked, point: Point): boolean => {
  const chosen = Object.entries(picked);
  return chosen.length > 0 && chosen.every(([name, values]) => name in point && values.includes(point[name] as FilterValue));
};

/** The rows of an answer without the totals among them, and without the column that tells these apart. */
export const withoutTotals = <Given extends Drawable>(answer: Given): Given => {
  const { table } = answer;
  const level = columnNamed(table, LEVEL);
  if (level === undefined) return answer;
  const rows: number[] = [];
  for (let row = 0; row < table.rowCount; row++) if (level.plotAt(row) === 0) rows.push(row);
  const columns = table.columns.filter((column) => column !== level).map(({ meaning, valueAt, plotAt }) => ({
    meaning,
    valueAt: (row: number) => valueAt(rows[row] ?? -1),
    plotAt: (row: number) => plotAt(rows[row] ?? -1),
  }));
  const meaning = { ...answer.meaning, columns: answer.meaning.columns.filter(({ name }) => name !== LEVEL) };
  return { ...answer, table: { rowCount: rows.length, columns }, meaning };
};
