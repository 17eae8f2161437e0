import { useState } from "react";
import type { ModelColumn } from "@/api/contracts";
import { columnTypeWords } from "@/lib/column-type";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { ColumnTypeIcon } from "@/ui/column-type-icon";
import { SearchInput } from "@/ui/search-input";

type ColumnPickerProps = { columns: readonly ModelColumn[]; chosen: readonly string[]; onChange: (chosen: string[]) => void };

const isSameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Columns to choose from a list; those that the data has lost stay to be taken out. */
export function ColumnPicker({ columns, chosen, onChange }: ColumnPickerProps) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const fits = (text: string | null) => text?.toLowerCase().includes(wanted) === true;
  const lost = chosen.filter((name) => !columns.some((column) => isSameName(column.name, name)));
  const found = columns.filter(({ name, label }) => fits(name) || fits(label));
  const has = (name: string) => chosen.some((one) => isSameName(one, name));
  const set = (names: readonly string[], isChosen: boolean) => {
    const others = chosen.filter((one) => !names.some((name) => isSameName(one, name)));
    onChange(isChosen ? [...others, ...names] : others);
  };
  const isAll = found.length > 0 && found.every(({ name }) => has(name));
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput label="Search columns" value={search} onChange={setSearch} className="min-w-40 flex-1" />
        <Button size="sm" variant="ghost" disabled={found.length === 0} onClick={() => { set(found.map(({ name }) => name), !isAll); }}>{isAll ? "Clear" : "Choose"} {wanted === "" ? "all" : "those found"}</Button>
      </div>
      <ul aria-label="Columns" className="max-h-60 overflow-y-auto rounded-md border border-line p-1">
        {lost.map((name) => (
          <li key={`lost ${name}`} className="flex items-center gap-2 rounded-sm px-1.5 py-1 hover:bg-hover">
            <Checkbox className="min-w-0 flex-1" checked label={<span className="block truncate font-mono text-xs" title={name}>{name}</span>} onCheckedChange={() => { set([name], false); }} />
            <Badge tone="danger">not in the data any more</Badge>
          </li>
        ))}
        {found.map(({ name, label, type }) => (
          <li key={name} className="flex items-center gap-2 rounded-sm px-1.5 py-1 hover:bg-hover">
            <Checkbox
              className="min-w-0 flex-1"
              checked={has(name)}
              onCheckedChange={(checked) => { set([name], checked === true); }}
              label={<span className="block truncate" title={name}><span className="font-mono text-xs">{name}</span>{label !== null && label !== name && <span className="ml-2 text-xs text-muted">{label}</span>}</span>}
            />
            <span className="flex shrink-0 items-center gap-1 text-xs text-muted"><ColumnTypeIcon type={type} className="size-3.5" /><span className="max-sm:sr-only">{columnTypeWords(type)}</span></span>
          </li>
        ))}
        {found.length === 0 && lost.length === 0 && <li className="px-1.5 py-3 text-sm text-muted">{columns.length === 0 ? "This table has no columns." : `No column is like “${search.trim()}”.`}</li>}
      </ul>
      <p className="text-xs text-muted" role="status">{chosen.length === 0 ? "None is chosen yet." : `${String(chosen.length)} of ${String(columns.length + lost.length)} chosen`}</p>
    </div>
  );
}
