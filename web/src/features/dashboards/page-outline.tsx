import { Minus, MoveRight, PencilLine, Plus } from "lucide-react";
import type { ReactNode } from "react";
import type { DifferenceKind } from "@/api/contracts";
import { cn } from "@/lib/cn";
import type { DrawnTile } from "./comparison-words";

const COLUMNS = 24;
const ROW_PX = 10;
const LEAST_ROWS = 8;

const looks: Record<DifferenceKind, string> = {
  same: "border-line bg-panel text-muted",
  added: "border-2 border-success bg-success-soft text-success-text",
  removed: "border-2 border-dashed border-danger bg-danger-soft text-danger-text",
  moved: "border-2 border-dashed border-accent bg-accent-soft text-accent-text",
  changed: "border-2 border-accent bg-accent-soft text-accent-text",
};

const icons: Record<DifferenceKind, ReactNode> = { same: null, added: <Plus />, removed: <Minus />, moved: <MoveRight />, changed: <PencilLine /> };

export function ChangeIcon({ change }: { change: DifferenceKind }) {
  return <span aria-hidden className="[&_svg]:size-3">{icons[change]}</span>;
}

/** A page as a small drawing: where its tiles stand, what they are called, and which are other than in the other state. */
export function PageOutline({ tiles, label }: { tiles: readonly DrawnTile[]; label: string }) {
  const rows = Math.max(LEAST_ROWS, ...tiles.map(({ outline: { layout } }) => layout.y + layout.height));
  return (
    <div role="img" aria-label={label} className="relative overflow-hidden rounded-md border border-line bg-sunken" style={{ height: rows * ROW_PX + 4 }}>
      {tiles.map(({ id, outline: { layout, title, kind, mark }, change }) => (
        <div
          key={id}
          className="absolute p-0.5"
          style={{ left: `${String((layout.x / COLUMNS) * 100)}%`, width: `${String((layout.width / COLUMNS) * 100)}%`, top: layout.y * ROW_PX + 2, height: layout.height * ROW_PX }}
        >
          <div className={cn("flex h-full min-h-0 flex-col overflow-hidden rounded-sm border px-1 py-0.5 text-2xs leading-tight", looks[change])}>
            <span className="flex min-w-0 items-start gap-1">
              {change !== "same" && <ChangeIcon change={change} />}
              <span className="min-w-0 truncate font-medium">{title}</span>
            </span>
            {layout.height >= 4 && <span className="truncate">{(mark ?? kind).replaceAll("_", " ")}</span>}
          </div>
        </div>
      ))}
    </div>
  );
}
