import { lazy, Suspense } from "react";
import type { Ability, ChartOptions, Drawing, Gaps, LegendPlace, Mark, Stacking } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import { Checkbox } from "@/ui/checkbox";
import { Field } from "@/ui/field";
import { SegmentedControl } from "@/ui/segmented-control";
import { Select } from "@/ui/select";
import { AnnotationOptions } from "./annotation-options";
import { AxesSection } from "./axes-section";
import { CellFormatSection } from "./cell-format-section";
import { ComparisonSection } from "./comparison-section";
import { ForecastOptions } from "./forecast-options";
import { NumberFormatField } from "./number-format-field";
import { OptionNumber } from "./option-number";
import { OptionText } from "./option-text";
import { OptionsSection } from "./options-section";
import { OrderSection } from "./order-section";
import { ReferenceOptions } from "./reference-options";

const ColorSection = lazy(async () => ({ default: (await import("./colors/color-section")).ColorSection }));

export type OptionsPanelProps = { drawing: Drawing | null; answer?: Drawable | null; options: ChartOptions; onChange: (options: ChartOptions) => void };

const STACKINGS: { value: Stacking; label: string }[] = [
  { value: "stacked", label: "Stacked" }, { value: "grouped", label: "Side by side" }, { value: "percent", label: "Shares" },
];
const LEGENDS: { value: LegendPlace | "none"; label: string }[] = [
  { value: "auto", label: "Automatic" }, { value: "right", label: "Right" }, { value: "top", label: "Above" }, { value: "bottom", label: "Below" },
  { value: "left", label: "Left" }, { value: "none", label: "None" },
];
const GAPS: { value: Gaps; label: string; detail: string }[] = [
  { value: "auto", label: "Automatic", detail: "Break where there is no value, pass over times without rows" },
  { value: "break", label: "Break the line", detail: "Also at times without rows" }, { value: "connect", label: "Connect the values around it", detail: "As if it were not there" },
  { value: "zero", label: "Count as zero", detail: "Where no rows means nothing happened" },
];
/** Kinds that group nothing. */
const UNGROUPED: ReadonlySet<Mark> = new Set(["kpi", "gauge"]);
/** Whether colors or sizes say something that a legend could tell. */
const hasLegend = (drawing: Drawing | null): boolean => {
  const channels = drawing?.bindings.map(({ channel }) => channel) ?? [];
  return channels.includes("color") || channels.includes("size") || channels.filter((channel) => channel === "y").length > 1 || !channels.includes("x") || drawing?.mark === "waterfall" || drawing?.mark === "candlestick";
};

/** How the picture is finished: only what a picture of this kind heeds, a section each. */
export function OptionsPanel({ drawing, answer = null, options, onChange }: OptionsPanelProps) {
  const can = (ability: Ability): boolean => drawing?.abilities?.includes(ability) ?? false;
  return (
    <>
      <OptionsSection title="Picture">
        {can("stacking") && <SegmentedControl label="Series" value={options.stacking ?? "stacked"} options={STACKINGS} onChange={(stacking) => { onChange({ stacking }); }} />}
        {can("direction") && <Checkbox label="Bars from left to right" checked={options.is_horizontal ?? false} onCheckedChange={(checked) => { onChange({ is_horizontal: checked === true }); }} />}
        {can("labels") && <Checkbox label="Values beside the marks" checked={options.show_labels ?? false} onCheckedChange={(checked) => { onChange({ show_labels: checked === true }); }} />}
        <OptionText label="Subtitle" placeholder="none" maxLength={500} value={options.subtitle} onChange={(subtitle) => { onChange({ subtitle }); }} />
        {can("legend") && hasLegend(drawing) && (
          <Field label="Legend">
            {(control) => (
              <Select
                {...control}
                value={options.show_legend === false ? "none" : options.legend_place ?? "auto"}
                options={LEGENDS}
                onChange={(place) => { onChange(place === "none" ? { show_legend: false } : { show_legend: true, legend_place: place }); }}
              />
            )}
          </Field>
        )}
        <NumberFormatField value={options.number_format ?? null} onChange={(chosen) => { onChange({ number_format: chosen }); }} />
        {(drawing === null || !UNGROUPED.has(drawing.mark)) && <OrderSection drawing={drawing} answer={answer} options={options} onChange={onChange} />}
        {can("limit") && (
          <OptionNumber label="At most so many categories" hint="The largest ones are kept." min={1} max={5000} isWhole value={options.limit} onChange={(limit) => { onChange({ limit }); }} />
        )}
      </OptionsSection>
      {drawing !== null && <Suspense><ColorSection drawing={drawing} answer={answer} options={options} onChange={onChange} /></Suspense>}
      <AxesSection drawing={drawing} options={options} onChange={onChange} />
      {can("references") && (
        <OptionsSection title="Lines to compare with">
          <ReferenceOptions references={options.references ?? []} onChange={(references) => { onChange({ references }); }} />
        </OptionsSection>
      )}
      {drawing !== null && !UNGROUPED.has(drawing.mark) && (
        <OptionsSection title="Missing values">
          <Checkbox label="Leave out groups without a value" checked={options.hides_absent ?? false} onCheckedChange={(checked) => { onChange({ hides_absent: checked === true }); }} />
          {can("gaps") && (
            <Field label="Where a line has no value">
              {(control) => <Select {...control} value={options.gaps ?? "auto"} options={GAPS} onChange={(gaps) => { onChange({ gaps }); }} />}
            </Field>
          )}
        </OptionsSection>
      )}
      <OptionsSection title="Small numbers">
        <OptionNumber label="Hide figures of fewer records than" hint="Others are hidden with them where it takes that to keep them unknown." placeholder="show all" min={2} max={1000} isWhole value={options.suppress_below} onChange={(fewest) => { onChange({ suppress_below: fewest }); }} />
      </OptionsSection>
      {can("forecast") && <ForecastOptions forecast={options.forecast ?? null} onChange={(forecast) => { onChange({ forecast }); }} />}
      {can("annotations") && (
        <AnnotationOptions drawing={drawing} answer={answer} notes={options.annotations ?? []} onChange={(annotations) => { onChange({ annotations }); }} />
      )}
      {can("comparison") && <ComparisonSection options={options} onChange={onChange} />}
      {(can("cells") || can("signs")) && <CellFormatSection hasRulesAlone={!can("cells")} columns={drawing?.cell_columns ?? []} cells={options.cells ?? []} onChange={(cells) => { onChange({ cells }); }} />}
    </>
  );
}
