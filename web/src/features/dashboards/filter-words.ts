import type { Filter } from "@/api/contracts";

const dayBefore = (iso: string): string => {
  const [date = iso] = iso.split("T");
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
};

const valueWords = (value: unknown): string => (value === null ? "no value" : String(value));

const LISTED = 2;

/** A filter's condition in a few words, without the field's name. */
export const filterWords = (filter: Filter): string => {
  switch (filter.kind) {
    case "in": {
      const shown = filter.values.slice(0, LISTED).map(valueWords).join(", ");
      const more = filter.values.length - LISTED;
      return `${filter.exclude ? "not " : ""}${shown}${more > 0 ? ` and ${String(more)} more` : ""}`;
    }
    case "range": {
      const { min, max } = filter;
      if (min === null || min === undefined) return `up to ${valueWords(max ?? null)}`;
      return max === null || max === undefined ? `from ${valueWords(min)}` : `${valueWords(min)} to ${valueWords(max)}`;
    }
    case "time_range": {
      const { start, end } = filter;
      if (!start) return end ? `before ${end.slice(0, 10)}` : "any time";
      return end ? `${start.slice(0, 10)} to ${dayBefore(end)}` : `since ${start.slice(0, 10)}`;
    }
    case "relative_time":
      return `last ${String(filter.count)} ${filter.unit}${filter.count === 1 ? "" : "s"}`;
    case "text":
      return `${filter.exclude ? "not " : ""}${filter.operator.replaceAll("_", " ")} “${filter.value}”`;
    case "null":
      return filter.is_null === false ? "any value" : "no value";
    case "any":
      return filter.filters.map((part) => filterWords(part)).join(" or ");
    case "measure":
      return `${valueWords(filter.min ?? null)} to ${valueWords(filter.max ?? null)}`;
  }
};

/** The field that a filter is about; of several, the first. */
export const filterMember = (filter: Filter): string => {
  if (filter.kind === "any") return filter.filters[0] === undefined ? "" : filterMember(filter.filters[0]);
  return filter.kind === "measure" ? filter.measure : filter.member;
};
