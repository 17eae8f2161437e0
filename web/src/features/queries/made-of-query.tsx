import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, RotateCw, SquareTerminal } from "lucide-react";
import { useEffect } from "react";
import type { Dataset, Import } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import { formatCount } from "@/lib/format-number";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { ProblemNotice, type ProblemWords } from "@/ui/problem-notice";
import { Progress } from "@/ui/progress";
import { RelativeTime } from "@/ui/relative-time";
import { queryById } from "./api";
import { cancelMaking, isUnderWay, makingOptions, originsOptions, refreshDataset, stageWords, whyNot, type DatasetOrigin } from "./dataset-api";

const linkClasses = "rounded-sm text-accent-text underline-offset-2 hover:underline";

function QueryName({ queryId }: { queryId: string }) {
  const { data: query, error, isPending } = useQuery(queryById(queryId));
  if (isPending) return <>a saved query</>;
  if (error || query.kind !== "saved") return <>{error && error.status !== 404 ? "a saved query" : "a saved query that is in the trash or gone"}</>;
  return <>the query <Link to="/sql/$queryId" params={{ queryId }} className={`${linkClasses} font-medium break-words`}>{query.name}</Link></>;
}

function Sources({ sources }: Pick<DatasetOrigin, "sources">) {
  if (sources.length === 0) return <>, which reads no dataset</>;
  return (
    <>
      {" from "}
      {sources.map((source, index) => (
        <span key={source.dataset_id}>
          {index > 0 && ", "}
          <Link to="/data/$datasetId" params={{ datasetId: source.dataset_id }} className={`${linkClasses} font-mono text-xs break-all`}>{source.sql_name}</Link>
          <span className="text-muted"> version {source.version_number}</span>
        </span>
      ))}
    </>
  );
}

function Statement({ origin }: { origin: DatasetOrigin }) {
  const parameters = Object.entries(origin.parameters).map(([name, given]) => {
    const value = typeof given === "object" && given !== null && "value" in given ? given.value : given;
    return [name, value === null ? "null" : String(value)] as const;
  });
  return (
    <Popover>
      <PopoverTrigger asChild><Button size="sm" variant="ghost">Statement</Button></PopoverTrigger>
      <PopoverContent aria-label="The statement as it ran" align="end" className="flex w-[32rem] max-w-[calc(100vw-16px)] flex-col gap-2">
        <div className="flex items-center justify-between gap-2"><h2 className="text-xs font-semibold">The statement as it ran</h2><CopyButton text={origin.sql} label="Copy SQL" /></div>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
        <pre tabIndex={0} aria-label="Statement" className="max-h-60 overflow-auto rounded-md border border-line bg-sunken p-2 font-mono text-xs whitespace-pre-wrap">{origin.sql}</pre>
        {parameters.length > 0 && (
          <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-xs">
            {parameters.map(([name, value]) => <div key={name} className="contents"><dt className="font-mono text-muted">${name}</dt><dd className="min-w-0 font-mono break-all">{value}</dd></div>)}
          </dl>
        )}
      </PopoverContent>
    </Popover>
  );
}

type MakingProps = { dataset: Dataset; making: Import | undefined; importId: string };

function UnderWay({ dataset, making, importId }: MakingProps) {
  const client = useQueryClient();
  const cancel = useMutation<Import, Problem>({
    mutationFn: () => cancelMaking(importId),
    onSettled: () => client.invalidateQueries({ queryKey: makingOptions(importId).queryKey }),
  });
  return (
    <div className="flex w-full flex-wrap items-center gap-x-3 gap-y-1.5">
      <p role="status" className="text-xs text-muted">{stageWords(making)}</p>
      <Progress className="max-w-80 flex-1" label={`Progress of ${dataset.name}`} value={making?.fraction ?? null} />
      <Button size="sm" variant="ghost" isBusy={cancel.isPending} onClick={() => { cancel.mutate(); }}>Cancel</Button>
    </div>
  );
}

/** What is wrong with a statement is said to whoever writes it; here there is another way on. */
const forThisPlace = (problem: Problem): ProblemWords => ({
  code: problem.code, status: problem.status, message: problem.message, requestId: problem.requestId, details: problem.details,
  hint: problem.status === 422 ? "Bring back what the statement reads, or make a new dataset of a statement that you change." : problem.hint,
});

/** Where a dataset comes from that was made of a query, and the way to make it again. */
export function MadeOfQuery({ dataset, canEdit }: { dataset: Dataset; canEdit: boolean }) {
  const client = useQueryClient();
  const { data: origins } = useQuery(originsOptions(dataset.id));
  const active = origins?.items.find((one) => one.version_ids.some((id) => id === dataset.active_version_id));
  const origin = active ?? origins?.items[0];
  const again = useMutation<Dataset, Problem>({ mutationFn: () => refreshDataset(dataset.id) });
  const importId = again.data?.import_id ?? dataset.import_id ?? "";
  const { data: making } = useQuery({ ...makingOptions(importId), enabled: origin !== undefined && importId !== "" });
  const isRunning = again.isPending || (again.data !== undefined && making === undefined) || (making !== undefined && isUnderWay(making.status));
  const status = making?.status;
  const isNew = status === "ready" && again.data !== undefined;
  useEffect(() => {
    if (isNew) for (const key of [["dataset", dataset.id], ["datasets"], ["model", dataset.id]]) void client.invalidateQueries({ queryKey: key });
  }, [client, isNew, dataset.id, importId]);
  if (!origin) return null;
  const failure = making?.status === "error" ? whyNot(making) : null;
  return (
    <section aria-label="Where it comes from" className="mb-4 flex flex-col gap-2 rounded-lg border border-line bg-panel px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <SquareTerminal aria-hidden className="size-4 shrink-0 text-muted max-sm:mt-0.5 max-sm:self-start" />
        <p className="min-w-0 flex-1 basis-64 text-sm">
          {active ? "Made of " : "An earlier version was made of "}
          {origin.saved_query_id ? <QueryName queryId={origin.saved_query_id} /> : "a statement"}
          <Sources sources={origin.sources} />
          <span className="text-muted">, <RelativeTime at={origin.made_at} />{origin.made_by_name && ` by ${origin.made_by_name}`}</span>
        </p>
        <Statement origin={origin} />
        {canEdit && <Button size="sm" disabled={isRunning} isBusy={again.isPending} onClick={() => { again.mutate(); }}><RotateCw aria-hidden />Run again</Button>}
      </div>
      {isRunning && importId !== "" && !again.isPending && <UnderWay dataset={dataset} making={making} importId={importId} />}
      {isNew && <p role="status" className="flex items-center gap-2 text-sm"><CircleCheck aria-hidden className="size-4 text-success" />A new version is in use: {formatCount(making?.rows ?? 0, "row")}.</p>}
      {status === "cancelled" && again.data !== undefined && <p role="status" className="text-sm text-muted">Cancelled; the version before stays in use.</p>}
      {again.error && <ProblemNotice isCompact title="It could not be run again" problem={forThisPlace(again.error)} />}
      {failure && !isRunning && !again.error && <ProblemNotice isCompact title="The last run gave no new version" problem={failure} />}
    </section>
  );
}
