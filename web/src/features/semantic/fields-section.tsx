import { useState } from "react";
import type { ColumnMeaning, ModelColumn } from "@/api/contracts";
import { columnTypeWords, isNumeric } from "@/lib/column-type";
import { isSame } from "@/lib/same";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { CalculatedMark, ColumnTypeIcon } from "@/ui/column-type-icon";
import { Field } from "@/ui/field";
import { Select } from "@/ui/select";
import { showUndo } from "@/ui/toast-store";
import { AddTable } from "./add-table";
import { policyCount, problemsAt, removeCalculated, removeTable, sayOfColumn, type Definition, type Table } from "./definition";
import { EditDialog } from "./edit-dialog";
import { FormulaDialog, type FormulaPlace } from "./formula-dialog";
import { PartList, PartProblems, PartRow } from "./part-list";
import type { Editing } from "./use-draft";
import { WordingFields } from "./wording-fields";

const INFERRED = "inferred";
const KINDS = [
  { value: INFERRED, label: "As inferred" }, { value: "categorical", label: "Category" }, { value: "time", label: "Time" }, { value: "number", label: "Number" },
  { value: "boolean", label: "Yes or no" }, { value: "geo", label: "Place" },
] as const;

type ColumnDialogProps = { column: ModelColumn; meaning: ColumnMeaning; onDone: (meaning: ColumnMeaning) => void; onClose: () => void };

function ColumnDialog({ column, meaning, onDone, onClose }: ColumnDialogProps) {
  const [said, setSaid] = useState(meaning);
  const kind = KINDS.find(({ value }) => value === said.kind)?.value ?? INFERRED;
  return (
    <EditDialog size="md" title={`Field “${column.name}”`} description={columnTypeWords(column.type)} isChanged={!isSame(said, meaning)} canDone onDone={() => { onDone(said); }} onClose={onClose}>
      <div className="flex flex-col gap-3">
        <WordingFields value={said} onChange={(wording) => { setSaid({ ...said, ...wording }); }} usualLabel={column.label ?? column.name} isNumber={isNumeric(column.type)} />
        <Field label="Kind" hint="How it groups">
          {({ id, "aria-describedby": describedBy }) => <Select id={id} aria-describedby={describedBy} value={kind} options={KINDS} onChange={(next) => { setSaid({ ...said, kind: next === INFERRED ? null : next }); }} />}
        </Field>
        <Checkbox label="Hide it from the fields" checked={said.is_hidden === true} onCheckedChange={(checked) => { setSaid({ ...said, is_hidden: checked === true ? true : null }); }} />
      </div>
    </EditDialog>
  );
}

type TablePartProps = { table: Table; editing: Editing; canEdit: boolean; onColumn: (column: ModelColumn) => void; onFormula: (place: FormulaPlace) => void };

function TablePart({ table, editing, canEdit, onColumn, onFormula }: TablePartProps) {
  const { definition, tables, check, change, undoLast } = editing;
  const state = tables.find(({ name }) => name === table.name);
  const columns = state?.columns ?? [];
  const at = `tables/${table.name}`;
  const own = check.problems.filter(({ place }) => place === at || place === `${at}/dataset_id`);
  const lost = table.columns.filter(({ column }) => !columns.some(({ name }) => name === column));
  const remove = () => {
    const policies = policyCount(definition, table.name);
    change((now) => removeTable(now, table.name));
    showUndo(policies === 0 ? `“${table.name}” is no longer in the model.` : `“${table.name}” is no longer in the model, nor ${policies === 1 ? "is its policy" : "are its policies"}: everybody may see all of it.`, undoLast);
  };
  return (
    <PartList
      title={table.name}
      hint={[state?.dataset_name ?? "This dataset is gone", typeof state?.row_count === "number" ? `${state.row_count.toLocaleString()} rows` : null].filter(Boolean).join(" · ")}
      add={canEdit ? { label: "New calculated column", onAdd: () => { onFormula({ kind: "column", table: table.name, index: null }); } } : undefined}
      actions={canEdit && definition.tables.length > 1 && <Button variant="ghost" onClick={remove}>Take out</Button>}
      count={columns.length + table.calculated.length + lost.length + own.length}
      empty="This table has no columns."
    >
      {own.length > 0 && <li className="px-3 py-2"><PartProblems problems={own} /></li>}
      {table.calculated.map((column, index) => (
        <PartRow
          key={`calculated:${column.name}`}
          title={column.label ?? column.name}
          name={column.name}
          detail={<code className="font-mono">{column.formula}</code>}
          badges={<><CalculatedMark />{column.unit && <Badge>{column.unit}</Badge>}{column.is_hidden && <Badge>hidden</Badge>}</>}
          problems={problemsAt(check.problems, `${at}/calculated/${column.name}`)}
          onOpen={canEdit ? () => { onFormula({ kind: "column", table: table.name, index }); } : undefined}
        />
      ))}
      {lost.map((meaning) => (
        <PartRow key={`lost:${meaning.column}`} title={meaning.label ?? meaning.column} name={meaning.column} detail="The data has no such column any more." problems={problemsAt(check.problems, `${at}/columns/${meaning.column}`)} onOpen={undefined} />
      ))}
      {columns.map((column) => {
        const said = table.columns.find((one) => one.column === column.name);
        return (
          <PartRow
            key={column.name}
            title={said?.label ?? column.label ?? column.name}
            name={column.name}
            detail={said?.description ?? columnTypeWords(column.type)}
            badges={<><ColumnTypeIcon type={column.type} className="size-3.5" />{said?.unit && <Badge>{said.unit}</Badge>}{said?.is_hidden && <Badge>hidden</Badge>}</>}
            problems={problemsAt(check.problems, `${at}/columns/${column.name}`)}
            onOpen={canEdit ? () => { onColumn(column); } : undefined}
          />
        );
      })}
    </PartList>
  );
}

/** The tables of the model with their fields, and what is said about them. */
export function FieldsSection({ editing, canEdit }: { editing: Editing; canEdit: boolean }) {
  const { definition, tables, change, undoLast } = editing;
  const [column, setColumn] = useState<{ table: Table; column: ModelColumn } | null>(null);
  const [formula, setFormula] = useState<FormulaPlace | null>(null);
  const remove = ({ table, index }: FormulaPlace) => {
    change((now: Definition) => removeCalculated(now, table, index ?? 0));
    setFormula(null);
    showUndo("The calculated column is no longer in the model.", undoLast);
  };
  return (
    <div className="flex flex-col gap-8">
      {definition.tables.map((table) => (
        <TablePart key={table.name} table={table} editing={editing} canEdit={canEdit} onColumn={(chosen) => { setColumn({ table, column: chosen }); }} onFormula={setFormula} />
      ))}
      {canEdit && <AddTable editing={editing} />}
      {column && (
        <ColumnDialog
          column={column.column}
          meaning={column.table.columns.find((one) => one.column === column.column.name) ?? { column: column.column.name }}
          onClose={() => { setColumn(null); }}
          onDone={(meaning) => { change((now) => sayOfColumn(now, column.table.name, meaning)); setColumn(null); }}
        />
      )}
      {formula && (
        <FormulaDialog
          place={formula}
          definition={definition}
          tables={tables}
          onClose={() => { setFormula(null); }}
          onDone={(apply) => { change(apply); setFormula(null); }}
          {...(formula.index !== null && { onRemove: () => { remove(formula); } })}
        />
      )}
    </div>
  );
}
