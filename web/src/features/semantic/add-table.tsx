import { useMutation, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import type { DatasetSummary } from "@/api/contracts";
import { Button } from "@/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { ProblemNotice } from "@/ui/problem-notice";
import { datasetsOptions, readModelOfDataset } from "./api";
import { addTable } from "./definition";
import type { Editing } from "./use-draft";

class Taken extends Error {
  readonly hint = "A dataset belongs to one model at most, so that a field means one thing. Take it out there first, or add your tables to that model.";
}

/** Takes another dataset into the model. */
export function AddTable({ editing }: { editing: Editing }) {
  const { definition, draft, change, knowTable } = editing;
  const { data } = useQuery(datasetsOptions());
  const add = useMutation<unknown, Error & { hint?: string | null }, DatasetSummary>({
    mutationFn: async ({ id, name }) => {
      const state = await readModelOfDataset(id);
      if (state.id !== null && state.id !== draft.id) throw new Taken(`“${name}” belongs to the model “${state.name}” already.`);
      const table = state.tables.find(({ dataset_id }) => dataset_id === id);
      if (table === undefined) throw new Error(`“${name}” has no data yet.`);
      knowTable(table);
      change((now) => addTable(now, table));
    },
  });
  const free = (data?.items ?? []).filter(({ id, status }) => status === "ready" && !definition.tables.some(({ dataset_id }) => dataset_id === id));
  return (
    <div className="flex flex-col items-start gap-2">
      <DropdownMenu>
        <DropdownMenuTrigger asChild><Button isBusy={add.isPending} disabled={free.length === 0}><Plus aria-hidden />Add a table</Button></DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="max-h-80 max-w-80 overflow-y-auto">
          {free.map((dataset) => <DropdownMenuItem key={dataset.id} onSelect={() => { add.mutate(dataset); }}>{dataset.name}</DropdownMenuItem>)}
        </DropdownMenuContent>
      </DropdownMenu>
      {data && free.length === 0 && <p className="text-xs text-muted">Every dataset of the workspace is in this model.</p>}
      {add.error && <ProblemNotice isCompact title="The table was not added" problem={add.error} />}
    </div>
  );
}
