import { useQuery } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import { meOptions } from "@/api/me";
import { useSession } from "@/api/session";
import { Button } from "@/ui/button";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { usePageTitle } from "@/ui/use-page-title";
import { queryById } from "./api";
import { cancelAllRuns, forgetAllRuns } from "./run-store";
import { enterTabs, followWindows, useTabs } from "./tab-store";
import type { LinkToDataset } from "./tables-list";
import { useOpenTabs } from "./use-open-tabs";
import { Workbench } from "./workbench";

type SqlPageProps = {
  /** The saved query, or the run, that the address names. */
  queryId: string | null;
  onAddress: (queryId: string | null) => void;
  canEdit: boolean;
  /** What a workspace without data is offered: an upload, sample data. */
  firstData: ReactNode;
  link: LinkToDataset;
};

/** Enters the tabs of this person in this workspace; null until that is known. */
const useOwner = (): string | null => {
  const userId = useSession((session) => session.user?.id);
  const workspaceId = useQuery(meOptions()).data?.workspace.id;
  const owner = userId === undefined || workspaceId === undefined ? null : `${userId}.${workspaceId}`;
  useEffect(() => {
    if (owner === null) return;
    if (useTabs.getState().owner !== owner) forgetAllRuns();
    enterTabs(owner);
  }, [owner]);
  const entered = useTabs((store) => store.owner);
  return owner !== null && entered === owner ? owner : null;
};

function Waiting() {
  return (
    <div aria-busy aria-label="Loading" className="flex h-full flex-col gap-3 p-4">
      <Skeleton className="h-8 w-72 max-w-full" />
      <Skeleton className="h-56" />
      <Skeleton className="flex-1" />
    </div>
  );
}

function OpenPage({ queryId, onAddress, canEdit, firstData, link }: SqlPageProps) {
  const tab = useTabs(({ tabs, activeId }) => tabs.find(({ id }) => id === activeId));
  const isOpen = useTabs(({ tabs }) => tabs.some(({ base }) => base !== null && base.id === queryId));
  const open = useOpenTabs(onAddress);
  const asked = useQuery({ ...queryById(queryId ?? ""), enabled: queryId !== null && !isOpen });
  const found = asked.data;
  usePageTitle(tab ? `${tab.name} · SQL` : "SQL");

  const activeQueryId = tab?.base?.id ?? null;
  useEffect(() => {
    if (queryId === activeQueryId) return;
    if (queryId === null) { if (activeQueryId !== null) open.address(activeQueryId); return; }
    const known = useTabs.getState().tabs.find(({ base }) => base?.id === queryId);
    if (known) open.show(known);
    else if (found?.id === queryId && found.kind === "saved") open.openSaved(found);
    else if (found?.id === queryId && found.kind === "run") open.openRun(found);
    // What is open follows the address; the address follows what is done here by itself.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [queryId, found]);

  if (!tab) return <Waiting />;
  const notice = queryId !== null && !isOpen && asked.error !== null && (
    <div className="flex flex-col gap-2 border-b border-line p-3">
      <ProblemNotice
        isCompact
        title={asked.error.status === 404 ? "This query is not here" : "This query could not be opened"}
        problem={asked.error.status === 404 ? { message: "It may have been deleted, or it belongs to another workspace." } : asked.error}
        {...(asked.error.status !== 404 && { onRetry: () => void asked.refetch() })}
      />
      <div className="flex"><Button size="sm" className="min-w-0 shrink" onClick={() => { onAddress(activeQueryId); }}><span className="truncate">Go on with {tab.name}</span></Button></div>
    </div>
  );
  return <Workbench tab={tab} open={open} canEdit={canEdit} firstData={firstData} link={link} notice={notice} />;
}

/** SQL over the datasets of the workspace: written, run, saved. */
export function SqlPage(props: SqlPageProps) {
  const owner = useOwner();
  useEffect(followWindows, []);
  useEffect(() => {
    window.addEventListener("pagehide", cancelAllRuns);
    return () => {
      window.removeEventListener("pagehide", cancelAllRuns);
      cancelAllRuns();
    };
  }, []);
  return (
    <>
      <h1 className="sr-only">SQL</h1>
      {owner === null ? <Waiting /> : <OpenPage key={owner} {...props} />}
    </>
  );
}
