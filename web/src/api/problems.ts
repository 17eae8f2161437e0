import { isRecord } from "@/lib/is-record";

export const PROBLEM_CODES = [
  "VALIDATION_ERROR", "UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND", "CONFLICT", "GONE", "RATE_LIMITED", "PAYLOAD_TOO_LARGE",
  "QUOTA_EXCEEDED", "UNSUPPORTED_TYPE", "QUERY_TIMEOUT", "QUERY_MEMORY", "QUERY_REFUSED", "QUERY_ERROR", "SOURCE_ERROR",
  "AMBIGUOUS", "FILTER_NEEDED", "UNAVAILABLE", "INTERNAL", "SHARE_PASSWORD_NEEDED", "WRONG_SHARE_PASSWORD",
  "EMBED_TOKEN_REFUSED", "EMBED_TOKEN_EXPIRED", "EMBED_LOCK_MISSING",
] as const;

/** `OFFLINE` is ours: the server could not be reached at all. */
export type ProblemCode = (typeof PROBLEM_CODES)[number] | "OFFLINE";

type ProblemFacts = {
  status: number;
  code: ProblemCode;
  message: string;
  hint?: string | null;
  details?: Record<string, unknown>;
  requestId?: string | null;
  retryAfterSeconds?: number | null;
};

/** Why the server did not do it, in words for the reader and facts for the caller. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly code: ProblemCode;
  readonly hint: string | null;
  readonly details: Record<string, unknown>;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(facts: ProblemFacts) {
    super(facts.message);
    this.status = facts.status;
    this.code = facts.code;
    this.hint = facts.hint ?? null;
    this.details = facts.details ?? {};
    this.requestId = facts.requestId ?? null;
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null;
  }
}

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const isCode = (value: unknown): value is ProblemCode => (PROBLEM_CODES as readonly unknown[]).includes(value);

const codeOfStatus = (status: number): ProblemCode => {
  if (status === 401) return "UNAUTHENTICATED";
  if (status === 403) return "FORBIDDEN";
  if (status === 404) return "NOT_FOUND";
  if (status === 409) return "CONFLICT";
  if (status === 413) return "PAYLOAD_TOO_LARGE";
  if (status === 429) return "RATE_LIMITED";
  if (status >= 502 && status <= 504) return "UNAVAILABLE";
  return status >= 500 ? "INTERNAL" : "VALIDATION_ERROR";
};

const wordsOfStatus = (status: number): string => {
  if (status >= 502 && status <= 504) return "The server is not available at the moment.";
  if (status === 413) return "This is larger than the server accepts.";
  return status >= 500 ? "The server could not finish this." : `The server refused this (status ${String(status)}).`;
};

export const problemFromBody = (status: number, body: unknown, headers?: Headers): Problem => {
  const outer = isRecord(body) ? body : {};
  const inner = isRecord(outer["error"]) ? outer["error"] : {};
  const retryAfter = Number(headers?.get("Retry-After") ?? "");
  return new Problem({
    status,
    code: isCode(inner["code"]) ? inner["code"] : codeOfStatus(status),
    message: textOf(inner["message"]) ?? textOf(outer["detail"]) ?? wordsOfStatus(status),
    hint: textOf(inner["hint"]),
    details: isRecord(inner["details"]) ? inner["details"] : {},
    requestId: textOf(outer["request_id"]) ?? headers?.get("X-Request-Id") ?? null,
    retryAfterSeconds: retryAfter > 0 ? retryAfter : null,
  });
};

export const problemFromResponse = async (response: Response): Promise<Problem> => {
  const body: unknown = await response.clone().json().catch(() => null);
  return problemFromBody(response.status, body, response.headers);
};

export const offlineProblem = (): Problem =>
  new Problem({ status: 0, code: "OFFLINE", message: "The server cannot be reached.", hint: "Check the connection, then try again. Nothing was lost." });

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

/** Any thrown thing as a `Problem`; cancelled requests stay what they are. */
export const asProblem = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError && !isAbort(error)) return offlineProblem();
  return new Problem({ status: 0, code: "INTERNAL", message: error instanceof Error ? error.message : String(error) });
};

/** What is wrong with each field of what was sent: `details.fields` names them all, `details.field` the only one. */
export const fieldErrors = (problem: Problem): Record<string, string> => {
  const { field, fields } = problem.details;
  if (typeof field === "string") return { [field]: [problem.message, problem.hint].filter(Boolean).join(" ") };
  if (!Array.isArray(fields)) return {};
  return Object.fromEntries(fields.filter(isRecord).map((entry) => [String(entry["field"]), String(entry["message"])]));
};
