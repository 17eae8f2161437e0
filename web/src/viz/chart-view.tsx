import { useEffect, useMemo, useRef, useState } from "react";
import type { Drawing, Filter, RowFilterSpec } from "@/api/contracts";
import { asProblem, type Problem } from "@/api/problems";
import type { Drawable } from "@/query/answer";
import { plotRows } from "@/query/arrow";
import { ProblemNotice } from "@/ui/problem-notice";
import { useTheme } from "@/ui/theme";
import { ChartSkeleton } from "./chart-skeleton";
import { filtersAfterPress, litBy } from "./picking";
import { readTokens, vegaConfig } from "./theme";
import { TooltipCard, tooltipLines } from "./tooltip-card";
import { useElementSize } from "./use-element-size";
import type { Drawn, Renderer, TooltipHit } from "./vega-runtime";
import { layoutKeyOf } from "./vega-spec";

const NO_FILTERS: readonly Filter[] = [];

export type ChartViewProps = {
  drawing: Drawing;
  answer: Drawable;
  /** The filters that this picture's own marks have made. */
  selected?: readonly Filter[];
  /** Clicking marks is possible when somebody listens. */
  onPick?: ((filters: RowFilterSpec[]) => void) | undefined;
  renderer?: Renderer;
};

/** A picture: the server's Vega-Lite spec with rows, theme and clicks bound to it. */
export function ChartView({ drawing, answer, selected = NO_FILTERS, onPick, renderer = "canvas" }: ChartViewProps) {
  const frame = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const size = useElementSize(frame);
  const theme = useTheme((store) => store.theme);
  const [tooltip, setTooltip] = useState<TooltipHit | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBlank, setBlank] = useState(true);
  const latest = useRef({ drawing, answer, selected, onPick, size });
  useEffect(() => { latest.current = { drawing, answer, selected, onPick, size }; });

  const spec = drawing.vega_lite;
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
        container, spec, renderer, size: present,
        // Vega writes into the rows that it is given.
        rows: plotRows(answer.table),
        config: vegaConfig(theme, readTokens(host)),
        description: drawing.description,
        onTooltip: setTooltip,
        onPress: (hit, isAdding) => {
          const now = latest.current;
          const filters = now.onPick && filtersAfterPress(hit, isAdding, now.selected, now.drawing, now.answer);
          if (filters) now.onPick?.(filters);
        },
      });
      if (isGone) { mine.destroy(); return; }
      host.replaceChildren(container);
      setBlank(false);
      drawn.current = mine;
      if (latest.current.size) mine.resize(latest.current.size);
      mine.light(litBy(latest.current.selected, latest.current.drawing, latest.current.answer));
      setProblem(null);
    };
    show().catch((error: unknown) => { if (!isGone) setProblem(asProblem(error)); });
    return () => {
      isGone = true;
      if (drawn.current === mine) drawn.current = null;
      mine?.destroy();
      setTooltip(null);
    };
  }, [spec, answer, theme, renderer, drawing.description, hasSize, layoutKey]);

  useEffect(() => { if (size) drawn.current?.resize(size); }, [size]);
  useEffect(() => { drawn.current?.light(lit); }, [lit]);

  return (
    <div className="relative size-full min-h-0 overflow-auto">
      <div ref={frame} className="absolute inset-0" data-pickable={onPick !== undefined || undefined} />
      {isBlank && !problem && <div aria-busy className="absolute inset-0"><ChartSkeleton mark={drawing.mark} /></div>}
      {problem && <ProblemNotice isCompact title="This picture could not be drawn" problem={problem} className="absolute inset-x-0 top-0 m-2" />}
      {tooltip && <TooltipCard lines={tooltipLines(tooltip.content)} x={tooltip.x} y={tooltip.y} />}
    </div>
  );
}
