import { useId, type ReactNode } from "react";
import type { Problem } from "@/api/problems";
import { ProblemNotice } from "@/ui/problem-notice";
import { RelativeTime } from "@/ui/relative-time";
import { Skeleton } from "@/ui/skeleton";

export type Entry = { id: string; icon: ReactNode; link: ReactNode; detail: string; at: string; star?: ReactNode };

type HomeSectionProps = {
  title: string;
  all?: ReactNode;
  /** Undefined while they are read. */
  entries: readonly Entry[] | undefined;
  failure: { title: string; problem: Problem; onRetry: () => void } | null;
  /** What belongs here, for a workspace that has none yet. */
  empty: string;
};

const grid = "grid gap-3 sm:grid-cols-2 lg:grid-cols-3";

function Entries({ entries, empty }: Pick<HomeSectionProps, "entries" | "empty">) {
  if (entries === undefined) return <div aria-busy className={grid}>{[0, 1, 2].map((place) => <Skeleton key={place} className="h-16 rounded-lg" />)}</div>;
  if (entries.length === 0) return <p className="rounded-lg border border-dashed border-line-strong p-4 text-sm text-muted">{empty}</p>;
  return (
    <ul className={grid}>
      {entries.map(({ id, icon, link, detail, at, star }) => (
        <li key={id} className="relative flex items-start gap-3 rounded-lg border border-line bg-panel p-3 transition-colors hover:border-line-strong [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted">
          {icon}
          <div className="min-w-0 flex-1">
            <div className="line-clamp-2">{link}</div>
            <p className="mt-0.5 truncate text-xs text-muted">{detail} · <RelativeTime at={at} /></p>
          </div>
          {star && <span className="relative z-10 -m-1">{star}</span>}
        </li>
      ))}
    </ul>
  );
}

export function HomeSection({ title, all, entries, failure, empty }: HomeSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="mb-2 flex items-baseline gap-3">
        <h2 id={id} className="flex-1 text-base font-semibold">{title}</h2>
        {all && entries && entries.length > 0 && <span className="text-sm text-muted [&>a]:rounded-sm hover:[&>a]:text-fg hover:[&>a]:underline">{all}</span>}
      </div>
      {failure ? <ProblemNotice {...failure} /> : <Entries entries={entries} empty={empty} />}
    </section>
  );
}
