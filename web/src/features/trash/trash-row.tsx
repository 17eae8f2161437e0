import { ArchiveRestore, Trash2 } from "lucide-react";
import type { TrashedThing } from "@/api/contracts";
import { formatExactTime } from "@/lib/format-time";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { RelativeTime } from "@/ui/relative-time";
import { daysLeft } from "./days-left";
import { kindWords } from "./kind-words";

type TrashRowProps = { thing: TrashedThing; now: number; mayEdit: boolean; isBusy: boolean; onRestore: () => void; onPurge: () => void };

export function TrashRow({ thing, now, mayEdit, isBusy, onRestore, onPurge }: TrashRowProps) {
  const { label, icon: Icon } = kindWords[thing.kind];
  const left = daysLeft(thing.purged_at, now);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <div className="min-w-40 flex-1">
        <div className="text-sm font-medium break-words">{thing.name}</div>
        <div className="text-xs text-muted">
          {label} · deleted <RelativeTime at={thing.deleted_at} /> · <span title={formatExactTime(thing.purged_at)}>{left}</span>
        </div>
      </div>
      {mayEdit && (
        <div className="ml-auto flex items-center gap-1">
          <Button size="sm" disabled={isBusy} onClick={onRestore} aria-label={`Restore ${thing.name}`}><ArchiveRestore aria-hidden />Restore</Button>
          <IconButton label={`Delete ${thing.name} for good`} disabled={isBusy} onClick={onPurge}><Trash2 aria-hidden /></IconButton>
        </div>
      )}
    </li>
  );
}
