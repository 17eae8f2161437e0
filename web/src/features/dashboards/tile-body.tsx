import { lazy, Suspense, type ReactNode } from "react";
import type { Drawing, Filter, RowFilterSpec, Tile } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import type { ClientState } from "@/query/answer";
import { Skeleton } from "@/ui/skeleton";
import type { Linking } from "./live-tiles";
import type { TileParts } from "./tile-grid";
import type { TileVerbs } from "./tile-menu";

// The frame of a page is there before the first picture: what draws comes behind it.
const ChartBody = lazy(async () => ({ default: (await import("./chart-body")).ChartBody }));
const TileMenu = lazy(async () => ({ default: (await import("./tile-menu")).TileMenu }));
const Freshness = lazy(async () => ({ default: (await import("./freshness")).Freshness }));
const ReceiptPopover = lazy(async () => ({ default: (await import("@/viz/receipt-popover")).ReceiptPopover }));

const WAITING: ClientState = { answer: null, isStale: false, isWaiting: true, isCancelled: false, problem: null };

type TilePartsInput = {
  tile: Tile;
  state: ClientState | undefined;
  /** What is said of its age. */
  freshness: { failure: Problem | undefined; refreshSeconds: number };
  isTable: boolean;
  selected: readonly Filter[];
  hasReceipt: boolean;
  verbs: TileVerbs;
  onPick: ((filters: RowFilterSpec[]) => void) | undefined;
  onRetry: () => void;
  linking: Linking | null;
  /** What the reader changed in the tile. */
  trail: ReactNode;
  /** At the corner of what is brushed in the tile. */
  corner: ReactNode;
  /** What a tile holds that is itself a filter or a parameter. */
  slicer: ReactNode;
  /** What a tile holds that is neither a picture nor a filter. */
  element: ReactNode;
  /** In place of what can be done with a tile. */
  instead?: ReactNode;
};

/** Body and actions of a tile, for its frame to hold. */
export const tileParts = ({ tile, state = WAITING, freshness, isTable, selected, hasReceipt, verbs, onPick, onRetry, linking, trail, corner, slicer, element, instead }: TilePartsInput): TileParts => {
  const drawing = state.answer?.extra as Drawing | null | undefined;
  const offered = verbs.download && drawing ? { ...verbs, download: { ...verbs.download, hasPicture: true } } : verbs;
  const hasVerbs = Object.values(verbs).some((verb) => typeof verb === "function");
  const menu = instead !== undefined ? instead : hasVerbs ? <Suspense fallback={<span className="size-7" />}><TileMenu tile={tile} verbs={offered} freshness={tile.kind === "chart" && state.answer !== null ? { receipt: state.answer.meaning.receipt, failure: freshness.failure } : null} /></Suspense> : null;
  if (tile.kind === "slicer") return { isBusy: false, actions: menu, body: slicer };
  if (tile.kind !== "chart") return { isBusy: false, actions: menu, body: element };
  return {
    isBusy: state.isWaiting,
    actions: <>{state.answer !== null && <Suspense><Freshness answer={state.answer} {...freshness} /></Suspense>}{hasReceipt && state.answer !== null && <Suspense><ReceiptPopover answer={state.answer} /></Suspense>}{menu}</>,
    body: (
      <Suspense fallback={<Skeleton className="absolute inset-3" />}>
        <ChartBody tile={tile} state={state} isTable={isTable} selected={selected} onPick={onPick} onRetry={onRetry} linking={linking} trail={trail} corner={corner} />
      </Suspense>
    ),
  };
};
