import type { ReactNode } from "react";
import type { DifferenceKind, DashboardComparison } from "@/api/contracts";
import { Badge } from "@/ui/badge";
import { changeWord, comparedPages, drawingWords, tileWords, type ComparedPage } from "./comparison-words";
import { ChangeIcon, PageOutline } from "./page-outline";

const tones = { same: "neutral", added: "success", removed: "danger", moved: "accent", changed: "accent" } as const;

function ChangeBadge({ change }: { change: DifferenceKind }) {
  return <Badge tone={tones[change]}><ChangeIcon change={change} />{changeWord(change)}</Badge>;
}

function Side({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <p className="mb-1 text-xs text-muted">{name}</p>
      {children}
    </div>
  );
}

function Nothing({ children }: { children: ReactNode }) {
  return <p className="grid h-20 place-items-center rounded-md border border-dashed border-line px-3 text-center text-xs text-muted">{children}</p>;
}

function Page({ compared, before, after }: { compared: ComparedPage; before: string; after: string }) {
  const { page, changes } = compared;
  return (
    <section aria-label={page.title} className="flex flex-col gap-2">
      <h3 className="flex min-w-0 items-center gap-2 text-sm font-semibold">
        <span className="truncate">{page.title}</span>
        {page.change !== "same" && <ChangeBadge change={page.change} />}
      </h3>
      {page.words.length > 0 && <p className="text-xs text-muted">The page: {page.words.join(", ")}</p>}
      <div className="grid gap-3 sm:grid-cols-2">
        <Side name={before}>
          {page.is_before ? <PageOutline tiles={compared.before} label={drawingWords(before, compared, "before")} /> : <Nothing>The page was not there.</Nothing>}
        </Side>
        <Side name={after}>
          {page.is_after ? <PageOutline tiles={compared.after} label={drawingWords(after, compared, "after")} /> : <Nothing>The page is gone.</Nothing>}
        </Side>
      </div>
      {changes.length > 0 && (
        <ul aria-label={`Changes on ${page.title}`} className="flex flex-col gap-1 text-sm">
          {changes.map((tile) => (
            <li key={tile.tile_id} className="flex items-baseline gap-2">
              <span className="w-20 shrink-0"><ChangeBadge change={tile.change} /></span>
              <span className="min-w-0 break-words">{tileWords(tile)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type ComparisonViewProps = {
  comparison: DashboardComparison;
  /** What the two states are called. */
  before: string;
  after: string;
};

/** Two states of a dashboard side by side, page by page, and what differs in words. */
export function ComparisonView({ comparison, before, after }: ComparisonViewProps) {
  const { differing, sameCount } = comparedPages(comparison);
  if (comparison.is_same) return <p className="py-4 text-center text-sm text-muted">Nothing differs.</p>;
  return (
    <div className="flex flex-col gap-5">
      {comparison.words.length > 0 && <p className="text-sm">The dashboard: {comparison.words.join(", ")}</p>}
      {differing.map((compared) => <Page key={compared.page.page_id} compared={compared} before={before} after={after} />)}
      {sameCount > 0 && <p className="text-xs text-muted">{sameCount === 1 ? "1 page is" : `${String(sameCount)} pages are`} the same.</p>}
    </div>
  );
}
