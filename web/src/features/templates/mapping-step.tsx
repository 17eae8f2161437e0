import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, Database } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { ImportCheck, ImportedDashboard } from "@/api/contracts";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { EmptyState } from "@/ui/empty-state";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { checkOptions, makeDashboard, type Beginning, type DatasetChoices } from "./api";
import { DatasetPart } from "./dataset-part";
import { mappingOf, missingFields, tilesWithout, type Overrides } from "./mapping";
import { Sketch, type SketchedTile } from "./sketch";

type MappingStepProps = {
  beginning: Beginning;
  /** The tiles of its first page. */
  tiles: readonly SketchedTile[];
  onMade: (made: ImportedDashboard) => void;
  onBack: () => void;
  /** Where data comes from, for a workspace that has none. */
  addData?: ReactNode;
};

type ReadyProps = MappingStepProps & { check: ImportCheck; isChecking: boolean; onDataset: (id: string, datasetId: string) => void };

const many = (count: number, noun: string) => `${String(count)} ${count === 1 ? noun : `${noun}s`}`;

/** What is missing, where it is seen: beside the drawing of the page. */
function Missing({ titles }: { titles: readonly string[] }) {
  if (titles.length === 0) return <p className="flex items-center gap-1.5 text-sm"><Check aria-hidden className="size-4 text-success-text" />Everything is there.</p>;
  return (
    <div className="text-sm">
      <p className="font-medium">{many(titles.length, "part")} without all of {titles.length === 1 ? "its" : "their"} fields</p>
      <ul aria-label="What misses fields" className="mt-1 max-h-48 list-inside list-disc overflow-y-auto text-muted">{titles.map((title) => <li key={title} className="break-words">{title}</li>)}</ul>
    </div>
  );
}

function Ready({ beginning, tiles, check, isChecking, onDataset, onMade, onBack }: ReadyProps) {
  const client = useQueryClient();
  const [name, setName] = useState(check.name);
  const [overrides, setOverrides] = useState<Overrides>({});
  const [keepsAll, setKeepsAll] = useState(false);
  const make = useMutation({
    mutationFn: () => makeDashboard(beginning, mappingOf(check, overrides, name, keepsAll ? "keep" : "leave_out")),
    onSuccess: (made) => {
      void client.invalidateQueries({ queryKey: ["dashboards"] });
      onMade(made);
    },
  });
  const without = tilesWithout(check, overrides);
  const lacks = missingFields(check, overrides).length > 0 || without.size > 0;
  return (
    <form className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]" onSubmit={(event) => { event.preventDefault(); make.mutate(); }}>
      <div className="flex min-w-0 flex-col gap-5" aria-busy={isChecking}>
        <Field label="Name">{(control) => <Input {...control} maxLength={255} value={name} onChange={(event) => { setName(event.target.value); }} />}</Field>
        {check.datasets.map((fit) => (
          <DatasetPart
            key={fit.id}
            fit={fit}
            isOneOfMany={check.datasets.length > 1}
            overrides={overrides}
            onDataset={(id) => { onDataset(fit.id, id); }}
            onChoose={(key, member) => { setOverrides({ ...overrides, [key]: member }); }}
          />
        ))}
      </div>
      <aside aria-label="What it becomes" className="flex flex-col gap-3 lg:sticky lg:top-4">
        <Sketch tiles={tiles} missing={without} rowCount={34} className="rounded-lg border border-line" />
        <p className="text-xs text-muted">{many(check.page_count, "page")}, {many(check.tile_count, "tile")}</p>
        <Missing titles={[...without]} />
        {check.notes.map((note) => <p key={note} className="text-sm text-muted">{note}</p>)}
        {lacks && (
          <Checkbox className="items-start [&>button]:mt-0.5" label="Bring along what misses its data; it says so where it stands" checked={keepsAll} onCheckedChange={(checked) => { setKeepsAll(checked === true); }} />
        )}
        {make.error && <ProblemNotice isCompact title="The dashboard was not made" problem={make.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onBack}>Back</Button>
          <Button type="submit" variant="primary" isBusy={make.isPending} disabled={isChecking}>Create dashboard</Button>
        </div>
      </aside>
    </form>
  );
}

/** Which data a new dashboard shows: proposed, to be changed, with what would be missing. */
export function MappingStep(props: MappingStepProps) {
  const { beginning, onBack, addData } = props;
  const [choices, setChoices] = useState<DatasetChoices>({});
  const { data: check, error, isPlaceholderData, refetch } = useQuery(checkOptions(beginning, choices));
  if (error && !check) {
    return (
      <div className="flex flex-col items-start gap-3">
        <ProblemNotice className="w-full" title={beginning.kind === "file" ? `“${beginning.name}” cannot be brought in` : "The template could not be read"} problem={error} onRetry={() => { void refetch(); }} />
        <Button onClick={onBack}>Back</Button>
      </div>
    );
  }
  if (!check) return <div aria-busy className="flex flex-col gap-3"><Skeleton className="h-14" /><Skeleton className="h-14" /><Skeleton className="h-64" /></div>;
  if (check.datasets.some(({ candidates }) => candidates.length === 0)) {
    return (
      <div className="rounded-lg border border-line bg-panel">
        <EmptyState icon={<Database />} title="There is no data yet" action={<>{addData}<Button onClick={onBack}>Back</Button></>}>
          {check.name} draws on data of yours. Add some, then come back.
        </EmptyState>
      </div>
    );
  }
  return <Ready {...props} check={check} isChecking={isPlaceholderData} onDataset={(id, datasetId) => { setChoices({ ...choices, [id]: datasetId }); }} />;
}
