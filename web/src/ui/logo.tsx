import { cn } from "@/lib/cn";

export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={cn("size-7", className)}>
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <path d="M7 24h18" strokeWidth="2.4" strokeLinecap="round" className="stroke-accent-fg" />
      <path d="M12 24V8l11 16z" className="fill-accent-fg" />
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 text-lg font-semibold tracking-tight text-fg", className)}>
      <LogoMark />
      Gnomon
    </span>
  );
}
