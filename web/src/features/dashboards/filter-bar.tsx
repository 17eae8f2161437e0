import { FilterX, ListFilter, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { DashboardPage } from "@/api/contracts";
import { filterMember, filterWords } from "@/query/filter-words";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/sheet";
import { clearAll, hasChoices, unpick } from "./choices";
import { ControlPill, filterParts, OpenControl, parameterParts, type ControlParts } from "./control-pill";
import type { Setting } from "./filter-values";
import { spoken } from "./page-controls";
import { tileTitle } from "./tile-words";
import { useIsPhone } from "./use-is-phone";

type FilterBarProps = Setting & {
  page: DashboardPage;
  /** While editing: what adds and arranges filters. */
  tools?: ReactNode;
};

function Picked({ page, choices, onChange }: Pick<FilterBarProps, "page" | "choices" | "onChange">) {
  const tiles = new Map((page.tiles ?? []).map((tile) => [tile.id, tile]));
  return choices.selections.filter(({ tile_id }) => tiles.has(tile_id)).map(({ tile_id, filters }) => {
    const tile = tiles.get(tile_id);
    const words = filters.map((part) => `${spoken(filterMember(part))}: ${filterWords(part)}`).join("; ");
    return (
      <Button key={tile_id} size="sm" className="max-w-full border-accent bg-accent-soft" title={tile ? `Picked in “${tileTitle(tile)}”` : undefined} aria-label={`Clear the selection ${words}`} onClick={() => { onChange(unpick(choices, tile_id)); }}>
        <span className="min-w-0 truncate">{words}</span>
        <X aria-hidden />
      </Button>
    );
  });
}

function PhoneFilters({ parts, reset }: { parts: readonly (ControlParts & { id: string })[]; reset: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const count = parts.filter(({ isSet }) => isSet).length;
  const isNeeded = parts.some((one) => one.isNeeded);
  return (
    <>
      <Button size="sm" className={count > 0 ? "border-accent bg-accent-soft" : isNeeded ? "border-dashed border-accent text-accent-text" : undefined} aria-haspopup="dialog" onClick={() => { setOpen(true); }}>
        <ListFilter aria-hidden />Filters{count > 0 && ` (${String(count)})`}
      </Button>
      <Sheet isOpen={isOpen} onOpenChange={setOpen} title="Filters" side="bottom">
        {parts.map(({ id, ...one }) => <OpenControl key={id} parts={one} />)}
        {reset}
      </Sheet>
    </>
  );
}

/** The filters and parameters of a page, what was picked in its pictures, and the way back from all of it. */
export function FilterBar({ page, tools, ...setting }: FilterBarProps) {
  const { controls: { filters, parameters, opening }, choices, onChange } = setting;
  const isPhone = useIsPhone();
  const parts = [
    ...filters.map((filter) => ({ id: filter.id, ...filterParts(filter, setting) })),
    ...parameters.map((parameter) => ({ id: parameter.id, ...parameterParts(parameter, setting) })),
  ];
  const hasDefaults = opening !== undefined || parameters.length > 0 || filters.some((filter) => Boolean(filter.default));
  const reset = hasChoices(choices) && (
    <Button variant="ghost" size="sm" onClick={() => { onChange(clearAll(choices, opening)); }}><FilterX aria-hidden />{hasDefaults ? "Reset to defaults" : "Clear all"}</Button>
  );
  return (
    <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-1.5 pb-3">
      {isPhone && parts.length > 0
        ? <PhoneFilters parts={parts} reset={reset} />
        : parts.map(({ id, ...one }) => <ControlPill key={id} parts={one} />)}
      <Picked page={page} choices={choices} onChange={onChange} />
      {reset}
      {tools}
    </div>
  );
}
