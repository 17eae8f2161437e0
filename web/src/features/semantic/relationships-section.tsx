import { useQuery } from "@tanstack/react-query";
import { Plus, Sparkles } from "lucide-react";
import { useState } from "react";
import type { Problem } from "@/api/problems";
import type { RelationshipSuggestion } from "@/api/contracts";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { showUndo } from "@/ui/toast-store";
import { suggestRelationships } from "./api";
import { CARDINALITY_WORDS, problemsAt, putRelationship, removeRelationship, suggested } from "./definition";
import { PartList, PartRow } from "./part-list";
import { RelationshipDialog } from "./relationship-dialog";
import { RelationshipPicture } from "./relationship-picture";
import type { Editing } from "./use-draft";

const percent = (share: number): string => `${String(Math.floor(share * 1000) / 10)} %`;

const measured = ({ match }: RelationshipSuggestion): string => {
  if (match === null) return "not measured";
  if (match.matched_share === null) return "no row has a key";
  return `${percent(match.matched_share)} of the rows find a partner`;
};

/** Relationships that names suggest and the rows confirm. */
function Suggestions({ editing }: { editing: Editing }) {
  const { definition, change } = editing;
  const ids = definition.tables.map(({ dataset_id }) => dataset_id).sort();
  const { data, error, isPending, refetch } = useQuery<readonly RelationshipSuggestion[], Problem>({
    queryKey: ["model-suggestions", ids], queryFn: () => suggestRelationships(ids), enabled: ids.length > 1, staleTime: 60_000, retry: false,
  });
  if (ids.length < 2) return null;
  if (error) return <ProblemNotice isCompact title="No relationships could be proposed" problem={error} onRetry={() => { void refetch(); }} />;
  if (isPending) return <Skeleton aria-label="Looking for relationships" className="h-14" />;
  const fitting = data.flatMap((one) => { const relationship = suggested(definition, one); return relationship ? [{ one, relationship }] : []; });
  if (fitting.length === 0) return null;
  return (
    <section aria-label="Suggestions" className="flex flex-col gap-2">
      <h2 className="flex items-center gap-1.5 text-base font-semibold"><Sparkles aria-hidden className="size-4 text-accent-text" />These would fit</h2>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-panel">
        {fitting.map(({ one, relationship }) => (
          <li key={`${relationship.from_table}.${relationship.from_columns.join()}:${relationship.to_table}.${relationship.to_columns.join()}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
            <div className="min-w-0 flex-1 basis-60">
              <p className="text-sm break-words"><code className="font-mono">{relationship.from_table}.{relationship.from_columns.join(", ")}</code> = <code className="font-mono">{relationship.to_table}.{relationship.to_columns.join(", ")}</code></p>
              <p className="text-xs text-muted">{CARDINALITY_WORDS[one.cardinality]} · {measured(one)}</p>
            </div>
            <Button size="sm" aria-label={`Accept ${relationship.from_table} to ${relationship.to_table} by ${relationship.from_columns.join(", ")}`} onClick={() => { change((now) => putRelationship(now, null, relationship)); }}><Plus aria-hidden />Accept</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How the tables belong together: a picture, the list, and what else would fit. */
export function RelationshipsSection({ editing, canEdit }: { editing: Editing; canEdit: boolean }) {
  const { definition, tables, check, change, undoLast } = editing;
  const [open, setOpen] = useState<number | "new" | null>(null);
  const close = () => { setOpen(null); };
  const index = typeof open === "number" ? open : null;
  const remove = (at: number) => {
    change((now) => removeRelationship(now, at));
    close();
    showUndo("The relationship is no longer in the model.", undoLast);
  };
  return (
    <div className="flex flex-col gap-6">
      {definition.tables.length > 1 && (
        <RelationshipPicture definition={definition} labelOf={(name) => tables.find((table) => table.name === name)?.dataset_name ?? ""} onOpen={canEdit ? setOpen : undefined} />
      )}
      {canEdit && <Suggestions editing={editing} />}
      <PartList
        title="Relationships"
        hint="Fields of a related table can be used wherever fields of this one can."
        add={canEdit && definition.tables.length > 1 ? { label: "New relationship", onAdd: () => { setOpen("new"); } } : undefined}
        count={definition.relationships.length}
        empty={definition.tables.length > 1 ? "No relationship is defined yet: the tables know nothing of each other." : "A relationship needs two tables: add another one under “Tables and fields”."}
      >
        {definition.relationships.map((one, at) => (
          <PartRow
            key={one.name}
            title={one.name}
            detail={<><code className="font-mono">{one.from_table}.{one.from_columns.join(", ")}</code> = <code className="font-mono">{one.to_table}.{one.to_columns.join(", ")}</code></>}
            badges={<><Badge>{CARDINALITY_WORDS[one.cardinality ?? "many_to_one"]}</Badge>{one.is_active === false && <Badge tone="warning">only where named</Badge>}</>}
            problems={problemsAt(check.problems, `relationships/${one.name}`)}
            onOpen={canEdit ? () => { setOpen(at); } : undefined}
          />
        ))}
      </PartList>
      {open !== null && (
        <RelationshipDialog
          relationship={index === null ? null : definition.relationships[index] ?? null}
          definition={definition}
          tables={tables}
          onClose={close}
          onDone={(relationship) => { change((now) => putRelationship(now, index, relationship)); close(); }}
          onRemove={index === null ? undefined : () => { remove(index); }}
        />
      )}
    </div>
  );
}
