import { Plus, X } from "lucide-react";
import { useState } from "react";
import type { ModelTableState, Relationship } from "@/api/contracts";
import { isSame } from "@/lib/same";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { Select } from "@/ui/select";
import { freeName, type Definition } from "./definition";
import { EditDialog } from "./edit-dialog";

const CARDINALITIES = [
  { value: "many_to_one", label: "Many to one", detail: "Many rows of the first belong to one of the second" },
  { value: "one_to_one", label: "One to one", detail: "Each row has one partner at most" },
  { value: "many_to_many", label: "Many to many", detail: "Rows of both may have several partners" },
] as const;

type Side = "from" | "to";

type RelationshipDialogProps = {
  relationship: Relationship | null;
  definition: Definition;
  tables: readonly ModelTableState[];
  onDone: (relationship: Relationship) => void;
  onRemove: (() => void) | undefined;
  onClose: () => void;
};

const blank = ({ tables }: Definition): Relationship =>
  ({ name: "", from_table: tables[0]?.name ?? "", from_columns: [""], to_table: tables[1]?.name ?? "", to_columns: [""], cardinality: "many_to_one", is_active: true });

/** Which columns of two tables must be equal for their rows to belong together. */
export function RelationshipDialog({ relationship, definition, tables, onDone, onRemove, onClose }: RelationshipDialogProps) {
  const [first] = useState(() => relationship ?? blank(definition));
  const [said, setSaid] = useState(first);
  const change = (part: Partial<Relationship>) => { setSaid((now) => ({ ...now, ...part })); };
  const names = definition.tables.map(({ name }) => ({ value: name, label: name }));
  const columns = (table: string) => (tables.find(({ name }) => name === table)?.columns ?? []).map(({ name }) => ({ value: name, label: name }));
  const others = definition.relationships.map(({ name }) => name).filter((name) => name !== relationship?.name);
  const isTaken = others.some((name) => name.toLowerCase() === said.name.trim().toLowerCase());
  const isWhole = said.from_columns.every(Boolean) && said.to_columns.every(Boolean) && said.from_table !== said.to_table;
  const setKey = (side: Side, index: number, column: string) => { change({ [`${side}_columns`]: said[`${side}_columns`].map((one, at) => (at === index ? column : one)) }); };
  const finish = () => { onDone({ ...said, name: said.name.trim() === "" ? freeName(said.to_table, others) : said.name.trim() }); };
  return (
    <EditDialog
      title={relationship ? `Relationship “${relationship.name}”` : "New relationship"}
      description="Rows belong together when their keys are equal."
      isChanged={!isSame(said, first)}
      canDone={isWhole && !isTaken}
      onDone={finish}
      onClose={onClose}
      onRemove={onRemove}
    >
      <div className="flex flex-col gap-4">
        <div className="grid grid-cols-2 gap-3">
          {(["from", "to"] as const).map((side) => (
            <Field key={side} label={side === "from" ? "From" : "To"} error={side === "to" && said.from_table === said.to_table ? "Choose two different tables." : undefined}>
              {({ id }) => <Select id={id} value={said[`${side}_table`]} options={names} onChange={(table) => { change({ [`${side}_table`]: table, [`${side}_columns`]: said[`${side}_columns`].map(() => "") }); }} />}
            </Field>
          ))}
        </div>
        <div className="flex flex-col gap-2">
          {said.from_columns.map((_, index) => (
            // Keys have no identity but their place.
            <div key={index} className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)_auto] items-center gap-2">
              <Select aria-label={`Key of ${said.from_table}`} placeholder="Column" value={said.from_columns[index] || undefined} options={columns(said.from_table)} onChange={(column) => { setKey("from", index, column); }} />
              <span aria-hidden className="text-muted">=</span>
              <Select aria-label={`Key of ${said.to_table}`} placeholder="Column" value={said.to_columns[index] || undefined} options={columns(said.to_table)} onChange={(column) => { setKey("to", index, column); }} />
              <Button variant="ghost" size="icon-sm" aria-label="Leave out this key" disabled={said.from_columns.length === 1} onClick={() => { change({ from_columns: said.from_columns.filter((_one, at) => at !== index), to_columns: said.to_columns.filter((_one, at) => at !== index) }); }}><X aria-hidden /></Button>
            </div>
          ))}
          <Button size="sm" variant="link" className="w-fit" onClick={() => { change({ from_columns: [...said.from_columns, ""], to_columns: [...said.to_columns, ""] }); }}><Plus aria-hidden />Another key column</Button>
        </div>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Cardinality">
            {({ id }) => <Select id={id} value={said.cardinality ?? "many_to_one"} options={CARDINALITIES} onChange={(cardinality) => { change({ cardinality }); }} />}
          </Field>
          <Field label="Name" error={isTaken ? "This name is taken already." : undefined} hint={`The role that the second table plays, such as shipped_on`}>
            {(control) => <Input {...control} value={said.name} maxLength={200} placeholder={freeName(said.to_table, others)} onChange={(event) => { change({ name: event.target.value }); }} />}
          </Field>
        </div>
        <Checkbox label="Use it wherever a path is looked for; otherwise only where a question names it" checked={said.is_active !== false} onCheckedChange={(checked) => { change({ is_active: checked === true }); }} />
      </div>
    </EditDialog>
  );
}
