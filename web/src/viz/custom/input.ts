import type { AppliedLook, Drawing, QueryColumn } from "@/api/contracts";
import { plotRows, type ResultTable } from "@/query/arrow";
import type { Size } from "../spec-parts";
import theme from "../theme.json";
import type { ThemeName } from "../theme";
import type { OptionValues } from "./fits";

/** The columns of a picture by their wells, in the words that visuals know; the server hands over the same. */
export const columnsOf = (drawing: Pick<Drawing, "bindings" | "number_formats">, columns: readonly QueryColumn[]) =>
  drawing.bindings.flatMap(({ channel, column: name }) => {
    const column = columns.find((one) => one.name === name);
    if (column === undefined) return [];
    const { label, role, type, grain, bin_width } = column;
    return [{ name, label, channel, role, type, grain, bin_width, format: drawing.number_formats?.[name] ?? null }];
  });

/** How it should look, in the words that visuals know. */
export const lookOf = (name: ThemeName, look: AppliedLook | null) => {
  const colors = theme.colors[name];
  const { fg, muted, line, panel } = colors;
  return {
    theme: name, fg, muted, line, panel, line_strong: colors.lineStrong,
    font: theme.fonts[look?.font ?? "inter"],
    categories: look === null ? colors.category : look[name].categories,
  };
};

type Given = { drawing: Drawing; table: ResultTable; columns: readonly QueryColumn[]; size: Size; look: ReturnType<typeof lookOf>; options: OptionValues };

/** All that a script is told, as one text: it can change nothing of what is here. */
export const inputOf = ({ drawing, table, columns, size, look, options }: Given): string =>
  JSON.stringify({ rows: plotRows(table), columns: columnsOf(drawing, columns), size, look, options });
