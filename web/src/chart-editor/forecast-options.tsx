import type { Forecast } from "@/api/contracts";
import { Checkbox } from "@/ui/checkbox";
import { SegmentedControl } from "@/ui/segmented-control";
import { OptionNumber } from "./option-number";
import { OptionsSection } from "./options-section";

const INTERVALS = [{ value: "80", label: "80%" }, { value: "95", label: "95%" }] as const;
const USUAL: Forecast = { periods: 6, interval: 80, is_seasonal: true };

/** Whether a picture over time looks ahead, how far, and how sure it is to be. */
export function ForecastOptions({ forecast, onChange }: { forecast: Forecast | null; onChange: (forecast: Forecast | null) => void }) {
  return (
    <OptionsSection title="Forecast">
      <Checkbox label="Look ahead" checked={forecast !== null} onCheckedChange={(checked) => { onChange(checked === true ? USUAL : null); }} />
      {forecast && (
        <>
          <OptionNumber label="So many periods" min={1} max={60} isWhole placeholder="6" value={forecast.periods} onChange={(periods) => { onChange({ ...forecast, periods: periods ?? 6 }); }} />
          <SegmentedControl label="The band holds" value={forecast.interval === 95 ? "95" : "80"} options={INTERVALS} onChange={(interval) => { onChange({ ...forecast, interval: interval === "95" ? 95 : 80 }); }} />
          <Checkbox label="Repeat the season" checked={forecast.is_seasonal ?? true} onCheckedChange={(checked) => { onChange({ ...forecast, is_seasonal: checked === true }); }} />
          <p className="text-xs text-muted">The season needs two whole ones: 24 months, 14 days. A period that is not over is left out.</p>
        </>
      )}
    </OptionsSection>
  );
}
