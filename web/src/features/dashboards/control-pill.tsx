import { ChevronDown, X } from "lucide-react";
import { lazy, Suspense, useState, type ReactNode } from "react";
import type { DashboardParameter, FilterChoice, PageFilter } from "@/api/contracts";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { chooseFilter, forgetFilter, setParameter } from "./choices";
import type { Setting } from "./filter-values";
import { choiceWords, filterInForce, filterLabel, spoken } from "./page-controls";

const FilterControl = lazy(async () => ({ default: (await import("./filter-control")).FilterControl }));
const ParameterControl = lazy(async () => ({ default: (await import("./parameter-control")).ParameterControl }));

const MARKED = "border-accent bg-accent-soft";

/** A filter as it stands: its name, what it is set to, its control, and the ways back. */
export const filterParts = (filter: PageFilter, setting: Setting) => {
  const { choices, onChange } = setting;
  const value = filterInForce(filter, choices);
  const label = filterLabel(filter);
  const choose = (next: FilterChoice | null) => {
    onChange(next === null && !filter.default ? forgetFilter(choices, filter.id) : chooseFilter(choices, filter.id, next));
  };
  const isChanged = choices.filters[filter.id] !== undefined && Boolean(filter.default);
  return {
    label,
    words: value === null ? (filter.is_required ? "choose" : "any") : choiceWords(value, filter),
    isSet: value !== null,
    isNeeded: value === null && filter.is_required === true,
    clear: value === null || filter.is_required ? null : () => { choose(null); },
    reset: isChanged ? () => { onChange(forgetFilter(choices, filter.id)); } : null,
    control: <Suspense><FilterControl filter={filter} setting={setting} label={label} value={value} onChange={choose} /></Suspense>,
  };
};

const parameterText = (value: unknown): string => (typeof value === "boolean" ? (value ? "Yes" : "No") : typeof value === "number" ? value.toLocaleString("en-US", { maximumFractionDigits: 6 }) : String(value));

/** A parameter in the same parts. */
export const parameterParts = (parameter: DashboardParameter, { choices, onChange }: Setting) => {
  const chosen = choices.parameters?.[parameter.id];
  const value = chosen ?? parameter.default;
  const label = parameter.label ?? spoken(parameter.parameter);
  return {
    label,
    words: parameterText(value),
    isSet: chosen !== undefined,
    isNeeded: false,
    clear: null,
    reset: chosen === undefined ? null : () => { onChange(setParameter(choices, parameter.id, null)); },
    control: <Suspense><ParameterControl parameter={parameter} label={label} value={value} onChange={(next) => { onChange(setParameter(choices, parameter.id, next)); }} /></Suspense>,
  };
};

export type ControlParts = ReturnType<typeof filterParts>;

/** A filter or a parameter in the bar; press it to set it. */
export function ControlPill({ parts: { label, words, isSet, isNeeded, clear, reset, control } }: { parts: ControlParts }) {
  return (
    <div className="inline-flex max-w-full items-center">
      <Popover>
        <PopoverTrigger asChild>
          <Button size="sm" className={`max-w-full ${isSet ? MARKED : isNeeded ? "border-dashed border-accent text-accent-text" : ""} ${clear ? "rounded-r-none" : ""}`}>
            <span className="max-w-48 shrink-0 truncate" title={label}>{label}</span>{" "}
            <span className="max-w-72 min-w-0 truncate font-normal text-muted">{words}</span>
            <ChevronDown aria-hidden />
          </Button>
        </PopoverTrigger>
        <PopoverContent aria-label={label} align="start" className="w-80 max-w-[calc(100vw-16px)]">
          {control}
          {reset && <Button variant="link" size="sm" className="mt-2" onClick={reset}>Back to the default</Button>}
        </PopoverContent>
      </Popover>
      {clear && <IconButton label={`Clear ${label}`} variant="outline" size="icon-sm" className={`rounded-l-none border-l-0 ${MARKED}`} onClick={clear}><X aria-hidden /></IconButton>}
    </div>
  );
}

/** The same laid open: in the sheet of a phone. */
export function OpenControl({ parts: { label, words, isSet, clear, reset, control } }: { parts: ControlParts }): ReactNode {
  // What is folded asks for nothing.
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-label={label} className="border-b border-line py-3 first:pt-0 last:border-b-0">
      <details onToggle={(event) => { setOpen(event.currentTarget.open); }}>
        <summary className="flex cursor-pointer items-center gap-2 rounded-md py-1 text-sm">
          <span className="min-w-0 flex-1 truncate font-medium">{label}</span>
          <span className={`max-w-[50%] truncate ${isSet ? "text-accent-text" : "text-muted"}`}>{words}</span>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
        </summary>
        <div className="pt-2">{isOpen && control}</div>
      </details>
      {(clear ?? reset) && (
        <div className="flex gap-2 pt-1">
          {clear && <Button variant="ghost" size="sm" onClick={clear}>Clear {label}</Button>}
          {reset && <Button variant="ghost" size="sm" onClick={reset}>Back to the default</Button>}
        </div>
      )}
    </section>
  );
}
