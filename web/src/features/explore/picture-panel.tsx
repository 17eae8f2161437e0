import type { ReactNode } from "react";
import type { Drawing, Filter, Mark, RowFilterSpec } from "@/api/contracts";
import type { ClientState } from "@/query/answer";
import { SegmentedControl } from "@/ui/segmented-control";
import { AnswerBadges } from "@/viz/answer-badges";
import { ChartFrame } from "@/viz/chart-frame";
import type { BrushControl } from "@/viz/use-brush-gesture";
import { ReceiptPopover } from "@/viz/receipt-popover";
import { SqlView } from "./sql-view";

export type PictureTab = "picture" | "table" | "sql";

const TABS = [{ value: "picture", label: "Picture" }, { value: "table", label: "Table" }, { value: "sql", label: "SQL" }] as const;

type PicturePanelProps = {
  tab: PictureTab;
  onTab: (tab: PictureTab) => void;
  title: string;
  mark: Mark;
  state: ClientState;
  drawing: Drawing | null;
  /** Controls of the picture: its mark, its options. */
  tools: ReactNode;
  /** What was pointed at, beside the controls so that the picture keeps its place. */
  selection: ReactNode;
  selected: readonly Filter[];
  onPick: (filters: RowFilterSpec[]) => void;
  brushing: BrushControl | undefined;
  onRetry: () => void;
  onCancel: () => void;
};

/** The answer in three forms: the picture, its rows, and the statement behind it. */
export function PicturePanel({ tab, onTab, title, mark, state, drawing, tools, selection, selected, onPick, brushing, onRetry, onCancel }: PicturePanelProps) {
  const { answer } = state;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {tools}
        {selection}
        <SegmentedControl label="Form of the answer" value={tab} onChange={onTab} options={TABS} className="ml-auto" />
      </div>
      <section aria-label={title} className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-lg border border-line bg-panel">
        <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5">
          <div className="min-w-0 flex-1 basis-48 sm:basis-80">
            <h2 className="truncate text-sm font-semibold" title={title}>{title}</h2>
            {drawing && <p className="truncate text-xs text-muted" title={drawing.subtitle ?? drawing.reason}>{drawing.subtitle ?? drawing.reason}</p>}
          </div>
          {answer && (
            <div className="flex min-w-0 flex-wrap items-center gap-1.5">
              <AnswerBadges answer={answer} />
              <ReceiptPopover answer={answer} />
            </div>
          )}
        </header>
        <div className="min-h-0 flex-1 p-2">
          {tab === "sql" && answer && !state.problem
            ? <SqlView meaning={answer.meaning} />
            : <ChartFrame label={title} state={state} mark={mark === "auto" ? "bar" : mark} isTable={tab === "table"} selected={selected} onPick={onPick} brushing={brushing} onRetry={onRetry} onCancel={onCancel} />}
        </div>
      </section>
      <p className="sr-only" aria-live="polite">{drawing && !state.isWaiting ? drawing.description : ""}</p>
    </div>
  );
}
