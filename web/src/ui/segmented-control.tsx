import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type SegmentedControlProps<Value extends string> = {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  /** Show the icons alone; the labels stay for screen readers. */
  isIconOnly?: boolean;
  className?: string;
};

export function SegmentedControl<Value extends string>({ label, value, onChange, options, isIconOnly, className }: SegmentedControlProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => { if (next !== "") onChange(next as Value); }}
      className={cn("inline-flex rounded-md border border-line bg-sunken p-0.5", className)}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          aria-label={option.label}
          {...(isIconOnly && { title: option.label })}
          className="inline-flex h-6.5 min-w-7 items-center justify-center gap-1.5 rounded-sm px-2 text-xs font-medium text-muted transition-colors hover:text-fg data-[state=on]:bg-panel data-[state=on]:text-fg data-[state=on]:shadow-sm [&_svg]:size-4"
        >
          {option.icon}
          {!isIconOnly && option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
