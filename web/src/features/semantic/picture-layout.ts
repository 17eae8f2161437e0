import type { Cardinality, Relationship } from "@/api/contracts";
import type { Definition } from "./definition";

export const BOX = { width: 176, height: 52, gapX: 112, gapY: 28, margin: 16 } as const;

export type PlacedTable = { name: string; x: number; y: number };
export type PlacedLine = { name: string; index: number; path: string; from: { x: number; y: number; sign: string }; to: { x: number; y: number; sign: string }; middle: { x: number; y: number }; isActive: boolean };
export type Picture = { width: number; height: number; tables: PlacedTable[]; lines: PlacedLine[] };

const SIGNS: Record<Cardinality, readonly [string, string]> = { many_to_one: ["∗", "1"], one_to_one: ["1", "1"], many_to_many: ["∗", "∗"] };

/** How many steps lead to a table at most: those that many rows come from stand left of those that they point to. */
const depths = ({ tables, relationships }: Definition): Map<string, number> => {
  const depth = new Map(tables.map(({ name }) => [name, 0]));
  // A circle of relationships would push its tables to the right for ever.
  for (let round = 1; round < tables.length; round += 1) {
    for (const { from_table: from, to_table: to } of relationships) {
      const wanted = (depth.get(from) ?? 0) + 1;
      if (from !== to && depth.has(to) && wanted > (depth.get(to) ?? 0) && wanted < tables.length) depth.set(to, wanted);
    }
  }
  return depth;
};

const linked = (relationships: readonly Relationship[], a: string, b: string): boolean =>
  relationships.some(({ from_table: from, to_table: to }) => (from === a && to === b) || (from === b && to === a));

/** Boxes in columns from left to right and lines between them. */
export const pictureOf = (definition: Definition): Picture => {
  const depth = depths(definition);
  const used = [...new Set(depth.values())].sort((a, b) => a - b);
  const columns = used.map((step) => definition.tables.filter(({ name }) => depth.get(name) === step).map(({ name }) => name));
  // A table stands at the height of those that it is linked to.
  columns.forEach((column, at) => {
    const before = columns[at - 1] ?? [];
    const height = (name: string) => { const near = before.map((other, row) => (linked(definition.relationships, name, other) ? row : -1)).filter((row) => row >= 0); return near.length === 0 ? column.indexOf(name) : near.reduce((sum, row) => sum + row, 0) / near.length; };
    column.sort((a, b) => height(a) - height(b));
  });
  const most = Math.max(...columns.map(({ length }) => length));
  const step = BOX.height + BOX.gapY;
  const places = new Map<string, PlacedTable>();
  columns.forEach((column, at) => {
    const top = BOX.margin + ((most - column.length) * step) / 2;
    column.forEach((name, row) => { places.set(name, { name, x: BOX.margin + at * (BOX.width + BOX.gapX), y: top + row * step }); });
  });
  const lines = definition.relationships.flatMap((relationship, index) => lineOf(relationship, index, places, definition.relationships));
  // Two tables of the same column are joined by a line that goes out to the right.
  const hasLoop = definition.relationships.some(({ from_table, to_table }) => depth.get(from_table) === depth.get(to_table));
  return {
    width: 2 * BOX.margin + columns.length * BOX.width + (columns.length - 1) * BOX.gapX + (hasLoop ? BOX.gapX / 2 : 0),
    height: 2 * BOX.margin + most * step - BOX.gapY,
    tables: [...places.values()],
    lines,
  };
};

const SPREAD = 14;

const lineOf = (relationship: Relationship, index: number, places: ReadonlyMap<string, PlacedTable>, all: readonly Relationship[]): PlacedLine[] => {
  const { name, from_table, to_table, cardinality = "many_to_one", is_active: isActive = true } = relationship;
  const [from, to] = [places.get(from_table), places.get(to_table)];
  if (!from || !to) return [];
  // Several roles between the same two tables lie beside each other.
  const twins = all.filter((other) => other.from_table === from_table && other.to_table === to_table);
  const aside = (twins.indexOf(relationship) - (twins.length - 1) / 2) * SPREAD;
  const isRight = to.x > from.x;
  const isSame = to.x === from.x;
  const start = { x: isRight || isSame ? from.x + BOX.width : from.x, y: from.y + BOX.height / 2 + aside };
  const end = { x: isRight ? to.x : to.x + BOX.width, y: to.y + BOX.height / 2 + aside };
  const bend = isSame ? BOX.gapX / 2 : Math.abs(end.x - start.x) / 2;
  const out = isRight || isSame ? 1 : -1;
  const path = `M${String(start.x)},${String(start.y)} C${String(start.x + out * bend)},${String(start.y)} ${String(isSame ? end.x + bend : end.x - out * bend)},${String(end.y)} ${String(end.x)},${String(end.y)}`;
  const [fromSign, toSign] = SIGNS[cardinality];
  return [{
    name, index, path, isActive,
    from: { x: start.x + out * 10, y: start.y - 6, sign: fromSign },
    to: { x: end.x + (isSame ? 10 : -out * 10), y: end.y - 6, sign: toSign },
    middle: { x: (start.x + end.x) / 2 + (isSame ? bend * 0.75 : 0), y: (start.y + end.y) / 2 - 6 },
  }];
};
