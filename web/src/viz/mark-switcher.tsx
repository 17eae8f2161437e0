import { ChevronDown } from "lucide-react";
import { useState } from "react";
import type { Drawing, DrawnMark, Mark } from "@/api/contracts";
import { Button } from "@/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuGroup, DropdownMenuItem, DropdownMenuLabel, DropdownMenuSeparator, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { MarkIcon } from "./mark-icon";
import { ALL_MARKS, FAMILIES, isDrawn, MARKS } from "./marks";

/** The best of those that suit the fields; the others stand with their like. */
const MOST_SUITED = 6;

type MarkSwitcherProps = {
  chosen: Mark;
  drawing: Drawing | null;
  onChoose: (mark: Mark) => void;
  /** What there is to choose from. */
  marks?: readonly DrawnMark[];
};

/**
 * How the picture shows its data: chosen for the reader with a reason, the alternatives with theirs.
 * An open menu stays as it was opened: an answer that comes in the meantime moves nothing away under a hand.
 */
export function MarkSwitcher({ chosen, drawing, onChoose, marks = ALL_MARKS }: MarkSwitcherProps) {
  const shown = isDrawn(chosen) ? chosen : drawing?.mark ?? "auto";
  const [opened, setOpened] = useState<{ isByItself: boolean; drawing: Drawing | null }>({ isByItself: false, drawing: null });
  const alternatives = (opened.drawing?.alternatives ?? []).filter(({ mark }) => isDrawn(mark));
  const fitting = opened.isByItself && opened.drawing ? [{ mark: opened.drawing.mark, reason: opened.drawing.reason }, ...alternatives] : alternatives;
  const suited = fitting.slice(0, MOST_SUITED);
  const others = marks.filter((mark) => !suited.some((one) => one.mark === mark));
  const families = FAMILIES.map((family) => ({ family, members: others.filter((mark) => MARKS[mark].family === family) })).filter(({ members }) => members.length > 0);
  return (
    <DropdownMenu onOpenChange={(isOpen) => { if (isOpen) setOpened({ isByItself: chosen === "auto", drawing }); }}>
      <DropdownMenuTrigger asChild>
        <Button aria-label={`Kind of picture: ${isDrawn(shown) ? MARKS[shown].word : "automatic"}`}>
          <MarkIcon mark={shown} />
          {isDrawn(shown) ? MARKS[shown].word : "Automatic"}
          {chosen === "auto" && isDrawn(shown) && <span className="font-normal text-muted">automatic</span>}
          <ChevronDown aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-80 max-w-[calc(100vw-16px)]">
        <DropdownMenuItem icon={<MarkIcon mark="auto" />} onSelect={() => { onChoose("auto"); }}>Choose for me</DropdownMenuItem>
        {suited.length > 0 && <><DropdownMenuSeparator /><DropdownMenuLabel>Suits these fields</DropdownMenuLabel></>}
        {suited.map(({ mark, reason }) => (
          <DropdownMenuItem key={mark} asChild onSelect={() => { onChoose(mark); }}>
            <div className="items-start!">
              <MarkIcon mark={mark} />
              <span className="flex min-w-0 flex-col">
                <span>{isDrawn(mark) && MARKS[mark].word}</span>
                <span className="text-xs text-muted">{reason}</span>
              </span>
            </div>
          </DropdownMenuItem>
        ))}
        {families.map(({ family, members }) => (
          <DropdownMenuGroup key={family} aria-label={family}>
            <DropdownMenuSeparator />
            <DropdownMenuLabel>{family}</DropdownMenuLabel>
            <div className="grid grid-cols-2 gap-x-1">
              {members.map((mark) => <DropdownMenuItem key={mark} icon={<MarkIcon mark={mark} />} onSelect={() => { onChoose(mark); }}>{MARKS[mark].word}</DropdownMenuItem>)}
            </div>
          </DropdownMenuGroup>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
