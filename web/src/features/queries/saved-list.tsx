import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Folder, Trash2 } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { asProblem } from "@/api/problems";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { ProblemNotice } from "@/ui/problem-notice";
import { RelativeTime } from "@/ui/relative-time";
import { SearchInput } from "@/ui/search-input";
import { Select } from "@/ui/select";
import { Skeleton } from "@/ui/skeleton";
import { showFailure, showUndo } from "@/ui/toast-store";
import { deleteQuery, foldersOptions, restoreSaved, savedOptions, type SavedQuery } from "./api";

const EVERYWHERE = "everywhere";
const NOWHERE = "in no folder";

type SavedListProps = { canEdit: boolean; openId: string | null; onOpen: (saved: SavedQuery) => void };

const folderOf = (chosen: string): string | null => (chosen === EVERYWHERE ? null : chosen === NOWHERE ? "" : chosen.slice(1));

/** The saved queries of the workspace. */
export function SavedList({ canEdit, openId, onOpen }: SavedListProps) {
  const client = useQueryClient();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState(EVERYWHERE);
  const folders = useQuery(foldersOptions()).data?.items ?? [];
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(savedOptions(useDeferredValue(search.trim()), folderOf(chosen)));
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const changed = () => client.invalidateQueries({ queryKey: ["saved-queries"] });
  const trash = async (saved: SavedQuery) => {
    try {
      await deleteQuery(saved.id);
      showUndo(`“${saved.name}” is in the trash.`, () => { restoreSaved(saved.id).then(changed, (failure: unknown) => { showFailure("The query could not be had back", asProblem(failure)); }); });
    } catch (failure) {
      showFailure("The query could not be thrown away", asProblem(failure));
    }
    await changed();
  };
  const named = folders.filter(({ folder }) => folder !== "");
  return (
    <>
      <SearchInput label="Search saved queries" value={search} onChange={setSearch} className="shrink-0" />
      {named.length > 0 && (
        <Select
          aria-label="Folder"
          value={chosen}
          onChange={setChosen}
          options={[{ value: EVERYWHERE, label: "All folders" }, ...named.map(({ folder, count }) => ({ value: `/${folder}`, label: folder, detail: `${String(count)} saved` })), { value: NOWHERE, label: "In no folder" }]}
        />
      )}
      {error && <ProblemNotice isCompact title="The saved queries could not be read" problem={error} onRetry={() => void refetch()} />}
      {isPending && <div aria-busy className="flex flex-col gap-2">{[0, 1, 2].map((row) => <Skeleton key={row} className="h-10" />)}</div>}
      <ul aria-label="Saved queries" className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1">
        {items.map((saved) => (
          <li key={saved.id} className="flex items-center gap-0.5">
            <button type="button" aria-current={saved.id === openId || undefined} onClick={() => { onOpen(saved); }} title={[saved.description ?? saved.name, saved.created_by_name === null ? null : `Saved by ${saved.created_by_name}`].filter(Boolean).join("\n")} className="flex min-w-0 flex-1 flex-col rounded-md px-2 py-1 text-left hover:bg-hover focus-visible:-outline-offset-2 aria-[current]:bg-accent-soft">
              <span className="w-full truncate text-sm font-medium">{saved.name}</span>
              <span className="flex w-full min-w-0 items-center gap-1 text-xs text-muted">
                {saved.folder !== "" && <><Folder aria-label="Folder" className="size-3 shrink-0" /><span className="truncate">{saved.folder}</span><span aria-hidden>·</span></>}
                <RelativeTime at={saved.updated_at} className="shrink-0" />
              </span>
            </button>
            {canEdit && <IconButton size="icon-sm" className="text-muted" label={`Move ${saved.name} to the trash`} onClick={() => void trash(saved)}><Trash2 aria-hidden /></IconButton>}
          </li>
        ))}
        {data && items.length === 0 && (
          <li className="px-2 py-2 text-sm text-pretty text-muted">
            {search !== "" ? "No saved query is called so." : canEdit ? "Nothing is saved yet. What you save is kept for everybody in this workspace." : "Nothing is saved in this workspace yet."}
          </li>
        )}
        {hasNextPage && <li className="p-2 text-center"><Button size="sm" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>Show more</Button></li>}
      </ul>
    </>
  );
}
