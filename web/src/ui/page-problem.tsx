import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "./empty-state";
import { ProblemNotice, type ProblemWords } from "./problem-notice";

type PageProblemProps = {
  problem: ProblemWords;
  /** What was to be shown: "dashboard". */
  thing: string;
  onRetry: () => void;
  /** The way on from something that is not there. */
  way?: ReactNode;
  /** The page has a heading of its own. */
  isPart?: boolean;
};

/** Stands in place of what could not be read; something that is not there is no fault, and trying again is no way out. */
export function PageProblem({ problem, thing, onRetry, way, isPart = false }: PageProblemProps) {
  if (problem.status === 404) {
    return (
      <EmptyState isPage={!isPart} icon={<SearchX />} title={`This ${thing} is not here`} action={way} className="min-h-96">
        It may have been deleted, belong to another workspace, or lie in a folder that is not open to you.
      </EmptyState>
    );
  }
  return <div className="p-4 sm:p-6"><ProblemNotice isPage={!isPart} title={`This ${thing} could not be read`} problem={problem} onRetry={onRetry} /></div>;
}
