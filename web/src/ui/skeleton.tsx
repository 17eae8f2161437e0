import { cn } from "@/lib/cn";

/** A grey shape of what comes; the part of the page that waits says so by itself with `aria-busy`. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("animate-pulse-soft rounded-md bg-hover", className)} />;
}
