import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import type { ModelProblem } from "@/api/contracts";
import { Button } from "@/ui/button";
import { CircleAlert } from "lucide-react";

/** What is wrong with a part, beside it. */
export function PartProblems({ problems }: { problems: readonly ModelProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-col gap-0.5">
      {problems.map(({ place, message, hint }) => (
        <li key={`${place}:${message}`} className="flex gap-1.5 text-xs text-danger-text">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          <span className="min-w-0 break-words">{message}{hint && <span className="text-muted"> {hint}</span>}</span>
        </li>
      ))}
    </ul>
  );
}

type PartRowProps = {
  title: string;
  name?: string;
  /** One line under the title: a formula, keys, levels. */
  detail: ReactNode;
  badges?: ReactNode;
  problems?: readonly ModelProblem[];
  /** Absent for those who only read. */
  onOpen: (() => void) | undefined;
};

/** A part of a model in a list; pressing it opens it. */
export function PartRow({ title, name, detail, badges, problems = [], onOpen }: PartRowProps) {
  return (
    <li className="relative px-3 py-2 hover:bg-hover">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
        {onOpen
          ? <button type="button" onClick={onOpen} className="max-w-full rounded-sm text-left font-medium break-words after:absolute after:inset-0">{title}</button>
          : <span className="max-w-full font-medium break-words">{title}</span>}
        {name !== undefined && name !== title && <code className="max-w-full truncate font-mono text-xs text-muted">{name}</code>}
        {badges}
      </div>
      <div className="mt-0.5 truncate text-xs text-muted">{detail}</div>
      <PartProblems problems={problems} />
    </li>
  );
}

type PartListProps = { title: string; hint: string; add?: { label: string; onAdd: () => void } | undefined; count: number; empty: string; children: ReactNode; actions?: ReactNode };

/** A heading, what the parts are for, and the list of them. */
export function PartList({ title, hint, add, count, empty, children, actions }: PartListProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end justify-between gap-2">
        <div className="min-w-0">
          <h2 className="text-base font-semibold break-words">{title}</h2>
          <p className="text-sm text-muted">{hint}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          {actions}
          {add && <Button onClick={add.onAdd}><Plus aria-hidden />{add.label}</Button>}
        </div>
      </div>
      {count === 0
        ? <p className="rounded-lg border border-dashed border-line-strong px-3 py-6 text-center text-sm text-muted">{empty}</p>
        : <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-panel">{children}</ul>}
    </section>
  );
}
