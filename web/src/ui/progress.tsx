import { Progress as Primitive } from "radix-ui";
import { cn } from "@/lib/cn";

type ProgressProps = {
  label: string;
  /** Between 0 and 1; null while nobody can say how far it is. */
  value: number | null;
  className?: string;
};

export function Progress({ label, value, className }: ProgressProps) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <Primitive.Root value={percent} aria-label={label} className={cn("h-1.5 w-full overflow-hidden rounded-full bg-hover", className)}>
      <Primitive.Indicator
        className={cn("h-full origin-left rounded-full bg-accent transition-transform duration-200", percent === null && "w-1/3 animate-pulse-soft")}
        {...(percent !== null && { style: { transform: `scaleX(${String(percent / 100)})` } })}
      />
    </Primitive.Root>
  );
}
