import { ArrowDown, ArrowUp, CircleCheck, Dot, Flag, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { CellIcon, CellRule, CellTone } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { TONE_WORDS, type CellBar, type CellLook } from "./cell-format";

/** The signs of rules; each has a shape of its own, so that no tone is told by color alone. */
export const CELL_ICONS: Record<CellIcon, LucideIcon> = { up: ArrowUp, down: ArrowDown, check: CircleCheck, warning: TriangleAlert, dot: Dot, flag: Flag };

const TONES: Record<CellTone, { look: string; ground: string; icon: CellIcon }> = {
  good: { look: "text-success-text", ground: "bg-success-soft", icon: "check" },
  bad: { look: "text-danger-text", ground: "bg-danger-soft", icon: "warning" },
  neutral: { look: "text-fg", ground: "bg-hover", icon: "dot" },
  accent: { look: "text-accent-text", ground: "bg-accent-soft", icon: "flag" },
};

/** How a number that stands by itself shows the rule that holds for it. */
export const signOf = (rule: CellRule): { look: string; Icon: LucideIcon; words: string } =>
  ({ look: TONES[rule.tone].look, Icon: CELL_ICONS[rule.icon ?? TONES[rule.tone].icon], words: TONE_WORDS[rule.tone] });

/** No shade is so strong that the value on it could not be read. */
const STRONGEST = 34;
const percent = (part: number): string => `${String(Math.round(part * 1000) / 10)}%`;
const mixed = (color: string, strength: number): string => `color-mix(in oklab, var(${color}) ${percent(strength / 100)}, transparent)`;

function Bar({ bar: { from, width, isNegative, zero } }: { bar: CellBar }) {
  return (
    <span aria-hidden data-bar={isNegative ? "negative" : "positive"} className="absolute inset-x-0.5 inset-y-1">
      <span className="absolute inset-y-0 rounded-sm" style={{ left: percent(from), width: percent(width), background: mixed(isNegative ? "--danger" : "--accent", 26) }} />
      {zero !== null && <span className="absolute inset-y-0 w-px bg-line-strong" style={{ left: percent(zero) }} />}
    </span>
  );
}

/** A value on what its cell shows beside it: the cell itself has to be positioned. */
export function CellValueOn({ look: { bar, shade, rule }, children }: { look: CellLook; children: ReactNode }) {
  const tone = rule && TONES[rule.tone];
  const Icon = rule && tone && CELL_ICONS[rule.icon ?? tone.icon];
  const ground = tone ? null : shade;
  return (
    <>
      {tone && <span aria-hidden className={cn("absolute inset-0", tone.ground)} />}
      {ground !== null && <span aria-hidden data-shade className="absolute inset-0" style={{ background: mixed(ground < 0 ? "--warning-text" : "--accent", Math.abs(ground) * STRONGEST) }} />}
      {bar && <Bar bar={bar} />}
      <span className={cn("relative inline-flex max-w-full items-center justify-end gap-1", tone && "font-medium text-fg")}>
        {Icon && <Icon aria-hidden className={cn("size-3.5 shrink-0", tone.look)} />}
        <span className="min-w-0 truncate">{children}</span>
        {rule && <span className="sr-only">, {TONE_WORDS[rule.tone]}</span>}
      </span>
    </>
  );
}
