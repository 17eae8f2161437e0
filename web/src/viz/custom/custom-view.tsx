import { useQuery } from "@tanstack/react-query";
import interLatin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import { useContext, useEffect, useMemo, useRef, useState, type MouseEvent, type PointerEvent } from "react";
import type { CustomPicture, Drawing, Filter, RowFilterSpec } from "@/api/contracts";
import { asProblem, Problem } from "@/api/problems";
import type { Answer } from "@/query/answer";
import type { ResultTable } from "@/query/arrow";
import { cn } from "@/lib/cn";
import { ProblemNotice } from "@/ui/problem-notice";
import { useTheme } from "@/ui/theme";
import { ChartSkeleton } from "../chart-skeleton";
import { useLook } from "../look";
import { MarkTooltipContext } from "../mark-tooltip";
import { filtersAfterRow, pointAt } from "../picking";
import { tellings } from "../pointed";
import { TooltipCard } from "../tooltip-card";
import { useElementSize } from "../use-element-size";
import { missingFor, optionsOf } from "./fits";
import { openFrame, type FrameLink } from "./frame-link";
import { columnsOf, inputOf, lookOf } from "./input";
import { linesOf, litRows } from "./rows";
import { visualOptions } from "./source";
import { VisualSourceContext } from "./source-context";

const NO_FILTERS: readonly Filter[] = [];
const FAMILY = "Inter Variable";

const problemOf = (message: string, hint: string): Problem => new Problem({ status: 422, code: "VALIDATION_ERROR", message, hint });

/** Letters come as bytes: a frame without a network has none of its own. */
const letters = async (): Promise<ArrayBuffer> => (await fetch(interLatin)).arrayBuffer();

type CustomViewProps = {
  label: string;
  drawing: Drawing;
  custom: CustomPicture;
  answer: Answer;
  selected?: readonly Filter[];
  onPick?: ((filters: RowFilterSpec[]) => void) | undefined;
  live?: ResultTable | null;
};

type Pointed = { row: number; x: number; y: number };

/** A picture that a plug-in draws, shut into a frame; what is pointed at and picked is worked out here, from its row. */
export function CustomView({ label, drawing, custom, answer, selected = NO_FILTERS, onPick, live = null }: CustomViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const link = useRef<FrameLink | null>(null);
  const size = useElementSize(host);
  const theme = useTheme((store) => store.theme);
  const own = useLook();
  const rich = useContext(MarkTooltipContext);
  const source = useContext(VisualSourceContext);
  const { data: visual, error, refetch } = useQuery(visualOptions(source, custom.visual_id));
  const [tooltip, setTooltip] = useState<Pointed | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isBlank, setBlank] = useState(true);
  const [attempt, setAttempt] = useState(0);
  const pointed = useRef<number | null>(null);
  const latest = useRef({ drawing, answer, selected, onPick });
  useEffect(() => { latest.current = { drawing, answer, selected, onPick }; });

  const { columns } = answer.meaning;
  const table = live ?? answer.table;
  const look = useMemo(() => lookOf(theme, own), [theme, own]);
  const missing = visual ? missingFor(visual.manifest, columnsOf(drawing, columns)) : null;
  const input = useMemo(
    () => (visual && size && missing === null ? inputOf({ drawing, table, columns, size, look, options: optionsOf(visual.manifest, custom.options ?? {}) }) : null),
    [visual, size, missing, drawing, table, columns, look, custom.options],
  );

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const opened = openFrame(element, { onDrawn: () => { setBlank(false); setFault(null); }, onFault: setFault });
    link.current = opened;
    void letters().then((bytes) => { opened.font(FAMILY, bytes); }).catch(() => undefined);
    tellings.set(element, () => {
      const row = pointed.current;
      return row === null ? null : { point: pointAt(row, latest.current.answer, latest.current.drawing) };
    });
    return () => { opened.destroy(); link.current = null; };
  }, [attempt]);

  const lit = useMemo(() => litRows(answer, drawing, selected), [answer, drawing, selected]);

  useEffect(() => {
    if (visual === undefined || size === null || input === null) return;
    link.current?.draw({ script: visual.script, input, rowCount: table.rowCount, width: size.width, height: size.height, font: look.font, fg: look.fg });
  }, [visual, size, input, table, look, attempt]);
  useEffect(() => { link.current?.light(lit); }, [lit, isBlank, input]);

  const at = (event: MouseEvent<HTMLElement>, then: (row: number | null) => void) => {
    const box = event.currentTarget.getBoundingClientRect();
    // Where the page is drawn larger than it is, the frame inside knows nothing of it.
    const scale = box.width === 0 ? 1 : event.currentTarget.clientWidth / box.width;
    link.current?.at((event.clientX - box.left) * scale, (event.clientY - box.top) * scale, (row) => {
      pointed.current = row !== null && row < latest.current.answer.table.rowCount ? row : null;
      then(pointed.current);
    });
  };
  const point = (event: PointerEvent<HTMLElement>) => {
    const { clientX: x, clientY: y } = event;
    const isFinger = event.pointerType === "touch";
    at(event, (row) => { setTooltip(row === null || isFinger ? null : { row, x, y }); });
  };
  const press = (event: MouseEvent<HTMLElement>) => {
    const isAdding = event.shiftKey;
    at(event, (row) => {
      const now = latest.current;
      if (row !== null) now.onPick?.(filtersAfterRow(row, isAdding, now.selected, now.drawing, now.answer));
      else if (now.selected.length > 0) now.onPick?.([]);
    });
  };

  const gone = error ? asProblem(error) : null;
  const problem = gone ?? (missing ? problemOf(missing, "Add such a field, or choose another kind of picture.") : null)
    ?? (fault === null ? null : problemOf(`${visual?.manifest.name ?? "The custom visual"} could not draw this: ${fault.replace(/\.$/, "")}.`, "Choose another kind of picture, or tell whoever installed the visual. The data table shows the rows."));
  const again = () => { setFault(null); setBlank(true); setAttempt((count) => count + 1); if (gone) void refetch(); };
  return (
    <figure className="relative size-full min-h-0" aria-label={label}>
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- rows are chosen by keyboard in the data table */}
      <div ref={host} className={cn("absolute inset-0 overflow-hidden", problem && "invisible", onPick && "cursor-pointer")}
        data-pickable={onPick !== undefined || undefined} onPointerMove={point} onPointerDown={point} onPointerLeave={() => { setTooltip(null); }} onClick={press} onContextMenu={() => { setTooltip(null); }}
      />
      <figcaption className="sr-only">{drawing.description}</figcaption>
      {isBlank && problem === null && <div aria-busy className="absolute inset-0"><ChartSkeleton mark="bar" /></div>}
      {problem && <ProblemNotice isCompact title="This picture could not be drawn" problem={problem} onRetry={again} className="absolute inset-x-0 top-0 m-2" />}
      {rich && <rich.Walker rich={rich} drawing={drawing} answer={answer} />}
      {tooltip && problem === null && tooltip.row < answer.table.rowCount && (rich
        ? <rich.Card rich={rich} lines={linesOf(tooltip.row, drawing, table)} x={tooltip.x} y={tooltip.y} point={pointAt(tooltip.row, answer, drawing)} drawing={drawing} answer={answer} />
        : <TooltipCard lines={linesOf(tooltip.row, drawing, table)} x={tooltip.x} y={tooltip.y} />)}
    </figure>
  );
}
