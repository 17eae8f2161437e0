import { lazy, Suspense, useCallback, useEffect, useRef, useSyncExternalStore, type ReactNode, type RefObject } from "react";
import type { ChartTile, Filter, RowFilterSpec } from "@/api/contracts";
import type { Answer, ClientState } from "@/query/answer";
import { AnswerBadges } from "@/viz/answer-badges";
import { ChartFrame } from "@/viz/chart-frame";
import { MarkTooltipContext } from "@/viz/mark-tooltip";
import { cn } from "@/lib/cn";
import type { Linking } from "./live-tiles";
import { tileTitle } from "./tile-words";
import { useRichTooltip } from "./use-rich-tooltip";
import { useTileBrush } from "./use-tile-brush";

const NeededFilter = lazy(async () => ({ default: (await import("./tile-filter-notes")).NeededFilter }));
const FilteredNote = lazy(async () => ({ default: (await import("./tile-filter-notes")).FilteredNote }));

type ChartBodyProps = {
  tile: ChartTile;
  state: ClientState;
  isTable: boolean;
  selected: readonly Filter[];
  onPick: ((filters: RowFilterSpec[]) => void) | undefined;
  onRetry: () => void;
  /** Absent where tiles do not follow each other. */
  linking?: Linking | null;
  /** What the reader changed in the tile, above its picture. */
  trail?: ReactNode;
  /** At the corner of what is brushed in the tile. */
  corner?: ReactNode;
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

const silent = () => undefined;

/** What a brush elsewhere makes of this tile, as long as it shows the answer that the brush began with. */
const useLive = (tileId: string, answer: Answer | null, linking: Linking | null, frame: RefObject<HTMLElement | null>) => {
  const tiles = linking?.tiles;
  useEffect(() => {
    if (answer) tiles?.shown.set(tileId, { answer, element: frame.current });
    return () => { tiles?.shown.delete(tileId); };
  }, [tiles, tileId, answer, frame]);
  const read = useCallback(() => tiles?.read(tileId), [tiles, tileId]);
  const subscribe = useCallback((listener: () => void) => tiles?.subscribe(tileId, listener) ?? silent, [tiles, tileId]);
  const live = useSyncExternalStore(subscribe, read);
  return live?.basis === answer ? live : undefined;
};

/** The picture of a tile with what must be said about it. */
export function ChartBody({ tile, state, isTable, selected, onPick, onRetry, linking = null, trail, corner }: ChartBodyProps) {
  const frame = useRef<HTMLDivElement>(null);
  const live = useLive(tile.id, state.answer, linking, frame);
  const brushing = useTileBrush({ tile, answer: isTable ? null : state.answer, selected, linking, onPick });
  const rich = useRichTooltip(tile, linking);
  const isNeeding = state.problem?.code === "FILTER_NEEDED";
  const filters = tile.chart.filters ?? [];
  const isBehind = live !== undefined && live.table === null;
  return (
    <div ref={frame} className={cn("absolute inset-0 flex flex-col px-2 pb-2", isBehind && "opacity-50")} title={live?.reason ?? undefined}>
      {trail}
      <div data-picture className="relative min-h-0 flex-1">
        {isNeeding ? <Suspense><NeededFilter problem={state.problem} /></Suspense> : <MarkTooltipContext value={rich}><ChartFrame label={tileTitle(tile)} state={state} mark={tile.chart.mark ?? "bar"} isTable={isTable} selected={selected} onPick={onPick} onRetry={onRetry} live={live?.table ?? null} brushing={brushing && { ...brushing, corner }} /></MarkTooltipContext>}
      </div>
      {filters.length > 0 && <Suspense fallback={<div className="h-5" />}><FilteredNote filters={filters} /></Suspense>}
      <Badges state={state} />
    </div>
  );
}
