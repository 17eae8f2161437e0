import { Plus, X } from "lucide-react";
import { useState } from "react";
import type { Column, Filter } from "@/api/contracts";
import { isNumeric } from "@/lib/column-type";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { Input } from "@/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { Select } from "@/ui/select";
import { filterFrom, OPERATORS, operatorsOf, type Condition, type Operator } from "./row-conditions";

type RowFilterProps = { columns: readonly Column[]; conditions: readonly Condition[]; onChange: (conditions: readonly Condition[]) => void };

const inputType = (column: Column): string =>
  isNumeric(column.type) ? "number" : column.type === "date" ? "date" : column.type === "datetime" ? "datetime-local" : "text";

function NewCondition({ columns, onAdd }: { columns: readonly Column[]; onAdd: (condition: Condition) => void }) {
  const [member, setMember] = useState(columns[0]?.name);
  const column = columns.find(({ name }) => name === member);
  const operators = column ? operatorsOf(column.type) : [];
  const [wanted, setOperator] = useState<Operator | undefined>(operators[0]);
  const operator = wanted !== undefined && operators.includes(wanted) ? wanted : operators[0];
  const [value, setValue] = useState("");
  if (column === undefined || operator === undefined) return null;
  const condition: Condition = { member: column.name, type: column.type, operator, value };
  const canAdd = filterFrom(condition) !== null;
  return (
    <form className="flex flex-col gap-2" onSubmit={(event) => { event.preventDefault(); if (canAdd) onAdd(condition); }}>
      <Select aria-label="Column" value={column.name} onChange={setMember} options={columns.map(({ name, label }) => ({ value: name, label: label ?? name }))} />
      <Select aria-label="Condition" value={operator} onChange={setOperator} options={operators.map((known) => ({ value: known, label: OPERATORS[known] }))} />
      {operator !== "empty" && operator !== "filled" && (
        <Input aria-label="Value" type={inputType(column)} step="any" value={value} onChange={(event) => { setValue(event.target.value); }} />
      )}
      <Button type="submit" variant="primary" disabled={!canAdd}>Filter</Button>
    </form>
  );
}

/** Conditions on the rows that are shown; the server applies them to all rows. */
export function RowFilter({ columns, conditions, onChange }: RowFilterProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
      {conditions.map((condition, index) => {
        const words = `${condition.member} ${OPERATORS[condition.operator]} ${condition.value}`.trim();
        return (
          <span key={words} className="inline-flex h-7 max-w-full items-center gap-1 rounded-md border border-accent bg-accent-soft pl-2.5 text-xs">
            <span className="truncate">{words}</span>
            <IconButton label={`Remove the filter ${words}`} size="icon-sm" onClick={() => { onChange(conditions.filter((_, other) => other !== index)); }}><X aria-hidden /></IconButton>
          </span>
        );
      })}
      <Popover open={isOpen} onOpenChange={setOpen}>
        <PopoverTrigger asChild><Button size="sm" variant="ghost"><Plus aria-hidden />Filter rows</Button></PopoverTrigger>
        <PopoverContent aria-label="Filter rows" align="start">
          <NewCondition columns={columns} onAdd={(condition) => { onChange([...conditions, condition]); setOpen(false); }} />
        </PopoverContent>
      </Popover>
    </div>
  );
}

export const filtersOf = (conditions: readonly Condition[]): Filter[] =>
  conditions.flatMap((condition) => filterFrom(condition) ?? []);
