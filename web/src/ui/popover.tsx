import { Popover as Primitive } from "radix-ui";
import type { ComponentProps, SyntheticEvent } from "react";
import { cn } from "@/lib/cn";

export const Popover = Primitive.Root;
export const PopoverTrigger = Primitive.Trigger;
export const PopoverAnchor = Primitive.Anchor;
export const PopoverClose = Primitive.Close;

/** A dialog behind it holds the page still, and would hold its lists still as well. */
const keepScrolling = (event: SyntheticEvent) => { event.stopPropagation(); };

/** Give it an `aria-label`: it is a dialog, and a dialog has a name. */
export function PopoverContent({ className, ...rest }: ComponentProps<typeof Primitive.Content> & { "aria-label": string }) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={6}
        collisionPadding={8}
        onWheel={keepScrolling}
        onTouchMove={keepScrolling}
        className={cn("z-50 max-h-(--radix-popover-content-available-height) w-72 animate-enter overflow-y-auto rounded-lg border border-line bg-raised p-3 text-sm shadow-lg focus-visible:outline-none", className)}
        {...rest}
      />
    </Primitive.Portal>
  );
}
