import { useState } from "react";
import { Badge } from "@/ui/badge";
import { showUndo } from "@/ui/toast-store";
import { problemsAt, removeMeasure } from "./definition";
import { FormulaDialog, type FormulaPlace } from "./formula-dialog";
import { PartList, PartRow } from "./part-list";
import type { Editing } from "./use-draft";

/** The numbers that the model defines. */
export function MeasuresSection({ editing, canEdit }: { editing: Editing; canEdit: boolean }) {
  const { definition, tables, check, change, undoLast } = editing;
  const [open, setOpen] = useState<FormulaPlace | null>(null);
  const first = definition.tables[0]?.name ?? "";
  const close = () => { setOpen(null); };
  const remove = (index: number) => {
    const name = definition.measures[index]?.name ?? "";
    change((now) => removeMeasure(now, index));
    close();
    showUndo(`“${name}” is no longer in the model.`, undoLast);
  };
  return (
    <>
      <PartList
        title="Measures"
        hint="Numbers made of many rows: they mean the same in every chart."
        add={canEdit ? { label: "New measure", onAdd: () => { setOpen({ kind: "measure", table: first, index: null }); } } : undefined}
        count={definition.measures.length}
        empty="No measure is defined yet. A measure such as SUM(amount) / COUNT(*) is written once and used everywhere."
      >
        {definition.measures.map((measure, index) => (
          <PartRow
            key={measure.name}
            title={measure.label ?? measure.name}
            name={measure.name}
            detail={<code className="font-mono">{measure.formula}</code>}
            badges={<>{definition.tables.length > 1 && <Badge>{measure.table}</Badge>}{measure.unit && <Badge>{measure.unit}</Badge>}{measure.is_hidden && <Badge>hidden</Badge>}</>}
            problems={problemsAt(check.problems, `measures/${measure.name}`)}
            onOpen={canEdit ? () => { setOpen({ kind: "measure", table: measure.table, index }); } : undefined}
          />
        ))}
      </PartList>
      {open && (
        <FormulaDialog
          place={open}
          definition={definition}
          tables={tables}
          onClose={close}
          onDone={(apply) => { change(apply); close(); }}
          {...(open.index !== null && { onRemove: () => { remove(open.index ?? 0); } })}
        />
      )}
    </>
  );
}
