import { PanelRight } from "lucide-react";
import { cn } from "@/lib/cn";
import { Button } from "@/ui/button";
import { Tooltip } from "@/ui/tooltip";
import { PANE_ID, type Pane } from "./use-pane";

/** Opens and closes the pane beside the page. */
export function PaneButton({ pane }: { pane: Pane }) {
  const isShown = pane.isOpen && pane.isBeside;
  return (
    <Tooltip text="Fields and format">
      <Button aria-label="Fields and format" aria-expanded={pane.isOpen} {...(isShown && { "aria-controls": PANE_ID })} className={cn("max-xl:px-2", pane.isOpen && "bg-accent-soft text-accent-text")} onClick={() => { pane.setOpen(!pane.isOpen); }}>
        <PanelRight aria-hidden /><span className="max-xl:hidden">Format</span>
      </Button>
    </Tooltip>
  );
}
