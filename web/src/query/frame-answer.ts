import { asProblem, problemFromBody, type Problem } from "@/api/problems";
import type { Answer } from "./answer";
import { resultTable } from "./arrow";
import { BrokenBatch, type Frame } from "./frames";

const STATUS_OF_KIND: Record<string, number> = {
  invalid: 422, unauthenticated: 401, forbidden: 403, not_found: 404, conflict: 409, too_large: 413, unsupported: 415,
  limit: 429, timeout: 408, storage_full: 507, unavailable: 503, internal: 500,
};

/** The error inside a frame: the `error` member of a problem, and its kind. */
export const frameProblem = (error: unknown): Problem => {
  const kind = (error as { kind?: unknown } | null)?.kind;
  return problemFromBody(typeof kind === "string" ? STATUS_OF_KIND[kind] ?? 500 : 500, { error });
};

export const answerOf = ({ header, body }: Frame): Answer | Problem => {
  if (header.error !== null) return frameProblem(header.error);
  if (header.meaning === null) return asProblem(new BrokenBatch("The answer does not say what its columns mean."));
  try {
    return { table: resultTable(body, header.meaning), meaning: header.meaning, extra: header.extra, byteSize: body.byteLength };
  } catch (error) {
    return asProblem(error);
  }
};
