import { useState } from "react";
import type { Axis, AxisPlace, ChartOptions, Drawing, DrawnAxis, LabelAngle, MomentFormat, ScaleType } from "@/api/contracts";
import { Checkbox } from "@/ui/checkbox";
import { Field } from "@/ui/field";
import { SegmentedControl } from "@/ui/segmented-control";
import { Select } from "@/ui/select";
import { NumberFormatField } from "./number-format-field";
import { OptionNumber } from "./option-number";
import { OptionText } from "./option-text";
import { OptionsSection } from "./options-section";

const PLACES: Record<AxisPlace, string> = { x: "Below", y: "At the left", right: "At the right" };
const SCALES: { value: ScaleType; label: string }[] = [{ value: "linear", label: "Even" }, { value: "log", label: "Logarithmic" }];
const GRIDS: { value: "auto" | "yes" | "no"; label: string }[] = [{ value: "auto", label: "Automatic" }, { value: "yes", label: "Shown" }, { value: "no", label: "None" }];
const ANGLES: { value: LabelAngle; label: string }[] = [
  { value: "auto", label: "As there is room" }, { value: "flat", label: "Flat" }, { value: "leaning", label: "Leaning" }, { value: "upright", label: "Upright" },
];
const MOMENTS: { value: MomentFormat | "auto"; label: string }[] = [
  { value: "auto", label: "Automatic" }, { value: "year", label: "2025" }, { value: "quarter", label: "Q1 2025" }, { value: "month", label: "Jan 2025" }, { value: "day", label: "31 Jan" },
  { value: "whole_day", label: "31 Jan 2025" }, { value: "weekday", label: "Fri 31 Jan" }, { value: "moment", label: "31 Jan 14:30" }, { value: "clock", label: "14:30" },
  { value: "iso_month", label: "2025-01" }, { value: "iso_day", label: "2025-01-31" },
];

type Change = (options: ChartOptions) => void;
type AxesSectionProps = { drawing: Drawing | null; options: ChartOptions; onChange: Change };
type PartProps = { axis: DrawnAxis; options: ChartOptions; onChange: Change };

const chosenOf = (options: ChartOptions, place: AxisPlace): Axis => options.axes?.[place] ?? {};

const withChosen = (options: ChartOptions, place: AxisPlace, chosen: Partial<Axis>): ChartOptions =>
  ({ axes: { ...options.axes, [place]: { ...chosenOf(options, place), ...chosen } } });

type EndsProps = { min: number | null | undefined; max: number | null | undefined; onChange: (min: number | null, max: number | null) => void };

/** Where an axis begins and ends; an end that would lie behind the other takes it away. */
function Ends({ min, max, onChange }: EndsProps) {
  return (
    <div className="grid grid-cols-2 gap-2">
      <OptionNumber label="Begins at" value={min} onChange={(from) => { onChange(from, from !== null && (max ?? Infinity) <= from ? null : max ?? null); }} />
      <OptionNumber label="Ends at" value={max} onChange={(to) => { onChange(to !== null && (min ?? -Infinity) >= to ? null : min ?? null, to); }} />
    </div>
  );
}

function EndsOfAmounts({ options, onChange }: Omit<PartProps, "axis">) {
  return <Ends min={options.value_min} max={options.value_max} onChange={(low, high) => { onChange({ value_min: low, value_max: high }); }} />;
}

function Numbers({ axis, options, onChange }: PartProps) {
  const chosen = chosenOf(options, axis.place);
  const change = (next: Partial<Axis>) => { onChange(withChosen(options, axis.place, next)); };
  const isLog = axis.is_of_amounts === true ? options.value_scale === "log" : chosen.is_log === true;
  const scale = (next: ScaleType) => { if (axis.is_of_amounts === true) onChange({ value_scale: next }); else change({ is_log: next === "log" }); };
  return (
    <>
      {axis.can_be_log === true && <SegmentedControl label="Steps of the axis" value={isLog ? "log" : "linear"} options={SCALES} onChange={scale} className="self-start" />}
      {axis.has_ends === true && (axis.is_of_amounts === true
        ? <EndsOfAmounts options={options} onChange={onChange} />
        : <Ends min={chosen.min} max={chosen.max} onChange={(min, max) => { change({ min, max }); }} />)}
      <NumberFormatField label="Numbers of the axis" value={chosen.number_format ?? null} onChange={(format) => { change({ number_format: format }); }} />
    </>
  );
}

function AxisOptions({ axis, options, onChange }: PartProps) {
  const { place } = axis;
  const chosen = chosenOf(options, place);
  const change = (next: Partial<Axis>) => { onChange(withChosen(options, place, next)); };
  const title = place === "x" ? options.x_title : place === "y" ? options.y_title : chosen.title;
  const grid = chosen.has_grid === undefined || chosen.has_grid === null ? "auto" : chosen.has_grid ? "yes" : "no";
  const isShown = chosen.is_hidden !== true;
  const entitle = (words: string | null) => { if (place === "right") change({ title: words }); else onChange(place === "x" ? { x_title: words } : { y_title: words }); };
  return (
    <>
      <Checkbox label="Line and labels" checked={isShown} onCheckedChange={(checked) => { change({ is_hidden: checked !== true }); }} />
      {isShown && <Checkbox label="Title" checked={chosen.has_title !== false} onCheckedChange={(checked) => { change({ has_title: checked === true }); }} />}
      {isShown && chosen.has_title !== false && <OptionText label="Words of the title" maxLength={255} value={title} onChange={entitle} />}
      <Field label="Gridlines">{(control) => <Select {...control} value={grid} options={GRIDS} onChange={(next) => { change({ has_grid: next === "auto" ? null : next === "yes" }); }} />}</Field>
      {isShown && place === "x" && <Field label="Labels">{(control) => <Select {...control} value={chosen.angle ?? "auto"} options={ANGLES} onChange={(angle) => { change({ angle }); }} />}</Field>}
      {isShown && axis.kind === "time" && (
        <Field label="Dates">{(control) => <Select {...control} value={chosen.moment_format ?? "auto"} options={MOMENTS} onChange={(format) => { change({ moment_format: format === "auto" ? null : format }); }} />}</Field>
      )}
      {axis.kind === "numbers" && <Numbers axis={axis} options={options} onChange={onChange} />}
    </>
  );
}

/** The axes that the picture has, one at a time. */
export function AxesSection({ drawing, options, onChange }: AxesSectionProps) {
  const [place, setPlace] = useState<AxisPlace>("x");
  const axes = drawing?.axes ?? [];
  const axis = axes.find((one) => one.place === place) ?? axes[0];
  // A gauge has amounts, and no axis that could be seen.
  const hasEndsAlone = drawing?.abilities?.includes("value_axis") === true && !axes.some((one) => one.is_of_amounts === true);
  if (axis === undefined && !hasEndsAlone) return null;
  return (
    <OptionsSection title="Axes">
      {axis !== undefined && axes.length > 1 && (
        <SegmentedControl label="Axis" value={axis.place} options={axes.map((one) => ({ value: one.place, label: PLACES[one.place] }))} onChange={setPlace} className="self-start" />
      )}
      {axis !== undefined && <AxisOptions key={axis.place} axis={axis} options={options} onChange={onChange} />}
      {hasEndsAlone && <EndsOfAmounts options={options} onChange={onChange} />}
    </OptionsSection>
  );
}
