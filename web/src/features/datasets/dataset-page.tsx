import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { Dataset } from "@/api/contracts";
import { formatBytes, formatCount } from "@/lib/format-number";
import { Badge } from "@/ui/badge";
import { IconButton } from "@/ui/icon-button";
import { PageHeader } from "@/ui/page-header";
import { PageProblem } from "@/ui/page-problem";
import { ProblemNotice } from "@/ui/problem-notice";
import { RelativeTime } from "@/ui/relative-time";
import { Skeleton } from "@/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/ui/tabs";
import { showToast, showUndo } from "@/ui/toast-store";
import { usePageTitle } from "@/ui/use-page-title";
import { datasetOptions, restoreDataset, trashDataset, updateDataset } from "./api";
import { ColumnsPanel } from "./columns-panel";
import { DescribeDialog } from "./describe-dialog";
import { RejectsPanel } from "./rejects-panel";
import { RowsPanel } from "./rows-panel";
import { VersionsPanel } from "./versions-panel";

export const DATASET_TABS = ["columns", "rows", "rejects", "versions"] as const;
export type DatasetTab = (typeof DATASET_TABS)[number];

export type DatasetPageProps = {
  datasetId: string;
  tab: DatasetTab;
  onTab: (tab: DatasetTab) => void;
  onGone: () => void;
  canEdit: boolean;
  above: ReactNode;
  /** Where to go on from a dataset that is not there. */
  wayOn: ReactNode;
  /** Opens the dataset in Explore. */
  exploreAction: ReactNode;
  /** Sends another file as a new version. */
  replaceAction: ReactNode;
  /** What the dataset was made of, where that is not a file. */
  origin: (dataset: Dataset) => ReactNode;
};

function Facts({ dataset }: { dataset: Dataset }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span>{formatCount(dataset.row_count, "row")} · {formatCount(dataset.columns.length, "column")} · {formatBytes(dataset.file_size)} · added <RelativeTime at={dataset.created_at} /></span>
      <code className="max-w-full rounded-sm bg-sunken px-1 font-mono text-xs break-all" title="The name of the dataset in SQL">{dataset.sql_name}</code>
    </span>
  );
}

/** One dataset: what its columns hold, its rows, what was rejected, and its versions. */
export function DatasetPage(props: DatasetPageProps) {
  const { data, error, refetch } = useQuery(datasetOptions(props.datasetId));
  usePageTitle(data?.name ?? "Dataset");
  if (data === undefined) {
    if (error) return <PageProblem problem={error} thing="dataset" onRetry={() => { void refetch(); }} way={props.wayOn} />;
    return <div aria-busy className="p-4 sm:p-6"><Skeleton className="mb-6 h-8 w-64" /><Skeleton className="h-96" /></div>;
  }
  return <OpenDataset dataset={data} {...props} />;
}

function OpenDataset({ dataset, tab, onTab, onGone, canEdit, above, exploreAction, replaceAction, origin }: DatasetPageProps & { dataset: Dataset }) {
  const client = useQueryClient();
  const [isDescribing, setDescribing] = useState(false);
  const changed = () => client.invalidateQueries({ queryKey: ["datasets"] });
  const describe = useMutation({
    mutationFn: (words: { name: string; description: string }) => updateDataset(dataset.id, words),
    onSuccess: (saved) => {
      client.setQueryData(datasetOptions(dataset.id).queryKey, saved);
      void changed();
      setDescribing(false);
    },
  });
  const trash = useMutation({
    mutationFn: () => trashDataset(dataset.id),
    onError: (problem) => { showToast({ tone: "danger", title: problem.message }); },
    onSuccess: () => {
      void changed();
      showUndo(`“${dataset.name}” is in the trash.`, () => { void restoreDataset(dataset.id).then(changed); });
      onGone();
    },
  });
  const versionId = dataset.active_version_id;
  return (
    <div className="mx-auto w-full max-w-[1600px] p-4 sm:p-6">
      <PageHeader
        title={dataset.name}
        above={above}
        detail={<><Facts dataset={dataset} />{dataset.description && <p className="mt-1 max-w-3xl text-pretty">{dataset.description}</p>}</>}
        actions={
          <>
            {canEdit && <IconButton label="Rename and describe" onClick={() => { setDescribing(true); }}><Pencil aria-hidden /></IconButton>}
            {canEdit && <IconButton label="Move to the trash" onClick={() => { trash.mutate(); }}><Trash2 aria-hidden /></IconButton>}
            {dataset.status === "ready" && exploreAction}
          </>
        }
      />
      {versionId !== null && origin(dataset)}
      {dataset.status === "error" && <ProblemNotice className="mb-4" title="The last file could not be read" problem={{ message: dataset.error ?? "The reason is not known." }} />}
      {dataset.status === "importing" && <p role="status" className="mb-4 rounded-md bg-accent-soft px-3 py-2 text-sm text-accent-text">A file is being read. This page follows by itself.</p>}
      {versionId === null ? (
        dataset.status === "importing" && <Skeleton className="h-64" />
      ) : (
        <Tabs value={tab} onValueChange={(value) => { onTab(value as DatasetTab); }}>
          <TabsList aria-label="Parts of the dataset">
            <TabsTrigger value="columns">Columns</TabsTrigger>
            <TabsTrigger value="rows">Rows</TabsTrigger>
            {canEdit && <TabsTrigger value="rejects">Rejected {dataset.rejected_rows > 0 && <Badge tone="warning">{dataset.rejected_rows.toLocaleString()}</Badge>}</TabsTrigger>}
            <TabsTrigger value="versions">Versions</TabsTrigger>
          </TabsList>
          <TabsContent value="columns"><ColumnsPanel dataset={dataset} versionId={versionId} canEdit={canEdit} /></TabsContent>
          <TabsContent value="rows"><RowsPanel dataset={dataset} versionId={versionId} /></TabsContent>
          {canEdit && <TabsContent value="rejects"><RejectsPanel dataset={dataset} versionId={versionId} /></TabsContent>}
          <TabsContent value="versions"><VersionsPanel dataset={dataset} canEdit={canEdit} replaceAction={replaceAction} /></TabsContent>
        </Tabs>
      )}
      {isDescribing && <DescribeDialog dataset={dataset} isSaving={describe.isPending} problem={describe.error} onClose={() => { setDescribing(false); }} onSave={(words) => { describe.mutate(words); }} />}
    </div>
  );
}
