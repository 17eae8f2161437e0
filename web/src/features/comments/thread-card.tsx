import { Check, EllipsisVertical, Pencil, RotateCcw, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { Comment, Thread } from "@/api/contracts";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { IconButton } from "@/ui/icon-button";
import { RelativeTime } from "@/ui/relative-time";
import { CommentWords } from "./comment-words";
import { Composer } from "./composer";
import type { ThreadVerbs } from "./use-threads";

function CommentMenu({ name, comment, onChange, onRemove }: { name: string; comment: Comment; onChange: () => void; onRemove: () => void }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton label={`More for the comment by ${name}`} size="icon-sm"><EllipsisVertical aria-hidden /></IconButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {comment.may_change && <DropdownMenuItem icon={<Pencil aria-hidden />} onSelect={onChange}>Change</DropdownMenuItem>}
        {comment.may_remove && <DropdownMenuItem icon={<Trash2 aria-hidden />} isDangerous onSelect={onRemove}>Take back</DropdownMenuItem>}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

type ThreadCardProps = {
  thread: Thread;
  verbs: ThreadVerbs;
  /** What it is about, with the way there. */
  about: ReactNode;
};

/** A thread: what it is about, who said what, and the way to answer and to settle it. */
export function ThreadCard({ thread, verbs, about }: ThreadCardProps) {
  const [isAnswering, setAnswering] = useState(false);
  const [changing, setChanging] = useState<string | null>(null);
  const { id, comments, resolved_at, resolved_by } = thread;
  return (
    <article aria-label={`Thread by ${comments[0]?.author_name ?? "somebody"}`} className="flex flex-col gap-2 rounded-lg border border-line bg-panel p-3" data-thread={id}>
      <header className="flex items-center gap-2">
        <div className="min-w-0 flex-1 text-xs text-muted">{about}</div>
        {resolved_at !== null && <Badge>{resolved_by === null ? "Settled" : `Settled by ${resolved_by}`}</Badge>}
        <IconButton label={resolved_at === null ? "Settle" : "Open again"} size="icon-sm" disabled={verbs.isBusy} onClick={() => { verbs.resolve(id, resolved_at === null); }}>
          {resolved_at === null ? <Check aria-hidden /> : <RotateCcw aria-hidden />}
        </IconButton>
      </header>
      <ol className="flex flex-col gap-3">
        {comments.map((comment) => {
          const name = comment.author_name ?? "Somebody who left";
          return (
            <li key={comment.id}>
              <div className="flex min-h-7 items-center gap-1.5">
                <span className="min-w-0 truncate text-sm font-semibold">{name}</span>
                <span className="flex-1 text-xs text-muted"><RelativeTime at={comment.created_at} />{comment.edited_at !== null && " · changed"}</span>
                {(comment.may_change || comment.may_remove) && <CommentMenu name={name} comment={comment} onChange={() => { setChanging(comment.id); }} onRemove={() => { verbs.remove(id, comment.id); }} />}
              </div>
              {changing === comment.id && comment.words !== null
                ? <Composer label="Your comment" verb="Save" words={comment.words} isBusy={verbs.isBusy} takesFocus onCancel={() => { setChanging(null); }} onSend={(words) => { verbs.change(id, comment.id, words, () => { setChanging(null); }); }} />
                : comment.words === null ? <p className="text-sm text-muted italic">Taken back.</p> : <CommentWords words={comment.words} />}
            </li>
          );
        })}
      </ol>
      {isAnswering
        ? <Composer label="Your answer" verb="Answer" isBusy={verbs.isBusy} takesFocus onCancel={() => { setAnswering(false); }} onSend={(words) => { verbs.reply(id, words, () => { setAnswering(false); }); }} />
        : <Button size="sm" variant="ghost" className="self-start" onClick={() => { setAnswering(true); }}>Answer</Button>}
    </article>
  );
}
