import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export const controlClasses =
  "w-full min-w-0 rounded-md border border-line-strong bg-panel px-2.5 text-sm text-fg placeholder:text-faint transition-colors duration-150 hover:border-muted focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-danger";

export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return <input type={type} className={cn(controlClasses, "h-8", className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={cn(controlClasses, "min-h-20 py-1.5", className)} {...rest} />;
}
