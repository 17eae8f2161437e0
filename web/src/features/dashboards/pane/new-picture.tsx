import { useQuery } from "@tanstack/react-query";
import { useRef, useState, type ReactNode } from "react";
import type { DashboardPage, FieldRef, SemanticModel } from "@/api/contracts";
import { DatasetPicker } from "@/chart-editor/dataset-picker";
import { FieldsPane } from "@/chart-editor/fields-pane";
import { specOf } from "@/chart-editor/spec";
import { addFilter, NO_QUESTION, placeField, type Question } from "@/chart-editor/state";
import { bestWell, EMPTY_WELLS, fittedTo, type DropPlace } from "@/chart-editor/wells";
import { Workbench } from "@/chart-editor/workbench";
import { datasetsOptions } from "@/query/datasets";
import { modelOptions } from "@/query/model";
import { MAX_TILES } from "@/sync/page-limits";
import { PageProblem } from "@/ui/page-problem";
import { Skeleton } from "@/ui/skeleton";
import { showToast } from "@/ui/toast-store";
import { useCanvasTools } from "../canvas-tools";
import { newId } from "../new-tiles";
import type { PageEditor } from "../page-editor";
import { lastDataset, spotOf, withPicture, type Spot } from "./begun-picture";
import { PageTarget } from "./page-target";

export type NewPictureProps = {
  page: DashboardPage;
  otherPages: readonly DashboardPage[];
  editor: PageEditor;
  /** Chooses the picture that was begun. */
  onBegun: (tileId: string) => void;
  /** Whether the page lies open beside it, to drop fields on. */
  isBeside: boolean;
  modelActions: ((datasetId: string) => ReactNode) | undefined;
};

const GRID = "[data-page-canvas] [data-grid]";

/** The spot under a point of the window; null where the page has no grid to be seen. */
const spotUnder = (point: { x: number; y: number } | null): Spot | null => {
  const grid = document.querySelector<HTMLElement>(GRID);
  if (grid === null || point === null) return null;
  const { left, top, width } = grid.getBoundingClientRect();
  return spotOf(point, { left, top, width, fullWidth: grid.offsetWidth });
};

type FieldsProps = Pick<NewPictureProps, "page" | "editor" | "onBegun" | "isBeside" | "modelActions"> & { model: SemanticModel };

function Fields({ model, page, editor, onBegun, isBeside, modelActions }: FieldsProps) {
  const at = useRef<{ x: number; y: number } | null>(null);
  const tools = useCanvasTools();
  const begin = (step: (question: Question) => Question, spot: Spot | null = null) => {
    const question = step(NO_QUESTION);
    if (question === NO_QUESTION) return;
    if ((page.tiles ?? []).length >= MAX_TILES) {
      showToast({ tone: "danger", title: `A page holds at most ${String(MAX_TILES)} tiles.`, detail: "Add another page for the rest." });
      return;
    }
    const id = newId("chart");
    const chart = specOf(model.dataset_id, question, Intl.DateTimeFormat().resolvedOptions().timeZone);
    editor.rewritePage((present) => withPicture(present, id, chart, spot));
    onBegun(id);
  };
  const add = (ref: FieldRef, place: DropPlace) => {
    const fitted = fittedTo(place, ref, model);
    if (fitted) begin((now) => (place === "filter" ? addFilter(now, fitted.member) : placeField(now, fitted, place)));
  };
  const drop = (step: (question: Question) => Question) => {
    const point = at.current;
    at.current = null;
    begin(step, tools?.screen === "phone" ? null : spotUnder(point));
  };
  return (
    <Workbench model={model} change={drop}>
      {isBeside && <PageTarget at={at} />}
      <FieldsPane model={model} wells={EMPTY_WELLS} onAdd={add} onAddToBest={(ref) => { begin((now) => placeField(now, ref, bestWell(now.wells, ref))); }} />
      {modelActions?.(model.dataset_id)}
    </Workbench>
  );
}

const NO_DATA = "There is no data yet. Upload a file or connect a database under Data, and its fields stand here.";

/** The fields of a dataset, to begin a picture with: the first one makes it, and its wells take the others. */
export function NewPicture({ page, otherPages, ...rest }: NewPictureProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const { data: datasets, error: listProblem, refetch: listAgain } = useQuery(datasetsOptions(""));
  const ready = datasets?.items.filter(({ status }) => status === "ready") ?? [];
  const datasetId = chosen ?? lastDataset([page, ...otherPages]) ?? ready[0]?.id ?? null;
  const { data: model, error, refetch } = useQuery({ ...modelOptions(datasetId ?? ""), enabled: datasetId !== null });
  const isBare = datasets !== undefined && datasetId === null;
  return (
    <section aria-label="New picture" className="flex min-h-0 flex-1 flex-col gap-2 border-t border-line pt-3">
      <h3 className="text-sm font-semibold">New picture</h3>
      {isBare ? <p className="text-sm text-muted">{NO_DATA}</p> : (
        <>
          <p className="text-xs text-muted">{rest.isBeside ? "Drag a field onto the page, or double-click it." : "Tap a field, and choose what it does."} It begins a picture there.</p>
          <div className="flex min-w-0"><DatasetPicker name={model?.dataset_name ?? null} datasetId={datasetId} onChoose={setChosen} /></div>
          {model ? <Fields key={datasetId} model={model} page={page} {...rest} />
            : error ? <PageProblem isPart problem={error} thing="dataset" onRetry={() => void refetch()} />
              : listProblem ? <PageProblem isPart problem={listProblem} thing="dataset" onRetry={() => void listAgain()} />
                : <div aria-busy aria-label="Reading the fields" className="flex min-h-0 flex-1 flex-col gap-2"><Skeleton className="h-8" /><Skeleton className="flex-1" /></div>}
        </>
      )}
    </section>
  );
}
