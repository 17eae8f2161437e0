import { useState } from "react";
import type { Calendar, ModelParameter } from "@/api/contracts";
import { columnTypeWords } from "@/lib/column-type";
import { isSame } from "@/lib/same";
import { Badge } from "@/ui/badge";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { Select } from "@/ui/select";
import { problemsAt, putParameter, removeParameter, setCalendar } from "./definition";
import { EditDialog } from "./edit-dialog";
import { PartList, PartRow } from "./part-list";
import type { Editing } from "./use-draft";

const TYPES = (["integer", "decimal", "float", "text", "boolean", "date", "datetime"] as const).map((value) => ({ value, label: columnTypeWords(value) }));

/** The default as its type holds it; null where it cannot be read as one. */
export const defaultFrom = (text: string, type: ModelParameter["type"]): ModelParameter["default"] | null => {
  if (type === "boolean") return text === "true" ? true : text === "false" ? false : null;
  if (type === "integer" || type === "float") {
    const number = Number(text);
    return text.trim() === "" || !Number.isFinite(number) || (type === "integer" && !Number.isSafeInteger(number)) ? null : number;
  }
  return text === "" ? null : text;
};

type ParameterDialogProps = { parameter: ModelParameter | null; taken: readonly string[]; onDone: (parameter: ModelParameter) => void; onRemove: (() => void) | undefined; onClose: () => void };

function ParameterDialog({ parameter, taken, onDone, onRemove, onClose }: ParameterDialogProps) {
  const [first] = useState({ name: parameter?.name ?? "", label: parameter?.label ?? "", type: parameter?.type ?? ("float" as ModelParameter["type"]), text: parameter ? String(parameter.default) : "" });
  const [said, setSaid] = useState(first);
  const value = defaultFrom(said.text, said.type);
  const isTaken = taken.some((name) => name.toLowerCase() === said.name.trim().toLowerCase());
  const finish = () => {
    if (value !== null) onDone({ ...parameter, name: said.name.trim(), label: said.label === "" ? null : said.label, type: said.type, default: value });
  };
  return (
    <EditDialog
      size="md"
      title={parameter ? `Parameter “${parameter.name}”` : "New parameter"}
      description="Formulas name it with a $, and a question may set it."
      isChanged={!isSame(said, first)}
      canDone={said.name.trim() !== "" && !isTaken && value !== null}
      onDone={finish}
      onClose={onClose}
      onRemove={onRemove}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Name" isRequired error={isTaken ? "This name is taken already." : undefined}>{(control) => <Input {...control} value={said.name} maxLength={200} placeholder="tax_rate" onChange={(event) => { setSaid({ ...said, name: event.target.value }); }} />}</Field>
        <Field label="Label">{(control) => <Input {...control} value={said.label} maxLength={255} placeholder={said.name} onChange={(event) => { setSaid({ ...said, label: event.target.value }); }} />}</Field>
        <Field label="Type">{({ id }) => <Select id={id} value={said.type} options={TYPES} onChange={(type) => { setSaid({ ...said, type }); }} />}</Field>
        <Field label="Value to begin with" isRequired error={said.text !== "" && value === null ? "This is no such value." : undefined}>
          {(control) => said.type === "boolean"
            ? <Select id={control.id} value={said.text || undefined} options={[{ value: "true", label: "Yes" }, { value: "false", label: "No" }]} onChange={(text) => { setSaid({ ...said, text }); }} />
            : <Input {...control} type={said.type === "date" ? "date" : "text"} value={said.text} onChange={(event) => { setSaid({ ...said, text: event.target.value }); }} />}
        </Field>
      </div>
    </EditDialog>
  );
}

/** Values that formulas name as `$name`. */
export function ParametersSection({ editing, canEdit }: { editing: Editing; canEdit: boolean }) {
  const { definition, check, change } = editing;
  const [open, setOpen] = useState<number | "new" | null>(null);
  const index = typeof open === "number" ? open : null;
  const close = () => { setOpen(null); };
  return (
    <>
      <PartList title="Parameters" hint="Values that formulas name as $name." add={canEdit ? { label: "New parameter", onAdd: () => { setOpen("new"); } } : undefined} count={definition.parameters.length} empty="No parameter is defined yet: such as a tax rate or a target.">
        {definition.parameters.map((one, at) => (
          <PartRow key={one.name} title={one.label ?? one.name} name={`$${one.name}`} detail={String(one.default)} badges={<Badge>{columnTypeWords(one.type)}</Badge>} problems={problemsAt(check.problems, `parameters/${one.name}`)} onOpen={canEdit ? () => { setOpen(at); } : undefined} />
        ))}
      </PartList>
      {open !== null && (
        <ParameterDialog
          parameter={index === null ? null : definition.parameters[index] ?? null}
          taken={definition.parameters.filter((_, at) => at !== index).map(({ name }) => name)}
          onClose={close}
          onDone={(parameter) => { change((now) => putParameter(now, index, parameter)); close(); }}
          onRemove={index === null ? undefined : () => { change((now) => removeParameter(now, index)); close(); }}
        />
      )}
    </>
  );
}

const MONTHS = Array.from({ length: 12 }, (_, month) => ({ value: String(month + 1), label: new Date(Date.UTC(2024, month, 1)).toLocaleDateString("en", { month: "long", timeZone: "UTC" }) }));
const WEEKDAYS = [{ value: "monday", label: "Monday" }, { value: "saturday", label: "Saturday" }, { value: "sunday", label: "Sunday" }] as const;

/** How time functions cut years and weeks. */
export function CalendarSection({ editing, canEdit }: { editing: Editing; canEdit: boolean }) {
  const { calendar } = editing.definition;
  const set = (part: Partial<Calendar>) => { editing.change((now) => setCalendar(now, { ...calendar, ...part })); };
  return (
    <section aria-label="Calendar" className="flex max-w-md flex-col gap-3">
      <div><h2 className="text-base font-semibold">Calendar</h2><p className="text-sm text-muted">How functions of time cut years and weeks.</p></div>
      <Field label="The fiscal year begins in">{({ id }) => <Select id={id} disabled={!canEdit} value={String(calendar.fiscal_year_starts ?? 1)} options={MONTHS} onChange={(month) => { set({ fiscal_year_starts: Number(month) }); }} />}</Field>
      <Field label="Weeks begin on">{({ id }) => <Select id={id} disabled={!canEdit} value={calendar.week_starts ?? "monday"} options={WEEKDAYS} onChange={(day) => { set({ week_starts: day }); }} />}</Field>
    </section>
  );
}
