import type { ColumnProfile } from "@/api/contracts";
import { isNumeric } from "@/lib/column-type";
import { formatNumber, formatPercent } from "@/lib/format-number";
import { formatDate, formatDateTime } from "@/lib/format-time";

type Value = ColumnProfile["min"];

const words = (value: Value, type: ColumnProfile["type"]): string => {
  if (value === null) return "–";
  if (type === "date") return formatDate(String(value));
  if (type === "datetime") return formatDateTime(String(value), { timeZone: "UTC" });
  if (isNumeric(type)) return formatNumber(value as number | string);
  return String(value);
};

const shareWords = (count: number, of: number): string => {
  if (count === 0) return "none";
  const share = count / Math.max(1, of);
  return share < 0.001 ? "< 0.1 %" : formatPercent(share);
};

/** What all rows of a column say together, in numbers. */
export function ColumnFacts({ profile }: { profile: ColumnProfile }) {
  const { type } = profile;
  const facts: readonly (readonly [string, string])[] = [
    ["Empty", shareWords(profile.null_count, profile.row_count)],
    ["Distinct", `${profile.is_distinct_exact ? "" : "≈ "}${formatNumber(profile.distinct_count)}`],
    ...(profile.min === null ? [] : [["Smallest", words(profile.min, type)], ["Largest", words(profile.max, type)]] as const),
    ...(profile.mean === null ? [] : [["Mean", formatNumber(profile.mean)]] as const),
    ...(profile.median === null ? [] : [["Quartiles", [profile.q25, profile.median, profile.q75].map((value) => words(value, type)).join(" · ")]] as const),
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 text-xs leading-5">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 truncate tabular-nums" title={value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
