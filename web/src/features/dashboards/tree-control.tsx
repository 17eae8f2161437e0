import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { PageFilter, PathFilter } from "@/api/contracts";
import { formatCount, formatNumber } from "@/lib/format-number";
import { ProblemNotice } from "@/ui/problem-notice";
import { SearchInput } from "@/ui/search-input";
import { Skeleton } from "@/ui/skeleton";
import { foundInTree, partsOfTree, type Setting } from "./filter-values";
import { TreeBranch, type TreeTools } from "./tree-branch";
import { moveInTree } from "./tree-keys";
import { keyOf, toggled, treeOf, type ChildrenOf, type TreePath } from "./tree-paths";

/** As many parts as the server takes. */
const MOST_PATHS = 1_000;

/** Every level is searched by itself; what is found stands under what it belongs to. */
const useFoundParts = (filter: PageFilter, setting: Setting, search: string) => {
  const wanted = useDeferredValue(search.trim());
  const levels = wanted === "" ? [] : (filter.levels ?? []).map((_, level) => level);
  const answers = useQueries({ queries: levels.map((level) => foundInTree(filter.id, setting, level, wanted)) });
  const hits = answers.flatMap(({ data }) => (data?.rows ?? []).map((row) => row.slice(0, -1)));
  return {
    tree: wanted === "" ? null : treeOf(hits),
    hits: new Set(hits.map(keyOf)),
    isPending: answers.some(({ isPending }) => isPending),
    failed: answers.find(({ error }) => error !== null),
    isCut: answers.some(({ data }) => data !== undefined && data.total_rows > data.rows.length),
  };
};

type TreeControlProps = { filter: PageFilter; setting: Setting; label: string; value: PathFilter | null; onChange: (value: PathFilter | null) => void };

/** Parts of a tree to choose from: each with all that lies below it, asked for when it is opened. */
export function TreeControl({ filter, setting, label, value, onChange }: TreeControlProps) {
  const client = useQueryClient();
  const levels = filter.levels ?? [];
  const chosen: readonly TreePath[] = value?.paths ?? [];
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [isFull, setFull] = useState(false);
  const [at, setAt] = useState<string | null>(null);
  const found = useFoundParts(filter, setting, search);

  const childrenOf: ChildrenOf = (path) => {
    const known = client.getQueryData(partsOfTree(filter.id, setting, path).queryKey);
    return known === undefined || known.total_rows > known.rows.length ? null : known.rows.map(([one]) => one ?? null);
  };
  const choose = (path: TreePath) => {
    const next = toggled(chosen, path, childrenOf);
    setFull(next.length > MOST_PATHS);
    if (next.length <= MOST_PATHS) onChange(next.length === 0 ? null : { kind: "path", levels, paths: next.map((one) => [...one]) });
  };
  const openOrClose = (path: TreePath) => {
    const key = keyOf(path);
    setAt(key);
    setOpen(new Set(open.has(key) ? [...open].filter((other) => other !== key) : [...open, key]));
  };
  const tools: TreeTools = {
    filter, setting, chosen, found: found.tree, hits: found.hits, childrenOf, choose, openOrClose,
    isOpen: (path) => open.has(keyOf(path)),
    focused: at,
    onFocus: setAt,
  };
  const press = (item: HTMLElement, part: "opener" | "box") => { item.querySelector<HTMLElement>(`:scope > div > [data-part="${part}"]`)?.click(); };
  return (
    <div className="flex min-h-0 flex-col gap-2">
      <SearchInput label={`Search the values of ${label}`} placeholder="Search all levels" value={search} onChange={(next) => { setSearch(next); setAt(null); }} />
      {found.failed?.error && <ProblemNotice isCompact problem={found.failed.error} onRetry={() => { void found.failed?.refetch(); }} />}
      {found.isPending
        ? <div aria-busy className="flex flex-col gap-1.5">{[1, 2, 3, 4].map((row) => <Skeleton key={row} className="h-5" />)}</div>
        : (
          <ul role="tree" aria-label={`Values of ${label}`} aria-multiselectable className="-mx-1 max-h-72 min-h-16 overflow-y-auto px-1" onKeyDown={(event) => { moveInTree(event, press); }}>
            <TreeBranch path={[]} tools={tools} />
          </ul>
        )}
      {found.isCut && <p className="text-xs text-muted">There are more matches than are shown. Search for more of the word.</p>}
      {isFull && <p role="alert" className="text-xs text-danger-text">At most {formatNumber(MOST_PATHS)} parts can be chosen. Choose a larger part instead.</p>}
      {chosen.length > 0 && <p className="text-xs text-muted">{formatCount(chosen.length, "part")} chosen.</p>}
    </div>
  );
}
