import type { CellValue } from "@/lib/format-value";
import type { Point } from "@/query/selection";
import type { GridPlace } from "@/ui/grid-navigation";

/** What somebody points at: the values of a mark or of a row, and the one value where it is a cell. */
export type Pointed = { point: Point; value?: CellValue | undefined };

/** What stands under the pointer, or at a place of a table; null beside all marks. */
export type Telling = (place: GridPlace | null) => Pointed | null;

/** The pictures and tables that can tell what is pointed at, by the element that they are drawn in. */
export const tellings = new WeakMap<Element, Telling>();
