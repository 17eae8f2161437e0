import { ReceiptText } from "lucide-react";
import type { QueryMeaning } from "@/api/contracts";
import { formatCount } from "@/lib/format-number";
import { formatDuration, formatExactTime } from "@/lib/format-time";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { Tooltip } from "@/ui/tooltip";
import { layOutSql } from "./sql-layout";

const parameterText = (value: unknown): string => (typeof value === "string" ? `'${value}'` : JSON.stringify(value));

/** The statement with what was bound to it, as text to copy. */
export const statementText = ({ sql, parameters }: QueryMeaning["receipt"]): string =>
  parameters.length === 0 ? layOutSql(sql) : [layOutSql(sql), "", ...parameters.map((value, index) => `-- $${String(index + 1)} = ${parameterText(value)}`)].join("\n");

const sourceText = ({ name, version_number, as_of }: QueryMeaning["receipt"]["sources"][number]): string =>
  `${name}, version ${String(version_number)} of ${formatExactTime(as_of)}`;

function Facts({ meaning }: { meaning: QueryMeaning }) {
  const { receipt } = meaning;
  const rows = meaning.is_truncated ? `${formatCount(meaning.row_count, "row")} of ${formatCount(meaning.total_rows, "row")}` : formatCount(meaning.row_count, "row");
  const facts: [string, string][] = [
    ["Rows", rows],
    ...receipt.sources.map((source): [string, string] => ["Data", sourceText(source)]),
    ...(receipt.model_id === null ? [] : [["Model", `revision ${String(receipt.model_revision)}`] as [string, string]]),
    ["Time taken", `${formatDuration(receipt.elapsed_ms)}${receipt.is_cached ? ", from the cache" : ""}`],
    ["Time zone", receipt.time_zone],
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-xs">
      {facts.map(([name, value]) => (
        <div key={`${name} ${value}`} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="tabular break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Where a picture's numbers come from: the statement, its values, and how fresh the data is. */
export function ReceiptPopover({ meaning }: { meaning: QueryMeaning }) {
  const statement = statementText(meaning.receipt);
  return (
    <Popover>
      <Tooltip text="Where these numbers come from">
        <PopoverTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label="Where these numbers come from"><ReceiptText aria-hidden /></Button>
        </PopoverTrigger>
      </Tooltip>
      <PopoverContent aria-label="Where these numbers come from" align="end" className="w-96 max-w-[calc(100vw-16px)]">
        <Facts meaning={meaning} />
        {statement !== "" && (
          <>
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
            <pre tabIndex={0} aria-label="SQL" className="mt-3 max-h-60 overflow-auto rounded-md border border-line bg-sunken p-2 font-mono text-xs whitespace-pre-wrap">{statement}</pre>
            <div className="mt-2 flex justify-end"><CopyButton text={statement} label="Copy SQL" /></div>
          </>
        )}
        {meaning.warnings.map((warning) => <p key={warning} className="mt-2 text-xs text-warning-text">{warning}</p>)}
      </PopoverContent>
    </Popover>
  );
}
