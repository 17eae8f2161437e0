import { Link } from "@tanstack/react-router";
import { Route, SlidersHorizontal } from "lucide-react";
import { Button } from "@/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/ui/popover";
import { useIsWide } from "@/ui/use-is-wide";
import { OptionsPanel, type OptionsPanelProps } from "./options-panel";

/** The options of a picture behind a button, and the way to how it is computed. */
export function OptionsMenu(props: OptionsPanelProps) {
  const isWide = useIsWide();
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button aria-label="Options of the picture"><SlidersHorizontal aria-hidden /><span className="hidden sm:inline">Options</span></Button>
      </PopoverTrigger>
      <PopoverContent side={isWide ? "left" : "bottom"} align="start" aria-label="Options of the picture" className="flex max-h-(--radix-popover-content-available-height) w-80 flex-col gap-3 overflow-y-auto">
        <OptionsPanel {...props} />
        <Link to="/explore/trace" search={true} className="flex w-fit items-center gap-1.5 rounded-sm border-t border-line pt-2 text-sm text-accent-text hover:underline"><Route aria-hidden className="size-4" />How it is computed</Link>
      </PopoverContent>
    </Popover>
  );
}
