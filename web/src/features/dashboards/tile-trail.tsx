import { ChevronRight, RotateCcw, X } from "lucide-react";
import type { ChartTile, DrillStep, RowFilterSpec } from "@/api/contracts";
import { GRAIN_WORDS, lowered } from "@/query/field-words";
import { filterMember, filterWords } from "@/query/filter-words";
import { changeOf } from "./changes";
import type { Answer } from "@/query/answer";
import type { Choices, OnChoices } from "./choices";
import { drillBack, restore, unkeep } from "./mark-choices";

type TileTrailProps = { tile: ChartTile; choices: Choices; onChoices: OnChoices; answer: Answer | null | undefined };
type Labels = ReadonlyMap<string, string>;

const spoken = (member: string): string => member.slice(member.lastIndexOf(".") + 1).replaceAll("_", " ");

const levelWords = ({ member, grain }: DrillStep["target"], labels: Labels): string =>
  lowered(grain ? GRAIN_WORDS[grain] : labels.get(member) ?? spoken(member));

const stepWords = ({ target, filters = [] }: DrillStep, labels: Labels): string =>
  filters.length > 0 ? filters.map(filterWords).join(", ") : `by ${levelWords(target, labels)}`;

const first = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const keptWords = (filter: RowFilterSpec, labels: Labels): string => {
  if (filter.kind === "any") return filter.filters.map((part) => keptWords(part, labels)).join(" or ");
  const member = filterMember(filter);
  return `${first(labels.get(member) ?? spoken(member))}: ${filterWords(filter)}`;
};

const CRUMB = "max-w-40 truncate rounded-sm px-1 py-0.5";

/** What a reader changed in a tile: the way that they drilled, what they kept and left out, and the ways back. */
export function TileTrail({ tile, choices, onChoices, answer }: TileTrailProps) {
  const labels = new Map((answer?.meaning.columns ?? []).map(({ member, label }) => [member, label]));
  const { steps = [], kept = [] } = changeOf(choices, tile.id) ?? {};
  return (
    <div className="flex min-h-7 shrink-0 flex-wrap items-center gap-x-1 gap-y-0.5 px-1 pb-1 text-xs">
      {steps.length > 0 && (
        <nav aria-label="Drilled to" className="min-w-0">
          <ol className="flex flex-wrap items-center">
            <li><button type="button" className={`${CRUMB} text-accent-text hover:bg-hover hover:underline`} onClick={() => { onChoices(drillBack(choices, tile, 0)); }}>All</button></li>
            {steps.map((step, index) => {
              const words = stepWords(step, labels);
              const isLast = index === steps.length - 1;
              return (
                <li key={String(index)} className="flex min-w-0 items-center">
                  <ChevronRight aria-hidden className="size-3 shrink-0 text-faint" />
                  {isLast
                    ? <span aria-current="location" className={`${CRUMB} font-medium`} title={words}>{words}</span>
                    : <button type="button" title={words} className={`${CRUMB} text-accent-text hover:bg-hover hover:underline`} onClick={() => { onChoices(drillBack(choices, tile, index + 1)); }}>{words}</button>}
                </li>
              );
            })}
          </ol>
        </nav>
      )}
      {kept.map((filter, index) => {
        const words = keptWords(filter, labels);
        return (
          <span key={String(index)} className="inline-flex min-w-0 items-center rounded-full border border-line bg-sunken pl-2">
            <span className="max-w-44 truncate" title={words}>{words}</span>
            <button type="button" aria-label={`No longer filter by ${words}`} className="grid size-6 place-items-center rounded-full text-muted hover:bg-hover hover:text-fg" onClick={() => { onChoices(unkeep(choices, tile, index)); }}><X aria-hidden className="size-3" /></button>
          </span>
        );
      })}
      <button type="button" className="ml-auto inline-flex items-center gap-1 rounded-sm px-1 py-0.5 text-muted hover:bg-hover hover:text-fg" onClick={() => { onChoices(restore(choices, tile)); }}><RotateCcw aria-hidden className="size-3" />Reset</button>
    </div>
  );
}
