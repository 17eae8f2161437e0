import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { ArrowLeft, Flag, MessageCircleQuestion, Route } from "lucide-react";
import { useMemo } from "react";
import type { QueryMeaning, QuerySpec, SemanticModel } from "@/api/contracts";
import { formatCount } from "@/lib/format-number";
import { modelOptions } from "@/query/model";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { PageProblem } from "@/ui/page-problem";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { usePageTitle } from "@/ui/use-page-title";
import { FactList } from "@/viz/fact-list";
import { receiptFacts } from "@/viz/receipt-words";
import { explainOptions } from "./api";
import { pictureTitle } from "@/chart-editor/picture-title";
import { exploreSearch, questionFromUrl, specOf, type ExploreSearch } from "@/chart-editor/spec";
import { isDrawable, type Question } from "@/chart-editor/state";
import { stageTime } from "./trace-words";
import { Step, TraceStage } from "./trace-stage";
import { usePicture } from "./use-picture";

function Waiting() {
  return <div aria-busy aria-label="Following the question" className="flex flex-col gap-4">{[1, 2, 3].map((row) => <Skeleton key={row} className="h-32" />)}</div>;
}

/** The road of a question: as it was asked, stage by stage, to its answer. */
function Road({ spec, meaning }: { spec: QuerySpec; meaning: QueryMeaning }) {
  const { data, error, refetch } = useQuery(explainOptions(spec));
  if (error) return <ProblemNotice title="The way of this question could not be followed" problem={error} onRetry={() => { void refetch(); }} />;
  if (!data) return <Waiting />;
  const { stages, sql, parameters } = data;
  const total = stages.reduce((sum, { elapsed_ms }) => sum + elapsed_ms, 0);
  const longest = Math.max(...stages.map(({ elapsed_ms }) => elapsed_ms));
  const asked = JSON.stringify(spec, (_, value: unknown) => (value === null || (Array.isArray(value) && value.length === 0) ? undefined : value), 2);
  return (
    <>
      <p className="mb-4 text-sm text-muted">{formatCount(stages.length, "stage")} turn the question into one statement in <span className="tabular text-fg">{stageTime(total)}</span>, before anything is read.</p>
      <ol>
        <Step number={<MessageCircleQuestion aria-hidden />} title="Question" does="What was asked: the fields of the picture, its filters and its order, with every default said.">
          <details>
            <summary className="w-fit rounded-sm text-xs text-muted hover:text-fg">{formatCount(asked.split("\n").length, "line")}</summary>
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
            <pre tabIndex={0} aria-label="Question as JSON" className="mt-2 max-h-96 overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-xs leading-5">{asked}</pre>
            <div className="mt-2 flex justify-end"><CopyButton text={asked} /></div>
          </details>
        </Step>
        {stages.map((stage, at) => (
          <TraceStage
            key={stage.stage}
            stage={stage}
            before={stages[at - 1] ?? null}
            number={at + 1}
            longest={longest}
            statement={at === stages.length - 1 ? { sql, parameters } : null}
          />
        ))}
        <Step isLast number={<Flag aria-hidden />} title="Answer" does="What the statement gave the last time it ran.">
          <div className="rounded-md border border-line bg-panel p-3"><FactList facts={receiptFacts(meaning)} /></div>
        </Step>
      </ol>
    </>
  );
}

function Traced({ datasetId, question }: { datasetId: string; question: Question }) {
  const timeZone = useMemo(() => Intl.DateTimeFormat().resolvedOptions().timeZone, []);
  const spec = useMemo(() => specOf(datasetId, question, timeZone), [datasetId, question, timeZone]);
  const { state, again } = usePicture(spec);
  if (state.problem) return <ProblemNotice title="This question could not be answered" problem={state.problem} onRetry={again} />;
  if (!state.answer) return <Waiting />;
  const { meaning } = state.answer;
  if (meaning.receipt.spec === null) {
    return <EmptyState icon={<Route />} title="This question is too long to be followed">It lists more values than a receipt carries. Choose fewer of them in its filters.</EmptyState>;
  }
  return <Road spec={meaning.receipt.spec} meaning={meaning} />;
}

function Heading({ model, question, search }: { model: SemanticModel | undefined; question: Question; search: ExploreSearch }) {
  const title = model ? `How “${pictureTitle(question, model)}” is computed` : "How it is computed";
  usePageTitle(title);
  return (
    <PageHeader
      title={title}
      above={<Link to="/explore" search={search} className="rounded-sm hover:text-fg hover:underline">Explore</Link>}
      detail={model?.dataset_name}
      actions={<Button asChild><Link to="/explore" search={search}><ArrowLeft aria-hidden />Back to the picture</Link></Button>}
    />
  );
}

/** How a question of Explore becomes its answer; the address is that of the picture. */
export function TracePage() {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const key = JSON.stringify(exploreSearch(search));
  const address = useMemo(() => JSON.parse(key) as ExploreSearch, [key]);
  const question = useMemo(() => questionFromUrl(address.chart), [address]);
  const datasetId = address.dataset ?? null;
  const { data: model, error, refetch } = useQuery({ ...modelOptions(datasetId ?? ""), enabled: datasetId !== null });
  const way = <Button asChild><Link to="/explore">Explore</Link></Button>;
  if (error) return <PageProblem problem={error} thing="dataset" onRetry={() => { void refetch(); }} way={way} />;
  const hasQuestion = datasetId !== null && (isDrawable(question) || question.mark === "table");
  return (
    <div className="mx-auto w-full max-w-5xl p-4 sm:p-6">
      <Heading model={model} question={question} search={address} />
      {hasQuestion
        ? <Traced key={key} datasetId={datasetId} question={question} />
        : <EmptyState icon={<Route />} title="There is no question yet" action={<Button asChild variant="primary"><Link to="/explore" search={address}>Ask one in Explore</Link></Button>}>Put a field into a well, and see here how its picture is computed.</EmptyState>}
    </div>
  );
}
