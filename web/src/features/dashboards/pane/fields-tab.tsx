import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ChartTile, FieldRef, SemanticModel } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import { FieldsPane } from "@/chart-editor/fields-pane";
import { addFilter, chooseMark, isDrawable, placeField, type Question } from "@/chart-editor/state";
import { bestWell, fittedTo, type DropPlace } from "@/chart-editor/wells";
import { WellsPane } from "@/chart-editor/wells-pane";
import { Workbench } from "@/chart-editor/workbench";
import type { Answer } from "@/query/answer";
import { modelOptions } from "@/query/model";
import { PageProblem } from "@/ui/page-problem";
import { Skeleton } from "@/ui/skeleton";
import { drawingOf } from "@/viz/answer-badges";
import { MarkSwitcher } from "@/viz/mark-switcher";
import { ALL_MARKS } from "@/viz/marks";
import { drawsItself } from "./own-editor";
import { OwnEditor } from "./own-editor-note";
import { TileTarget } from "./tile-target";

/** Those that are made of fields alone; the others begin in Explore, where they are written. */
const OFFERED = ALL_MARKS.filter((mark) => mark !== "custom" && mark !== "vega_lite");

type FieldsTabProps = {
  tile: ChartTile;
  question: Question;
  change: (change: (question: Question) => Question) => void;
  /** What it shows, or showed last. */
  answer: Answer | null;
  /** Why it shows nothing. */
  problem: Problem | null;
  onExplore: () => void;
  modelActions: ((datasetId: string) => ReactNode) | undefined;
};

function Loading() {
  return <div aria-busy aria-label="Reading the fields" className="flex min-h-0 flex-1 flex-col gap-3"><Skeleton className="h-8" /><Skeleton className="flex-1" /><Skeleton className="flex-1" /></div>;
}

/** What is missing, where the picture cannot be drawn as it is. */
function Missing({ problem }: { problem: Problem }) {
  return (
    <div role="status" className="shrink-0 rounded-md border border-line bg-warning-soft px-2.5 py-2 text-xs">
      <p className="font-medium">{problem.message}</p>
      {problem.hint && <p className="mt-0.5 text-muted">{problem.hint}</p>}
    </div>
  );
}

/** A picture without fields is no mistake: it lists the rows, until there is something to draw. */
function NoFields() {
  return <p className="shrink-0 text-xs text-muted">No field is chosen yet. Drag one into a well or onto the tile, double-click it, or press Enter on it.</p>;
}

function Bench({ tile, model, question, change, modelActions, head }: Pick<FieldsTabProps, "tile" | "question" | "change" | "modelActions"> & { model: SemanticModel; head: ReactNode }) {
  const add = (ref: FieldRef, place: DropPlace) => {
    const fitted = fittedTo(place, ref, model);
    if (fitted) change((now) => (place === "filter" ? addFilter(now, fitted.member) : placeField(now, fitted, place)));
  };
  return (
    <Workbench model={model} change={change}>
      <TileTarget tileId={tile.id} />
      <div className="flex min-h-0 flex-initial flex-col"><WellsPane model={model} question={question} change={change} head={head} isDense /></div>
      <section aria-label="Fields of the dataset" className="flex min-h-[36%] flex-1 flex-col gap-1 border-t border-line pt-2">
        <h3 className="truncate text-sm font-semibold" title={model.dataset_name}>{model.dataset_name}</h3>
        <FieldsPane model={model} wells={question.wells} onAdd={add} onAddToBest={(ref) => { change((now) => placeField(now, ref, bestWell(now.wells, ref))); }} />
        {modelActions?.(model.dataset_id)}
      </section>
    </Workbench>
  );
}

/** What a picture is made of: its kind, its wells and filters, and the fields that there are. */
export function FieldsTab({ tile, question, change, answer, problem, onExplore, modelActions }: FieldsTabProps) {
  const { data: model, error, refetch } = useQuery(modelOptions(tile.chart.dataset_id));
  const isOwn = drawsItself(tile.chart);
  const head = isOwn ? undefined : <MarkSwitcher chosen={question.mark} drawing={answer && drawingOf(answer)} marks={OFFERED} onChoose={(mark) => { change((now) => chooseMark(now, mark)); }} />;
  return (
    <>
      {isOwn && <OwnEditor chart={tile.chart} onExplore={onExplore} />}
      {problem ? <Missing problem={problem} /> : !isDrawable(question) && <NoFields />}
      {model ? <Bench tile={tile} model={model} question={question} change={change} modelActions={modelActions} head={head} /> : error ? <PageProblem isPart problem={error} thing="dataset" onRetry={() => void refetch()} /> : <Loading />}
    </>
  );
}
