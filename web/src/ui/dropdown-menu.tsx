import { Check, ChevronRight } from "lucide-react";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Kbd } from "./kbd";
import { menuItemClasses, menuSurfaceClasses } from "./menu-classes";

export const DropdownMenuTrigger = Primitive.Trigger;
export const DropdownMenuSub = Primitive.Sub;
export const DropdownMenuGroup = Primitive.Group;
export const DropdownMenuRadioGroup = Primitive.RadioGroup;

/** Not modal: what is around a menu stays readable for assistive technology. */
export function DropdownMenu({ modal = false, ...rest }: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root modal={modal} {...rest} />;
}

export function DropdownMenuContent({ className, ...rest }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      {/* A menu that is longer than the window scrolls, and what scrolls can take the focus. */}
      <Primitive.Content tabIndex={0} sideOffset={4} collisionPadding={8} className={cn(menuSurfaceClasses, "max-h-(--radix-dropdown-menu-content-available-height)", className)} {...rest} />
    </Primitive.Portal>
  );
}

type ItemProps = ComponentProps<typeof Primitive.Item> & { icon?: ReactNode; shortcut?: string; isDangerous?: boolean };

export function DropdownMenuItem({ className, icon, shortcut, isDangerous, children, asChild, ...rest }: ItemProps) {
  const classes = cn(menuItemClasses, isDangerous && "text-danger-text [&_svg]:text-danger-text", className);
  if (asChild) return <Primitive.Item asChild className={classes} {...rest}>{children}</Primitive.Item>;
  return (
    <Primitive.Item className={classes} {...rest}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </Primitive.Item>
  );
}

export function DropdownMenuCheckboxItem({ className, children, ...rest }: ComponentProps<typeof Primitive.CheckboxItem>) {
  return (
    <Primitive.CheckboxItem className={cn(menuItemClasses, "pl-8", className)} {...rest}>
      <Primitive.ItemIndicator className="absolute left-2"><Check aria-hidden /></Primitive.ItemIndicator>
      {children}
    </Primitive.CheckboxItem>
  );
}

export function DropdownMenuRadioItem({ className, children, ...rest }: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem className={cn(menuItemClasses, "pl-8", className)} {...rest}>
      <Primitive.ItemIndicator className="absolute left-2"><Check aria-hidden /></Primitive.ItemIndicator>
      {children}
    </Primitive.RadioItem>
  );
}

export function DropdownMenuSubTrigger({ className, children, ...rest }: ComponentProps<typeof Primitive.SubTrigger>) {
  return (
    <Primitive.SubTrigger className={cn(menuItemClasses, className)} {...rest}>
      <span className="flex flex-1 items-center gap-2">{children}</span>
      <ChevronRight aria-hidden />
    </Primitive.SubTrigger>
  );
}

export function DropdownMenuSubContent({ className, ...rest }: ComponentProps<typeof Primitive.SubContent>) {
  return (
    <Primitive.Portal>
      <Primitive.SubContent sideOffset={4} collisionPadding={8} className={cn(menuSurfaceClasses, className)} {...rest} />
    </Primitive.Portal>
  );
}

export function DropdownMenuLabel({ className, ...rest }: ComponentProps<typeof Primitive.Label>) {
  return <Primitive.Label className={cn("px-2 py-1 text-xs font-medium text-muted", className)} {...rest} />;
}

export function DropdownMenuSeparator() {
  return <Primitive.Separator className="-mx-1 my-1 h-px bg-line" />;
}
