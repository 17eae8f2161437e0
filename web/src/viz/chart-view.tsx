import { lazy, Suspense, useCallback, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Drawing, Filter, RowFilterSpec } from "@/api/contracts";
import { asProblem, type Problem } from "@/api/problems";
import type { Drawable } from "@/query/answer";
import { plotRows, type ResultTable } from "@/query/arrow";
import { cn } from "@/lib/cn";
import { ProblemNotice } from "@/ui/problem-notice";
import { useTheme } from "@/ui/theme";
import { BrushRectangle } from "./brush-rectangle";
import { ChartSkeleton } from "./chart-skeleton";
import { strongRows, withParts } from "./highlight";
import type { MapZoom } from "./map-zoom";
import { MarkTooltipContext } from "./mark-tooltip";
import { filtersAfterPress, litBy, pointOf } from "./picking";
import type { AreaGround, Plot } from "./plot";
import { tellings } from "./pointed";
import { specOf } from "./spec-parts";
import { useLook } from "./look";
import { readTokens, vegaConfig } from "./theme";
import { TooltipCard, tooltipLines } from "./tooltip-card";
import { useBrushGesture, type BrushControl } from "./use-brush-gesture";
import { useSharpness } from "./sharpness";
import { useElementSize } from "./use-element-size";
import type { Drawn, Renderer, TooltipHit } from "./vega-runtime";
import { layoutKeyOf } from "./vega-spec";

const MapZoomLayer = lazy(async () => ({ default: (await import("./map-zoom-layer")).MapZoomLayer }));
const AreaLayer = lazy(async () => ({ default: (await import("./area-layer")).AreaLayer }));

/** Kinds in which a rectangle chooses the marks that lie in it. */
const CHOSEN_BY_AREA: ReadonlySet<string> = new Set(["scatter", "bubble", "heatmap", "calendar", "point_map"]);
const NO_FILTERS: readonly Filter[] = [];

/** Where a picture stands in its frame, once it is there. */
type LaidOut = { plot: Plot | null; ground: AreaGround | null };
const NOWHERE: LaidOut = { plot: null, ground: null };
const laidOut = (drawn: Drawn): LaidOut => ({ plot: drawn.plot(), ground: drawn.areaGround() });

/** Where pages are drawn larger than they are, a picture of pixels would blur; whoever draws them so says it. */
const rendererIn = (host: Element): Renderer | null => (getComputedStyle(host).getPropertyValue("--drawn") === "svg" ? "svg" : null);

/** One finger scrolls the page past a whole map, and pulls one that is zoomed. */
const MAP_LOOK = "touch-[pan-x_pan-y] rounded-sm focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent data-zoomed:touch-none data-zoomed:cursor-grab data-zoomed:active:cursor-grabbing";
/** The keys of a map are for whoever is in it. */
const MAP_FRAME = { tabIndex: 0, role: "group", "aria-label": "Map, zoomed by plus and minus, moved by arrows", "data-map": true } as const;

export type ChartViewProps = {
  drawing: Drawing;
  answer: Drawable;
  /** The filters that this picture's own marks have made. */
  selected?: readonly Filter[];
  /** Clicking marks is possible when somebody listens. */
  onPick?: ((filters: RowFilterSpec[]) => void) | undefined;
  renderer?: Renderer;
  /** Rows to show for the moment instead of the answer's. */
  live?: ResultTable | null;
  /** Brushing along the horizontal axis is possible when somebody listens. */
  brushing?: BrushControl | undefined;
};

