import { ListTree, SlidersVertical } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/sheet";
import { useIsWide } from "@/ui/use-is-wide";
import type { Question } from "@/chart-editor/state";
import { fieldsIn } from "@/chart-editor/wells";

type DrawersProps = { question: Question; fields: ReactNode; wells: ReactNode; children: ReactNode };

function Narrow({ question, fields, wells, children }: DrawersProps) {
  const [open, setOpen] = useState<"fields" | "wells" | null>(null);
  const count = fieldsIn(question.wells).length + question.filters.length;
  return (
    <>
      <div className="flex gap-2">
        <Button className="flex-1" onClick={() => { setOpen("fields"); }}><ListTree aria-hidden />Fields</Button>
        <Button className="flex-1" onClick={() => { setOpen("wells"); }}><SlidersVertical aria-hidden />Wells{count > 0 && <Badge tone="accent">{count}</Badge>}</Button>
      </div>
      <div className="flex min-h-80 min-w-0 flex-1 flex-col">{children}</div>
      <Sheet isOpen={open === "fields"} onOpenChange={() => { setOpen(null); }} title="Fields" side="left">{fields}</Sheet>
      <Sheet isOpen={open === "wells"} onOpenChange={() => { setOpen(null); }} title="What the picture is made of" side="right">{wells}</Sheet>
    </>
  );
}

/** Lays fields, wells and picture side by side; on a small screen the first two slide in. */
export function Drawers(props: DrawersProps) {
  const { fields, wells, children } = props;
  if (!useIsWide()) return <Narrow {...props} />;
  return (
    <div className="flex min-h-0 flex-1 gap-3">
      <aside aria-label="Fields" className="flex w-60 shrink-0 flex-col gap-2 rounded-lg border border-line bg-panel p-2.5">
        <h2 className="flex h-7 shrink-0 items-center text-sm font-semibold">Fields</h2>
        {fields}
      </aside>
      <aside aria-label="Wells" className="flex w-60 shrink-0 flex-col rounded-lg border border-line bg-panel p-2.5">{wells}</aside>
      {children}
    </div>
  );
}
