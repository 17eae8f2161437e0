import type { Filter } from "@/api/contracts";
import { isRecord } from "@/lib/is-record";

/** Whether what somebody wrote into an address can be read as a filter; the server checks the rest. */
export const isFilter = (value: unknown): value is Filter => {
  if (!isRecord(value) || typeof value["kind"] !== "string") return false;
  if (value["kind"] === "any") return Array.isArray(value["filters"]) && value["filters"].length > 0 && value["filters"].every(isFilter);
  const hasSubject = typeof value["member"] === "string" || typeof value["measure"] === "string";
  return hasSubject && (value["kind"] !== "in" || Array.isArray(value["values"]));
};
