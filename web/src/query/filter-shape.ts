import type { Filter } from "@/api/contracts";
import { isRecord } from "@/lib/is-record";

const isPathFilter = ({ levels, paths }: Record<string, unknown>): boolean =>
  Array.isArray(levels) && levels.length > 0 && levels.every((level) => isRecord(level) && typeof level["member"] === "string") &&
  Array.isArray(paths) && paths.every((path) => Array.isArray(path) && path.length > 0 && path.length <= levels.length);

/** Whether what somebody wrote into an address can be read as a filter; the server checks the rest. */
export const isFilter = (value: unknown): value is Filter => {
  if (!isRecord(value) || typeof value["kind"] !== "string") return false;
  if (value["kind"] === "any") return Array.isArray(value["filters"]) && value["filters"].length > 0 && value["filters"].every(isFilter);
  if (value["kind"] === "path") return isPathFilter(value);
  const hasSubject = typeof value["member"] === "string" || typeof value["measure"] === "string";
  return hasSubject && (value["kind"] !== "in" || Array.isArray(value["values"]));
};
