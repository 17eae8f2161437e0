import { ChevronDown, FilterX, X } from "lucide-react";
import { Fragment, lazy, Suspense, type ReactNode } from "react";
import type { DashboardPage, Filter, PageFilter } from "@/api/contracts";
import { filterMember, filterWords } from "@/query/filter-words";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { chooseFilter, clearAll, forgetFilter, hasChoices, unpick, type Choices } from "./choices";
import type { ResultsSource } from "./results-source";
import { tileTitle } from "./tile-words";

const FilterControl = lazy(async () => ({ default: (await import("./filter-control")).FilterControl }));

type FilterBarProps = {
  page: DashboardPage;
  source: ResultsSource;
  choices: Choices;
  onChange: (choices: Choices) => void;
  /** While editing: takes the filter off the page. */
  onRemove: ((filterId: string) => void) | null;
  /** While editing: what adds a filter. */
  addFilter?: ReactNode;
};

/** What is in force: the choice, or the default while nothing was chosen. */
export const filterInForce = (filter: PageFilter, choices: Choices): Filter | null => {
  const chosen = choices.filters[filter.id];
  return chosen === undefined ? (filter.default ?? null) : chosen;
};

const spoken = (member: string): string => {
  const words = member.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function PageFilterPill({ filter, source, choices, onChange, onRemove }: { filter: PageFilter } & Pick<FilterBarProps, "source" | "choices" | "onChange" | "onRemove">) {
  const value = filterInForce(filter, choices);
  const label = filter.label ?? spoken(filter.member);
  const choose = (next: Filter | null) => {
    onChange(next === null && !filter.default ? forgetFilter(choices, filter.id) : chooseFilter(choices, filter.id, next));
  };
  return (
    <div className="inline-flex max-w-full items-center">
      <Popover>
        <PopoverTrigger asChild>
          <Button size="sm" className={value === null ? "max-w-full" : "max-w-full rounded-r-none border-accent bg-accent-soft"}>
            <span className="shrink-0">{label}</span>
            <span className="min-w-0 truncate font-normal text-muted">{value === null ? "any" : filterWords(value)}</span>
            <ChevronDown aria-hidden />
          </Button>
        </PopoverTrigger>
        <PopoverContent aria-label={label} className="w-80">
          <Suspense><FilterControl filter={filter} source={source} label={label} value={value} onChange={choose} /></Suspense>
          {onRemove !== null && <Button variant="ghost" size="sm" className="mt-3" onClick={() => { onRemove(filter.id); }}>Take this filter off the page</Button>}
        </PopoverContent>
      </Popover>
      {value !== null && (
        <IconButton label={`Clear ${label}`} variant="outline" size="icon-sm" className="rounded-l-none border-l-0 border-accent bg-accent-soft" onClick={() => { choose(null); }}><X aria-hidden /></IconButton>
      )}
    </div>
  );
}

/** The filters of a page, what was picked in its pictures, and the way to clear both. */
export function FilterBar({ page, source, choices, onChange, onRemove, addFilter }: FilterBarProps) {
  const filters = page.filters ?? [];
  const tiles = new Map((page.tiles ?? []).map((tile) => [tile.id, tile]));
  const picked = choices.selections.filter(({ tile_id }) => tiles.has(tile_id));
  if (filters.length === 0 && picked.length === 0 && !addFilter) return null;
  return (
    <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-1.5 pb-3">
      {filters.map((filter) => <PageFilterPill key={filter.id} filter={filter} source={source} choices={choices} onChange={onChange} onRemove={onRemove} />)}
      {addFilter}
      {picked.map(({ tile_id, filters: parts }) => {
        const tile = tiles.get(tile_id);
        const words = parts.map((part) => `${spoken(filterMember(part))}: ${filterWords(part)}`).join("; ");
        return (
          <Fragment key={tile_id}>
            <Button size="sm" className="max-w-full border-accent bg-accent-soft" title={tile ? `Picked in “${tileTitle(tile)}”` : undefined} aria-label={`Clear the selection ${words}`} onClick={() => { onChange(unpick(choices, tile_id)); }}>
              <span className="min-w-0 truncate">{words}</span>
              <X aria-hidden />
            </Button>
          </Fragment>
        );
      })}
      {hasChoices(choices) && <Button variant="ghost" size="sm" onClick={() => { onChange(clearAll(choices)); }}><FilterX aria-hidden />Clear all</Button>}
    </div>
  );
}
