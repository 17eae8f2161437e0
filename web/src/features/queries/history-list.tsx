import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Ban, Check, CircleAlert, LoaderCircle, X, type LucideIcon } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { asProblem } from "@/api/problems";
import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/format-number";
import { formatDuration } from "@/lib/format-time";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { ProblemNotice } from "@/ui/problem-notice";
import { RelativeTime } from "@/ui/relative-time";
import { SearchInput } from "@/ui/search-input";
import { Skeleton } from "@/ui/skeleton";
import { showFailure } from "@/ui/toast-store";
import { deleteQuery, runsOptions, type SqlRun } from "./api";

const STATUS: Record<string, { words: string; icon: LucideIcon; classes: string }> = {
  done: { words: "Done", icon: Check, classes: "text-success-text" },
  failed: { words: "Failed", icon: CircleAlert, classes: "text-danger-text" },
  cancelled: { words: "Cancelled", icon: Ban, classes: "text-muted" },
};
const UNDER_WAY = { words: "Under way", icon: LoaderCircle, classes: "text-muted" };

const MOST_LETTERS = 160;

const factsOf = (run: SqlRun): string =>
  [
    run.status === "done" && run.total_rows !== null ? formatCount(run.total_rows, "row") : null,
    formatDuration(run.execution_time_ms),
    run.is_cached ? "cached" : null,
  ].filter(Boolean).join(" · ");

function RunRow({ run, onOpen, onForget }: { run: SqlRun; onOpen: () => void; onForget: () => void }) {
  const { words, icon: Icon, classes } = STATUS[run.status] ?? UNDER_WAY;
  const line = run.sql.replaceAll(/\s+/g, " ").trim().slice(0, MOST_LETTERS);
  return (
    <li className="flex items-center gap-0.5">
      <button type="button" onClick={onOpen} title={run.error_message ?? run.sql.slice(0, 1000)} className="flex min-w-0 flex-1 gap-2 rounded-md px-2 py-1 text-left hover:bg-hover focus-visible:-outline-offset-2">
        <Icon role="img" aria-label={words} className={cn("mt-0.5 size-3.5 shrink-0", classes)} />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="w-full truncate font-mono text-xs">{line}</span>
          <span className="text-xs text-muted tabular">{factsOf(run)} · <RelativeTime at={run.created_at} /></span>
        </span>
      </button>
      <IconButton size="icon-sm" className="text-muted" label={`Forget the run of ${line.slice(0, 60)}`} onClick={onForget}><X aria-hidden /></IconButton>
    </li>
  );
}

/** What this person has run, the newest first. */
export function HistoryList({ onOpen }: { onOpen: (run: SqlRun) => void }) {
  const client = useQueryClient();
  const [search, setSearch] = useState("");
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(runsOptions(useDeferredValue(search.trim())));
  const runs = data?.pages.flatMap((page) => page.items) ?? [];
  const forget = async (run: SqlRun) => {
    await deleteQuery(run.id).catch((failure: unknown) => { showFailure("The run could not be forgotten", asProblem(failure)); });
    await client.invalidateQueries({ queryKey: ["sql-runs"] });
  };
  return (
    <>
      <SearchInput label="Search your history" value={search} onChange={setSearch} className="shrink-0" />
      {error && <ProblemNotice isCompact title="Your history could not be read" problem={error} onRetry={() => void refetch()} />}
      {isPending && <div aria-busy className="flex flex-col gap-2">{[0, 1, 2, 3].map((row) => <Skeleton key={row} className="h-9" />)}</div>}
      <ul aria-label="History" className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1">
        {runs.map((run) => <RunRow key={run.id} run={run} onOpen={() => { onOpen(run); }} onForget={() => void forget(run)} />)}
        {data && runs.length === 0 && <li className="px-2 py-2 text-sm text-muted">{search === "" ? "What you run is listed here, for you alone." : "No statement of yours has these words."}</li>}
        {hasNextPage && <li className="p-2 text-center"><Button size="sm" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>Show more</Button></li>}
      </ul>
    </>
  );
}
