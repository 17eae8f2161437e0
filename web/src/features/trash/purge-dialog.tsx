import type { TrashedThing } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { kindWords } from "./kind-words";

/** What is about to go for good: one thing, or everything. */
export type Doomed = TrashedThing | { everything: number };

type PurgeDialogProps = { doomed: Doomed; isBusy: boolean; onClose: () => void; onPurge: () => void };

const wordsOf = (doomed: Doomed): { title: string; description: string } => {
  if ("everything" in doomed) {
    return {
      title: "Empty the trash",
      description: `${doomed.everything === 1 ? "One thing goes" : `${doomed.everything} things go`} for good, with all files and history. This cannot be undone.`,
    };
  }
  return {
    title: `Delete “${doomed.name}” for good`,
    description: `With it ${doomed.kind === "dashboard" ? "go" : "goes"} ${kindWords[doomed.kind].losses}. This cannot be undone.`,
  };
};

export function PurgeDialog({ doomed, isBusy, onClose, onPurge }: PurgeDialogProps) {
  const { title, description } = wordsOf(doomed);
  return (
    <Dialog
      isOpen
      size="sm"
      onOpenChange={onClose}
      title={title}
      description={description}
      footer={<><Button onClick={onClose}>Cancel</Button><Button variant="danger" isBusy={isBusy} onClick={onPurge}>Delete for good</Button></>}
    />
  );
}
