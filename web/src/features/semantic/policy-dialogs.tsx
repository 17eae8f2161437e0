import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ColumnPolicy, ModelTableState, RowPolicy } from "@/api/contracts";
import { isSame } from "@/lib/same";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { Select } from "@/ui/select";
import { functionsOptions } from "./api";
import { ColumnPicker } from "./column-picker";
import type { Definition } from "./definition";
import { EditDialog } from "./edit-dialog";
import { nameProblem } from "./formula-dialog";
import { FormulaField } from "./formula-field";
import { isWholeLimit, WhomFields, type AttributesInUse } from "./policy-fields";
import { LIMITED, listed, unknownAttributes, type Policy } from "./policy-words";

type PolicyDialogProps<Kind extends Policy> = {
  /** Null for a new one. */
  policy: Kind | null;
  definition: Definition;
  tables: readonly ModelTableState[];
  attributes: AttributesInUse;
  /** The names of the other policies of this kind. */
  taken: readonly string[];
  onDone: (policy: Kind) => void;
  onRemove: (() => void) | undefined;
  onClose: () => void;
};

type HeadProps = { policy: Policy; error: string | undefined; placeholder: string; tables: readonly { name: string }[]; onName: (name: string) => void; onTable: (table: string) => void };

function Head({ policy, error, placeholder, tables, onName, onTable }: HeadProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="Name" isRequired error={error}>
        {(control) => <Input {...control} value={policy.name} maxLength={200} placeholder={placeholder} onChange={(event) => { onName(event.target.value); }} />}
      </Field>
      <Field label="Table">
        {({ id }) => <Select id={id} value={policy.table} options={tables.map(({ name }) => ({ value: name, label: name }))} onChange={onTable} />}
      </Field>
    </div>
  );
}

const usePolicy = <Kind extends Policy>(first: Kind, taken: readonly string[]) => {
  const [begun] = useState(first);
  const [policy, setPolicy] = useState(first);
  const error = nameProblem(policy.name, taken);
  return {
    policy: policy as Kind,
    change: (part: Partial<Kind>) => { setPolicy((now) => ({ ...now, ...part })); },
    error,
    isChanged: !isSame(policy, begun),
    isNamed: policy.name.trim() !== "" && error === undefined && isWholeLimit(policy),
  };
};

const blank = (definition: Definition) => ({ name: "", table: definition.tables[0]?.name ?? "", roles: [...LIMITED], except_for: null, description: null });

/** Which rows of a table some people may see. */
export function RowPolicyDialog({ policy: present, definition, tables, attributes, taken, onDone, onRemove, onClose }: PolicyDialogProps<RowPolicy>) {
  const { data: functions = [] } = useQuery(functionsOptions());
  const { policy, change, error, isChanged, isNamed } = usePolicy<RowPolicy>(present ?? { ...blank(definition), formula: "" }, taken);
  const canDone = isNamed && policy.formula.trim() !== "";
  const unknown = attributes === null ? [] : unknownAttributes(policy.formula, attributes.keys());
  const finish = () => { if (canDone) onDone({ ...policy, name: policy.name.trim() }); };
  return (
    <EditDialog
      size="xl"
      title={present ? `Row policy “${present.name}”` : "New row policy"}
      description="Rows for which the formula is not true do not exist for the people whom it limits, in charts, SQL, filter lists and exports alike."
      {...{ isChanged, canDone, onClose, onRemove }}
      onDone={finish}
    >
      <div className="flex flex-col gap-4">
        <Head policy={policy} error={error} placeholder="own region" tables={definition.tables} onName={(name) => { change({ name }); }} onTable={(table) => { change({ table }); }} />
        <FormulaField text={policy.formula} onChange={(formula) => { change({ formula }); }} onDone={finish} kind="policy" table={policy.table} attributes={[...(attributes?.keys() ?? [])]} {...{ definition, tables, functions }}>
          {unknown.length > 0 && (
            <p role="status" className="text-sm text-pretty text-warning-text">
              Nobody has {unknown.length === 1 ? "the attribute" : "the attributes"} {listed(unknown)} yet: people whom this limits see no row until an owner says it of them under Settings, Workspace.
            </p>
          )}
          <WhomFields policy={policy} attributes={attributes} onChange={change} />
        </FormulaField>
      </div>
    </EditDialog>
  );
}

/** Which columns of a table do not exist for some people. */
export function ColumnPolicyDialog({ policy: present, definition, tables, attributes, taken, onDone, onRemove, onClose }: PolicyDialogProps<ColumnPolicy>) {
  const { policy, change, error, isChanged, isNamed } = usePolicy<ColumnPolicy>(present ?? { ...blank(definition), columns: [] }, taken);
  return (
    <EditDialog
      title={present ? `Column policy “${present.name}”` : "New column policy"}
      description="These columns do not exist for the people whom it limits, nor does anything that is computed of them."
      canDone={isNamed && policy.columns.length > 0}
      {...{ isChanged, onClose, onRemove }}
      onDone={() => { onDone({ ...policy, name: policy.name.trim() }); }}
    >
      <div className="flex flex-col gap-4">
        <Head policy={policy} error={error} placeholder="private details" tables={definition.tables} onName={(name) => { change({ name }); }} onTable={(table) => { change({ table, columns: [] }); }} />
        <fieldset>
          <legend className="mb-1 text-sm font-medium">Columns to hide</legend>
          <ColumnPicker columns={tables.find(({ name }) => name === policy.table)?.columns ?? []} chosen={policy.columns} onChange={(columns) => { change({ columns }); }} />
        </fieldset>
        <WhomFields policy={policy} attributes={attributes} onChange={change} />
      </div>
    </EditDialog>
  );
}
