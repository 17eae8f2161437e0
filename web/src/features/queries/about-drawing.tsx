import { Info } from "lucide-react";
import type { Drawing } from "@/api/contracts";

/** What a picture of a result shows, why it is drawn so, and what a reader must know of it. */
export function AboutDrawing({ drawing: { title, reason, notes } }: { drawing: Pick<Drawing, "title" | "reason" | "notes"> }) {
  return (
    <div className="flex shrink-0 flex-col gap-1 px-3 pb-1.5">
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm"><span className="min-w-0 font-medium break-words">{title}</span><span className="text-xs text-muted">{reason}</span></p>
      {notes.length > 0 && (
        <ul aria-label="What to know about this picture" className="flex flex-col gap-0.5 text-xs text-warning-text">
          {notes.map((note) => <li key={note} className="flex gap-1.5"><Info aria-hidden className="mt-px size-3.5 shrink-0" /><span className="min-w-0 break-words">{note}</span></li>)}
        </ul>
      )}
    </div>
  );
}
