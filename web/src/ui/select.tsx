import { Check, ChevronDown } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { controlClasses } from "./input";
import { menuItemClasses, menuSurfaceClasses } from "./menu-classes";

export type SelectOption<Value extends string> = {
  value: Value;
  label: string;
  icon?: ReactNode;
  detail?: string;
  isDisabled?: boolean;
};

type SelectProps<Value extends string> = {
  value: Value | undefined;
  onChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  placeholder?: string;
  id?: string;
  /** Needed where no `Field` labels it. */
  "aria-label"?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
  required?: boolean | undefined;
  disabled?: boolean;
  className?: string;
};

export function Select<Value extends string>({ value, onChange, options, placeholder, className, disabled = false, required = false, ...rest }: SelectProps<Value>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Primitive.Root value={value ?? ""} onValueChange={(next) => { onChange(next as Value); }} disabled={disabled} required={required}>
      <Primitive.Trigger className={cn(controlClasses, "inline-flex h-8 items-center justify-between gap-2 text-left data-placeholder:text-faint", className)} {...rest}>
        <span className="flex min-w-0 items-center gap-2 [&_svg]:size-4 [&_svg]:shrink-0">
          {chosen?.icon}
          <span className="truncate"><Primitive.Value placeholder={placeholder ?? "Choose"}>{chosen?.label}</Primitive.Value></span>
        </span>
        <Primitive.Icon asChild><ChevronDown aria-hidden className="size-4 shrink-0 text-muted" /></Primitive.Icon>
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content position="popper" sideOffset={4} collisionPadding={8} className={cn(menuSurfaceClasses, "max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width)")}>
          <Primitive.Viewport>
            {options.map((option) => (
              <Primitive.Item key={option.value} value={option.value} disabled={option.isDisabled ?? false} className={cn(menuItemClasses, "pr-8")}>
                {option.icon}
                <span className="flex min-w-0 flex-col">
                  <Primitive.ItemText>{option.label}</Primitive.ItemText>
                  {option.detail && <span className="text-xs text-muted">{option.detail}</span>}
                </span>
                <Primitive.ItemIndicator className="absolute right-2"><Check aria-hidden /></Primitive.ItemIndicator>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
