import type { Problem } from "@/api/problems";
import { isRecord } from "@/lib/is-record";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

type Overtaken = { revision: number; changes: { place: string; kind: string }[] };

/** What a refusal says about who was faster; null for any other refusal. */
export const overtakenBy = (problem: Problem | null): Overtaken | null => {
  if (problem?.status !== 409 || typeof problem.details["revision"] !== "number") return null;
  const changes = Array.isArray(problem.details["changes"]) ? problem.details["changes"].filter(isRecord) : [];
  return { revision: problem.details["revision"], changes: changes.map(({ place, kind }) => ({ place: String(place), kind: String(kind) })) };
};

type ConflictDialogProps = { overtaken: Overtaken; onReload: () => void; onOverwrite: () => void; onClose: () => void };

/** Somebody saved in between: what they changed, and what to do about it. */
export function ConflictDialog({ overtaken, onReload, onOverwrite, onClose }: ConflictDialogProps) {
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => { if (!isOpen) onClose(); }}
      title="Somebody changed this model in the meantime"
      description="Your changes are still here, and not saved."
      footer={(
        <>
          <Button variant="ghost" className="mr-auto text-danger-text" onClick={onOverwrite}>Save mine over it</Button>
          <Button onClick={onClose}>Go on writing</Button>
          <Button variant="primary" onClick={onReload}>Load the present one</Button>
        </>
      )}
    >
      {overtaken.changes.length > 0 && (
        <ul className="flex flex-col gap-1 text-sm">
          {overtaken.changes.map(({ place, kind }) => <li key={place} className="break-words"><code className="font-mono">{place}</code> <span className="text-muted">was {kind}</span></li>)}
        </ul>
      )}
    </Dialog>
  );
}
