import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { formatCount } from "@/lib/format-number";
import { Button } from "@/ui/button";
import { ProblemNotice } from "@/ui/problem-notice";
import { RelativeTime } from "@/ui/relative-time";
import { SearchInput } from "@/ui/search-input";
import { Skeleton } from "@/ui/skeleton";
import { dashboardsOptions } from "./api";

type DashboardChoiceProps = { value: string | null; onChange: (id: string) => void; onWantNew: () => void };

/** One of the workspace's dashboards. */
export function DashboardChoice({ value, onChange, onWantNew }: DashboardChoiceProps) {
  const [search, setSearch] = useState("");
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(dashboardsOptions(useDeferredValue(search.trim())));
  const dashboards = data?.pages.flatMap(({ items }) => items) ?? [];
  if (error) return <ProblemNotice isCompact title="The dashboards could not be read" problem={error} />;
  if (data && dashboards.length === 0 && search === "") {
    return <p className="text-sm text-muted">There is no dashboard yet. <Button variant="link" onClick={onWantNew}>Make a new one</Button></p>;
  }
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">Dashboard</legend>
      <SearchInput label="Search dashboards" value={search} onChange={setSearch} />
      <div className="max-h-64 overflow-y-auto rounded-md border border-line">
        {isPending && <Skeleton className="m-2 h-16" />}
        {dashboards.map(({ id, name, tile_count: tiles, updated_at: at }) => (
          <label key={id} className="flex cursor-pointer items-center gap-2.5 border-b border-line px-3 py-1.5 last:border-b-0 hover:bg-hover has-checked:bg-accent-soft">
            <input type="radio" name="dashboard" value={id} checked={value === id} onChange={() => { onChange(id); }} className="accent-(--accent)" />
            <span className="min-w-0 flex-1 truncate text-sm font-medium" title={name}>{name}</span>
            <span className="shrink-0 text-xs text-muted">{formatCount(tiles, "tile")}, <RelativeTime at={at} /></span>
          </label>
        ))}
        {data && dashboards.length === 0 && <p className="px-3 py-2 text-sm text-muted">No dashboard is called so.</p>}
      </div>
      {hasNextPage && <Button size="sm" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>Show more</Button>}
    </fieldset>
  );
}
