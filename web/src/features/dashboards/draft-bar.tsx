import { useQuery } from "@tanstack/react-query";
import { Eye, PencilRuler, Send } from "lucide-react";
import { useState } from "react";
import type { Dashboard } from "@/api/contracts";
import { asProblem } from "@/api/problems";
import { Button } from "@/ui/button";
import { RelativeTime } from "@/ui/relative-time";
import { showToast } from "@/ui/toast-store";
import { stateWords } from "./publication-words";
import { PublishDialog } from "./publish-dialog";
import { publicationOptions, readPublished } from "./publishing-api";

type DraftBarProps = {
  dashboard: Dashboard;
  /** What readers see, while it is looked at in place of the draft. */
  published: Dashboard | null;
  onShow: (published: Dashboard | null) => void;
};

/** Tells those who may edit that they look at a draft, and lets them see what readers see. */
export function DraftBar({ dashboard, published, onShow }: DraftBarProps) {
  const [isPublishing, setPublishing] = useState(false);
  const { id, revision, publication } = dashboard;
  const { data } = useQuery(publicationOptions(id, revision, publication));
  const look = () => {
    readPublished(id).then(onShow, (error: unknown) => { showToast({ tone: "danger", title: asProblem(error).message }); });
  };
  const [changedAt, changedBy] = [data?.changed_at ?? null, data?.changed_by_name ?? null];
  const isLooking = published !== null;
  return (
    <div role="status" className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-line bg-warning-soft px-3 py-2 text-sm text-warning-text">
      <span aria-hidden className="[&_svg]:size-4">{isLooking ? <Eye /> : <PencilRuler />}</span>
      <p className="min-w-0 flex-1 basis-56">
        {isLooking ? "This is what readers see." : `${stateWords(publication).badge}.`}{" "}
        {!isLooking && changedAt !== null && <>First changed <RelativeTime at={changedAt} />{changedBy !== null && `, last by ${changedBy}`}.</>}
      </p>
      {publication === "changed" && (
        <Button size="sm" onClick={() => { if (isLooking) onShow(null); else look(); }}><Eye aria-hidden />{isLooking ? "Back to the draft" : "See what readers see"}</Button>
      )}
      <Button size="sm" onClick={() => { setPublishing(true); }}><Send aria-hidden />Publish</Button>
      {isPublishing && <PublishDialog dashboard={dashboard} onClose={() => { setPublishing(false); }} onReplaced={() => { onShow(null); }} />}
    </div>
  );
}
