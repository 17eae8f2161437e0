import { Redo2, Undo2 } from "lucide-react";
import { lazy, Suspense, useCallback, useMemo, useState, type ReactNode } from "react";
import type { CustomPicture, FieldRef, Filter, Mark, SemanticModel } from "@/api/contracts";
import { useMayEdit } from "@/api/me";
import { shortcut } from "@/lib/shortcut";
import { DownloadMenu } from "@/query/download-menu";
import { filterMember } from "@/query/filter-words";
import { IconButton } from "@/ui/icon-button";
import { useUndoKeys } from "@/ui/use-undo-keys";
import { drawingOf } from "@/viz/answer-badges";
import { MarkSwitcher } from "@/viz/mark-switcher";
import { CanvasHint } from "./canvas-hint";
import { DatasetPicker } from "@/chart-editor/dataset-picker";
import { Drawers } from "./drawers";
import { FieldsPane } from "@/chart-editor/fields-pane";
import { drilled, drillOfSelection } from "@/chart-editor/hierarchies";
import { OptionsMenu } from "@/chart-editor/options-menu";
import { PicturePanel, type PictureTab } from "./picture-panel";
import { pictureTitle } from "@/chart-editor/picture-title";
import { SaveMenu } from "./save-menu";
import { SelectionBar } from "./selection-bar";
import { specOf } from "@/chart-editor/spec";
import { addFilter, chooseMark, chooseOptions, isDrawable, keepOnly, leaveOut, placeField } from "@/chart-editor/state";
import { usePicture } from "./use-picture";
import { usePictureBrush } from "./use-picture-brush";
import type { Asking } from "./use-question";
import { bestWell, fittedTo, type DropPlace } from "@/chart-editor/wells";
import { WellsPane } from "@/chart-editor/wells-pane";
import { Workbench } from "@/chart-editor/workbench";

const CustomPanel = lazy(async () => ({ default: (await import("./custom/custom-panel")).CustomPanel }));
const DocumentPanel = lazy(async () => ({ default: (await import("./raw/document-panel")).DocumentPanel }));

const NOTHING: readonly Filter[] = [];

type ExplorerProps = { model: SemanticModel; asking: Asking; modelActions: ((model: SemanticModel) => ReactNode) | undefined };

/** Fields, wells and picture side by side; the first two become drawers where there is no room. */
export function Explorer({ model, asking, modelActions }: ExplorerProps) {
  const { question, change } = asking;
  const [tab, setTab] = useState<PictureTab>("picture");
  const mayEdit = useMayEdit();
  const timeZone = useMemo(() => Intl.DateTimeFormat().resolvedOptions().timeZone, []);
  const spec = useMemo(() => specOf(model.dataset_id, question, timeZone), [model.dataset_id, question, timeZone]);
  const canDraw = isDrawable(question) || question.mark === "table";
  const { state, again, cancel } = usePicture(canDraw ? spec : null);
  const [picked, setPicked] = useState<{ spec: typeof spec; filters: readonly Filter[] }>({ spec, filters: NOTHING });
  const selected = picked.spec === spec ? picked.filters : NOTHING;
  useUndoKeys(asking.undo, asking.redo);

  const drawing = state.answer ? drawingOf(state.answer) : null;
  const title = pictureTitle(question, model);
  const pick = (filters: readonly Filter[]) => { setPicked({ spec, filters }); };
  const brushing = usePictureBrush(tab === "picture" ? state.answer : null, selected, pick);
  const add = (ref: FieldRef, place: DropPlace) => {
    const fitted = fittedTo(place, ref, model);
    if (fitted) change((now) => (place === "filter" ? addFilter(now, fitted.member) : placeField(now, fitted, place)));
  };
  const addToBest = (ref: FieldRef) => { change((now) => placeField(now, ref, bestWell(now.wells, ref))); };

  const columns = useMemo(() => state.answer?.meaning.columns ?? [], [state.answer]);
  const write = useCallback((document: string) => { change((now) => chooseOptions(now, { document })); }, [change]);
  const draw = useCallback((custom: CustomPicture) => { change((now) => chooseOptions(now, { custom })); }, [change]);
  // A picture that somebody draws themselves begins as the one that stands there.
  const choose = (mark: Mark) => {
    if (mark !== "vega_lite" || question.options.document || !drawing) { change((now) => chooseMark(now, mark)); return; }
    void import("@/chart-editor/raw/start-document").then(({ documentOf }) => { change((now) => chooseOptions(chooseMark(now, mark), { document: documentOf(drawing, columns) })); });
  };

  const fields = <FieldsPane model={model} wells={question.wells} onAdd={add} onAddToBest={addToBest} actions={mayEdit ? modelActions?.(model) : null} />;
  const wells = <WellsPane model={model} question={question} change={change} />;
  const tools = (
    <>
      <MarkSwitcher chosen={question.mark} drawing={drawing} onChoose={choose} />
      <OptionsMenu drawing={drawing} answer={state.answer} options={question.options} onChange={(options) => { change((now) => chooseOptions(now, options)); }} />
    </>
  );
  const below = drillOfSelection(model, question.wells, selected.map(filterMember));
  const drill = below && { label: below.to.label, onDrill: () => { change((now) => drilled(keepOnly(now, selected, filterMember), model, below.ref, below.to)); } };
  const without = leaveOut(question, selected, filterMember);
  const selection = <SelectionBar model={model} selected={selected} drill={drill} onLeaveOut={without && (() => { change(() => without); })} onClear={() => { pick(NOTHING); }} onKeep={() => { change((now) => keepOnly(now, selected, filterMember)); }} />;
  return (
    <Workbench model={model} change={change}>
      <header className="flex flex-wrap items-center gap-2">
        <DatasetPicker name={model.dataset_name} datasetId={model.dataset_id} onChoose={asking.chooseDataset} />
        <div className="flex">
          <IconButton label="Undo" shortcut={shortcut("Z")} disabled={!asking.canUndo} onClick={asking.undo}><Undo2 aria-hidden /></IconButton>
          <IconButton label="Redo" shortcut={shortcut("Z", { withShift: true })} disabled={!asking.canRedo} onClick={asking.redo}><Redo2 aria-hidden /></IconButton>
        </div>
        <div className="flex-1" />
        <DownloadMenu name={null} hasPicture={drawing !== null} source={() => ({ kind: "chart", spec, extra_filters: [] })} isDisabled={!canDraw || state.problem !== null} />
        {mayEdit && <SaveMenu chart={spec} title={title} isDisabled={!canDraw || state.problem !== null} />}
      </header>
      <Drawers question={question} fields={fields} wells={wells}>
        {canDraw
          ? (
            <div className={question.mark === "custom" ? "flex min-h-0 min-w-0 flex-1 flex-col gap-3 lg:flex-row" : "flex min-h-0 min-w-0 flex-1 flex-col gap-3 2xl:flex-row"}>
              <PicturePanel {...{ tab, title, state, drawing, tools, selection, selected, brushing }} onTab={setTab} mark={question.mark} onPick={pick} onRetry={again} onCancel={cancel} />
              {question.mark === "custom" && <Suspense><CustomPanel custom={question.options.custom ?? null} onChange={draw} /></Suspense>}
              {question.mark === "vega_lite" && <Suspense><DocumentPanel spec={spec} columns={columns} problem={state.problem} isWaiting={state.isWaiting} onChange={write} /></Suspense>}
            </div>
          )
          : <CanvasHint />}
      </Drawers>
    </Workbench>
  );
}
