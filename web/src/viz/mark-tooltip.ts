import { createContext, type ComponentType } from "react";
import type { Drawing, RowFilterSpec } from "@/api/contracts";
import type { Answer, Drawable } from "@/query/answer";
import type { Point } from "@/query/selection";
import type { TooltipLine } from "./tooltip-card";

type Shown = { rich: MarkTooltip; drawing: Drawing; answer: Drawable };

/** A picture in the tooltips of a picture: how it is asked for, and how it is shown. It comes when somebody wants one. */
export type MarkTooltip = {
  title: string | null;
  ask: (filters: readonly RowFilterSpec[], signal: AbortSignal) => Promise<Answer>;
  /** Beside a mark. */
  Card: ComponentType<Shown & { lines: readonly TooltipLine[]; x: number; y: number; point: Point }>;
  /** Goes from mark to mark by keyboard. */
  Walker: ComponentType<Shown>;
};

export const MarkTooltipContext = createContext<MarkTooltip | null>(null);
