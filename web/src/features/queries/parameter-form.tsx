import { SlidersHorizontal } from "lucide-react";
import { useId } from "react";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Field, type FieldControl } from "@/ui/field";
import { Input } from "@/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { Select } from "@/ui/select";
import { PARAMETER_TYPES, type ParameterDraft, type ParameterType } from "./parameters";

const TYPE_WORDS: Record<ParameterType, string> = {
  text: "Text", integer: "Whole number", decimal: "Decimal number, exact", float: "Number", boolean: "Yes or no", date: "Date", datetime: "Date and time", time: "Time of day",
};
const INPUT_TYPES: Partial<Record<ParameterType, string>> = { date: "date", datetime: "datetime-local", time: "time" };

type ValueProps = { draft: ParameterDraft; control: FieldControl; onChange: (change: Partial<ParameterDraft>) => void };

function ValueField({ draft, control, onChange }: ValueProps) {
  if (draft.isNull) return <Input {...control} value="" placeholder="null" disabled className="italic" />;
  if (draft.type === "boolean") {
    const { required: _, ...rest } = control;
    return <Select {...rest} value={draft.value === "" ? undefined : draft.value} onChange={(value) => { onChange({ value }); }} options={[{ value: "true", label: "yes" }, { value: "false", label: "no" }]} />;
  }
  const isNumber = draft.type === "integer" || draft.type === "decimal" || draft.type === "float";
  return (
    <Input
      {...control}
      type={INPUT_TYPES[draft.type] ?? "text"}
      {...(draft.type === "datetime" || draft.type === "time" ? { step: 1 } : {})}
      inputMode={draft.type === "integer" ? "numeric" : isNumber ? "decimal" : undefined}
      autoComplete="off"
      value={draft.value}
      onChange={(event) => { onChange({ value: event.target.value }); }}
      className={isNumber ? "text-right tabular" : undefined}
    />
  );
}

function Settings({ name, draft, onChange }: { name: string; draft: ParameterDraft; onChange: ValueProps["onChange"] }) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Type and label of $${name}`} title={TYPE_WORDS[draft.type]} className="-my-1 text-muted"><SlidersHorizontal aria-hidden /></Button>
      </PopoverTrigger>
      <PopoverContent aria-label={`Type and label of $${name}`} align="end" className="flex flex-col gap-3">
        <Field label="Type">
          {({ required: _, ...control }) => <Select {...control} value={draft.type} onChange={(type) => { onChange({ type, value: type === "boolean" ? "" : draft.value }); }} options={PARAMETER_TYPES.map((value) => ({ value, label: TYPE_WORDS[value] }))} />}
        </Field>
        <Field label="Label" isOptional>
          {(control) => <Input {...control} value={draft.label} maxLength={100} placeholder={`$${name}`} onChange={(event) => { onChange({ label: event.target.value }); }} />}
        </Field>
        <Checkbox label="No value (null)" checked={draft.isNull} onCheckedChange={(checked) => { onChange({ isNull: checked === true }); }} />
      </PopoverContent>
    </Popover>
  );
}

type ParameterFormProps = {
  names: readonly string[];
  draftFor: (name: string) => ParameterDraft;
  errors: Readonly<Record<string, string>>;
  onChange: (name: string, draft: ParameterDraft) => void;
  onRun: () => void;
};

/** The parameters of a statement as fields of a form; Enter runs it. */
export function ParameterForm({ names, draftFor, errors, onChange, onRun }: ParameterFormProps) {
  const titleId = useId();
  if (names.length === 0) return null;
  return (
    <form aria-labelledby={titleId} noValidate className="flex max-h-56 shrink-0 flex-wrap items-start gap-x-3 gap-y-2 overflow-y-auto border-b border-line bg-panel px-3 py-2" onSubmit={(event) => { event.preventDefault(); onRun(); }}>
      <h2 id={titleId} className="sr-only">Parameters</h2>
      {names.map((name) => {
        const draft = draftFor(name);
        const change = (changed: Partial<ParameterDraft>) => { onChange(name, { ...draft, ...changed }); };
        return (
          <div key={name} className="flex w-full items-end gap-1 sm:w-60">
            <Field
              className="min-w-0 flex-1"
              label={draft.label === "" ? <span className="font-mono text-xs">${name}</span> : <span title={`$${name}`}>{draft.label}</span>}
              error={errors[name]}
            >
              {(control) => <ValueField draft={draft} control={control} onChange={change} />}
            </Field>
            <div className={errors[name] === undefined ? "pb-1" : "self-start pt-7"}><Settings name={name} draft={draft} onChange={change} /></div>
          </div>
        );
      })}
      <button type="submit" hidden>Run</button>
    </form>
  );
}
