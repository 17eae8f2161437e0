import type { Embed } from "@/api/contracts";
import { formatCount } from "@/lib/format-number";
import { formatDateTime, formatRelative } from "@/lib/format-time";
import type { SelectOption } from "@/ui/select";
import { lockNames } from "./embed-snippets";
import type { ExpiryKind } from "./share-expiry";
import { openingFacts } from "./share-words";

const EXPIRIES: readonly SelectOption<ExpiryKind>[] = [
  { value: "never", label: "Never" }, { value: "day", label: "In a day" }, { value: "week", label: "In a week" }, { value: "month", label: "In a month" },
];

export const EXPIRIES_OF_EMBEDS = (embed: Embed | null): readonly SelectOption<ExpiryKind>[] =>
  embed?.expires_at ? [{ value: "kept", label: `As it is: ${formatDateTime(embed.expires_at)}` }, ...EXPIRIES] : EXPIRIES;

const isOrigin = (text: string): boolean => {
  const address = URL.parse(text);
  if (address === null || !/^https?:$/.test(address.protocol)) return false;
  return address.hostname !== "" && !text.includes("*") && address.username === "" && address.password === "" && /^\/?$/.test(address.pathname) && address.search === "" && address.hash === "";
};

/** What is wrong with the sites that somebody wrote; the server decides. */
export const originProblem = (origins: readonly string[]): string | undefined => {
  if (origins.length === 0) return "Say which sites may show it.";
  const wrong = origins.find((one) => !isOrigin(one));
  return wrong === undefined ? undefined : `“${wrong}” is not an origin: write https://, the host, and a port if it has one.`;
};

/** What holds for an embed, each in a few words. */
export const embedFacts = (embed: Embed, now = Date.now()): string[] => {
  const { origins, open_filters, expires_at, old_key_ends_at, view_count, last_viewed_at } = embed;
  const names = lockNames(embed);
  return [
    `On ${origins.map((one) => one.replace(/^https:\/\//, "")).join(", ")}`,
    names.length === 0 ? "No locked fields" : `Tokens lock ${names.join(", ")}`,
    ...(open_filters === null ? [] : [open_filters.length === 0 ? "Filters are closed" : `${formatCount(open_filters.length, "filter")} open`]),
    ...openingFacts(embed),
    ...(expires_at === null ? [] : [`${Date.parse(expires_at) <= now ? "Expired" : "Expires"} ${formatDateTime(expires_at)}`]),
    ...(old_key_ends_at === null ? [] : [`The secret before holds until ${formatDateTime(old_key_ends_at)}`]),
    view_count === 0 || last_viewed_at === null ? "Never opened" : `Opened ${view_count === 1 ? "once" : formatCount(view_count, "time")}, last ${formatRelative(last_viewed_at, now)}`,
  ];
};
