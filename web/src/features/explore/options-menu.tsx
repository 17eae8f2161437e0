import { Link } from "@tanstack/react-router";
import { Route, SlidersHorizontal } from "lucide-react";
import type { ChartOptions, Mark, Stacking } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { SegmentedControl } from "@/ui/segmented-control";

type OptionsMenuProps = { mark: Mark | null; options: ChartOptions; onChange: (options: ChartOptions) => void };

const STACKINGS: { value: Stacking; label: string }[] = [
  { value: "stacked", label: "Stacked" }, { value: "grouped", label: "Side by side" }, { value: "percent", label: "Shares" },
];

/** How the picture is finished. */
export function OptionsMenu({ mark, options, onChange }: OptionsMenuProps) {
  const canStack = mark === "bar" || mark === "area";
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button aria-label="Options of the picture"><SlidersHorizontal aria-hidden /><span className="hidden sm:inline">Options</span></Button>
      </PopoverTrigger>
      <PopoverContent align="start" aria-label="Options of the picture" className="flex flex-col gap-3">
        {canStack && <SegmentedControl label="Series" value={options.stacking ?? "stacked"} options={STACKINGS} onChange={(stacking) => { onChange({ stacking }); }} />}
        {mark === "bar" && <Checkbox label="Bars from left to right" checked={options.is_horizontal ?? false} onCheckedChange={(checked) => { onChange({ is_horizontal: checked === true }); }} />}
        <Checkbox label="Values beside the marks" checked={options.show_labels ?? false} onCheckedChange={(checked) => { onChange({ show_labels: checked === true }); }} />
        <Checkbox label="Legend" checked={options.show_legend ?? true} onCheckedChange={(checked) => { onChange({ show_legend: checked === true }); }} />
        <Field label="At most so many categories" hint="The largest ones are kept.">
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={5000}
              className="tabular"
              placeholder="automatic"
              defaultValue={options.limit ?? ""}
              onBlur={(event) => {
                const count = event.target.valueAsNumber;
                onChange({ limit: Number.isNaN(count) ? null : Math.min(5000, Math.max(1, Math.floor(count))) });
              }}
            />
          )}
        </Field>
        <Link to="/explore/trace" search={true} className="flex w-fit items-center gap-1.5 rounded-sm border-t border-line pt-2 text-sm text-accent-text hover:underline"><Route aria-hidden className="size-4" />How it is computed</Link>
      </PopoverContent>
    </Popover>
  );
}
