import type { QueryColumn, Sort } from "@/api/contracts";
import type { CellValue } from "@/lib/format-value";
import type { PlotValue, ResultColumn, ResultTable } from "./arrow";
import { brushed, type Brushed, type Cube, type Stretch } from "./cube";
import { dateText, dateTimeText } from "./moments";

/** How the rows of a linked tile stand, and how many of them it shows. */
export type RowOrder = { sort: readonly Sort[]; limit: number };

type Reader = Pick<ResultColumn, "valueAt" | "plotAt">;

const written = (value: number | null, { type }: QueryColumn): CellValue => {
  if (value === null || (type !== "date" && type !== "datetime")) return value;
  const moment = { milliseconds: value, nanoseconds: (((value % 1000) + 1000) % 1000) * 1_000_000 };
  return type === "date" ? dateText(moment) : dateTimeText(moment);
};

const readersOf = (cube: Cube, { groupRows, figures }: Brushed, columns: readonly QueryColumn[]): Reader[] | null => {
  const readers = columns.map((column): Reader | null => {
    const group = cube.groups.find(({ meaning }) => meaning.name === column.name);
    if (group) return { valueAt: (row) => group.valueAt(groupRows[row] ?? 0), plotAt: (row) => group.plotAt(groupRows[row] ?? 0) };
    const values = figures.get(column.name);
    return values ? { valueAt: (row) => written(values[row] ?? null, column), plotAt: (row) => values[row] ?? null } : null;
  });
  return readers.every((reader) => reader !== null) ? readers : null;
};

const compared = (one: PlotValue, other: PlotValue): number => (one === other ? 0 : (one ?? 0) < (other ?? 0) ? -1 : 1);

/** Rows as the server would order them: nulls last, and groups that are alike by their own values. */
const ordered = (count: number, sort: readonly Sort[], columns: readonly QueryColumn[], readers: readonly Reader[]): number[] => {
  const place = (name: string) => columns.findIndex((column) => column.name === name);
  const asked = sort.map(({ by, descending }) => ({ reader: readers[place(by)], isDescending: descending ?? false }));
  const rest = columns.flatMap(({ name, role }, index) =>
    (role === "dimension" && !sort.some(({ by }) => by === name) ? [{ reader: readers[index], isDescending: false }] : []));
  const keys = [...asked, ...rest].flatMap(({ reader, isDescending }) =>
    (reader ? [{ values: Array.from({ length: count }, (_, row) => reader.plotAt(row)), isDescending }] : []));
  return Array.from({ length: count }, (_, row) => row).sort((one, other) => {
    for (const { values, isDescending } of keys) {
      const [mine, its] = [values[one] ?? null, values[other] ?? null];
      if (mine === null || its === null) {
        if (mine !== its) return mine === null ? 1 : -1;
        continue;
      }
      const order = compared(mine, its);
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  });
};

/** What a linked tile shows while a stretch of steps is brushed; null where it shows a column that the cube lacks. */
export const brushedTable = (cube: Cube, stretch: Stretch, columns: readonly QueryColumn[], { sort, limit }: RowOrder): ResultTable | null => {
  const found = brushed(cube, stretch);
  const readers = readersOf(cube, found, columns);
  if (readers === null) return null;
  const rows = ordered(found.groupRows.length, sort, columns, readers).slice(0, limit);
  return {
    rowCount: rows.length,
    columns: columns.map((meaning, index) => ({
      meaning,
      valueAt: (row) => readers[index]?.valueAt(rows[row] ?? 0) ?? null,
      plotAt: (row) => readers[index]?.plotAt(rows[row] ?? 0) ?? null,
    })),
  };
};
