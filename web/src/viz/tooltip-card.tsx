import { useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { NO_VALUE } from "./labels";

export type TooltipLine = { label: string; value: string };
type TooltipCardProps = { lines: readonly TooltipLine[]; x: number; y: number };

const GAP = 14;
const EDGE = 8;

/** Beside a place, and within the window. */
export const place = (at: number, length: number, room: number): number =>
  at + GAP + length + EDGE > room ? Math.max(EDGE, at - GAP - length) : at + GAP;

const lineOf = (label: unknown, value: unknown): TooltipLine => ({ label: String(label), value: value === null || value === undefined ? NO_VALUE : String(value) });

/** What Vega hands over, as lines of plain text: nothing of it is ever read as HTML. */
export const tooltipLines = (content: unknown): TooltipLine[] => {
  // A full Vega spec hands over pairs, so that titles need not be keys.
  if (Array.isArray(content)) return content.filter(Array.isArray).map(([label, value]) => lineOf(label, value));
  if (typeof content !== "object" || content === null) return [{ label: "", value: String(content) }];
  return Object.entries(content).map(([label, value]) => lineOf(label, value));
};

export function TooltipLines({ lines }: { lines: readonly TooltipLine[] }) {
  return (
    <dl className="grid grid-cols-[auto_auto] gap-x-3 gap-y-0.5">
      {lines.map(({ label, value }, index) => (
        <div key={index} className="contents">
          <dt className="max-w-40 truncate text-muted">{label}</dt>
          <dd className="text-right font-medium break-words tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Exact values beside the pointer; the data table has the same for those who use none. */
export function TooltipCard({ lines, x, y }: TooltipCardProps) {
  const card = useRef<HTMLDivElement>(null);
  const [corner, setCorner] = useState({ left: x + GAP, top: y + GAP });
  useLayoutEffect(() => {
    const { width = 0, height = 0 } = card.current?.getBoundingClientRect() ?? {};
    setCorner({ left: place(x, width, window.innerWidth), top: place(y, height, window.innerHeight) });
  }, [x, y, lines]);
  return createPortal(
    <div ref={card} aria-hidden style={corner} className="pointer-events-none fixed z-60 max-w-80 rounded-md border border-line bg-raised px-2.5 py-1.5 text-xs shadow-md">
      <TooltipLines lines={lines} />
    </div>,
    document.body,
  );
}
