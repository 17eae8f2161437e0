import { useQuery } from "@tanstack/react-query";
import { ChevronRight, SquareArrowOutUpRight } from "lucide-react";
import { useMemo, useState, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { columnTypeWords } from "@/lib/column-type";
import { formatCount, formatNumber } from "@/lib/format-number";
import { matchScore } from "@/lib/match";
import { ColumnTypeIcon } from "@/ui/column-type-icon";
import { ProblemNotice } from "@/ui/problem-notice";
import { SearchInput } from "@/ui/search-input";
import { Skeleton } from "@/ui/skeleton";
import { vocabularyOptions, type VocabularyTable } from "./api";
import { written } from "./names";

export type LinkToDataset = (datasetId: string, words: ReactNode, label: string) => ReactNode;

const FEW = 2;

type Found = { table: VocabularyTable; columns: VocabularyTable["columns"]; isByColumn: boolean };

/** Tables whose name answers the search, and those that have a column that does. */
export const foundTables = (tables: readonly VocabularyTable[], search: string): Found[] =>
  tables.flatMap((table): Found[] => {
    if (search.trim() === "" || matchScore(search, `${table.sql_name} ${table.name}`) > 0) return [{ table, columns: table.columns, isByColumn: false }];
    const columns = table.columns.filter(({ name }) => matchScore(search, name) > 0);
    return columns.length > 0 ? [{ table, columns, isByColumn: true }] : [];
  });

const rowClasses = "flex w-full min-w-0 items-center gap-1.5 rounded-md px-1.5 text-left hover:bg-hover focus-visible:-outline-offset-2";

type TableRowProps = { found: Found; isOpen: boolean; onToggle: () => void; onInsert: (text: string) => void; link: LinkToDataset };

function TableRow({ found: { table, columns }, isOpen, onToggle, onInsert, link }: TableRowProps) {
  return (
    <li>
      <div className="group flex items-center">
        <button type="button" aria-expanded={isOpen} aria-label={`Columns of ${table.sql_name}`} onClick={onToggle} className="grid size-7 shrink-0 place-items-center rounded-md text-muted hover:bg-hover">
          <ChevronRight aria-hidden className={cn("size-4 transition-transform", isOpen && "rotate-90")} />
        </button>
        <button type="button" title={`${table.name}, ${formatCount(table.row_count, "row")}`} onClick={() => { onInsert(written(table.sql_name)); }} className={cn(rowClasses, "h-7 justify-between")}>
          <span className="truncate font-mono text-xs font-medium">{table.sql_name}</span>
          <span className="shrink-0 text-xs text-muted tabular">{formatNumber(table.row_count)}</span>
        </button>
        {link(table.dataset_id, <SquareArrowOutUpRight aria-hidden className="size-3.5" />, `Open the dataset ${table.name}`)}
      </div>
      {isOpen && (
        <ul className="mb-1 ml-3.5 border-l border-line pl-2">
          {columns.map(({ name, type }) => (
            <li key={name}>
              <button type="button" title={`${name}, ${columnTypeWords(type).toLowerCase()}`} onClick={() => { onInsert(written(name)); }} className={cn(rowClasses, "h-6")}>
                <ColumnTypeIcon type={type} className="size-3.5" />
                <span className="truncate font-mono text-xs">{name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** What a statement can be asked of; a press writes the name. */
export function TablesList({ onInsert, link }: { onInsert: (text: string) => void; link: LinkToDataset }) {
  const { data, error, refetch } = useQuery(vocabularyOptions());
  const [search, setSearch] = useState("");
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const found = useMemo(() => foundTables(data?.tables ?? [], search), [data, search]);
  const isFew = (data?.tables.length ?? 0) <= FEW;
  const toggle = (id: string) => {
    setToggled((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  };
  return (
    <>
      <SearchInput label="Search tables and columns" value={search} onChange={setSearch} className="shrink-0" />
      {error && <ProblemNotice isCompact title="The datasets could not be read" problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <div aria-busy className="flex flex-col gap-2">{[0, 1, 2, 3].map((row) => <Skeleton key={row} className="h-6" />)}</div>}
      <ul aria-label="Tables" className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1">
        {found.map((one) => (
          <TableRow
            key={one.table.dataset_id}
            found={one}
            isOpen={(isFew || one.isByColumn) !== toggled.has(one.table.dataset_id)}
            onToggle={() => { toggle(one.table.dataset_id); }}
            onInsert={onInsert}
            link={link}
          />
        ))}
        {data && found.length === 0 && <li className="px-2 py-2 text-sm text-muted">{search === "" ? "There are no datasets yet." : "Nothing is called so."}</li>}
      </ul>
    </>
  );
}