/** A picture: the server's Vega-Lite or Vega spec with rows, theme and clicks bound to it. */
export function ChartView({ drawing, answer, selected = NO_FILTERS, onPick, renderer = "canvas", live = null, brushing }: ChartViewProps) {
  const frame = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const size = useElementSize(frame);
  const theme = useTheme((store) => store.theme);
  const look = useLook();
  const rich = useContext(MarkTooltipContext);
  const [tooltip, setTooltip] = useState<TooltipHit | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBlank, setBlank] = useState(true);
  const [{ plot, ground }, setLaidOut] = useState<LaidOut>(NOWHERE);
  const plotNow = useCallback(() => drawn.current?.plot() ?? null, []);
  const gesture = useBrushGesture(frame, plotNow, brushing);
  const isBrushable = brushing !== undefined;
  const answerNow = useRef(answer);
  useLayoutEffect(() => { answerNow.current = answer; });
  const latest = useRef({ drawing, answer, selected, onPick, size, live });
  useEffect(() => { latest.current = { drawing, answer, selected, onPick, size, live }; });

  useEffect(() => {
    if (frame.current) tellings.set(frame.current, () => {
      const hit = drawn.current?.pointed();
      return hit ? { point: pointOf(hit, latest.current.drawing, latest.current.answer) } : null;
    });
  }, []);

  const sharpness = useSharpness();
  const { hasBrushed } = gesture;
  const zoom = useRef<MapZoom | null>(null);
  const keepZoom = useCallback((next: MapZoom) => { zoom.current = next; setTooltip(null); }, []);
  const hasDragged = useRef(false);
  const keepDragged = useCallback((isOne: boolean) => { hasDragged.current = isOne; }, []);
  const isMap = drawing.mark === "choropleth" || drawing.mark === "point_map";
  const isChosenByArea = onPick !== undefined && CHOSEN_BY_AREA.has(drawing.mark);
  const spec = specOf(drawing);
  const hasSize = size !== null;
  const rows = useMemo(() => plotRows(answer.table), [answer]);
  // A picture is laid out anew where its legend or its labels have to move; otherwise it is only stretched.
  const layoutKey = useMemo(() => (spec !== null && size ? layoutKeyOf(spec, rows, size) : ""), [spec, rows, size]);
  const lit = useMemo(() => litBy(selected, drawing, answer), [selected, drawing, answer]);

  useEffect(() => {
    const host = frame.current;
    const { size: present } = latest.current;
    if (host === null || spec === null || present === null) return;
    let isGone = false;
    let mine: Drawn | null = null;
    const container = document.createElement("div");
    const show = async () => {
      const { draw } = await import("./vega-runtime");
      if (isGone) return;
      mine = await draw({
        container, spec, renderer: rendererIn(host) ?? renderer, size: present,
        // Vega writes into the rows that it is given.
        rows: withParts(plotRows(answer.table), latest.current.drawing),
        config: vegaConfig(theme, readTokens(host), look), theme,
        description: drawing.description,
        onTooltip: setTooltip,
        onPress: (hit, isAdding) => {
          const now = latest.current;
          // The click that ends a drag points at nothing.
          if (hasBrushed.current || hasDragged.current) return;
          const filters = now.onPick && filtersAfterPress(hit, isAdding, now.selected, now.drawing, now.answer);
          if (filters) now.onPick?.(filters);
        },
      });
      if (isGone) { mine.destroy(); return; }
      host.replaceChildren(container);
      setBlank(false);
      drawn.current = mine;
      if (zoom.current) mine.zoom(zoom.current);
      if (latest.current.live) mine.update(plotRows(latest.current.live));
      mine.light(litBy(latest.current.selected, latest.current.drawing, latest.current.answer), strongRows(plotRows(latest.current.answer.table), latest.current.drawing));
      setProblem(null);
      if (latest.current.size) await mine.resize(latest.current.size);
      if (!isGone) setLaidOut(laidOut(mine));
    };
    show().catch((error: unknown) => { if (!isGone) setProblem(asProblem(error)); });
    return () => {
      isGone = true;
      if (drawn.current === mine) drawn.current = null;
      mine?.destroy();
      setTooltip(null);
    };
  }, [spec, answer, theme, look, renderer, drawing.description, hasSize, layoutKey, hasBrushed, sharpness]);

  useEffect(() => {
    const present = drawn.current;
    if (size && present) void present.resize(size).then(() => { if (drawn.current === present) setLaidOut(laidOut(present)); });
  }, [size]);
  // Before the screen is painted, so that a frame of a brush holds what it costs.
  useLayoutEffect(() => { drawn.current?.update(live ? plotRows(live) : withParts(plotRows(answerNow.current.table), latest.current.drawing)); }, [live]);
  const strong = useMemo(() => strongRows(rows, drawing), [rows, drawing]);
  useEffect(() => { drawn.current?.light(lit, strong); }, [lit, strong]);

  return (
    <div className="group/chart relative size-full min-h-0 overflow-auto">
      <div ref={frame} className={cn("absolute inset-0", (isBrushable || isChosenByArea) && !isMap && "cursor-crosshair touch-pan-y", isMap && MAP_LOOK)} data-pickable={onPick !== undefined || undefined} data-brushable={isBrushable || undefined} {...(isMap && MAP_FRAME)} />
      {gesture.brush && plot && <BrushRectangle brush={gesture.brush} plot={plot} isHeld={gesture.isHeld} corner={brushing?.corner} />}
      {isMap && !isBlank && !problem && <Suspense><MapZoomLayer key={drawing.mark} frame={frame} drawn={drawn} onZoom={keepZoom} onDragged={keepDragged} /></Suspense>}
      {isChosenByArea && !isBlank && !problem && <Suspense><AreaLayer {...{ frame, drawn, drawing, answer, selected, onPick }} ground={ground} onDragged={keepDragged} /></Suspense>}
      {isBlank && !problem && <div aria-busy className="absolute inset-0"><ChartSkeleton mark={drawing.mark} /></div>}
      {problem && <ProblemNotice isCompact title="This picture could not be drawn" problem={problem} className="absolute inset-x-0 top-0 m-2" />}
      {rich && <rich.Walker rich={rich} drawing={drawing} answer={answer} />}
      {tooltip && !gesture.isHeld && (rich && tooltip.hit
        ? <rich.Card rich={rich} lines={tooltipLines(tooltip.content)} x={tooltip.x} y={tooltip.y} point={pointOf(tooltip.hit, drawing, answer)} drawing={drawing} answer={answer} />
        : <TooltipCard lines={tooltipLines(tooltip.content)} x={tooltip.x} y={tooltip.y} />)}
    </div>
  );
}
