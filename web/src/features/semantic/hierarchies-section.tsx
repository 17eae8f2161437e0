import { ArrowUp, X } from "lucide-react";
import { useState } from "react";
import type { Hierarchy, TimeGrain } from "@/api/contracts";
import { isSame } from "@/lib/same";
import { GRAIN_WORDS } from "@/query/field-words";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { Select } from "@/ui/select";
import { problemsAt, putHierarchy, removeHierarchy } from "./definition";
import { EditDialog } from "./edit-dialog";
import { PartList, PartRow } from "./part-list";
import type { Editing } from "./use-draft";

const WHOLE = "whole";
const GRAINS = [{ value: WHOLE, label: "As it is" }, ...(Object.entries(GRAIN_WORDS) as [TimeGrain, string][]).map(([value, label]) => ({ value, label }))];

type HierarchyDialogProps = {
  table: string;
  hierarchy: Hierarchy | null;
  columns: readonly { name: string; isMoment: boolean }[];
  onDone: (hierarchy: Hierarchy) => void;
  onRemove: (() => void) | undefined;
  onClose: () => void;
};

function HierarchyDialog({ table, hierarchy, columns, onDone, onRemove, onClose }: HierarchyDialogProps) {
  const [first] = useState<Hierarchy>(hierarchy ?? { name: "", levels: [{ column: "" }, { column: "" }] });
  const [said, setSaid] = useState(first);
  const { levels } = said;
  const setLevels = (next: Hierarchy["levels"]) => { setSaid({ ...said, levels: next }); };
  const isMoment = (column: string) => columns.find(({ name }) => name === column)?.isMoment === true;
  return (
    <EditDialog
      size="md"
      title={hierarchy ? `Hierarchy “${hierarchy.name}”` : `New hierarchy of ${table}`}
      description="The coarsest level first."
      isChanged={!isSame(said, first)}
      canDone={said.name.trim() !== "" && levels.length > 1 && levels.every(({ column }) => column !== "")}
      onDone={() => { onDone({ ...said, name: said.name.trim() }); }}
      onClose={onClose}
      onRemove={onRemove}
    >
      <div className="flex flex-col gap-3">
        <Field label="Name" isRequired>{(control) => <Input {...control} value={said.name} maxLength={200} placeholder="Place" onChange={(event) => { setSaid({ ...said, name: event.target.value }); }} />}</Field>
        {levels.map((level, at) => (
          <div key={at} className="flex items-center gap-2">
            <span className="w-5 shrink-0 text-right text-xs text-muted tabular">{at + 1}</span>
            <Select aria-label={`Level ${String(at + 1)}`} placeholder="Field" value={level.column || undefined} options={columns.map(({ name }) => ({ value: name, label: name }))} onChange={(column) => { setLevels(levels.map((one, index) => (index === at ? { column } : one))); }} />
            {isMoment(level.column) && (
              <Select className="w-36 shrink-0" aria-label={`Grain of level ${String(at + 1)}`} value={level.grain ?? WHOLE} options={GRAINS} onChange={(grain) => { setLevels(levels.map((one, index) => (index === at ? { column: one.column, ...(grain !== WHOLE && { grain: grain as TimeGrain }) } : one))); }} />
            )}
            <Button variant="ghost" size="icon-sm" aria-label={`Move level ${String(at + 1)} up`} disabled={at === 0} onClick={() => { setLevels(levels.map((one, index) => (index === at - 1 ? level : index === at ? levels[at - 1] ?? one : one))); }}><ArrowUp aria-hidden /></Button>
            <Button variant="ghost" size="icon-sm" aria-label={`Leave out level ${String(at + 1)}`} disabled={levels.length < 3} onClick={() => { setLevels(levels.filter((_, index) => index !== at)); }}><X aria-hidden /></Button>
          </div>
        ))}
        <Button size="sm" variant="link" className="w-fit" onClick={() => { setLevels([...levels, { column: "" }]); }}>Another level</Button>
      </div>
    </EditDialog>
  );
}

/** Ways to drill: from years to days, from continents to towns. */
export function HierarchiesSection({ editing, canEdit }: { editing: Editing; canEdit: boolean }) {
  const { definition, tables, check, change } = editing;
  const [open, setOpen] = useState<{ table: string; index: number | null } | null>(null);
  const table = definition.tables.find(({ name }) => name === open?.table);
  const columns = [
    ...(tables.find(({ name }) => name === open?.table)?.columns ?? []).map(({ name, type }) => ({ name, isMoment: type === "date" || type === "datetime" })),
    ...(table?.calculated ?? []).map(({ name }) => ({ name, isMoment: false })),
  ];
  return (
    <div className="flex flex-col gap-8">
      {definition.tables.map(({ name, hierarchies }) => (
        <PartList
          key={name}
          title={name}
          hint="Ways to drill from the large to the small."
          add={canEdit ? { label: "New hierarchy", onAdd: () => { setOpen({ table: name, index: null }); } } : undefined}
          count={hierarchies.length}
          empty="No hierarchy is defined yet: such as country, region, town."
        >
          {hierarchies.map((one, index) => (
            <PartRow
              key={one.name}
              title={one.name}
              detail={one.levels.map(({ column, grain }) => (grain ? `${column} (${GRAIN_WORDS[grain].toLowerCase()})` : column)).join(" › ")}
              badges={<Badge>{one.levels.length} levels</Badge>}
              problems={problemsAt(check.problems, `tables/${name}/hierarchies/${one.name}`)}
              onOpen={canEdit ? () => { setOpen({ table: name, index }); } : undefined}
            />
          ))}
        </PartList>
      ))}
      {open && table && (
        <HierarchyDialog
          table={table.name}
          hierarchy={open.index === null ? null : table.hierarchies[open.index] ?? null}
          columns={columns}
          onClose={() => { setOpen(null); }}
          onDone={(hierarchy) => { change((now) => putHierarchy(now, table.name, open.index, hierarchy)); setOpen(null); }}
          onRemove={open.index === null ? undefined : () => { change((now) => removeHierarchy(now, table.name, open.index ?? 0)); setOpen(null); }}
        />
      )}
    </div>
  );
}
