import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { Column, Dataset } from "@/api/contracts";
import { Button } from "@/ui/button";
import { ProblemNotice } from "@/ui/problem-notice";
import { SearchInput } from "@/ui/search-input";
import { showToast } from "@/ui/toast-store";
import { datasetOptions, profileOptions } from "./api";
import { ColumnCard } from "./column-card";
import { EditColumnDialog } from "./edit-column-dialog";

const AT_FIRST = 60;
const SEARCH_FROM = 12;

/** The columns of a dataset with their profiles over all rows. */
export function ColumnsPanel({ dataset, versionId, canEdit }: { dataset: Dataset; versionId: string; canEdit: boolean }) {
  const client = useQueryClient();
  const { data: profile, error, refetch } = useQuery(profileOptions(dataset.id, versionId));
  const [search, setSearch] = useState("");
  const [shown, setShown] = useState(AT_FIRST);
  const [editing, setEditing] = useState<Column | null>(null);
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const found = dataset.columns.filter(({ name, label }) => `${name} ${label ?? ""}`.toLowerCase().includes(wanted));
  const profiles = new Map(profile?.columns.map((column) => [column.name, column]));
  const saved = (changed: Dataset) => {
    client.setQueryData(datasetOptions(dataset.id).queryKey, changed);
    for (const key of [["dataset", dataset.id], ["datasets"], ["model", dataset.id], ["preview", dataset.id]]) void client.invalidateQueries({ queryKey: key });
    if (changed.status === "importing") showToast({ title: "The file is being read again with the new type." });
  };
  return (
    <div className="flex flex-col gap-3">
      {dataset.columns.length > SEARCH_FROM && <SearchInput label="Search columns" value={search} onChange={setSearch} className="max-w-sm" />}
      {error && <ProblemNotice title="The profile could not be computed" problem={error} onRetry={() => { void refetch(); }} />}
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-4">
        {found.slice(0, shown).map((column) => (
          <ColumnCard key={column.name} column={column} profile={profiles.get(column.name)} onEdit={canEdit ? () => { setEditing(column); } : null} />
        ))}
      </ul>
      {found.length > shown && <Button className="self-center" onClick={() => { setShown(shown + AT_FIRST); }}>{`Show ${String(Math.min(AT_FIRST, found.length - shown))} more of ${String(found.length)} columns`}</Button>}
      {found.length === 0 && <p className="py-6 text-center text-sm text-muted">No column is called anything like “{search}”.</p>}
      {editing && <EditColumnDialog dataset={dataset} column={editing} onClose={() => { setEditing(null); }} onSaved={saved} />}
    </div>
  );
}
