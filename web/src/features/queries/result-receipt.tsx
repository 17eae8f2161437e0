import { ReceiptText } from "lucide-react";
import { formatCount } from "@/lib/format-number";
import { formatDuration, formatExactTime } from "@/lib/format-time";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { FactList } from "@/viz/fact-list";
import { policyFact, shortHash, type Fact } from "@/viz/receipt-words";
import { layOutSql } from "@/viz/sql-layout";
import type { SqlReceipt, SqlResult } from "./api";
import { VerifyResult, type SentSql } from "./verify-result";

const factsOf = (receipt: SqlReceipt): Fact[] => [
  { name: "Rows", value: `${formatCount(receipt.row_count, "row")}${receipt.is_truncated ? ", and there are more" : ""}` },
  { name: "Read", value: formatCount(receipt.rows_scanned, "row") },
  policyFact(receipt.policy_hash),
  { name: "Asked", value: formatExactTime(receipt.asked_at) },
  { name: "Time taken", value: `${formatDuration(receipt.elapsed_ms)}${receipt.is_cached ? ", from the cache" : ""}` },
  { name: "Time zone", value: receipt.time_zone },
  { name: "Fingerprint", value: receipt.fingerprint },
  { name: "Run", value: receipt.run_id },
  ...Object.entries(receipt.parameters).map(([name, value]) => ({ name: `$${name}`, value: typeof value === "string" ? value : JSON.stringify(value) })),
];

/** Where a result comes from: which versions of which datasets, and the statement as it ran. */
export function ResultReceipt({ result, sent }: { result: SqlResult; sent: SentSql | null }) {
  const { receipt } = result;
  const statement = layOutSql(receipt.sql);
  return (
    <Popover>
      <PopoverTrigger asChild><Button size="sm" variant="ghost"><ReceiptText aria-hidden /><span className="max-sm:sr-only">Receipt</span></Button></PopoverTrigger>
      <PopoverContent aria-label="Where this result comes from" align="end" className="flex w-[28rem] max-w-[calc(100vw-16px)] flex-col gap-3">
        <section>
          <h3 className="mb-1 text-xs font-semibold">{receipt.sources.length === 0 ? "No dataset was read" : "Datasets that were read"}</h3>
          <ul className="flex flex-col gap-0.5 text-xs">
            {receipt.sources.map((source) => (
              <li key={source.dataset_version_id} className="flex flex-wrap justify-between gap-x-3">
                <code className="min-w-0 font-mono break-all">{source.sql_name}</code>
                <span className="text-muted tabular">version {source.version_number}, {formatExactTime(source.as_of)} <code className="font-mono" title={source.content_hash}>{shortHash(source.content_hash)}</code></span>
              </li>
            ))}
          </ul>
        </section>
        <FactList facts={factsOf(receipt)} />
        {sent !== null && receipt.sources.length > 0 && <VerifyResult key={receipt.run_id} sent={sent} result={result} />}
        <section>
          <div className="mb-1 flex items-center justify-between gap-2"><h3 className="text-xs font-semibold">As it ran</h3><CopyButton text={statement} label="Copy SQL" /></div>
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
          <pre tabIndex={0} aria-label="SQL as it ran" className="max-h-60 overflow-auto rounded-md border border-line bg-sunken p-2 font-mono text-xs whitespace-pre-wrap">{statement}</pre>
        </section>
      </PopoverContent>
    </Popover>
  );
}
