import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { FolderInput, FolderOpen, FolderPlus, Plus } from "lucide-react";
import { Fragment, useState } from "react";
import type { Folder, Thing } from "@/api/contracts";
import { createDashboard } from "@/api/dashboards";
import { useMayEdit } from "@/api/me";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { showFailure } from "@/ui/toast-store";
import { usePageTitle } from "@/ui/use-page-title";
import { FolderRow, ThingRow, type ThingLook } from "./filed-row";
import { FolderMenu } from "./folder-menu";
import { FolderNav, LimitedMark } from "./folder-nav";
import { foldersIn, pathOf } from "./folder-tree";
import { createFolder, fileThings, foldersOptions, thingsOptions } from "./folders-api";
import { MoveDialog } from "./move-dialog";
import { NameDialog } from "./name-dialog";
import { useFolderVerbs, type FolderVerbs } from "./use-folder-verbs";

const keyOf = ({ kind, id }: Pick<Thing, "kind" | "id">): string => `${kind} ${id}`;

const Above = ({ path }: { path: readonly Folder[] }) => (
  <nav aria-label="Where it lies" className="flex flex-wrap items-center gap-x-1">
    <Link to="/folders" search={{}} className="rounded-sm hover:text-fg hover:underline">Folders</Link>
    {path.slice(0, -1).map(({ id, name }) => <Fragment key={id}><span aria-hidden>/</span><Link to="/folders" search={{ folder: id }} className="max-w-48 truncate rounded-sm hover:text-fg hover:underline">{name}</Link></Fragment>)}
  </nav>
);

type ListProps = { folders: readonly Folder[]; within: readonly Folder[]; things: readonly Thing[]; at: string | null; mayMove: boolean; look: ThingLook; verbs: FolderVerbs };

