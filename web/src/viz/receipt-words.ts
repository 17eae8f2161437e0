import type { QueryMeaning, Receipt } from "@/api/contracts";
import { formatCount } from "@/lib/format-number";
import { formatDuration, formatExactTime } from "@/lib/format-time";

/** The first letters of a hash: enough to tell two apart at a glance. */
export const shortHash = (hash: string): string => hash.slice(0, 8);

export type Fact = { name: string; value: string; /** The hash behind it, in full. */ hash?: string };

/** Whether something was kept from whoever asked. */
export const policyFact = (hash: string | null): Fact =>
  hash === null ? { name: "Policies", value: "Nothing was hidden" } : { name: "Policies", value: "Limited by policies", hash };

const waysOf = ({ is_cached: isCached, rolled_up: isRolledUp, shared_pass: pass }: Receipt): string[] => [
  ...(isCached ? ["from the cache"] : []),
  ...(isRolledUp ? ["from a roll-up"] : []),
  ...(pass && pass.questions > 1 ? [`in one pass with ${formatCount(pass.questions - 1, "other question")}`] : []),
];

/** Where an answer came from, in plain words. */
export const receiptFacts = ({ receipt, is_truncated: isTruncated, row_count: rows, total_rows: total }: QueryMeaning): Fact[] => [
  { name: "Rows", value: isTruncated ? `${formatCount(rows, "row")} of ${formatCount(total, "row")}` : formatCount(rows, "row") },
  { name: "Read", value: formatCount(receipt.rows_scanned, "row") },
  policyFact(receipt.policy_hash),
  ...receipt.sources.map(({ name, version_number, as_of, content_hash }) => ({ name: "Data", value: `${name}, version ${String(version_number)} of ${formatExactTime(as_of)}`, hash: content_hash })),
  ...(receipt.model_id === null ? [] : [{ name: "Model", value: `revision ${String(receipt.model_revision)}` }]),
  { name: "Asked", value: formatExactTime(receipt.asked_at) },
  { name: "Time taken", value: [formatDuration(receipt.elapsed_ms), ...waysOf(receipt)].join(", ") },
  { name: "Time zone", value: receipt.time_zone },
];
