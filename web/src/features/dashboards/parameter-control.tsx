import { useState, type SyntheticEvent } from "react";
import type { DashboardParameter } from "@/api/contracts";
import { formatNumber } from "@/lib/format-number";
import { cleanNumber, roundStep } from "@/query/conditions/steps";
import { numberFrom } from "@/query/typed-number";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { Select } from "@/ui/select";
import { Slider } from "@/ui/slider";
import { Switch } from "@/ui/switch";
import type { ParameterValue } from "./choices";

type ParameterControlProps = { parameter: DashboardParameter; label: string; value: ParameterValue; onChange: (value: ParameterValue) => void };

const valueWords = (value: ParameterValue): string =>
  typeof value === "number" ? formatNumber(value) : typeof value === "boolean" ? (value ? "Yes" : "No") : value === "" ? "empty" : value;

/** What a parameter is set to, in a few words. */
export const parameterWords = valueWords;

function NumberControl({ parameter: { min, max, step, default: usual }, label, value, onChange }: ParameterControlProps) {
  const [text, setText] = useState(String(value));
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(String(value));
  }
  const typed = numberFrom(text);
  const number = typeof typed === "number" ? typed : undefined;
  const hasEnds = typeof min === "number" && typeof max === "number" && max > min;
  const isOutside = number !== undefined && ((typeof min === "number" && number < min) || (typeof max === "number" && number > max));
  const span = `${typeof min === "number" ? formatNumber(min) : "any"} – ${typeof max === "number" ? formatNumber(max) : "any"}`;
  const error = number === undefined ? "Write a number, such as 12.5" : isOutside ? `It lies between ${span}` : undefined;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (number !== undefined && !isOutside) onChange(number);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      {hasEnds && (
        <div>
          <Slider
            labels={[label]}
            values={[Math.min(max, Math.max(min, number ?? Number(usual)))]}
            min={min}
            max={max}
            step={step ?? roundStep(min, max)}
            words={formatNumber}
            onChange={([slid]) => { if (slid !== undefined) setText(String(cleanNumber(slid))); }}
            onCommit={([slid]) => { if (slid !== undefined) onChange(cleanNumber(slid)); }}
          />
          <div className="flex justify-between text-xs text-muted tabular"><span>{formatNumber(min)}</span><span>{formatNumber(max)}</span></div>
        </div>
      )}
      <div className="flex items-end gap-2">
        <Field label="Value" error={error} className="flex-1">
          {(control) => <Input {...control} inputMode="decimal" className="tabular" value={text} onChange={(event) => { setText(event.target.value); }} />}
        </Field>
        <Button type="submit" size="sm" variant="primary" className={error === undefined ? "mb-0.5" : "mb-6"}>Apply</Button>
      </div>
    </form>
  );
}

function TextControl({ label, value, onChange }: ParameterControlProps) {
  const [text, setText] = useState(String(value));
  return (
    <form onSubmit={(event) => { event.preventDefault(); onChange(text); }} className="flex items-end gap-2">
      <Field label={label} className="flex-1">{(control) => <Input {...control} maxLength={1000} value={text} onChange={(event) => { setText(event.target.value); }} />}</Field>
      <Button type="submit" size="sm" variant="primary" className="mb-0.5">Apply</Button>
    </form>
  );
}

/** Sets a parameter within the bounds that the dashboard gives it. */
export function ParameterControl(props: ParameterControlProps) {
  const { parameter, label, value, onChange } = props;
  switch (parameter.control) {
    case "slider":
      return <NumberControl {...props} />;
    case "text":
      return <TextControl key={String(value)} {...props} />;
    case "switch":
      return (
        <div className="flex items-center justify-between gap-2 text-sm">
          <span id={`set-${parameter.id}`}>{label}</span>
          <Switch aria-labelledby={`set-${parameter.id}`} checked={value === true} onCheckedChange={onChange} />
        </div>
      );
    case "date":
      return (
        <Field label={label}>
          {(control) => <Input {...control} type="date" value={String(value).slice(0, 10)} onChange={(event) => { if (event.target.value !== "") onChange(event.target.value); }} />}
        </Field>
      );
    case "select": {
      const options = (parameter.options ?? []).map((option) => ({ value: JSON.stringify(option), label: valueWords(option) }));
      return <Select aria-label={label} value={JSON.stringify(value)} options={options} onChange={(next) => { onChange(JSON.parse(next) as ParameterValue); }} />;
    }
  }
}
