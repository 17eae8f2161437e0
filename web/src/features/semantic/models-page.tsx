import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Waypoints } from "lucide-react";
import { useDeferredValue, useState, type ReactNode } from "react";
import type { ModelSummary } from "@/api/contracts";
import { formatCount } from "@/lib/format-number";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { ProblemNotice } from "@/ui/problem-notice";
import { RelativeTime } from "@/ui/relative-time";
import { SearchInput } from "@/ui/search-input";
import { Skeleton } from "@/ui/skeleton";
import { usePageTitle } from "@/ui/use-page-title";
import { datasetsOptions, modelsOptions } from "./api";

function ModelRow({ model }: { model: ModelSummary }) {
  return (
    <li className="relative flex flex-col gap-x-3 gap-y-1 px-3 py-2.5 hover:bg-hover sm:flex-row sm:items-center">
      <div className="min-w-0 flex-1">
        <Link to="/models/$modelId" params={{ modelId: model.id }} className="font-medium break-words after:absolute after:inset-0">{model.name}</Link>
        <p className="truncate text-xs text-muted">{model.description ?? model.tables.map(({ name, dataset_name }) => dataset_name ?? name).join(", ")}</p>
      </div>
      <span className="shrink-0 text-xs text-muted tabular-nums">
        {formatCount(model.tables.length, "table")} · {formatCount(model.relationship_count, "relationship")} · {formatCount(model.measure_count, "measure")} · <RelativeTime at={model.updated_at} />
      </span>
    </li>
  );
}

/** Datasets of which nobody has defined anything yet: a model begins with one. */
function Beginnings() {
  const { data } = useQuery(datasetsOptions());
  const ready = (data?.items ?? []).filter(({ status }) => status === "ready").slice(0, 8);
  if (ready.length === 0) return <Link to="/data" className="text-sm text-accent-text hover:underline">Add data first</Link>;
  return (
    <ul className="flex flex-wrap justify-center gap-2">
      {ready.map(({ id, name }) => (
        <li key={id} className="max-w-full"><Link to="/data/$datasetId/model" params={{ datasetId: id }} className="block max-w-full truncate rounded-md border border-line bg-panel px-2.5 py-1 text-sm hover:bg-hover">{name}</Link></li>
      ))}
    </ul>
  );
}

/** The models of the workspace. */
export function ModelsPage({ above }: { above: ReactNode }) {
  usePageTitle("Models");
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const { data, error, isPending, refetch } = useQuery(modelsOptions(wanted));
  const isEmpty = data?.total === 0 && wanted === "";
  return (
    <div className="mx-auto w-full max-w-5xl p-4 sm:p-6">
      <PageHeader title="Models" above={above} detail="Tables that belong together, and the measures that are defined once for everybody." />
      {!isEmpty && <SearchInput value={search} onChange={setSearch} label="Search models" className="mb-3 max-w-sm" />}
      {error && <ProblemNotice title="The models could not be read" problem={error} onRetry={() => { void refetch(); }} />}
      {isPending && <div aria-busy className="flex flex-col gap-2">{[0, 1, 2].map((row) => <Skeleton key={row} className="h-14" />)}</div>}
      {isEmpty && (
        <div className="rounded-lg border border-dashed border-line-strong">
          <EmptyState icon={<Waypoints />} title="Nobody has defined a model yet" action={<Beginnings />}>
            Every dataset has its fields by itself. Begin with one to define measures and calculated columns, and to join other tables to it.
          </EmptyState>
        </div>
      )}
      {data && data.total === 0 && wanted !== "" && <p className="py-8 text-center text-sm text-muted">No model is called anything like “{wanted}”.</p>}
      {data && data.items.length > 0 && <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-panel">{data.items.map((model) => <ModelRow key={model.id} model={model} />)}</ul>}
    </div>
  );
}
