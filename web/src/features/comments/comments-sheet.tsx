import { MessageSquare } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import type { Anchor, Thread } from "@/api/contracts";
import { EmptyState } from "@/ui/empty-state";
import { ProblemNotice } from "@/ui/problem-notice";
import { SegmentedControl } from "@/ui/segmented-control";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { Composer } from "./composer";
import { ThreadCard } from "./thread-card";
import { useThreads } from "./use-threads";

type CommentsSheetProps = {
  dashboardId: string;
  /** What a new thread is about. */
  anchor: Anchor;
  /** A thread to bring into view. */
  threadId?: string | undefined;
  /** What an anchor is called, with the way there. */
  about: (anchor: Anchor) => ReactNode;
  onClose: () => void;
};

type Shown = "open" | "settled";

const isAbout = (anchor: Anchor) => ({ anchor: { tile_id } }: Thread): boolean => (anchor.tile_id ?? null) === null || tile_id === anchor.tile_id;

/** What is said about a dashboard, or about one of its tiles. */
export function CommentsSheet({ dashboardId, anchor, threadId, about, onClose }: CommentsSheetProps) {
  const [chosen, setShown] = useState<Shown | null>(null);
  const [round, setRound] = useState(0);
  const { data, error, isPending, refetch, verbs } = useThreads(dashboardId);
  const threads = (data?.items ?? []).filter(isAbout(anchor));
  const wanted = threads.find(({ id }) => id === threadId);
  const isSettled = (thread: Thread) => thread.resolved_at !== null;
  const shown = chosen ?? (wanted && isSettled(wanted) ? "settled" : "open");
  const visible = threads.filter((thread) => isSettled(thread) === (shown === "settled"));
  const isWantedThere = wanted !== undefined;
  useEffect(() => {
    if (threadId !== undefined && isWantedThere) document.querySelector(`[data-thread="${CSS.escape(threadId)}"]`)?.scrollIntoView({ block: "center" });
  }, [threadId, isWantedThere]);
  const count = (which: Shown) => threads.filter((thread) => isSettled(thread) === (which === "settled")).length;
  return (
    <Sheet isOpen onOpenChange={onClose} title="Comments">
      <div className="flex flex-col gap-3">
        {(anchor.tile_id ?? null) !== null && <div className="text-xs text-muted">{about(anchor)}</div>}
        <Composer key={round} label="Your comment" verb="Comment" isBusy={verbs.isBusy} onSend={(words) => { verbs.start(anchor, words, () => { setRound(round + 1); setShown("open"); }); }} />
        {threads.length > 0 && (
          <SegmentedControl
            label="Which threads"
            value={shown}
            onChange={setShown}
            options={[{ value: "open", label: `Open (${String(count("open"))})` }, { value: "settled", label: `Settled (${String(count("settled"))})` }]}
          />
        )}
        {error && <ProblemNotice title="The comments could not be read" problem={error} onRetry={() => { void refetch(); }} />}
        {isPending && <Skeleton className="h-32" />}
        {data && threads.length === 0 && <EmptyState icon={<MessageSquare />} title="Nothing said yet">Ask about a number, explain a bend, or call somebody with @. Everybody in the workspace who sees this dashboard reads it.</EmptyState>}
        {threads.length > 0 && visible.length === 0 && <p className="py-4 text-center text-sm text-muted">{shown === "open" ? "Everything is settled." : "Nothing was settled yet."}</p>}
        {visible.map((thread) => <ThreadCard key={thread.id} thread={thread} verbs={verbs} about={about(thread.anchor)} />)}
      </div>
    </Sheet>
  );
}
