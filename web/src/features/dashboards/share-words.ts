import type { ShareLink, ShareLock } from "@/api/contracts";
import { formatCount } from "@/lib/format-number";
import { formatDateTime, formatRelative } from "@/lib/format-time";
import { filterWords } from "@/query/filter-words";

export const shareName = ({ name }: Pick<ShareLink, "name">): string => name?.trim() || "Link";

export const shareAddress = ({ path }: Pick<ShareLink, "path">): string => new URL(path, window.location.origin).href;

/** Why a link leads nowhere any more; null while it leads somewhere. */
export const endWords = ({ is_live, expires_at }: Pick<ShareLink, "is_live" | "expires_at">, now = Date.now()): string | null => {
  if (is_live) return null;
  return expires_at !== null && Date.parse(expires_at) <= now ? "Expired" : "Ended";
};

export const lockWords = ({ member, values }: ShareLock): string => `${member.replaceAll("_", " ")}: ${filterWords({ kind: "in", member, values })}`;

const viewWords = ({ view_count, last_viewed_at }: ShareLink, now: number): string => {
  if (view_count === 0 || last_viewed_at === null) return "Never opened";
  return `Opened ${view_count === 1 ? "once" : formatCount(view_count, "time")}, last ${formatRelative(last_viewed_at, now)}`;
};

/** What a link or an embed opens with, where it is not as the dashboard does. */
export const openingFacts = ({ opening, opening_is_gone = false }: Pick<ShareLink, "opening" | "opening_is_gone">): string[] => {
  if (opening_is_gone) return ["Its bookmark is gone: it opens as the dashboard does"];
  return opening ? ["Opens with a bookmark"] : [];
};

/** What holds for a link, each in a few words. */
export const shareFacts = (link: ShareLink, now = Date.now()): string[] => [
  link.has_password ? "Asks for a password" : "No password",
  link.expires_at === null ? "Never expires" : `${Date.parse(link.expires_at) <= now ? "Expired" : "Expires"} ${formatDateTime(link.expires_at)}`,
  ...(link.has_preview ? ["Preview where it is pasted"] : link.has_password ? [] : ["No preview"]),
  ...openingFacts(link),
  ...link.locks.map((lock) => `Only ${lockWords(lock)}`),
  viewWords(link, now),
];
