import type { FieldRef, SemanticModel, TimeGrain } from "@/api/contracts";
import { GRAIN_WORDS } from "@/query/field-words";
import type { Question } from "./state";
import { dimensionNamed, dimensionRef, WELLS, type Wells } from "./wells";

/** One step of a hierarchy as a field: for moments with the grain that they are cut at. */
export type Level = { member: string; grain: TimeGrain | null; label: string };

type Named = Pick<Level, "member" | "grain">;

const CALENDAR: readonly TimeGrain[] = ["year", "quarter", "month", "day", "hour", "minute"];

const isSame = (a: Named, b: Named): boolean => a.member === b.member && a.grain === b.grain;

/** “Town”, or “Quarter” for a moment that is cut. */
const levelNamed = (model: SemanticModel, member: string, grain: TimeGrain | null | undefined): Level => {
  const dimension = dimensionNamed(model, member);
  const cut = grain ?? dimension?.default_grain ?? null;
  return { member, grain: cut, label: cut === null ? (dimension?.label ?? member) : GRAIN_WORDS[cut] };
};

export const levelRef = ({ member, grain }: Named): FieldRef => ({ ...dimensionRef(member), ...(grain !== null && { grain }) });

type SourceHierarchy = SemanticModel["hierarchies"][number];

/** The levels of a hierarchy that may be seen, the coarsest first. */
export const shownLevels = (model: SemanticModel, { levels }: SourceHierarchy): Level[] =>
  levels
    .filter(({ member }) => dimensionNamed(model, member)?.is_hidden === false)
    .map(({ member, grain }) => levelNamed(model, member, grain));

/** The level that a field of a picture stands for; none where it counts, or stands in steps. */
export const levelOf = (model: SemanticModel, { role, member, grain, bins }: FieldRef): Level | null =>
  role === "dimension" && !bins ? levelNamed(model, member, grain) : null;

const beside = (model: SemanticModel, source: Named, by: 1 | -1): Level[] => {
  const every = [...model.hierarchies, ...model.related.flatMap(({ hierarchies }) => hierarchies)];
  const found = every.flatMap(({ levels }) => {
    const named = levels.map(({ member, grain }) => levelNamed(model, member, grain));
    return named.flatMap((level, at) => (isSame(level, source) ? named.filter((_, other) => other === at + by) : []));
  });
  const shown = found.filter(({ member }) => dimensionNamed(model, member)?.is_hidden === false);
  return shown.filter((level, at) => shown.findIndex((other) => isSame(other, level)) === at);
};

const besideInTime = (model: SemanticModel, { member, grain }: Named, by: 1 | -1): Level[] => {
  const week = by === 1 ? "day" : "month";
  const next = grain === "week" ? week : grain === null || !CALENDAR.includes(grain) ? undefined : CALENDAR[CALENDAR.indexOf(grain) + by];
  const isThere = next !== undefined && dimensionNamed(model, member)?.grains.includes(next) === true;
  return isThere ? [levelNamed(model, member, next)] : [];
};

const isIn = (model: SemanticModel, wells: Wells) => (level: Level): boolean =>
  WELLS.some((well) => wells[well].some((ref) => { const own = levelOf(model, ref); return own !== null && isSame(own, level); }));

/** Where a field of the picture can go: down and up the hierarchies of the model, or else through time. What the picture shows already is not offered. */
export const levelsBeside = (model: SemanticModel, wells: Wells, ref: FieldRef): { down: Level[]; up: Level[] } => {
  const source = levelOf(model, ref);
  if (source === null) return { down: [], up: [] };
  const along = (by: 1 | -1) => {
    const levels = beside(model, source, by);
    return (levels.length > 0 ? levels : besideInTime(model, source, by)).filter((level) => !isIn(model, wells)(level));
  };
  return { down: along(1), up: along(-1) };
};

/** The question with a field given way to another level, wherever the field stands. */
export const drilled = (question: Question, model: SemanticModel, ref: FieldRef, to: Level): Question => {
  const source = levelOf(model, ref);
  const isMeant = (other: FieldRef) => { const own = levelOf(model, other); return source !== null && own !== null && isSame(own, source); };
  const moved = (refs: readonly FieldRef[]) => refs.map((other) => (isMeant(other) ? levelRef(to) : other));
  const { x, y, color, size, facet, tooltip } = question.wells;
  const wells: Wells = { x: moved(x), y: moved(y), color: moved(color), size: moved(size), facet: moved(facet), tooltip: moved(tooltip) };
  // What a person called the axis spoke of the field that is gone.
  const options = x.some(isMeant) && question.options.x_title ? { ...question.options, x_title: null } : question.options;
  return { ...question, wells, options };
};

/** The field that was pointed at and where it leads from there: one field, with one level below it. */
export const drillOfSelection = (model: SemanticModel, wells: Wells, members: readonly string[]): { ref: FieldRef; to: Level } | null => {
  const refs = WELLS.flatMap((well) => wells[well]).filter(({ role, member, bins }) => role === "dimension" && !bins && members.includes(member));
  const drills = refs.flatMap((ref) => levelsBeside(model, wells, ref).down.slice(0, 1).map((to) => ({ ref, to })));
  return drills[0] ?? null;
};
