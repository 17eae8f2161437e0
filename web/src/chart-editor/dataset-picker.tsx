import { useQuery } from "@tanstack/react-query";
import { ChevronDown, Database } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { formatCount } from "@/lib/format-number";
import { Button } from "@/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { ProblemNotice } from "@/ui/problem-notice";
import { SearchInput } from "@/ui/search-input";
import { Skeleton } from "@/ui/skeleton";
import { datasetsOptions } from "@/query/datasets";

type DatasetPickerProps = { name: string | null; datasetId: string | null; onChoose: (datasetId: string) => void };

/** The datasets that are ready to be explored. */
export function DatasetList({ datasetId, onChoose }: Pick<DatasetPickerProps, "datasetId" | "onChoose">) {
  const [search, setSearch] = useState("");
  const { data, error, isPending, refetch } = useQuery(datasetsOptions(useDeferredValue(search.trim())));
  const ready = data?.items.filter(({ status }) => status === "ready") ?? [];
  return (
    <div className="flex flex-col gap-2">
      <SearchInput label="Search datasets" value={search} onChange={setSearch} />
      {isPending && <Skeleton className="h-24" />}
      {error && <ProblemNotice isCompact problem={error} onRetry={() => void refetch()} />}
      <ul aria-label="Datasets" className="-mx-1 max-h-80 overflow-y-auto px-1">
        {ready.map(({ id, name, row_count: rows, column_count: columns }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === datasetId || undefined}
              onClick={() => { onChoose(id); }}
              className="flex w-full flex-col rounded-md px-2 py-1 text-left hover:bg-hover aria-[current]:bg-accent-soft"
            >
              <span className="w-full truncate text-sm font-medium" title={name}>{name}</span>
              <span className="text-xs text-muted">{formatCount(rows, "row")}, {formatCount(columns, "column")}</span>
            </button>
          </li>
        ))}
        {data && ready.length === 0 && <li className="px-2 py-2 text-sm text-muted">{search === "" ? "There are no datasets yet." : "No dataset is called so."}</li>}
      </ul>
    </div>
  );
}

/** Which dataset is explored. */
export function DatasetPicker({ name, datasetId, onChoose }: DatasetPickerProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button className="max-w-72 min-w-0 shrink">
          <Database aria-hidden />
          <span className="truncate">{name ?? "Choose a dataset"}</span>
          <ChevronDown aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" aria-label="Choose a dataset" className="w-80 max-w-[calc(100vw-16px)]">
        <DatasetList datasetId={datasetId} onChoose={(id) => { setOpen(false); onChoose(id); }} />
      </PopoverContent>
    </Popover>
  );
}
