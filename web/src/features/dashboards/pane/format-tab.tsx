import type { ReactNode } from "react";
import type { ChartTile } from "@/api/contracts";
import { OptionText } from "@/chart-editor/option-text";
import { OptionsPanel } from "@/chart-editor/options-panel";
import { chooseOptions, type Question } from "@/chart-editor/state";
import type { Answer } from "@/query/answer";
import { drawingOf } from "@/viz/answer-badges";
import type { PageEditor } from "../page-editor";
import { chartWords } from "../tile-words";
import { drawsItself } from "./own-editor";
import { OwnEditor } from "./own-editor-note";

type FormatTabProps = {
  tile: ChartTile;
  /** What it shows, or showed last. */
  answer: Answer | null;
  editor: PageEditor;
  change: (change: (question: Question) => Question) => void;
  onExplore: () => void;
  /** What any tile can be told. */
  children: ReactNode;
};

/** What a picture is called and how it is finished. */
export function FormatTab({ tile, answer, editor, change, onExplore, children }: FormatTabProps) {
  const options = tile.chart.options ?? {};
  return (
    <>
      <div className="flex flex-col gap-2.5">
        <OptionText label="Title" placeholder={chartWords(tile.chart)} maxLength={255} value={tile.title} onChange={(title) => { editor.setTitle(tile.id, title); }} />
        {drawsItself(tile.chart) && <OptionText label="Subtitle" placeholder="none" maxLength={500} value={options.subtitle} onChange={(subtitle) => { change((now) => chooseOptions(now, { subtitle })); }} />}
      </div>
      {children}
      {drawsItself(tile.chart)
        ? <div className="border-t border-line pt-3"><OwnEditor chart={tile.chart} onExplore={onExplore} /></div>
        : <div className="flex flex-col gap-3 border-t border-line pt-3"><OptionsPanel drawing={answer && drawingOf(answer)} answer={answer} options={options} onChange={(chosen) => { change((now) => chooseOptions(now, chosen)); }} /></div>}
    </>
  );
}