function FiledList({ folders, within, things, at, mayMove, look, verbs }: ListProps) {
  const [chosenKeys, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [moved, setMoved] = useState<readonly Thing[] | null>(null);
  const chosen = things.filter((thing) => chosenKeys.has(keyOf(thing)));
  const choose = (thing: Thing, isOn: boolean) => {
    setChosen(new Set(isOn ? [...chosenKeys, keyOf(thing)] : [...chosenKeys].filter((key) => key !== keyOf(thing))));
  };
  const titled = moved?.length === 1 ? `Move “${moved[0]?.name ?? ""}”` : `Move ${String(moved?.length ?? 0)} things`;
  return (
    <>
      {chosen.length > 0 && (
        <div role="toolbar" aria-label="With what is chosen" className="mb-2 flex flex-wrap items-center gap-2 rounded-md border border-accent bg-accent-soft px-3 py-1.5 text-sm">
          <span className="flex-1" aria-live="polite">{chosen.length} chosen</span>
          <Button size="sm" onClick={() => { setMoved(chosen); }}><FolderInput aria-hidden />Move to…</Button>
          {chosen.length < things.length && <Button size="sm" variant="ghost" onClick={() => { setChosen(new Set(things.map(keyOf))); }}>Choose all</Button>}
          <Button size="sm" variant="ghost" onClick={() => { setChosen(new Set()); }}>Choose none</Button>
        </div>
      )}
      <ul aria-label="What lies here" className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-panel">
        {within.map((folder) => <FolderRow key={folder.id} folder={folder} folders={folders} verbs={verbs} />)}
        {things.map((thing) => {
          const isChosen = chosenKeys.has(keyOf(thing));
          const carried = { things: (isChosen ? chosen : [thing]).map(({ kind, id }) => ({ kind, id })), folderId: null };
          return <ThingRow key={keyOf(thing)} thing={thing} look={look} isChosen={isChosen} mayMove={mayMove} carried={carried} onChoose={(isOn) => { choose(thing, isOn); }} onMove={() => { setMoved([thing]); }} />;
        })}
      </ul>
      {moved && <MoveDialog title={titled} folders={folders} from={at} onMove={(to) => { setChosen(new Set()); void verbs.file(moved, to); }} onClose={() => { setMoved(null); }} />}
    </>
  );
}

/** Everything that can be filed, folder by folder. */
export function FoldersPage({ at, look }: { at: string | null; look: ThingLook }) {
  const navigate = useNavigate();
  const mayEdit = useMayEdit();
  const verbs = useFolderVerbs();
  const tree = useQuery(foldersOptions());
  const { data, error, refetch } = useQuery(thingsOptions(at));
  const [isNaming, setNaming] = useState(false);
  const folders = tree.data?.items ?? [];
  const path = pathOf(folders, at);
  const folder = path.at(-1);
  const above = path.at(-2);
  const within = foldersIn(folders, at);
  const mayMove = mayEdit && (folder === undefined || folder.may_edit);
  usePageTitle(folder?.name ?? "Folders");
  const go = (id: string | null) => void navigate({ to: "/folders", search: id === null ? {} : { folder: id } });
  const create = useMutation({
    mutationFn: async () => {
      const made = await createDashboard("Untitled dashboard");
      if (at !== null) await fileThings([{ kind: "dashboard", id: made.id }], at);
      return made;
    },
    onError: (problem) => { showFailure("The dashboard was not made", problem); },
    onSuccess: ({ id }) => { verbs.refresh(); void navigate({ to: "/dashboards/$dashboardId", params: { dashboardId: id }, search: { mode: "edit" } }); },
  });
  const newFolder = <Button onClick={() => { setNaming(true); }}><FolderPlus aria-hidden />New folder</Button>;
  const newDashboard = <Button isBusy={create.isPending} onClick={() => { create.mutate(); }}><Plus aria-hidden />New dashboard</Button>;
  const isReady = data !== undefined && tree.data !== undefined;
  const isEmpty = isReady && data.total === 0 && within.length === 0;
  const problem = error ?? tree.error;
  return (
    <div className="mx-auto flex w-full max-w-6xl gap-6 p-4 sm:p-6">
      <FolderNav folders={folders} at={at} verbs={verbs} className="sticky top-4 hidden max-h-[calc(100dvh-6rem)] w-56 shrink-0 self-start overflow-y-auto p-0.5 md:block" />
      <div className="min-w-0 flex-1">
        <PageHeader
          above={folder && <Above path={path} />}
          title={<span className="inline-flex max-w-full items-center gap-2"><span className="min-w-0 break-words">{folder?.name ?? "Folders"}</span>{folder?.is_limited && <LimitedMark />}</span>}
          detail={folder ? null : "What lies in no folder, and the folders of the workspace."}
          actions={<>{mayMove && newDashboard}{mayMove && newFolder}{folder && <FolderMenu folder={folder} verbs={verbs} onRemoved={() => { go(above?.id ?? null); }} />}</>}
        />
        {problem && <ProblemNotice title={at !== null && problem.status === 404 ? "There is no such folder, or it is not open to you" : "The folders could not be read"} problem={problem} onRetry={() => { void refetch(); void tree.refetch(); }} />}
        {!problem && !isReady && <div aria-busy className="flex flex-col gap-2">{[0, 1, 2, 3].map((row) => <Skeleton key={row} className="h-12" />)}</div>}
        {isEmpty && (
          <div className="rounded-lg border border-line bg-panel">
            <EmptyState icon={<FolderOpen />} title={folder ? "Nothing lies here yet" : "Nothing to file yet"} action={mayMove ? <>{newFolder}{folder && <Button asChild variant="ghost"><Link to="/folders" search={{}}>Find something to file</Link></Button>}</> : null}>
              Folders keep dashboards, charts, saved queries and datasets together. Choose things in a list and move them here, or pull them over a folder.
            </EmptyState>
          </div>
        )}
        {isReady && !isEmpty && !error && <FiledList key={at} folders={folders} within={within} things={data.items} at={at} mayMove={mayMove} look={look} verbs={verbs} />}
        {isNaming && <NameDialog title={folder ? `New folder in “${folder.name}”` : "New folder"} action="Make folder" onSave={(name) => createFolder(name, at)} onSaved={({ id }) => { verbs.refresh(); go(id); }} onClose={() => { setNaming(false); }} />}
      </div>
    </div>
  );
}
