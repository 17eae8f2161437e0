import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check, ChevronRight, Minus } from "lucide-react";
import { useId, type ReactNode } from "react";
import type { FilterValue, PageFilter } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/format-number";
import { shownValue } from "@/query/conditions/value-words";
import { stepLabel } from "@/query/step-label";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { partsOfTree, type Setting } from "./filter-values";
import { canLetGo, chosenBelow, keyOf, stateOf, type ChildrenOf, type FoundTree, type TreePath } from "./tree-paths";

/** What the parts of one tree share. */
export type TreeTools = {
  filter: PageFilter;
  setting: Setting;
  chosen: readonly TreePath[];
  /** What a search found; none while nothing is searched. */
  found: FoundTree | null;
  hits: ReadonlySet<string>;
  childrenOf: ChildrenOf;
  choose: (path: TreePath) => void;
  openOrClose: (path: TreePath) => void;
  isOpen: (path: TreePath) => boolean;
  /** The part that the Tab key leads to; the first one while none was visited. */
  focused: string | null;
  onFocus: (key: string) => void;
};

const CHECKED = { on: "true", partly: "mixed", off: "false" } as const;

const partWords = ({ levels = [] }: PageFilter, path: TreePath): ReactNode => {
  const [value = null, grain] = [path.at(-1), levels[path.length - 1]?.grain];
  return (grain ? stepLabel(value, grain) : null) ?? shownValue(value);
};

type PartProps = { path: TreePath; count: number | undefined; isGone: boolean; isFirst: boolean; tools: TreeTools };

function Part({ path, count, isGone, isFirst, tools }: PartProps) {
  const { filter, chosen, found, hits, choose, openOrClose, focused } = tools;
  const labelId = useId();
  const key = keyOf(path);
  const state = stateOf(chosen, path);
  const isLeaf = path.length >= (filter.levels ?? []).length;
  // What was searched for stands open down to where it was found.
  const isOpen = !isLeaf && (found?.has(key) === true ? !tools.isOpen(path) : tools.isOpen(path));
  const isFixed = state === "on" && !canLetGo(chosen, path, tools.childrenOf);
  const isTabStop = focused === null ? isFirst : focused === key;
  // Parts are checked, not selected: a tree tells one or the other.
  const item = { role: "treeitem", "aria-labelledby": labelId, "aria-level": path.length, "aria-checked": CHECKED[state], "aria-disabled": isFixed, tabIndex: isTabStop ? 0 : -1, ...(!isLeaf && { "aria-expanded": isOpen }) };
  return (
    <li
      {...item}
      onFocus={(event) => { if (event.target === event.currentTarget) tools.onFocus(key); }}
      className="rounded-md outline-none [&:focus-visible>div]:outline-2 [&:focus-visible>div]:-outline-offset-2 [&:focus-visible>div]:outline-accent"
    >
      <div className="flex min-h-7 items-center gap-1 rounded-md px-1 hover:bg-hover" style={{ paddingLeft: `${String((path.length - 1) * 16 + 4)}px` }}>
        {isLeaf
          ? <span className="w-5 shrink-0" />
          : (
            <button type="button" tabIndex={-1} aria-hidden data-part="opener" onClick={() => { openOrClose(path); }} className="grid size-5 shrink-0 place-items-center rounded-sm text-muted hover:text-fg">
              <ChevronRight className={cn("size-3.5 transition-transform", isOpen && "rotate-90")} />
            </button>
          )}
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          data-part="box"
          disabled={isFixed}
          title={isFixed ? "There are more values here than can be listed: choose others singly instead" : undefined}
          onClick={() => { choose(path); }}
          className="flex min-w-0 flex-1 items-center gap-2 py-0.5 text-left text-sm disabled:opacity-60"
        >
          <span className={cn("grid size-4 shrink-0 place-items-center rounded-sm border", state === "off" ? "border-line-strong bg-panel" : "border-accent bg-accent text-accent-fg")}>
            {state === "on" && <Check className="size-3" strokeWidth={3} />}
            {state === "partly" && <Minus className="size-3" />}
          </span>
          <span id={labelId} className={cn("min-w-0 flex-1 truncate", hits.has(key) && "font-semibold")}>{partWords(filter, path)}</span>
          {isGone
            ? <span className="shrink-0 text-xs text-muted" title="No row has this value under the other filters">not there now</span>
            : <span className="shrink-0 text-xs text-muted tabular">{count !== undefined && formatNumber(count)}</span>}
        </button>
      </div>
      {isOpen && <ul role="group"><TreeBranch path={path} tools={tools} /></ul>}
    </li>
  );
}

/** What lies right below a part: what was found there, or all of it, asked for now. */
export function TreeBranch({ path, tools }: { path: TreePath; tools: TreeTools }) {
  const { filter, setting, chosen, found } = tools;
  const foundHere = found?.get(keyOf(path));
  const isSearched = foundHere !== undefined || (found !== null && path.length === 0);
  // While other filters change, the parts stay where they are until the new ones are known.
  const { data, error, refetch } = useQuery({ ...partsOfTree(filter.id, setting, path), enabled: !isSearched, placeholderData: keepPreviousData });
  if (isSearched) {
    const values = foundHere ?? [];
    if (values.length === 0) return <li role="none" className="px-1 py-2 text-sm text-muted">No value matches.</li>;
    return values.map((value, at) => <Part key={keyOf([value])} path={[...path, value]} count={undefined} isGone={false} isFirst={path.length === 0 && at === 0} tools={tools} />);
  }
  if (error) return <li role="none"><ProblemNotice isCompact problem={error} onRetry={() => { void refetch(); }} /></li>;
  if (data === undefined) return <li role="none" className="px-1 py-1"><Skeleton className="h-5" /></li>;
  const listed = new Map<FilterValue, number>(data.rows.map((row) => [row[0] ?? null, Number(row.at(-1))]));
  const isWhole = data.total_rows <= data.rows.length;
  const absent = chosenBelow(chosen, path).filter((value) => !listed.has(value));
  const values = [...absent, ...listed.keys()];
  if (values.length === 0) return <li role="none" className="px-1 py-2 text-sm text-muted">There is no value.</li>;
  return (
    <>
      {values.map((value, at) => <Part key={keyOf([value])} path={[...path, value]} count={listed.get(value)} isGone={isWhole && !listed.has(value)} isFirst={path.length === 0 && at === 0} tools={tools} />)}
      {!isWhole && <li role="none" className="px-1 py-1 text-xs text-muted">The {formatNumber(data.rows.length)} most frequent of {formatNumber(data.total_rows)}. Search for the others.</li>}
    </>
  );
}
