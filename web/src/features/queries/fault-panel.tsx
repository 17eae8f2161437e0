import type { Problem } from "@/api/problems";
import { Button } from "@/ui/button";
import { ProblemNotice } from "@/ui/problem-notice";
import type { Fault } from "./places";

type FaultPanelProps = {
  problem: Problem;
  fault: Fault;
  /** The word that is at fault still stands where it stood. */
  canMend: boolean;
  onGoTo: () => void;
  onMend: (name: string) => void;
  onAgain: () => void;
};

const PASSING = new Set(["OFFLINE", "UNAVAILABLE", "RATE_LIMITED", "QUERY_TIMEOUT", "QUERY_MEMORY", "INTERNAL"]);

const titleOf = ({ code }: Problem): string => {
  if (code === "QUERY_REFUSED") return "This statement is not run";
  if (code === "QUERY_TIMEOUT") return "This took too long";
  if (code === "QUERY_MEMORY") return "This needs too much memory";
  return code === "QUERY_ERROR" ? "The statement has an error" : "The statement could not be run";
};

/** The words of the problem; what may have been meant is offered below, and not said twice. */
const wordsOf = ({ message, hint, code, status, requestId, details }: Problem, hasOffers: boolean) =>
  ({ message, hint: hasOffers ? null : hint, code, status, requestId, details });

/** Why a statement was not run: what, where, what may have been meant. */
export function FaultPanel({ problem, fault, canMend, onGoTo, onMend, onAgain }: FaultPanelProps) {
  const hasOffers = canMend && fault.nearMisses.length > 0;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto p-3">
      <ProblemNotice title={titleOf(problem)} problem={wordsOf(problem, hasOffers)} {...(PASSING.has(problem.code) && { onRetry: onAgain })} />
      {fault.place !== null && canMend && (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <Button size="sm" onClick={onGoTo}>Go to line {fault.line}</Button>
          {hasOffers && (
            <div role="group" aria-label="Did you mean" className="flex flex-wrap items-center gap-2">
              <span className="text-muted">Did you mean</span>
              {fault.nearMisses.map((name) => <Button key={name} size="sm" className="font-mono" onClick={() => { onMend(name); }}>{name}</Button>)}
            </div>
          )}
        </div>
      )}
    </div>
  );
}
