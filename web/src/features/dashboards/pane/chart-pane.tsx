import { useState, useSyncExternalStore, type ReactNode } from "react";
import type { ChartTile, DashboardPage } from "@/api/contracts";
import type { Question } from "@/chart-editor/state";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/ui/tabs";
import type { PageEditor } from "../page-editor";
import { questionWith, tileWith, unsaidIn } from "./chart-edits";
import { FieldsTab } from "./fields-tab";
import { FormatTab } from "./format-tab";
import { PlaceSection } from "./place-section";
import type { ShownResults } from "./shown-results";
import type { Pane, PaneTab } from "./use-pane";

const TABS: readonly { value: PaneTab; label: string }[] = [{ value: "fields", label: "Fields" }, { value: "format", label: "Format" }];
const PANEL = "flex min-h-0 flex-1 flex-col gap-3 pt-3 data-[state=inactive]:hidden";

type ChartPaneProps = { page: DashboardPage; tile: ChartTile; editor: PageEditor; shown: ShownResults; pane: Pane; onExplore: () => void; modelActions: ((datasetId: string) => ReactNode) | undefined };

/** Fields and format of one picture; each change is one step of the shared document. */
export function ChartPane({ page, tile, editor, shown, pane, onExplore, modelActions }: ChartPaneProps) {
  const state = useSyncExternalStore(shown.subscribe, shown.read).get(tile.id)?.state;
  // A picture that fails for the moment keeps the options that it had: one of them may be what is wrong.
  const [last, setLast] = useState(state?.answer ?? null);
  if (state?.answer && state.answer !== last) setLast(state.answer);
  const [unsaid, setUnsaid] = useState<readonly string[]>([]);
  const question = questionWith(tile.chart, unsaid);
  const change = (step: (question: Question) => Question) => {
    setUnsaid(unsaidIn(step(question)));
    editor.changeTiles(new Set([tile.id]), (present) => (present.kind === "chart" ? tileWith(present, unsaid, step) : present));
  };
  return (
    <Tabs value={pane.tab} onValueChange={(tab) => { pane.setTab(tab as PaneTab); }} className="flex min-h-0 flex-1 flex-col">
      <TabsList aria-label="What is changed" className="shrink-0">
        {TABS.map(({ value, label }) => <TabsTrigger key={value} value={value}>{label}</TabsTrigger>)}
      </TabsList>
      <TabsContent value="fields" className={PANEL}>
        <FieldsTab tile={tile} question={question} change={change} answer={last} problem={state?.problem ?? null} onExplore={onExplore} modelActions={modelActions} />
      </TabsContent>
      <TabsContent value="format" className={`${PANEL} -mx-1 overflow-y-auto px-1 pb-6`}>
        <FormatTab tile={tile} answer={last} editor={editor} change={change} onExplore={onExplore}>
          <div className="border-t border-line pt-3"><PlaceSection page={page} tiles={[tile]} editor={editor} /></div>
        </FormatTab>
      </TabsContent>
    </Tabs>
  );
}
