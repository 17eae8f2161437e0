import type { RowFilterSpec } from "@/api/contracts";

/** What passes when a filter does not; null where no filters can say it. */
const opposite = (filter: RowFilterSpec): RowFilterSpec[] | null => {
  switch (filter.kind) {
    case "in":
      return [{ ...filter, exclude: !filter.exclude }];
    case "null":
      return [{ ...filter, is_null: filter.is_null === false }];
    case "range": {
      const { member, min = null, max = null } = filter;
      if (filter.include_max || min === null || max === null) return null;
      return [{ kind: "range", member, max: min }, { kind: "range", member, min: max }, { kind: "null", member, is_null: true }];
    }
    case "time_range": {
      const { member, start = null, end = null } = filter;
      if (start === null || end === null) return null;
      return [{ kind: "time_range", member, end: start }, { kind: "time_range", member, start: end }, { kind: "null", member, is_null: true }];
    }
    case "relative_time":
    case "text":
    case "any":
    case "path":
      return null;
  }
};

/** Everything but what passes all of these. */
export const excluding = (filters: readonly RowFilterSpec[]): RowFilterSpec | null => {
  const ways = filters.map(opposite);
  if (ways.length === 0 || ways.includes(null)) return null;
  const [first, ...more] = ways.flatMap((way) => way ?? []);
  if (first === undefined) return null;
  return more.length === 0 ? first : { kind: "any", filters: [first, ...more] };
};
