import type { KeyScope } from "./api-keys-api";

const DAY_MS = 86_400_000;

export const scopeWords: Record<KeyScope, { label: string; detail: string }> = {
  query: { label: "Reads and asks", detail: "Sees what you see, asks questions and runs SQL" },
  read: { label: "Reads", detail: "Looks at datasets, models and dashboards; runs no questions" },
};

/** What a key may do, by the largest of its scopes: whoever asks also reads. */
export const scopesInWords = (scopes: readonly KeyScope[]): string => scopeWords[scopes.includes("query") ? "query" : "read"].label;

export type Lifetime = "month" | "quarter" | "year" | "never";

const DAYS: Record<Exclude<Lifetime, "never">, number> = { month: 30, quarter: 90, year: 365 };

export const lifetimeOptions: readonly { value: Lifetime; label: string }[] = [
  { value: "month", label: "In 30 days" },
  { value: "quarter", label: "In 90 days" },
  { value: "year", label: "In a year" },
  { value: "never", label: "Never" },
];

export const expiryOf = (lifetime: Lifetime, now = Date.now()): string | null =>
  lifetime === "never" ? null : new Date(now + DAYS[lifetime] * DAY_MS).toISOString();

export const isExpired = (expiresAt: string | null, now = Date.now()): boolean => expiresAt !== null && new Date(expiresAt).getTime() <= now;

/** A first request for a program, against this server. */
export const curlExample = (origin: string): string => `curl -H "Authorization: Bearer gn_…" ${origin}/api/v1/datasets`;
