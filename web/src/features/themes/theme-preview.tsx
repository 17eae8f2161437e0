import { useMemo, type ReactNode } from "react";
import type { AppliedLook } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { LookFixed } from "@/viz/look";
import type { LookName } from "./look-edits";
import { PreviewChart } from "./preview-chart";
import { amounts, barsOf, differences, linesOf } from "./preview-specs";

const GAPS: Record<AppliedLook["density"], string> = { compact: "gap-1.5", normal: "gap-3", airy: "gap-5" };

function Frame({ title, className, children }: { title: string; className?: string; children: ReactNode }) {
  return (
    <div className={cn("flex min-w-0 flex-col overflow-hidden rounded-[var(--tile-corner,10px)] border border-[var(--tile-line,var(--line))] bg-panel shadow-[var(--tile-shadow,0_0_#0000)]", className)}>
      <div className="flex min-h-[var(--tile-head,2.25rem)] items-center px-3 text-sm font-semibold"><span className="truncate">{title}</span></div>
      <div className="relative min-h-0 flex-1">{children}</div>
    </div>
  );
}

function Numbers() {
  return (
    <div className="flex flex-col gap-1 px-3 pb-3">
      <span className="text-2xl font-semibold tracking-tight tabular">1.24 M</span>
      <span className="flex flex-wrap gap-1.5 text-xs">
        <span className="rounded-sm bg-success-soft px-1.5 py-0.5 font-medium text-success-text">▲ 12 %</span>
        <span className="rounded-sm bg-danger-soft px-1.5 py-0.5 font-medium text-danger-text">▼ 3 %</span>
        <span className="rounded-sm bg-accent-soft px-1.5 py-0.5 font-medium text-accent-text">Chosen</span>
      </span>
      <span className="mt-1 self-start rounded-md bg-accent px-2.5 py-1 text-xs font-medium text-accent-fg">A button</span>
    </div>
  );
}

/** A small dashboard in one look of a theme. */
export function ThemePreview({ look, name }: { look: AppliedLook; name: LookName }) {
  const count = look[name].categories.length;
  const bars = useMemo(() => barsOf(count), [count]);
  const lines = useMemo(() => linesOf(count), [count]);
  return (
    <LookFixed look={look} name={name}>
      <section aria-label={name === "light" ? "Light" : "Dark"} className="rounded-lg border border-line bg-bg p-3 text-fg">
        <h3 className="mb-2 text-xs font-medium text-muted">{name === "light" ? "Light" : "Dark"}</h3>
        <div className={cn("grid grid-cols-2", GAPS[look.density])}>
          <Frame title="Revenue"><Numbers /></Frame>
          <Frame title="Names" className="h-44"><PreviewChart picture={bars} name={name} /></Frame>
          <Frame title="Over time" className="col-span-2 h-48"><PreviewChart picture={lines} name={name} /></Frame>
          <Frame title="Amounts" className="h-40 max-sm:col-span-2"><PreviewChart picture={amounts} name={name} /></Frame>
          <Frame title="Below and above" className="h-40 max-sm:col-span-2"><PreviewChart picture={differences} name={name} /></Frame>
        </div>
      </section>
    </LookFixed>
  );
}
