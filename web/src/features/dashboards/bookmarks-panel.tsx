import { Plus } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import type { Bookmark } from "@/api/contracts";
import { isSame } from "@/lib/same";
import { Button } from "@/ui/button";
import { Input } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { BookmarkRow } from "./bookmark-row";
import type { BookmarksProps } from "./bookmarks-button";
import { useBookmarks, type BookmarkVerbs } from "./use-bookmarks";

export const MAX_NAME = 120;

function SaveForm({ save, count }: { save: BookmarkVerbs["save"]; count: number }) {
  const [name, setName] = useState("");
  const [isSaving, setSaving] = useState(false);
  const wanted = name.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (wanted === "" || isSaving) return;
    setSaving(true);
    if (await save(wanted)) setName("");
    setSaving(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex gap-2 border-t border-line p-3">
      <Input aria-label="Name of a new bookmark" placeholder={count === 0 ? "Name this state" : "Save this state as"} value={name} maxLength={MAX_NAME} onChange={(event) => { setName(event.target.value); }} />
      <Button type="submit" disabled={wanted === ""}><Plus aria-hidden />Save</Button>
    </form>
  );
}

type SectionProps = { title: string; bookmarks: readonly Bookmark[]; verbs: BookmarkVerbs; mayShare: boolean; onClose: () => void };

function Section({ title, bookmarks, verbs, mayShare, onClose }: SectionProps) {
  const headingId = useId();
  if (bookmarks.length === 0) return null;
  return (
    <section aria-labelledby={headingId} className="p-1.5 not-first:border-t not-first:border-line">
      <h3 id={headingId} className="px-2 pt-1 pb-1 text-xs font-medium text-muted">{title}</h3>
      <ul>
        {bookmarks.map((bookmark) => (
          <BookmarkRow
            key={bookmark.id}
            bookmark={bookmark}
            isPresent={isSame(bookmark.state, verbs.present)}
            mayShare={mayShare}
            verbs={verbs}
            onApply={() => { verbs.apply(bookmark); onClose(); }}
          />
        ))}
      </ul>
    </section>
  );
}

/** The bookmarks of a dashboard: one's own, those of all, and a place to keep the present state. */
export function BookmarksPanel({ onClose, ...props }: BookmarksProps & { onClose: () => void }) {
  const verbs = useBookmarks(props);
  const { bookmarks, problem } = verbs;
  const mayShare = props.dashboard.may_edit;
  const shared = { mayShare, verbs, onClose };
  return (
    <>
      {bookmarks === null && (problem ? <div className="p-3"><ProblemNotice isCompact problem={problem} onRetry={verbs.retry} /></div> : <Skeleton className="m-3 h-24" />)}
      {bookmarks?.length === 0 && (
        <p className="p-3 text-muted">
          <b className="block pb-1 font-semibold text-fg">No bookmarks yet</b>
          A bookmark keeps the page, the filters and what you pointed at. Set the dashboard as you like it, give this state a name, and come back to it with one click.
        </p>
      )}
      {bookmarks !== null && bookmarks.length > 0 && (
        <div className="max-h-80 overflow-y-auto">
          <Section title="Mine" bookmarks={bookmarks.filter(({ is_shared }) => !is_shared)} {...shared} />
          <Section title="For everyone" bookmarks={bookmarks.filter(({ is_shared }) => is_shared)} {...shared} />
        </div>
      )}
      {bookmarks !== null && <SaveForm save={verbs.save} count={bookmarks.length} />}
    </>
  );
}
