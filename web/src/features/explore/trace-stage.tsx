import { lazy, Suspense, useMemo, useState, type ReactNode } from "react";
import type { StageTrace } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/format-number";
import { CopyButton } from "@/ui/copy-button";
import { Skeleton } from "@/ui/skeleton";
import { layOutSql } from "@/viz/sql-layout";
import { foldedDiff, planDiff, type DiffLine } from "./plan-diff";
import { stageTime, stageWords } from "./trace-words";

const CodeView = lazy(async () => ({ default: (await import("@/ui/code-view")).CodeView }));

const SIGNS = { same: " ", added: "+", removed: "−" } as const;
const LOOKS = { same: "", added: "bg-success-soft", removed: "bg-danger-soft text-muted" } as const;
const SAID = { same: "", added: "added: ", removed: "removed: " } as const;

function Lines({ lines }: { lines: readonly DiffLine[] }) {
  return lines.map(({ kind, text }, at) => (
    // Lines have no identity but their place.
    <span key={at} className={cn("flex", LOOKS[kind])}>
      <span aria-hidden className="w-4 shrink-0 text-center text-muted select-none">{SIGNS[kind]}</span>
      <span className="sr-only">{SAID[kind]}</span>
      <span className="min-w-0">{text}{"\n"}</span>
    </span>
  ));
}

const plain = (text: string): DiffLine[] => text.split("\n").map((line) => ({ kind: "same", text: line }));

/** The plan of a stage; what is other than in the stage before stands out, and long stretches that are not are folded. */
function Plan({ stage, before }: { stage: StageTrace; before: StageTrace | null }) {
  const [isWhole, setWhole] = useState(false);
  const diff = useMemo(() => (before === null ? null : planDiff(before.output, stage.output)), [before, stage]);
  const { title } = stageWords(stage.stage);
  const changes = diff?.filter(({ kind }) => kind !== "same").length ?? 0;
  if (diff !== null && changes === 0) return <p className="text-sm text-muted">Nothing to do here: it is what the stage before made.</p>;
  const parts = diff === null ? [{ kind: "lines" as const, lines: plain(stage.output) }] : isWhole ? [{ kind: "lines" as const, lines: diff }] : foldedDiff(diff);
  return (
    <details open>
      <summary className="w-fit rounded-sm text-xs text-muted hover:text-fg">
        {diff === null ? formatCount(stage.output.split("\n").length, "line") : `${formatCount(changes, "line")} other than before`}
      </summary>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} aria-label={`${title}, what it made`} className="mt-2 max-h-96 overflow-auto rounded-md border border-line bg-sunken py-2 pr-3 font-mono text-xs leading-5 whitespace-pre">
        <code className="block w-max min-w-full">
          {parts.map((part, at) => (part.kind === "lines"
            ? <Lines key={at} lines={part.lines} />
            : <button key={at} type="button" onClick={() => { setWhole(true); }} className="block w-full bg-hover px-4 py-0.5 text-left font-sans text-muted hover:text-fg">{formatCount(part.count, "line")} as before</button>))}
        </code>
      </pre>
      <div className="mt-2 flex justify-end"><CopyButton text={stage.output} /></div>
    </details>
  );
}

function Statement({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) {
  const text = layOutSql(sql);
  return (
    <div className="flex flex-col gap-3">
      <Suspense fallback={<Skeleton className="h-40" />}><CodeView text={text} label="SQL" /></Suspense>
      {parameters.length > 0 && (
        <dl aria-label="Parameters" className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-xs">
          {parameters.map((value, at) => (
            // A parameter is its place.
            <div key={at} className="contents">
              <dt className="font-mono text-muted">${at + 1}</dt>
              <dd className="font-mono break-all">{typeof value === "string" ? `'${value}'` : JSON.stringify(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className="flex justify-end"><CopyButton text={text} label="Copy SQL" /></div>
    </div>
  );
}

type StepProps = { number: ReactNode; title: string; does: string; aside?: ReactNode; isLast?: boolean; children: ReactNode };

/** A station of the road, with the line that leads on. */
export function Step({ number, title, does, aside, isLast = false, children }: StepProps) {
  return (
    <li className="grid grid-cols-[2rem_minmax(0,1fr)] gap-x-3">
      <div aria-hidden className="flex flex-col items-center">
        <span className="grid size-8 shrink-0 place-items-center rounded-full border border-line bg-panel text-sm font-semibold text-accent-text tabular shadow-sm [&_svg]:size-4">{number}</span>
        {!isLast && <span className="w-px flex-1 bg-line" />}
      </div>
      <section aria-label={title} className={cn("min-w-0", isLast ? "" : "pb-6")}>
        <div className="mb-2 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="min-w-20 text-base font-semibold">{title}</h2>
          {aside}
          <p className="w-full text-sm text-pretty text-muted">{does}</p>
        </div>
        {children}
      </section>
    </li>
  );
}

type TraceStageProps = { stage: StageTrace; before: StageTrace | null; number: number; longest: number; statement: { sql: string; parameters: readonly unknown[] } | null };

/** One stage: its time as a bar, and what it made. */
export function TraceStage({ stage, before, number, longest, statement }: TraceStageProps) {
  const share = longest > 0 ? Math.max(0.01, stage.elapsed_ms / longest) : 0;
  return (
    <Step
      number={number}
      {...stageWords(stage.stage)}
      aside={(
        <span className="flex items-center gap-2 text-xs text-muted tabular">
          <span aria-hidden className="h-1.5 w-24 overflow-hidden rounded-full bg-hover sm:w-40"><span className="block h-full rounded-full bg-accent" style={{ width: `${String(share * 100)}%` }} /></span>
          {stageTime(stage.elapsed_ms)}
        </span>
      )}
    >
      {statement ? <Statement {...statement} /> : <Plan stage={stage} before={before} />}
    </Step>
  );
}
