import type { Filter, FilterValue, InFilter, PathFilter, RelativeTimeFilter } from "@/api/contracts";
import { dayBefore } from "@/lib/days";
import { formatNumber } from "@/lib/format-number";
import { formatDate } from "@/lib/format-time";
import { stepLabel } from "./step-label";

const valueWords = (value: FilterValue | undefined): string =>
  value === null || value === undefined ? "no value" : typeof value === "number" ? formatNumber(value) : value === "" ? "empty" : String(value);

const LISTED = 2;

const listWords = ({ values, grain }: InFilter): string => {
  const more = values.length - LISTED;
  const words = (value: FilterValue) => (grain ? stepLabel(value, grain) : null) ?? valueWords(value);
  return [...values.slice(0, LISTED).map(words), ...(more > 0 ? [`${String(more)} more`] : [])].join(", ");
};

/** “Peru, Chile › Arica, 3 more”. */
const pathWords = ({ levels, paths }: PathFilter): string => {
  const more = paths.length - LISTED;
  const step = (value: FilterValue, at: number) => { const grain = levels[at]?.grain; return (grain ? stepLabel(value, grain) : null) ?? valueWords(value); };
  return [...paths.slice(0, LISTED).map((path) => path.map(step).join(" › ")), ...(more > 0 ? [`${String(more)} more`] : [])].join(", ") || "nothing";
};

const OPERATOR_WORDS = { contains: "contains", starts_with: "starts with", ends_with: "ends with", equals: "is" } as const;

const span = (from: string | null, to: string | null): string => {
  if (from === null) return to === null ? "any" : `up to ${to}`;
  return to === null ? `from ${from}` : `${from} – ${to}`;
};

const bound = (value: FilterValue | undefined): string | null => (value === null || value === undefined ? null : valueWords(value));

const DAY_WORDS = { running: "today", previous: "yesterday" } as const;

const relativeWords = ({ count, unit, anchor, include_current: isRunning = true, to_date: isToDate = false }: RelativeTimeFilter): string => {
  if (anchor === "latest") {
    const units = count === 1 ? unit : `${String(count)} ${unit}s`;
    if (isToDate && isRunning && count === 1) return `${unit} to date of the data`;
    return `${isRunning ? "last" : "previous"} ${units} of the data`;
  }
  if (count > 1) return `${isRunning ? "last" : "previous"} ${String(count)} ${unit}s`;
  if (isToDate && isRunning) return `${unit} to date`;
  if (unit === "day") return isRunning ? DAY_WORDS.running : DAY_WORDS.previous;
  return `${isRunning ? "this" : "previous"} ${unit}`;
};

/** The condition of a filter in a few words, without its field. */
export const filterWords = (filter: Filter): string => {
  switch (filter.kind) {
    case "in":
      if (filter.exclude && filter.values.length === 1 && filter.values[0] === null) return "has a value";
      return filter.exclude ? `not ${listWords(filter)}` : listWords(filter);
    case "range":
    case "measure":
      return span(bound(filter.min), bound(filter.max));
    case "time_range":
      return span(filter.start ? formatDate(filter.start.slice(0, 10)) : null, filter.end ? formatDate(dayBefore(filter.end.slice(0, 10))) : null);
    case "relative_time":
      return relativeWords(filter);
    case "text":
      return `${filter.exclude ? "not: " : ""}${OPERATOR_WORDS[filter.operator]} “${filter.value}”`;
    case "null":
      return filter.is_null === false ? "has a value" : "no value";
    case "path":
      return pathWords(filter);
    case "any":
      return filter.filters.map(filterWords).join(" or ");
  }
};

/** The field that a filter is about; of several, the first. */
export const filterMember = (filter: Filter): string => {
  if (filter.kind === "any") return filter.filters[0] === undefined ? "" : filterMember(filter.filters[0]);
  if (filter.kind === "path") return filter.levels[0]?.member ?? "";
  return filter.kind === "measure" ? filter.measure : filter.member;
};
