import { ArrowDown, Filter as FilterIcon, FilterX, X } from "lucide-react";
import type { Filter, SemanticModel } from "@/api/contracts";
import { filterMember, filterWords } from "@/query/filter-words";
import { Button } from "@/ui/button";
import { memberLabel } from "@/chart-editor/field-words";

type SelectionBarProps = { model: SemanticModel; selected: readonly Filter[]; onKeep: () => void; onLeaveOut: (() => void) | null; onClear: () => void; drill: { label: string; onDrill: () => void } | null };

/** What was pointed at in the picture, and what can be done with it. */
export function SelectionBar({ model, selected, onKeep, onLeaveOut, onClear, drill }: SelectionBarProps) {
  if (selected.length === 0) return null;
  const words = selected.map((filter) => `${memberLabel(model, { role: "dimension", member: filterMember(filter) })}: ${filterWords(filter)}`).join("; ");
  return (
    <div role="status" className="flex h-8 min-w-0 flex-1 basis-52 items-center gap-1 rounded-md bg-accent-soft pl-2.5 text-xs">
      <span className="min-w-0 flex-1 truncate" title={words}>{words}</span>
      <Button size="sm" variant="link" aria-label="Keep only these" onClick={onKeep}><FilterIcon aria-hidden />Keep only</Button>
      {onLeaveOut && <Button size="sm" variant="link" aria-label="Leave out these" onClick={onLeaveOut}><FilterX aria-hidden />Leave out</Button>}
      {drill && <Button size="sm" variant="link" onClick={drill.onDrill}><ArrowDown aria-hidden />Drill down to {drill.label}</Button>}
      <Button size="icon-sm" variant="ghost" aria-label="Let go of the selection" onClick={onClear}><X aria-hidden /></Button>
    </div>
  );
}
