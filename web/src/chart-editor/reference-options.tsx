import { Plus, Trash2 } from "lucide-react";
import type { Reference, ReferenceKind } from "@/api/contracts";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { Select } from "@/ui/select";
import { OptionNumber } from "./option-number";
import { OptionText } from "./option-text";

const KINDS: { value: ReferenceKind; label: string; detail: string }[] = [
  { value: "constant", label: "At a value", detail: "A goal, a limit" },
  { value: "band", label: "Between two values", detail: "What is usual" },
  { value: "average", label: "Average", detail: "Of what is drawn" },
  { value: "median", label: "Median", detail: "Half of what is drawn lies below" },
  { value: "percentile", label: "Percentile", detail: "So many percent lie below" },
  { value: "percentile_band", label: "Between two percentiles", detail: "What most of it is like" },
  { value: "deviation_band", label: "Around the average", detail: "So many standard deviations to both sides" },
];
const MOST = 8;

/** A line of this kind that says where it stands, as the server wants it. */
const started = (kind: ReferenceKind, label: string | null | undefined): Reference => {
  const named = { kind, label: label ?? null };
  if (kind === "constant") return { ...named, value: 0 };
  if (kind === "percentile_band") return { ...named, value: 10, to: 90 };
  if (kind === "deviation_band") return { ...named, value: 2 };
  if (kind === "band") return { ...named, value: 0, to: 1 };
  return kind === "percentile" ? { ...named, value: 90 } : named;
};

type ReferenceOptionsProps = { references: readonly Reference[]; onChange: (references: Reference[]) => void };

/** Lines and bands across the picture to compare with. */
export function ReferenceOptions({ references, onChange }: ReferenceOptionsProps) {
  const change = (place: number, next: Reference) => { onChange(references.map((one, index) => (index === place ? next : one))); };
  return (
    <>
      {references.map((one, place) => (
        <fieldset key={place} aria-label={`Line ${String(place + 1)}`} className="flex flex-col gap-2 rounded-md bg-sunken p-2">
          <div className="flex items-center gap-1">
            <Select aria-label={`Kind of line ${String(place + 1)}`} value={one.kind} options={KINDS} onChange={(kind) => { change(place, started(kind, one.label)); }} />
            <IconButton label={`Remove line ${String(place + 1)}`} onClick={() => { onChange(references.filter((_, index) => index !== place)); }}><Trash2 aria-hidden /></IconButton>
          </div>
          <div className="grid grid-cols-2 gap-2 empty:hidden">
            {one.kind === "constant" && <OptionNumber label="Value" placeholder="0" value={one.value} onChange={(value) => { change(place, { ...one, value: value ?? 0 }); }} />}
            {one.kind === "percentile" && <OptionNumber label="Percent" placeholder="90" min={0} max={100} value={one.value} onChange={(value) => { change(place, { ...one, value: value ?? 90 }); }} />}
            {one.kind === "deviation_band" && <OptionNumber label="Deviations" placeholder="2" min={0.1} max={10} value={one.value} onChange={(value) => { change(place, { ...one, value: value ?? 2 }); }} />}
            {one.kind === "percentile_band" && (
              <>
                <OptionNumber label="From percent" placeholder="10" min={0} max={99} value={one.value} onChange={(value) => { const from = value ?? 10; change(place, { ...one, value: from, to: (one.to ?? 90) > from ? one.to ?? 90 : 100 }); }} />
                <OptionNumber label="To percent" placeholder="90" min={1} max={100} value={one.to} onChange={(to) => { const from = one.value ?? 10; change(place, { ...one, to: (to ?? 90) > from ? to ?? 90 : 100 }); }} />
              </>
            )}
            {one.kind === "band" && (
              <>
                <OptionNumber label="From" placeholder="0" value={one.value} onChange={(value) => { const from = value ?? 0; change(place, { ...one, value: from, to: Math.max(one.to ?? 0, from + 1) }); }} />
                <OptionNumber label="To" placeholder="1" value={one.to} onChange={(to) => { const from = one.value ?? 0; change(place, { ...one, to: to !== null && to > from ? to : from + 1 }); }} />
              </>
            )}
          </div>
          <OptionText label="Name" maxLength={100} placeholder={one.kind === "constant" || one.kind === "band" ? "none" : "automatic"} value={one.label} onChange={(label) => { change(place, { ...one, label }); }} />
        </fieldset>
      ))}
      {references.length < MOST && (
        <Button size="sm" className="w-fit" onClick={() => { onChange([...references, started("average", null)]); }}><Plus aria-hidden />Add a line</Button>
      )}
    </>
  );
}
