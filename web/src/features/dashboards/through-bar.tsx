import { ArrowLeft, X } from "lucide-react";
import type { DashboardPage } from "@/api/contracts";
import { filterMember, filterWords } from "@/query/filter-words";
import { Button } from "@/ui/button";
import type { Through } from "./changes";
import type { Choices, OnChoices } from "./choices";
import { backFrom, dropThrough } from "./mark-choices";

type ThroughBarProps = { through: Through; pages: readonly DashboardPage[]; choices: Choices; onChoices: OnChoices };

const spoken = (member: string): string => member.slice(member.lastIndexOf(".") + 1).replaceAll("_", " ");

const words = (filter: Through["filters"][number]): string => {
  const member = spoken(filterMember(filter));
  return `${member.charAt(0).toUpperCase()}${member.slice(1)}: ${filterWords(filter)}`;
};

/** Over a detail page: what was brought along, and the way back to where the reader came from. */
export function ThroughBar({ through, pages, choices, onChoices }: ThroughBarProps) {
  const from = pages.find(({ id }) => id === through.from);
  return (
    <section aria-label="Details" className="mb-3 flex flex-wrap items-center gap-2 rounded-md border border-line bg-sunken px-2 py-1 text-sm">
      {from && <Button size="sm" variant="ghost" onClick={() => { onChoices(backFrom(choices, through)); }}><ArrowLeft aria-hidden />Back to {from.title}</Button>}
      <p className="min-w-0 flex-1 truncate">Details of <strong className="font-semibold">{through.filters.map(words).join(", ")}</strong></p>
      <Button size="sm" variant="ghost" onClick={() => { onChoices(dropThrough(choices)); }}><X aria-hidden />Show everything</Button>
    </section>
  );
}
