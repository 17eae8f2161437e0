import { useId } from "react";
import { Checkbox } from "@/ui/checkbox";
import { Field } from "@/ui/field";
import { Select } from "@/ui/select";
import { readerLocale } from "@/lib/locale";
import { numberWords } from "@/viz/number-format";
import { CURRENCIES, MOST_DIGITS, readFormat, USUAL_FORMATS, written, type NumberFormat, type Sign } from "./number-format";
import { OptionNumber } from "./option-number";

type Kind = NumberFormat["kind"] | "auto" | "other";

const KINDS: { value: Kind; label: string }[] = [
  { value: "auto", label: "Automatic" }, { value: "number", label: "Number" }, { value: "currency", label: "Currency" },
  { value: "percent", label: "Percent" }, { value: "short", label: "Short, as 1.2K" }, { value: "scientific", label: "Scientific" },
];
const SIGNS: { value: Sign; label: string }[] = [
  { value: "minus", label: "Minus before negatives" }, { value: "brackets", label: "Negatives in brackets" }, { value: "plus", label: "Plus before positives too" },
];
const EXAMPLES: Record<NumberFormat["kind"], readonly [number, number]> = {
  number: [12345.678, -1234.5], currency: [12345.678, -1234.5], percent: [0.1234, -0.05], short: [1234567, -4500], scientific: [1234567, -0.0012],
};

const currencyNames = () => {
  const names = new Intl.DisplayNames(readerLocale(), { type: "currency" });
  return (code: string) => `${code}, ${names.of(code) ?? code}`;
};

type NumberFormatFieldProps = {
  label?: string;
  /** What is chosen where nothing is: by the model, or by the size of the numbers. */
  hint?: string;
  value: string | null;
  onChange: (format: string | null) => void;
};

function Parts({ format, onChange }: { format: NumberFormat; onChange: (format: NumberFormat) => void }) {
  const { kind, digits, currency, isGrouped, sign } = format;
  const nameOf = currencyNames();
  const codes = CURRENCIES.some((code) => code === currency) ? CURRENCIES : [currency, ...CURRENCIES];
  return (
    <>
      {kind === "currency" && <Field label="Currency">{(control) => <Select {...control} value={currency} options={codes.map((code) => ({ value: code, label: nameOf(code) }))} onChange={(chosen) => { onChange({ ...format, currency: chosen }); }} />}</Field>}
      <div className="grid grid-cols-2 items-end gap-2">
        <OptionNumber label={kind === "short" ? "Digits" : "Decimals"} min={kind === "short" ? 1 : 0} max={MOST_DIGITS} isWhole value={digits} onChange={(chosen) => { onChange({ ...format, digits: chosen ?? USUAL_FORMATS[kind].digits }); }} />
        <Field label="Signs">{(control) => <Select {...control} value={sign} options={SIGNS} onChange={(chosen) => { onChange({ ...format, sign: chosen }); }} />}</Field>
      </div>
      {kind !== "short" && kind !== "scientific" && <Checkbox label="Separate thousands" checked={isGrouped} onCheckedChange={(checked) => { onChange({ ...format, isGrouped: checked === true }); }} />}
    </>
  );
}

/** How numbers are written: the kind, its currency, digits and signs, with two numbers written so. */
export function NumberFormatField({ label = "Numbers", hint, value, onChange }: NumberFormatFieldProps) {
  const exampleId = useId();
  const format = value === null ? null : readFormat(value);
  const kind: Kind = format?.kind ?? (value === null ? "auto" : "other");
  const kinds = kind === "other" ? [...KINDS, { value: "other" as const, label: value ?? "" }] : KINDS;
  const choose = (chosen: Kind) => {
    if (chosen === "auto") onChange(null);
    else if (chosen !== "other") onChange(written({ ...USUAL_FORMATS[chosen], ...(format !== null && { currency: format.currency, sign: format.sign }) }));
  };
  return (
    <div className="flex flex-col gap-2">
      <Field label={label} {...(hint !== undefined && { hint })}>{(control) => <Select {...control} value={kind} options={kinds} onChange={choose} />}</Field>
      {format !== null && (
        <fieldset aria-describedby={exampleId} className="flex flex-col gap-2 border-l-2 border-line pl-3">
          <legend className="sr-only">{label} in detail</legend>
          <Parts format={format} onChange={(changed) => { onChange(written(changed)); }} />
          <p id={exampleId} className="text-xs text-muted tabular-nums">{EXAMPLES[format.kind].map((number) => numberWords(number, written(format)).full).join("  ·  ")}</p>
        </fieldset>
      )}
    </div>
  );
}
