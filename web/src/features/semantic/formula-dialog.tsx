import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CalculatedColumn, FormulaKind, ModelMeasure, ModelTableState } from "@/api/contracts";
import { isSame } from "@/lib/same";
import { Checkbox } from "@/ui/checkbox";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { ProblemNotice, type ProblemWords } from "@/ui/problem-notice";
import { Select } from "@/ui/select";
import { functionsOptions } from "./api";
import { putCalculated, putMeasure, type Definition } from "./definition";
import { EditDialog } from "./edit-dialog";
import { FormulaField } from "./formula-field";
import { WordingFields, type Wording } from "./wording-fields";

type Defined = Wording & Pick<ModelMeasure, "name" | "formula" | "is_hidden">;

/** What is being defined: a measure, or a calculated column of a table; `index` null for a new one. */
export type FormulaPlace = { kind: FormulaKind; table: string; index: number | null };

const presentOf = (definition: Definition, { kind, table, index }: FormulaPlace): Defined | null => {
  if (index === null) return null;
  const found: ModelMeasure | CalculatedColumn | undefined = kind === "measure"
    ? definition.measures[index]
    : definition.tables.find(({ name }) => name === table)?.calculated[index];
  return found ?? null;
};

const FORBIDDEN = /[."@$\n\r\t]/;

/** What is wrong with the name of something that a person defines. */
export const nameProblem = (name: string, taken: readonly string[]): string | undefined => {
  if (FORBIDDEN.test(name)) return "A name has no dot, quote, @ or $.";
  return taken.some((other) => other.toLowerCase() === name.trim().toLowerCase()) ? "This name is taken already." : undefined;
};

const takenNames = (definition: Definition, tables: readonly ModelTableState[], { kind, table, index }: FormulaPlace): string[] => {
  const others = (parts: readonly { name: string }[]) => parts.filter((_, at) => at !== index).map(({ name }) => name);
  if (kind === "measure") return others(definition.measures);
  const columns = tables.find(({ name }) => name === table)?.columns ?? [];
  return [...columns.map(({ name }) => name), ...others(definition.tables.find(({ name }) => name === table)?.calculated ?? [])];
};

/** Puts what was written where it belongs. */
const withDefined = (definition: Definition, { kind, index }: FormulaPlace, table: string, defined: Defined): Definition => {
  const present = presentOf(definition, { kind, table, index });
  if (kind === "measure") return putMeasure(definition, index, { ...present, ...defined, table });
  return putCalculated(definition, table, index, { ...present, ...defined });
};

type FormulaDialogProps = {
  place: FormulaPlace;
  definition: Definition;
  tables: readonly ModelTableState[];
  onDone: (change: (definition: Definition) => Definition, name: string) => void;
  onRemove?: () => void;
  onClose: () => void;
  /** Saving at once, as from Explore. */
  done?: string;
  isBusy?: boolean;
  problem?: ProblemWords | null;
};

const NEW: Defined = { name: "", formula: "", label: null, description: null, synonyms: [], format: null, unit: null, is_hidden: false };

/** Where a measure or a calculated column is written. */
export function FormulaDialog({ place, definition, tables, onDone, onRemove, onClose, done, isBusy = false, problem }: FormulaDialogProps) {
  const { data: functions = [] } = useQuery(functionsOptions());
  const [first] = useState(() => presentOf(definition, place) ?? NEW);
  const [defined, setDefined] = useState(first);
  const [firstTable] = useState(() => (place.kind === "measure" && place.index !== null ? definition.measures[place.index]?.table : undefined) ?? place.table);
  const [table, setTable] = useState(firstTable);
  const taken = takenNames(definition, tables, { ...place, table });
  const error = nameProblem(defined.name, taken);
  const canDone = defined.name.trim() !== "" && error === undefined && defined.formula.trim() !== "";
  const isMeasure = place.kind === "measure";
  const what = isMeasure ? "measure" : "calculated column";
  const finish = () => {
    if (!canDone) return;
    const named = { ...defined, name: defined.name.trim() };
    onDone((now) => withDefined(now, place, table, named), named.name);
  };
  const change = (part: Partial<Defined>) => { setDefined((now) => ({ ...now, ...part })); };
  return (
    <EditDialog
      size="xl"
      title={place.index === null ? `New ${what}` : `${isMeasure ? "Measure" : "Calculated column"} “${first.name}”`}
      isChanged={!isSame(defined, first) || table !== firstTable}
      canDone={canDone}
      isBusy={isBusy}
      {...(done !== undefined && { done })}
      onDone={finish}
      onClose={onClose}
      onRemove={onRemove}
    >
      <div className="flex flex-col gap-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Name" isRequired error={error} hint={isMeasure ? "What formulas and questions call it" : "What formulas and questions call the column"}>
            {(control) => <Input {...control} value={defined.name} maxLength={200} placeholder={isMeasure ? "profit_margin" : "margin"} onChange={(event) => { change({ name: event.target.value }); }} />}
          </Field>
          <Field label="Table" hint={isMeasure ? "COUNT(*) counts its rows" : "Every row of it gets a value"}>
            {({ id, "aria-describedby": describedBy }) => (
              <Select id={id} aria-describedby={describedBy} value={table} disabled={!isMeasure && place.index !== null} options={definition.tables.map(({ name }) => ({ value: name, label: name }))} onChange={setTable} />
            )}
          </Field>
        </div>
        <FormulaField text={defined.formula} onChange={(formula) => { change({ formula }); }} onDone={finish} kind={place.kind} {...{ table, definition, tables, functions }} />
        <details open={place.index !== null}>
          <summary className="mb-2 w-fit rounded-sm text-sm font-medium text-muted hover:text-fg">Words and format</summary>
          <WordingFields value={defined} onChange={change} usualLabel={defined.name} isNumber />
          <Checkbox className="mt-3" label="Hide it from the fields" checked={defined.is_hidden === true} onCheckedChange={(checked) => { change({ is_hidden: checked === true }); }} />
        </details>
        {problem && <ProblemNotice isCompact title="It could not be saved" problem={problem} />}
      </div>
    </EditDialog>
  );
}
