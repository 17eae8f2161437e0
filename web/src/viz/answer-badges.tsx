import { Info } from "lucide-react";
import type { Drawing } from "@/api/contracts";
import type { Answer } from "@/query/answer";
import { formatCount } from "@/lib/format-number";
import { formatDateTime } from "@/lib/format-time";
import { Badge } from "@/ui/badge";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";

/** What the server sent along with a picture's rows. */
export const drawingOf = (answer: Pick<Answer, "extra">): Drawing | null => answer.extra as Drawing | null;

const notesOf = (answer: Answer): string[] => [...(drawingOf(answer)?.notes ?? []), ...answer.meaning.warnings];

function Notes({ notes }: { notes: readonly string[] }) {
  const [only] = notes;
  if (only === undefined) return null;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <button type="button" className="inline-flex min-w-0 rounded-sm">
          <Badge tone="warning" className="max-w-56"><Info aria-hidden className="shrink-0" /><span className="truncate">{notes.length === 1 ? only : formatCount(notes.length, "note")}</span></Badge>
        </button>
      </PopoverTrigger>
      <PopoverContent aria-label="What to know about this picture">
        <ul className="flex flex-col gap-1.5">{notes.map((note) => <li key={note}>{note}</li>)}</ul>
      </PopoverContent>
    </Popover>
  );
}

type AnswerBadgesProps = { answer: Answer; isStale?: boolean; hasFreshness?: boolean };

/** Honest words about an answer: truncated, cached, as of, and whatever the server noted. */
export function AnswerBadges({ answer, isStale = false, hasFreshness = true }: AnswerBadgesProps) {
  const { meaning } = answer;
  const { receipt } = meaning;
  return (
    <>
      {isStale && <Badge tone="warning">Out of date</Badge>}
      {meaning.is_truncated && <Badge tone="warning" title={`The question has ${formatCount(meaning.total_rows, "row")}`}>Truncated to {formatCount(meaning.row_count, "row")}</Badge>}
      <Notes notes={notesOf(answer)} />
      {receipt.is_cached && <Badge title="Answered from the cache of the server">Cached</Badge>}
      {hasFreshness && <Badge title="When this version of the dataset was made">As of {formatDateTime(receipt.as_of)}</Badge>}
    </>
  );
}
