import { useState } from "react";
import type { ChartTile, Filter, RowFilterSpec, Tile } from "@/api/contracts";
import { NOTHING_ASKED, type ClientState } from "@/query/answer";
import { Dialog } from "@/ui/dialog";
import { AnswerBadges } from "@/viz/answer-badges";
import { ChartFrame } from "@/viz/chart-frame";
import { ReceiptPopover } from "@/viz/receipt-popover";
import type { TileParts } from "./dashboard-canvas";
import { TextTile } from "./text-tile";
import { TileMenu, type TileVerbs } from "./tile-menu";
import { tileTitle } from "./tile-words";

type ChartBodyProps = {
  tile: ChartTile;
  state: ClientState;
  isTable: boolean;
  selected: readonly Filter[];
  onPick: ((filters: RowFilterSpec[]) => void) | undefined;
  onRetry: () => void;
};

function ChartBody({ tile, state, isTable, selected, onPick, onRetry }: ChartBodyProps) {
  return (
    <div className="absolute inset-0 px-2 pb-2">
      <ChartFrame label={tileTitle(tile)} state={state} mark={tile.chart.mark ?? "bar"} isTable={isTable} selected={selected} onPick={onPick} onRetry={onRetry} />
    </div>
  );
}

/** What a tile's badges say: only what the reader must know; how fresh it is stands in its receipt. */
function ChartFooter({ state }: { state: ClientState }) {
  const { answer, isStale } = state;
  if (answer === null) return null;
  const notes = (answer.extra as { notes?: readonly string[] } | null)?.notes ?? [];
  if (!isStale && !answer.meaning.is_truncated && notes.length === 0 && answer.meaning.warnings.length === 0) return null;
  return <footer className="flex flex-wrap gap-1 px-3 pb-2"><AnswerBadges answer={{ ...answer, meaning: { ...answer.meaning, receipt: { ...answer.meaning.receipt, is_cached: false } } }} isStale={isStale} hasFreshness={false} /></footer>;
}

/** The tile once more, as large as the window allows. */
export function FocusedTile({ tile, state, onClose, onRetry }: { tile: ChartTile; state: ClientState; onClose: () => void; onRetry: () => void }) {
  const [isTable, setTable] = useState(false);
  return (
    <Dialog isOpen onOpenChange={onClose} title={tileTitle(tile)} size="xl" footer={<TileMenu tile={tile} verbs={{ isTable, onToggleTable: () => { setTable(!isTable); } }} />}>
      <div className="relative h-[70dvh]"><ChartBody tile={tile} state={state} isTable={isTable} selected={[]} onPick={undefined} onRetry={onRetry} /></div>
      <ChartFooter state={state} />
    </Dialog>
  );
}

type TilePartsInput = {
  tile: Tile;
  state: ClientState | undefined;
  isTable: boolean;
  selected: readonly Filter[];
  hasReceipt: boolean;
  verbs: TileVerbs;
  onPick: ((filters: RowFilterSpec[]) => void) | undefined;
  onRetry: () => void;
};

/** Body, actions and footer of a tile, for its frame to hold. */
export const tileParts = ({ tile, state = { ...NOTHING_ASKED, isWaiting: true }, isTable, selected, hasReceipt, verbs, onPick, onRetry }: TilePartsInput): TileParts => {
  const hasVerbs = Object.values(verbs).some((verb) => typeof verb === "function");
  const menu = hasVerbs ? <TileMenu tile={tile} verbs={verbs} /> : null;
  if (tile.kind === "text") return { isBusy: false, actions: menu, body: <TextTile markdown={tile.markdown} /> };
  return {
    isBusy: state.isWaiting,
    actions: <>{hasReceipt && state.answer !== null && <ReceiptPopover meaning={state.answer.meaning} />}{menu}</>,
    footer: <ChartFooter state={state} />,
    body: <ChartBody tile={tile} state={state} isTable={isTable} selected={selected} onPick={onPick} onRetry={onRetry} />,
  };
};
