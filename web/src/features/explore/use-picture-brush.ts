import { useEffect, useMemo } from "react";
import type { Filter, RowFilterSpec } from "@/api/contracts";
import type { Answer } from "@/query/answer";
import { brushFilter, brushIn, stepsOf } from "@/query/brush";
import { brushColumn } from "@/viz/brushable";
import type { BrushControl } from "@/viz/use-brush-gesture";

const hasOpenLayer = (): boolean => document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null;

/** Brushing along the picture chooses a stretch of it; Escape lets go of whatever is chosen. */
export const usePictureBrush = (answer: Answer | null, selected: readonly Filter[], onPick: (filters: RowFilterSpec[]) => void): BrushControl | undefined => {
  const column = useMemo(() => brushColumn(answer), [answer]);
  const steps = useMemo(() => column && stepsOf(column), [column]);
  const brush = useMemo(() => (column && steps ? brushIn(selected, column, steps) : null), [selected, column, steps]);
  const isChosen = selected.length > 0;
  useEffect(() => {
    if (!isChosen) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !hasOpenLayer()) onPick([]);
    };
    window.addEventListener("keydown", pressed);
    return () => { window.removeEventListener("keydown", pressed); };
  });
  if (column === null || steps === null) return undefined;
  const nothing = () => undefined;
  return { steps, brush, onReady: nothing, onBrush: nothing, onCancel: nothing, onEnd: (kept) => { onPick([brushFilter(column, kept)]); } };
};
