import { EyeOff, Pencil, TriangleAlert } from "lucide-react";
import type { Column, ColumnProfile } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { columnTypeWords } from "@/lib/column-type";
import { ColumnTypeIcon } from "@/ui/column-type-icon";
import { IconButton } from "@/ui/icon-button";
import { Skeleton } from "@/ui/skeleton";
import { ColumnFacts } from "./column-facts";
import { ColumnPicture } from "./column-picture";

type ColumnCardProps = { column: Column; profile: ColumnProfile | undefined; onEdit: (() => void) | null };

/** One column understood at a glance: its type, its shape, its numbers. */
export function ColumnCard({ column, profile, onEdit }: ColumnCardProps) {
  const name = column.label ?? column.name;
  return (
    <li data-column={column.name} className={cn("flex flex-col gap-2.5 rounded-lg border border-line bg-panel p-3", column.is_hidden && "opacity-70")}>
      <header className="flex items-start gap-2">
        <ColumnTypeIcon type={column.type} className="mt-0.5 size-4 shrink-0 text-muted" />
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-sm font-semibold" title={column.name}>{name}</h2>
          <p className="truncate text-xs text-muted">
            {columnTypeWords(column.type)}
            {column.is_hidden && <span className="ml-2 inline-flex items-center gap-1"><EyeOff aria-hidden className="inline size-3" />hidden</span>}
          </p>
        </div>
        {onEdit && <IconButton label={`Edit ${name}`} size="icon-sm" onClick={onEdit}><Pencil aria-hidden /></IconButton>}
      </header>
      {column.description && <p className="text-xs text-pretty">{column.description}</p>}
      {column.notes.map((note) => (
        <p key={note} className="flex items-start gap-1.5 rounded-md bg-warning-soft px-2 py-1 text-xs text-warning-text"><TriangleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />{note}</p>
      ))}
      {profile === undefined ? <Skeleton className="h-24" /> : <><ColumnPicture profile={profile} /><ColumnFacts profile={profile} /></>}
    </li>
  );
}
