import { CircleCheck, PencilRuler, Send } from "lucide-react";
import { useState } from "react";
import type { Dashboard } from "@/api/contracts";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { isHeldBack, stateWords } from "./publication-words";
import { PublishDialog } from "./publish-dialog";

type PublishControlProps = {
  dashboard: Dashboard;
  saveNow: () => Promise<void>;
  onReplaced: () => void;
};

/** Whether readers see what is on the screen, and the way to show it to them. */
export function PublishControl({ dashboard, saveNow, onReplaced }: PublishControlProps) {
  const [isOpen, setOpen] = useState(false);
  const { badge, tone } = stateWords(dashboard.publication);
  const open = () => { void saveNow().finally(() => { setOpen(true); }); };
  return (
    <>
      {isHeldBack(dashboard.publication) ? (
        <>
          <Badge tone={tone} className="max-lg:hidden"><PencilRuler aria-hidden />{badge}</Badge>
          <Button onClick={open}><Send aria-hidden />Publish</Button>
        </>
      ) : (
        <Button variant="ghost" aria-label={`${badge}: publishing`} onClick={open}><CircleCheck aria-hidden className="text-success-text" /><span className="max-lg:hidden">{badge}</span></Button>
      )}
      {isOpen && <PublishDialog dashboard={dashboard} onClose={() => { setOpen(false); }} onReplaced={onReplaced} />}
    </>
  );
}
