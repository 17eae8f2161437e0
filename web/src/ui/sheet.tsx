import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Button } from "./button";

type SheetProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  side?: "left" | "right" | "bottom";
  children: ReactNode;
};

const places = {
  left: "inset-y-0 left-0 w-80 max-w-[85vw] border-r",
  right: "inset-y-0 right-0 w-96 max-w-[90vw] border-l",
  bottom: "inset-x-0 bottom-0 max-h-[85dvh] rounded-t-lg border-t pb-[env(safe-area-inset-bottom)]",
} as const;

/** A panel that slides over an edge: the drawer of a small screen. */
export function Sheet({ isOpen, onOpenChange, title, side = "right", children }: SheetProps) {
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Primitive.Content aria-describedby={undefined} className={cn("fixed z-40 flex animate-enter flex-col border-line bg-raised shadow-lg focus-visible:outline-none", places[side])}>
          <header className="flex items-center gap-2 px-4 pt-3 pb-2">
            <Primitive.Title className="flex-1 text-base font-semibold">{title}</Primitive.Title>
            <Primitive.Close asChild>
              <Button variant="ghost" size="icon-sm" aria-label="Close"><X aria-hidden /></Button>
            </Primitive.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">{children}</div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
