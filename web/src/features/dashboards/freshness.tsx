import { Clock, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Problem } from "@/api/problems";
import { cn } from "@/lib/cn";
import type { Answer } from "@/query/answer";
import { Tooltip } from "@/ui/tooltip";
import { freshnessLines, warningOf } from "./freshness-words";

const BLINK_MS = 4_000;
const MINUTE_MS = 60_000;

type FreshnessProps = { answer: Answer; failure: Problem | undefined; refreshSeconds: number };

/** Whether the data has just become another while somebody looked. */
const useIsNew = (asOf: string): boolean => {
  const [fresh, setFresh] = useState<string | null>(null);
  const last = useRef(asOf);
  useEffect(() => {
    if (last.current === asOf) return undefined;
    last.current = asOf;
    setFresh(asOf);
    const timer = setTimeout(() => { setFresh(null); }, BLINK_MS);
    return () => { clearTimeout(timer); };
  }, [asOf]);
  return fresh === asOf;
};

const useMinute = (): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => { setNow(Date.now()); }, MINUTE_MS);
    return () => { clearInterval(timer); };
  }, []);
  return now;
};

/** A small clock that tells how old a tile's data is to whoever asks, lights up once when it is new, and says by itself when it is old that should not be. */
export function Freshness({ answer, failure, refreshSeconds }: FreshnessProps) {
  const { receipt } = answer.meaning;
  const now = Math.max(useMinute(), new Date(receipt.asked_at).getTime());
  const isNew = useIsNew(receipt.as_of);
  const warning = warningOf(receipt, failure, refreshSeconds, now);
  const lines = freshnessLines(receipt, failure, now);
  return (
    <Tooltip text={<span className="block tabular">{lines.map((line) => <span key={line} className="block">{line}</span>)}</span>}>
      <button
        type="button"
        aria-label={lines.join(". ")}
        data-new={isNew || undefined}
        className={cn(
          "flex h-7 shrink-0 items-center justify-center gap-1 overflow-hidden rounded-md text-xs text-muted hover:bg-hover [&_svg]:size-3.5 [&_svg]:shrink-0",
          warning !== null && "px-1.5 text-warning-text",
          isNew && "w-7 animate-fade bg-accent-soft text-accent-text",
          // It takes its room when somebody comes near: a title is worth more.
          warning === null && !isNew && "w-0 opacity-0 group-focus-within/tile:w-7 group-focus-within/tile:opacity-100 group-hover/tile:w-7 group-hover/tile:opacity-100 focus-visible:w-7 focus-visible:opacity-100 sm:[@media(hover:none)]:w-7 sm:[@media(hover:none)]:opacity-100",
        )}
      >
        {warning === null ? <Clock aria-hidden /> : <><TriangleAlert aria-hidden /><span className="whitespace-nowrap">{warning}</span></>}
      </button>
    </Tooltip>
  );
}
