import { CircleAlert, RotateCw } from "lucide-react";
import { cn } from "@/lib/cn";
import { Button } from "./button";
import { CopyButton } from "./copy-button";

/** What the notice needs to know of an error; `Problem` of the API has this shape. */
export type ProblemWords = {
  message: string;
  hint?: string | null | undefined;
  code?: string | undefined;
  status?: number | undefined;
  requestId?: string | null | undefined;
  details?: unknown;
};

type ProblemNoticeProps = {
  problem: ProblemWords;
  /** What failed, in the reader's words: "The dashboards could not be read". */
  title?: string;
  onRetry?: () => void;
  isCompact?: boolean;
  /** It stands in place of a whole page, so that its title is the page's. */
  isPage?: boolean;
  className?: string;
};

const hasDetails = (details: unknown): boolean =>
  typeof details === "object" && details !== null && Object.keys(details).length > 0;

export const technicalText = ({ message, code, status, requestId, details }: ProblemWords): string =>
  [
    code && `code: ${code}`,
    status && `status: ${String(status)}`,
    requestId && `request: ${requestId}`,
    `message: ${message}`,
    hasDetails(details) && `details: ${JSON.stringify(details, null, 2)}`,
  ].filter(Boolean).join("\n");

export function ProblemNotice({ problem, title, onRetry, isCompact, isPage, className }: ProblemNoticeProps) {
  const technical = technicalText(problem);
  const Title = isPage ? "h1" : "p";
  const isTechnicalKnown = Boolean(problem.code ?? problem.requestId) || hasDetails(problem.details);
  return (
    <div role="alert" className={cn("rounded-lg border border-line bg-danger-soft text-sm", isCompact ? "p-2.5" : "p-4", className)}>
      <div className="flex items-start gap-2.5">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger-text" />
        <div className="min-w-0 flex-1 break-words">
          <Title className="font-medium text-danger-text">{title ?? problem.message}</Title>
          {title && <p className="mt-0.5 text-fg">{problem.message}</p>}
          {problem.hint && <p className="mt-0.5 text-fg">{problem.hint}</p>}
          {isTechnicalKnown && (
            <details className="mt-2 text-xs">
              <summary className="w-fit rounded-sm text-muted hover:text-fg">Technical details</summary>
              <pre className="mt-1.5 max-h-48 overflow-auto rounded-md border border-line bg-panel p-2 font-mono whitespace-pre-wrap text-fg">{technical}</pre>
              <div className="mt-1.5"><CopyButton text={technical} label="Copy for support" /></div>
            </details>
          )}
        </div>
        {onRetry && <Button size="sm" onClick={onRetry}><RotateCw aria-hidden />Try again</Button>}
      </div>
    </div>
  );
}
