import type { Filter } from "@/api/contracts";

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether what somebody wrote into an address can be read as a filter; the server checks the rest. */
export const isFilter = (value: unknown): value is Filter => {
  if (!isRecord(value) || typeof value["kind"] !== "string") return false;
  if (value["kind"] === "any") return Array.isArray(value["filters"]) && value["filters"].length > 0 && value["filters"].every(isFilter);
  const hasSubject = typeof value["member"] === "string" || typeof value["measure"] === "string";
  return hasSubject && (value["kind"] !== "in" || Array.isArray(value["values"]));
};
