import { formatRelative } from "@/lib/format-time";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import type { SavedQuery } from "./api";

type ConflictDialogProps = {
  theirs: SavedQuery;
  mine: string;
  isSaving: boolean;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onSaveAs: () => void;
  onClose: () => void;
};

function Version({ title, sql }: { title: string; sql: string }) {
  return (
    <section className="flex min-w-0 flex-1 flex-col gap-1">
      <h3 className="text-sm font-semibold">{title}</h3>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} aria-label={title} className="max-h-72 flex-1 overflow-auto rounded-md border border-line bg-sunken p-2 font-mono text-xs whitespace-pre-wrap">{sql}</pre>
    </section>
  );
}

/** Somebody saved the query meanwhile: both versions, and what to do with them. */
export function ConflictDialog({ theirs, mine, isSaving, onKeepMine, onTakeTheirs, onSaveAs, onClose }: ConflictDialogProps) {
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => { if (!isOpen) onClose(); }}
      size="lg"
      title="This query was changed meanwhile"
      description={`Another version of “${theirs.name}” was saved ${formatRelative(theirs.updated_at)}. Nothing of yours is lost: choose which one stays.`}
      footer={(
        <>
          <Button onClick={onSaveAs}>Save mine as another query</Button>
          <Button onClick={onTakeTheirs}>Take the saved version</Button>
          <Button variant="primary" isBusy={isSaving} onClick={onKeepMine}>Keep mine</Button>
        </>
      )}
    >
      <div className="flex flex-col gap-4 sm:flex-row">
        <Version title="Saved meanwhile" sql={theirs.sql} />
        <Version title="Yours" sql={mine} />
      </div>
    </Dialog>
  );
}
