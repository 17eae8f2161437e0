import { ReceiptText, ShieldCheck } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { QueryMeaning } from "@/api/contracts";
import type { Answer } from "@/query/answer";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { Skeleton } from "@/ui/skeleton";
import { Tooltip } from "@/ui/tooltip";
import { FactList } from "./fact-list";
import { receiptFacts } from "./receipt-words";
import { layOutSql } from "./sql-layout";

const parameterText = (value: unknown): string => (typeof value === "string" ? `'${value}'` : JSON.stringify(value));

/** The statement with what was bound to it, as text to copy. */
export const statementText = ({ sql, parameters }: QueryMeaning["receipt"]): string =>
  parameters.length === 0 ? layOutSql(sql) : [layOutSql(sql), "", ...parameters.map((value, index) => `-- $${String(index + 1)} = ${parameterText(value)}`)].join("\n");

const VerifyPanel = lazy(async () => ({ default: (await import("./verify-panel")).VerifyPanel }));

type Receipted = Pick<Answer, "meaning" | "table">;

/** What an answer can be put to the proof by; a question that its receipt cannot carry can only be asked anew. */
function Verify({ answer }: { answer: Receipted }) {
  const [isAsked, setAsked] = useState(false);
  if (answer.meaning.receipt.spec === null) {
    return <p className="mt-2 text-xs text-muted">This question is too long for its receipt, so that it cannot be verified from here.</p>;
  }
  if (isAsked) return <Suspense fallback={<Skeleton className="mt-3 h-12" />}><VerifyPanel answer={answer} /></Suspense>;
  return <Button size="sm" className="mt-3 w-full" onClick={() => { setAsked(true); }}><ShieldCheck aria-hidden />Verify these numbers</Button>;
}

/** Where a picture's numbers come from: the statement, its values, how fresh the data is, and the proof of it. */
export function ReceiptPopover({ answer }: { answer: Receipted }) {
  const { meaning } = answer;
  const statement = statementText(meaning.receipt);
  return (
    <Popover>
      <Tooltip text="Where these numbers come from">
        <PopoverTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label="Where these numbers come from"><ReceiptText aria-hidden /></Button>
        </PopoverTrigger>
      </Tooltip>
      <PopoverContent aria-label="Where these numbers come from" align="end" className="w-96 max-w-[calc(100vw-16px)]">
        <FactList facts={receiptFacts(meaning)} />
        <Verify key={meaning.receipt.run_id} answer={answer} />
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
