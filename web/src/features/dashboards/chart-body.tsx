import type { ChartTile, Filter, RowFilterSpec } from "@/api/contracts";
import type { ClientState } from "@/query/answer";
import { AnswerBadges } from "@/viz/answer-badges";
import { ChartFrame } from "@/viz/chart-frame";
import { tileTitle } from "./tile-words";

type ChartBodyProps = {
  tile: ChartTile;
  state: ClientState;
  isTable: boolean;
  selected: readonly Filter[];
  onPick: ((filters: RowFilterSpec[]) => void) | undefined;
  onRetry: () => void;
};

/** Only what the reader must know; how fresh an answer is stands in its receipt. */
function Badges({ state }: { state: ClientState }) {
  const { answer, isStale } = state;
  if (answer === null) return null;
  const { meaning } = answer;
  const notes = (answer.extra as { notes?: readonly string[] } | null)?.notes ?? [];
  if (!isStale && !meaning.is_truncated && notes.length === 0 && meaning.warnings.length === 0) return null;
  // “The 12 largest of 220” says better what “truncated” would say again.
  const quiet = { ...answer, meaning: { ...meaning, is_truncated: meaning.is_truncated && notes.length === 0, receipt: { ...meaning.receipt, is_cached: false } } };
  return <footer className="flex flex-wrap gap-1 px-1 pt-1"><AnswerBadges answer={quiet} isStale={isStale} hasFreshness={false} /></footer>;
}

/** The picture of a tile with what must be said about it. */
export function ChartBody({ tile, state, isTable, selected, onPick, onRetry }: ChartBodyProps) {
  return (
    <div className="absolute inset-0 flex flex-col px-2 pb-2">
      <div className="relative min-h-0 flex-1">
        <ChartFrame label={tileTitle(tile)} state={state} mark={tile.chart.mark ?? "bar"} isTable={isTable} selected={selected} onPick={onPick} onRetry={onRetry} />
      </div>
      <Badges state={state} />
    </div>
  );
}
