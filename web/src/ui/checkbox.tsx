import { Check, Minus } from "lucide-react";
import { Checkbox as Primitive } from "radix-ui";
import { useId, type ComponentProps, type ReactNode } from "react";
import { cn } from "@/lib/cn";

type CheckboxProps = Omit<ComponentProps<typeof Primitive.Root>, "children"> & { label: ReactNode };

export function Checkbox({ className, label, id, checked, ...rest }: CheckboxProps) {
  const ownId = useId();
  const boxId = id ?? ownId;
  return (
    <div className={cn("flex items-center gap-2", className)}>
      <Primitive.Root
        id={boxId}
        {...(checked !== undefined && { checked })}
        className="grid size-4 shrink-0 place-items-center rounded-sm border border-line-strong bg-panel text-accent-fg transition-colors disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent"
        {...rest}
      >
        <Primitive.Indicator>
          {checked === "indeterminate" ? <Minus aria-hidden className="size-3" /> : <Check aria-hidden className="size-3" strokeWidth={3} />}
        </Primitive.Indicator>
      </Primitive.Root>
      <label htmlFor={boxId} className="min-w-0 text-sm select-none">{label}</label>
    </div>
  );
}
