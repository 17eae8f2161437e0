import { isRecord } from "@/lib/is-record";

const keyOf = (token: string): string => `gnomon.share.${token}`;

/** What opening a link with its password has earned in this tab; null once it has run out. */
export const readTicket = (token: string, now = Date.now()): string | null => {
  const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(token)) ?? "null");
  if (!isRecord(kept) || typeof kept["ticket"] !== "string" || Number(kept["until"]) <= now) return null;
  return kept["ticket"];
};

export const keepTicket = (token: string, ticket: string, expiresIn: number, now = Date.now()): void => {
  sessionStorage.setItem(keyOf(token), JSON.stringify({ ticket, until: now + expiresIn * 1000 }));
};

export const forgetTicket = (token: string): void => { sessionStorage.removeItem(keyOf(token)); };
