import { useId } from "react";
import { Checkbox } from "@/ui/checkbox";
import { Field } from "@/ui/field";
import { Select } from "@/ui/select";
import { readerLocale } from "@/lib/locale";
import { numberWords } from "@/viz/number-format";
import { CURRENCIES, hasUnits, MOST_DIGITS, MOST_LETTERS, readFormat, USUAL_FORMATS, written, type NumberFormat, type Sign, type Unit } from "./number-format";
import { OptionNumber } from "./option-number";
import { OptionText } from "./option-text";

type Kind = NumberFormat["kind"] | "auto" | "other";

const KINDS: { value: Kind; label: string }[] = [
  { value: "auto", label: "Automatic" }, { value: "number", label: "Number" }, { value: "currency", label: "Currency" },
  { value: "percent", label: "Percent" }, { value: "short", label: "Short, as 1.2K" }, { value: "scientific", label: "Scientific" },
];
const SIGNS: { value: Sign; label: string }[] = [
  { value: "minus", label: "Minus before negatives" }, { value: "brackets", label: "Negatives in brackets" }, { value: "plus", label: "Plus before positives too" },
];
const UNITS: { value: Unit; label: string }[] = [
  { value: "", label: "As they are" }, { value: "K", label: "In thousands (K)" }, { value: "M", label: "In millions (M)" }, { value: "B", label: "In billions (B)" }, { value: "T", label: "In trillions (T)" },
];
const EXAMPLES: Record<NumberFormat["kind"], readonly [number, number]> = {
  number: [1234567.8, -45678.9], currency: [1234567.8, -45678.9], percent: [0.1234, -0.05], short: [1234567, -4500], scientific: [1234567, -0.0012],
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
  const { kind, digits, currency, isGrouped, sign, unit, before, after } = format;
  const nameOf = currencyNames();
  const codes = CURRENCIES.some((code) => code === currency) ? CURRENCIES : [currency, ...CURRENCIES];
  return (
    <>
      {kind === "currency" && <Field label="Currency">{(control) => <Select {...control} value={currency} options={codes.map((code) => ({ value: code, label: nameOf(code) }))} onChange={(chosen) => { onChange({ ...format, currency: chosen }); }} />}</Field>}
      {hasUnits(kind) && <Field label="Unit">{(control) => <Select {...control} value={unit} options={UNITS} onChange={(chosen) => { onChange({ ...format, unit: chosen, ...(unit === "" && chosen !== "" && digits === 0 && { digits: 1 }) }); }} />}</Field>}
      <OptionNumber label={kind === "short" ? "Digits" : "Decimals"} min={kind === "short" ? 1 : 0} max={MOST_DIGITS} isWhole value={digits} onChange={(chosen) => { onChange({ ...format, digits: chosen ?? USUAL_FORMATS[kind].digits }); }} />
      <Field label="Signs">{(control) => <Select {...control} value={sign} options={SIGNS} onChange={(chosen) => { onChange({ ...format, sign: chosen }); }} />}</Field>
      {kind !== "short" && kind !== "scientific" && <Checkbox label="Separate thousands" checked={isGrouped} onCheckedChange={(checked) => { onChange({ ...format, isGrouped: checked === true }); }} />}
      <div className="grid grid-cols-2 gap-2">
        <OptionText label="Before" placeholder="nothing" maxLength={MOST_LETTERS} keepsSpaces value={before} onChange={(text) => { onChange({ ...format, before: text ?? "" }); }} />
        <OptionText label="Behind" placeholder="nothing" maxLength={MOST_LETTERS} keepsSpaces value={after} onChange={(text) => { onChange({ ...format, after: text ?? "" }); }} />
      </div>
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
    else if (chosen !== "other") onChange(written({ ...USUAL_FORMATS[chosen], ...(format !== null && { currency: format.currency, sign: format.sign, before: format.before, after: format.after, ...(hasUnits(chosen) && { unit: format.unit }) }) }));
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
