import type { ChartSpec, ChartTile, FieldRef } from "@/api/contracts";
import { questionOf } from "@/chart-editor/spec";
import { activeFilters, type Question } from "@/chart-editor/state";
import type { Wells } from "@/chart-editor/wells";
import { isSame } from "@/lib/same";

const NO_FIELD: FieldRef | null = null;

const encodingsOf = ({ x, y, color, size, facet, tooltip }: Wells): NonNullable<ChartSpec["encodings"]> => ({
  x: x[0] ?? NO_FIELD, y: [...y], color: color[0] ?? NO_FIELD, size: size[0] ?? NO_FIELD, facet: facet[0] ?? NO_FIELD, tooltip: [...tooltip],
});

/** The question of a picture, with the filters that say nothing yet and therefore stand in no document. */
export const questionWith = (chart: ChartSpec, unsaid: readonly string[]): Question => {
  const question = questionOf(chart);
  const said = new Set(question.filters.map(({ member }) => member));
  return { ...question, filters: [...question.filters, ...unsaid.filter((member) => !said.has(member)).map((member) => ({ member, filter: null }))] };
};

/** Fields whose filters say nothing yet. */
export const unsaidIn = ({ filters }: Question): string[] => filters.flatMap(({ member, filter }) => (filter === null ? [member] : []));

/** The picture that a question makes of another one; whatever the question does not speak of stays, and so does every part that it leaves as it was. */
export const chartWith = (chart: ChartSpec, question: Question): ChartSpec => {
  const before = questionOf(chart);
  const filters = activeFilters(question);
  return {
    ...chart,
    ...(question.mark !== before.mark && { mark: question.mark }),
    ...(!isSame(question.wells, before.wells) && { encodings: encodingsOf(question.wells) }),
    ...(!isSame(filters, activeFilters(before)) && { filters }),
    ...(!isSame(question.options, before.options) && { options: question.options }),
  };
};

/** A tile with another picture in it. */
export const tileWith = (tile: ChartTile, unsaid: readonly string[], change: (question: Question) => Question): ChartTile => {
  const question = questionWith(tile.chart, unsaid);
  const next = change(question);
  return next === question ? tile : { ...tile, chart: chartWith(tile.chart, next) };
};
