import { cn } from "@/lib/cn";
import { formatClock } from "@/lib/format-clock";
import { formatExactTime } from "@/lib/format-time";
import { useRefreshStatus } from "./refresh-status";
import type { ResultsSource } from "./results-source";
import { paceWords } from "./presenting";

type RefreshWordsProps = {
  source: ResultsSource;
  /** How often it is asked anew by itself. */
  seconds?: number;
  className?: string;
};

/** `Refreshed 14:03 · every minute`; when asking anew was in vain, that. */
export function RefreshWords({ source, seconds = 0, className }: RefreshWordsProps) {
  const { address, refreshedAt, isInVain } = useRefreshStatus();
  if (address !== source.address || (refreshedAt === null && !isInVain)) return null;
  const at = refreshedAt === null ? null : <time dateTime={new Date(refreshedAt).toISOString()} title={formatExactTime(refreshedAt)}>{formatClock(refreshedAt)}</time>;
  return (
    <p className={cn("tabular shrink-0 text-xs text-muted", isInVain && "text-warning-text", className)}>
      {isInVain ? <>Not refreshed{at && <> since {at}</>}, trying again</> : <>Refreshed {at}</>}
      {seconds > 0 && !isInVain && ` · ${paceWords(seconds)}`}
    </p>
  );
}
