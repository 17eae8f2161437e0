import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type PageHeaderProps = {
  title: ReactNode;
  /** A line under the title: what is looked at, how fresh it is. */
  detail?: ReactNode;
  /** Where this page hangs: links back up. */
  above?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

export function PageHeader({ title, detail, above, actions, className }: PageHeaderProps) {
  return (
    <header className={cn("flex flex-wrap items-start gap-x-4 gap-y-2 pb-4", className)}>
      <div className="max-w-full flex-auto sm:min-w-0 sm:flex-1">
        {above && <div className="mb-1 text-xs text-muted">{above}</div>}
        <h1 className="text-xl font-semibold text-balance break-words">{title}</h1>
        {detail && <div className="mt-0.5 text-sm text-muted">{detail}</div>}
      </div>
      {actions && <div data-actions className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
