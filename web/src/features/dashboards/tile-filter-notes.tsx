import { ListFilter } from "lucide-react";
import type { Filter } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import { filterMember, filterWords } from "@/query/filter-words";
import { spoken } from "./page-controls";

/** In place of an answer: which filter still needs a value. It is no fault, and nothing to try again. */
export function NeededFilter({ problem }: { problem: Problem | null }) {
  return (
    <div role="status" className="absolute inset-0 flex flex-col items-center justify-center gap-1 overflow-hidden px-4 text-center text-sm">
      <ListFilter aria-hidden className="size-5 shrink-0 text-muted" />
      <p className="font-medium">{problem?.message}</p>
      {problem?.hint && <p className="text-xs text-muted">{problem.hint}</p>}
    </div>
  );
}

/** What a tile leaves out by itself, whatever readers choose. */
export function FilteredNote({ filters }: { filters: readonly Filter[] }) {
  const words = filters.map((filter) => `${spoken(filterMember(filter))} ${filterWords(filter)}`).join("; ");
  return <p className="truncate px-1 pt-1 text-xs text-muted" title={`Filtered: ${words}`}>Filtered: {words}</p>;
}
