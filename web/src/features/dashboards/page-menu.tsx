import { ArrowLeft, ArrowRight, Copy, SquareArrowOutUpRight, TextCursorInput, Trash2, Waypoints } from "lucide-react";
import { useRef, type ReactNode } from "react";
import type { InteractionEffect } from "@/api/contracts";
import { altShortcut } from "@/lib/shortcut";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuLabel, DropdownMenuRadioGroup, DropdownMenuRadioItem, DropdownMenuSeparator, DropdownMenuSub, DropdownMenuSubContent, DropdownMenuSubTrigger, DropdownMenuTrigger } from "@/ui/dropdown-menu";

export type PageMenuVerb = "rename" | "through" | "duplicate" | "left" | "right" | "remove";

type PageMenuProps = {
  /** What opens it, or marks where it opens. */
  trigger: ReactNode;
  /** Given where something else opens it, which then says where the focus goes. */
  onClose?: (hasVerb: boolean) => void;
  /** Verbs that cannot be used now. */
  barred: readonly PageMenuVerb[];
  onVerb: (verb: PageMenuVerb) => void;
  /** What pointing at a tile does to the others, where a pair of tiles has no effect of its own. */
  effect: InteractionEffect;
  onEffect: (effect: InteractionEffect) => void;
};

/** What can be done to a page. A verb says itself where the focus goes; without one it goes back. */
export function PageMenu({ trigger, onClose, barred, onVerb, effect, onEffect }: PageMenuProps) {
  const isVerbChosen = useRef(false);
  const item = (verb: PageMenuVerb) => ({
    disabled: barred.includes(verb),
    onSelect: () => {
      isVerbChosen.current = true;
      onVerb(verb);
    },
  });
  const closed = (event: Event) => {
    if (isVerbChosen.current || onClose) event.preventDefault();
    isVerbChosen.current = false;
  };
  return (
    <DropdownMenu {...(onClose && { open: true, onOpenChange: () => { onClose(isVerbChosen.current); } })}>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent align="start" onCloseAutoFocus={closed}>
        <DropdownMenuItem icon={<TextCursorInput aria-hidden />} shortcut="F2" {...item("rename")}>Rename</DropdownMenuItem>
        <DropdownMenuItem icon={<Copy aria-hidden />} {...item("duplicate")}>Duplicate</DropdownMenuItem>
        <DropdownMenuItem icon={<SquareArrowOutUpRight aria-hidden />} {...item("through")}>Drill through</DropdownMenuItem>
        <DropdownMenuItem icon={<ArrowLeft aria-hidden />} shortcut={altShortcut("←")} {...item("left")}>Move left</DropdownMenuItem>
        <DropdownMenuItem icon={<ArrowRight aria-hidden />} shortcut={altShortcut("→")} {...item("right")}>Move right</DropdownMenuItem>
        <DropdownMenuSub>
          <DropdownMenuSubTrigger><Waypoints aria-hidden />Interactions</DropdownMenuSubTrigger>
          <DropdownMenuSubContent className="max-w-64">
            <DropdownMenuLabel>Pointing at a tile, unless chosen otherwise</DropdownMenuLabel>
            <DropdownMenuRadioGroup value={effect} onValueChange={(value) => { onEffect(value as InteractionEffect); }}>
              <DropdownMenuRadioItem value="filter">Filters the others</DropdownMenuRadioItem>
              <DropdownMenuRadioItem value="highlight">Highlights in the others</DropdownMenuRadioItem>
              <DropdownMenuRadioItem value="none">Leaves the others as they are</DropdownMenuRadioItem>
            </DropdownMenuRadioGroup>
          </DropdownMenuSubContent>
        </DropdownMenuSub>
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={<Trash2 aria-hidden />} shortcut="Del" isDangerous {...item("remove")}>Remove</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
