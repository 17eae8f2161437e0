import type { ChartOptions, FieldRef, Filter, Mark, RowFilterSpec } from "@/api/contracts";
import { excluding } from "@/query/excluding";
import { CAPACITY, EMPTY_WELLS, fieldsIn, type Well, type Wells } from "./wells";

/** A field in the filter well; without a condition it lets everything through. */
export type FilterPill = { member: string; filter: Filter | null };

/** What is being asked: everything that makes a picture. */
export type Question = {
  mark: Mark;
  wells: Wells;
  filters: readonly FilterPill[];
  options: ChartOptions;
};

export type WellPlace = { well: Well; index: number };

export const NO_QUESTION: Question = { mark: "auto", wells: EMPTY_WELLS, filters: [], options: {} };

const withWell = (question: Question, well: Well, fields: readonly FieldRef[]): Question =>
  ({ ...question, wells: { ...question.wells, [well]: fields } });

const isSameField = (a: FieldRef, b: FieldRef): boolean =>
  a.role === b.role && a.member === b.member && (a.aggregation ?? null) === (b.aggregation ?? null) && (a.grain ?? null) === (b.grain ?? null);

/** Put a field into a well. A full well gives up its last field; the same field never stands twice in one. */
export const placeField = (question: Question, ref: FieldRef, well: Well): Question => {
  const present = question.wells[well];
  if (present.some((other) => isSameField(other, ref))) return question;
  return withWell(question, well, [...present.slice(0, CAPACITY[well] - 1), ref]);
};

export const removeField = (question: Question, { well, index }: WellPlace): Question =>
  withWell(question, well, question.wells[well].filter((_, at) => at !== index));

/** Carry a field to another well; where only one fits, the two change places. */
export const moveField = (question: Question, from: WellPlace, to: Well, fitted?: FieldRef): Question => {
  const ref = fitted ?? question.wells[from.well][from.index];
  if (ref === undefined || from.well === to) return question;
  const [occupant] = question.wells[to];
  const without = removeField(question, from);
  if (occupant === undefined || CAPACITY[to] > 1) return placeField(without, ref, to);
  return placeField(withWell(without, to, [ref]), occupant, from.well);
};

export const changeField = (question: Question, { well, index }: WellPlace, ref: FieldRef): Question =>
  withWell(question, well, question.wells[well].map((other, at) => (at === index ? ref : other)));

export const swapAxes = (question: Question): Question =>
  ({ ...question, wells: { ...question.wells, x: question.wells.y.slice(0, 1), y: [...question.wells.x, ...question.wells.y.slice(1)] } });

export const chooseMark = (question: Question, mark: Mark): Question => ({ ...question, mark });

export const chooseOptions = (question: Question, options: ChartOptions): Question => ({ ...question, options: { ...question.options, ...options } });

/** Put a field into the filter well; a field that stands there already stays as it is. */
export const addFilter = (question: Question, member: string): Question =>
  question.filters.some((pill) => pill.member === member) ? question : { ...question, filters: [...question.filters, { member, filter: null }] };

export const setFilter = (question: Question, member: string, filter: Filter | null): Question =>
  ({ ...question, filters: question.filters.map((pill) => (pill.member === member ? { member, filter } : pill)) });

export const removeFilter = (question: Question, member: string): Question =>
  ({ ...question, filters: question.filters.filter((pill) => pill.member !== member) });

/** Filters that come from pointing at marks take the place of those of the same fields. */
export const keepOnly = (question: Question, filters: readonly Filter[], memberOf: (filter: Filter) => string): Question => {
  const pills = filters.map((filter) => ({ member: memberOf(filter), filter }));
  const members = new Set(pills.map(({ member }) => member));
  return { ...question, filters: [...question.filters.filter(({ member }) => !members.has(member)), ...pills] };
};

/** A filter of the same values, by name, with these left out too; null where the two cannot be said in one. */
const without = (kept: Filter | null, left: RowFilterSpec): Filter | null => {
  if (kept === null) return left;
  if (kept.kind !== "in" || left.kind !== "in" || (kept.grain ?? null) !== (left.grain ?? null) || left.exclude !== true) return null;
  if (kept.exclude === true) return { ...kept, values: [...new Set([...kept.values, ...left.values])] };
  return { ...kept, values: kept.values.filter((value) => !left.values.includes(value)) };
};

/** The question without what was pointed at; null where one filter of one field cannot say it. */
export const leaveOut = (question: Question, filters: readonly Filter[], memberOf: (filter: Filter) => string): Question | null => {
  const rows = filters.filter((filter): filter is RowFilterSpec => filter.kind !== "measure");
  const [first, ...more] = rows;
  const left = first !== undefined && more.length === 0 && rows.length === filters.length ? excluding(rows) : null;
  if (first === undefined || left === null) return null;
  const member = memberOf(first);
  const next = without(question.filters.find((pill) => pill.member === member)?.filter ?? null, left);
  return next === null ? null : { ...question, filters: [...question.filters.filter((pill) => pill.member !== member), { member, filter: next }] };
};

export const clearWells = (question: Question): Question => ({ ...NO_QUESTION, filters: question.filters });

export const isDrawable = (question: Question): boolean => fieldsIn(question.wells).length > 0;

export const activeFilters = ({ filters }: Question): Filter[] => filters.flatMap(({ filter }) => (filter === null ? [] : [filter]));

/** What was asked before and after, for undo and redo. */
export type History = { past: readonly Question[]; present: Question; future: readonly Question[] };

const KEPT = 100;

export const beginHistory = (present: Question): History => ({ past: [], present, future: [] });

export const record = (history: History, next: Question): History =>
  next === history.present ? history : { past: [...history.past, history.present].slice(-KEPT), present: next, future: [] };

export const undo = ({ past, present, future }: History): History => {
  const last = past.at(-1);
  return last === undefined ? { past, present, future } : { past: past.slice(0, -1), present: last, future: [present, ...future] };
};

export const redo = ({ past, present, future }: History): History => {
  const [next, ...rest] = future;
  return next === undefined ? { past, present, future } : { past: [...past, present], present: next, future: rest };
};
