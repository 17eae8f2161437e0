import { useEffect, useLayoutEffect, useRef, useState, type ComponentProps, type KeyboardEvent } from "react";
import { createPortal } from "react-dom";
import type { ChartTile } from "@/api/contracts";
import { asProblem } from "@/api/problems";
import { answeredState, failedState, NOTHING_ASKED, waitingState, type ClientState } from "@/query/answer";
import { filtersFrom, NOTHING_PICKED, pickColumns, togglePoint } from "@/query/selection";
import { formatValue } from "@/lib/format-value";
import { drawingOf } from "@/viz/answer-badges";
import { ChartFrame } from "@/viz/chart-frame";
import { NO_VALUE } from "@/viz/labels";
import { MarkTooltipContext, type MarkTooltip } from "@/viz/mark-tooltip";
import { pointAt } from "@/viz/picking";
import { place, TooltipLines, type TooltipLine } from "@/viz/tooltip-card";
import { tooltipAsker } from "./ask-tooltip";
import type { Linking } from "./live-tiles";

/** Who only passes over a mark asks nothing. */
const DWELL_MS = 200;

type CardProps = ComponentProps<MarkTooltip["Card"]>;

/** What the tooltip of a mark shows: asked after a moment, kept per mark, taken back when the pointer leaves. */
const useSmallAnswer = ({ rich, point, drawing, answer }: Pick<CardProps, "rich" | "point" | "drawing" | "answer">): ClientState => {
  const columns = pickColumns(drawing.bindings, answer.meaning.columns);
  const filters = filtersFrom(togglePoint(NOTHING_PICKED, point, false), columns);
  const key = filters.length === 0 ? null : JSON.stringify(filters);
  const [shown, setShown] = useState<{ key: string; state: ClientState } | null>(null);
  useEffect(() => {
    if (key === null) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      setShown({ key, state: waitingState(NOTHING_ASKED) });
      rich.ask(JSON.parse(key) as typeof filters, controller.signal).then(
        (found) => { setShown({ key, state: answeredState(found) }); },
        (error: unknown) => { if (!controller.signal.aborted) setShown({ key, state: failedState(NOTHING_ASKED, asProblem(error)) }); },
      );
    }, DWELL_MS);
    return () => { clearTimeout(timer); controller.abort(); };
  }, [key, rich]);
  return shown?.key === key ? shown.state : NOTHING_ASKED;
};

/** The values of a mark, and a small picture of what it stands for, beside it and within the window. */
function RichCard({ lines, x, y, ...rest }: CardProps) {
  const card = useRef<HTMLDivElement>(null);
  const state = useSmallAnswer(rest);
  const isAsked = state !== NOTHING_ASKED;
  const [corner, setCorner] = useState({ left: x, top: y });
  useLayoutEffect(() => {
    const { width = 0, height = 0 } = card.current?.getBoundingClientRect() ?? {};
    setCorner({ left: place(x, width, window.innerWidth), top: Math.min(place(y, height, window.innerHeight), Math.max(8, window.innerHeight - height - 8)) });
  }, [x, y, lines, isAsked]);
  const drawing = state.answer ? drawingOf(state.answer) : null;
  const title = rest.rich.title ?? drawing?.title ?? "";
  return createPortal(
    <div ref={card} data-rich-tooltip style={corner} className="pointer-events-none fixed z-60 w-80 max-w-[calc(100vw-16px)] rounded-md border border-line bg-raised px-2.5 py-2 text-xs shadow-lg">
      <TooltipLines lines={lines} />
      {isAsked && (
        <div className="mt-2 border-t border-line pt-2">
          {title !== "" && <p className="mb-1 truncate font-medium">{title}</p>}
          <div className="relative h-40">
            <MarkTooltipContext value={null}><ChartFrame label={title === "" ? "Tooltip" : title} state={state} /></MarkTooltipContext>
          </div>
        </div>
      )}
    </div>,
    document.body,
  );
}

const linesOf = (row: number, { table, meaning }: CardProps["answer"]): TooltipLine[] =>
  meaning.columns.flatMap(({ name, label }, at) => {
    const column = table.columns[at];
    return column ? [{ label: label === "" ? name : label, value: column.valueAt(row) === null ? NO_VALUE : formatValue(column.valueAt(row), column.meaning.type) }] : [];
  });

const STEPS: Partial<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at, last) => Math.min(last, at + 1),
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowLeft: (at) => Math.max(0, at - 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

type Spot = { row: number; x: number; y: number };

const spotOf = (row: number, frame: Element): Spot => {
  const { left, top, width, height } = frame.getBoundingClientRect();
  return { row, x: left + width / 2, y: top + height / 3 };
};

/** Goes from mark to mark by keyboard: what a pointer shows of one, arrow keys show as well. */
function Walker({ rich, drawing, answer }: ComponentProps<MarkTooltip["Walker"]>) {
  const [spot, setSpot] = useState<Spot | null>(null);
  const last = answer.table.rowCount - 1;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === "Escape" && spot !== null) {
      event.stopPropagation();
      setSpot(null);
    } else if (step && last >= 0 && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      setSpot(spotOf(spot === null ? 0 : step(spot.row, last), event.currentTarget));
    }
  };
  const lines = spot === null || spot.row > last ? [] : linesOf(spot.row, answer);
  return (
    // A slider without a thumb: arrow keys go through what lies under it.
    <div
      role="slider"
      tabIndex={0}
      aria-label="Marks of the picture"
      aria-valuemin={1}
      aria-valuemax={last + 1}
      aria-valuenow={(spot?.row ?? 0) + 1}
      aria-valuetext={lines.length === 0 ? "Arrow keys go from mark to mark" : lines.map(({ label, value }) => `${label}: ${value}`).join(", ")}
      onKeyDown={onKeyDown}
      onFocus={(event) => { if (event.currentTarget.matches(":focus-visible") && last >= 0) setSpot(spotOf(0, event.currentTarget)); }}
      onBlur={() => { setSpot(null); }}
      className="pointer-events-none absolute inset-0 rounded-md focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent"
    >
      {spot !== null && lines.length > 0 && <RichCard rich={rich} drawing={drawing} answer={answer} lines={lines} x={spot.x} y={spot.y} point={pointAt(spot.row, answer, drawing)} />}
    </div>
  );
}

export const richOf = (tile: ChartTile, linking: Linking): MarkTooltip =>
  ({ title: tile.tooltip?.title ?? null, ask: tooltipAsker(linking, tile.id), Card: RichCard, Walker });
