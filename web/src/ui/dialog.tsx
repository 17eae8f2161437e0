import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { useRef, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Button } from "./button";

export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

type DialogProps = {
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  title: string;
  description?: ReactNode;
  /** Buttons at the foot, the main one last. */
  footer?: ReactNode;
  trigger?: ReactNode;
  size?: "sm" | "md" | "lg" | "xl";
  children?: ReactNode;
};

const widths = { sm: "max-w-sm", md: "max-w-lg", lg: "max-w-3xl", xl: "max-w-6xl" } as const;

const FIELDS = "input:not([type=hidden], :disabled), textarea:not(:disabled), select:not(:disabled)";

/** Whoever opened a dialog: of a menu that closes, the button that the menu belongs to. */
const openerNow = (): HTMLElement | null => {
  const menu = document.activeElement?.closest("[role=menu]");
  const trigger = document.getElementById(menu?.getAttribute("aria-labelledby") ?? "");
  return trigger ?? (document.activeElement instanceof HTMLElement ? document.activeElement : null);
};

export function Dialog({ isOpen, onOpenChange, title, description, footer, trigger, size = "md", children }: DialogProps) {
  const controlled = { ...(isOpen !== undefined && { open: isOpen }), ...(onOpenChange && { onOpenChange }) };
  const content = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  const begin = (event: Event) => {
    opener.current = openerNow();
    const first = content.current?.querySelector<HTMLElement>(FIELDS) ?? content.current?.querySelector<HTMLElement>("footer button");
    if (!first) return;
    event.preventDefault();
    first.focus();
    if (first instanceof HTMLInputElement) first.select();
  };
  const end = (event: Event) => {
    const isTaken = document.activeElement !== document.body && !content.current?.contains(document.activeElement);
    // What was done in the dialog may have led the hands elsewhere.
    if (isTaken) event.preventDefault();
    if (isTaken || !opener.current?.isConnected || opener.current === document.body) return;
    event.preventDefault();
    opener.current.focus();
  };
  return (
    <Primitive.Root {...controlled}>
      {trigger && <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>}
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 grid animate-fade place-items-center overflow-y-auto bg-scrim p-4">
          <Primitive.Content
            ref={content}
            onOpenAutoFocus={begin}
            onCloseAutoFocus={end}
            {...(description === undefined && { "aria-describedby": undefined })}
            className={cn("flex max-h-[calc(100dvh-2rem)] w-full animate-enter flex-col rounded-lg border border-line bg-raised shadow-lg focus-visible:outline-none", widths[size])}
          >
            <header className="flex items-start gap-4 px-5 pt-4 pb-3">
              <div className="min-w-0 flex-1">
                <Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>
                {description !== undefined && <Primitive.Description className="mt-0.5 text-sm text-muted">{description}</Primitive.Description>}
              </div>
              <Primitive.Close asChild>
                <Button variant="ghost" size="icon-sm" aria-label="Close"><X aria-hidden /></Button>
              </Primitive.Close>
            </header>
            <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4">{children}</div>
            {footer && <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>}
          </Primitive.Content>
        </Primitive.Overlay>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
