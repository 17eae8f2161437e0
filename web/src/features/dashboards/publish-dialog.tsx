import { useQuery } from "@tanstack/react-query";
import { Send, Undo2 } from "lucide-react";
import { useId, useState } from "react";
import type { Dashboard, Publication } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Textarea } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { RelativeTime } from "@/ui/relative-time";
import { Skeleton } from "@/ui/skeleton";
import { Switch } from "@/ui/switch";
import { ComparisonView } from "./comparison-view";
import { summaryWords } from "./comparison-words";
import { isHeldBack, stateWords } from "./publication-words";
import { publicationOptions } from "./publishing-api";
import { usePublishing } from "./use-publishing";

type PublishDialogProps = {
  dashboard: Dashboard;
  onClose: () => void;
  /** Another state stands in place of the one that was edited. */
  onReplaced: () => void;
};

/** When it was published, by whom and with which note, and since when there is something else. */
function Story({ publication }: { publication: Publication }) {
  const { published_at, published_by_name, note, changed_at, changed_by_name } = publication;
  return (
    <div className="flex flex-col gap-1 text-xs text-muted">
      {published_at !== null && (
        <p>Published <RelativeTime at={published_at} />{published_by_name !== null && ` by ${published_by_name}`}{note !== null && `: “${note}”`}</p>
      )}
      {changed_at !== null && <p>First changed <RelativeTime at={changed_at} />{changed_by_name !== null && `, last by ${changed_by_name}`}</p>}
    </div>
  );
}

function LiveSwitch({ dashboard, isBusy, onChoose }: { dashboard: Dashboard; isBusy: boolean; onChoose: (isLive: boolean) => void }) {
  const id = useId();
  const isOn = dashboard.publication === "live";
  const hint = isOn
    ? "Turn it off to work on a draft that readers see only when you publish it."
    : isHeldBack(dashboard.publication) ? "Turning it on publishes the draft at once." : "Readers will see every change as soon as it is saved.";
  return (
    <div className="flex items-start gap-3 rounded-md border border-line bg-sunken p-3">
      <Switch id={id} checked={isOn} disabled={isBusy} onCheckedChange={onChoose} aria-describedby={`${id}-hint`} />
      <div className="min-w-0">
        <label htmlFor={id} className="text-sm font-medium">Publish changes as they are saved</label>
        <p id={`${id}-hint`} className="text-xs text-muted">{hint}</p>
      </div>
    </div>
  );
}

/** What readers see of a dashboard, what publishing would change, and the ways to do it or to go back. */
export function PublishDialog({ dashboard, onClose, onReplaced }: PublishDialogProps) {
  const [note, setNote] = useState("");
  const { publish, discard, chooseLive } = usePublishing(dashboard, onClose, onReplaced);
  const { id, revision, publication: state } = dashboard;
  const { data, error, refetch } = useQuery(publicationOptions(id, revision, state));
  const problem = publish.error ?? discard.error ?? chooseLive.error;
  const isOpen = isHeldBack(state);
  const isBusy = publish.isPending || discard.isPending || chooseLive.isPending;
  const footer = isOpen ? (
    <>
      {state === "changed" && <Button className="mr-auto" isBusy={discard.isPending} disabled={isBusy} onClick={() => { discard.mutate(); }}><Undo2 aria-hidden />Discard the draft</Button>}
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="primary" isBusy={publish.isPending} disabled={isBusy} onClick={() => { publish.mutate(note); }}><Send aria-hidden />Publish</Button>
    </>
  ) : <Button onClick={onClose}>Close</Button>;
  return (
    <Dialog isOpen onOpenChange={onClose} title={isOpen ? "Publish" : "Publishing"} description={stateWords(state).readers} size="lg" footer={footer}>
      <div className="flex flex-col gap-4">
        {problem && <ProblemNotice problem={problem} isCompact />}
        {error && <ProblemNotice title="What readers see could not be read" problem={error} onRetry={() => { void refetch(); }} isCompact />}
        {data === undefined && !error && <Skeleton className="h-24" />}
        {data && <Story publication={data} />}
        {data && isOpen && <p className="text-sm font-medium">{summaryWords(data.comparison.summary)}</p>}
        {isOpen && (
          <Field label="Note" isOptional hint="What is new, for the history.">
            {(control) => <Textarea {...control} rows={2} maxLength={2000} value={note} onChange={(event) => { setNote(event.target.value); }} />}
          </Field>
        )}
        {data && isOpen && !data.comparison.is_same && <ComparisonView comparison={data.comparison} before="Readers see now" after="With the draft" />}
        <LiveSwitch dashboard={dashboard} isBusy={isBusy} onChoose={(isLive) => { chooseLive.mutate(isLive); }} />
      </div>
    </Dialog>
  );
}
