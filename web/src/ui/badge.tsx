import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

const variants = cva("inline-flex h-5 items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3", {
  variants: {
    tone: {
      neutral: "bg-hover text-muted",
      accent: "bg-accent-soft text-accent-text",
      success: "bg-success-soft text-success-text",
      warning: "bg-warning-soft text-warning-text",
      danger: "bg-danger-soft text-danger-text",
    },
  },
  defaultVariants: { tone: "neutral" },
});

export function Badge({ className, tone, ...rest }: ComponentProps<"span"> & VariantProps<typeof variants>) {
  return <span className={cn(variants({ tone }), className)} {...rest} />;
}
