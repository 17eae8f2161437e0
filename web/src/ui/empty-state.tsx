import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  /** One sentence: what this place is for. */
  children?: ReactNode;
  /** The one next action, perhaps with a second, quieter one. */
  action?: ReactNode;
  /** The whole page is empty: its title is the page's heading. */
  isPage?: boolean;
  className?: string;
};

export function EmptyState({ icon, title, children, action, isPage, className }: EmptyStateProps) {
  const Heading = isPage ? "h1" : "h2";
  return (
    <div className={cn("flex flex-col items-center justify-center gap-2 px-6 py-12 text-center", className)}>
      {icon && <div aria-hidden className="mb-1 grid size-10 place-items-center rounded-lg bg-accent-soft text-accent-text [&_svg]:size-5">{icon}</div>}
      <Heading className="text-base font-semibold">{title}</Heading>
      {children && <div className="max-w-md text-sm text-pretty text-muted">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
