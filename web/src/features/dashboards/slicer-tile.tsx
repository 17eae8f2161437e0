import { Button } from "@/ui/button";
import { filterParts, parameterParts } from "./control-pill";
import type { Setting } from "./filter-values";

/** A filter or a parameter that stands on the canvas. */
export function SlicerTile({ controlId, ...setting }: Setting & { controlId: string }) {
  const filter = setting.controls.filters.find(({ id }) => id === controlId);
  const parameter = setting.controls.parameters.find(({ id }) => id === controlId);
  const parts = filter ? filterParts(filter, setting) : parameter ? parameterParts(parameter, setting) : null;
  if (parts === null) return <p className="p-3 text-sm text-muted">The filter that stood here is gone.</p>;
  const { label, words, isSet, isNeeded, clear, reset, control } = parts;
  return (
    <div role="group" aria-label={label} className="absolute inset-0 flex flex-col gap-2 overflow-y-auto px-3 py-2">
      <div className="flex min-h-7 items-center gap-2 text-sm">
        <span className="shrink-0 font-semibold">{label}</span>
        <span className={`min-w-0 flex-1 truncate ${isSet || isNeeded ? "text-accent-text" : "text-muted"}`} title={words}>{words}</span>
        {clear && <Button variant="link" size="sm" aria-label={`Clear ${label}`} onClick={clear}>Clear</Button>}
        {reset && !clear && <Button variant="link" size="sm" aria-label={`${label} back to the default`} onClick={reset}>Reset</Button>}
      </div>
      {control}
    </div>
  );
}
