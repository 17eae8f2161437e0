import { AlignCenterHorizontal, AlignCenterVertical, AlignEndHorizontal, AlignEndVertical, AlignHorizontalDistributeCenter, AlignStartHorizontal, AlignStartVertical, AlignVerticalDistributeCenter, BringToFront, Group, Lock, LockOpen, Ruler, SendToBack, Ungroup } from "lucide-react";
import type { ReactNode } from "react";
import type { Tile } from "@/api/contracts";
import { shortcut } from "@/lib/shortcut";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuSeparator, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { IconButton } from "@/ui/icon-button";
import { partCount, type Alignment } from "./align";
import type { CanvasVerbs } from "./canvas-verbs";
import { isOneGroup } from "./groups";
import type { Restacking } from "./layers";

type ArrangeButtonsProps = { chosen: readonly Tile[]; isFree: boolean; verbs: CanvasVerbs; onSameSize: () => void };

/** On the grid tiles fall upwards, so that only what runs across it can be put in line. */
const ALIGNMENTS: readonly { alignment: Alignment; label: string; icon: ReactNode; isFreeOnly: boolean }[] = [
  { alignment: "left", label: "Align left", icon: <AlignStartVertical aria-hidden />, isFreeOnly: false },
  { alignment: "center", label: "Align centres", icon: <AlignCenterVertical aria-hidden />, isFreeOnly: false },
  { alignment: "right", label: "Align right", icon: <AlignEndVertical aria-hidden />, isFreeOnly: false },
  { alignment: "top", label: "Align top", icon: <AlignStartHorizontal aria-hidden />, isFreeOnly: false },
  { alignment: "middle", label: "Align middles", icon: <AlignCenterHorizontal aria-hidden />, isFreeOnly: true },
  { alignment: "bottom", label: "Align bottom", icon: <AlignEndHorizontal aria-hidden />, isFreeOnly: true },
];

export const LAYERS: readonly { how: Restacking; label: string; keys: string }[] = [
  { how: "front", label: "Bring to front", keys: "Shift+]" },
  { how: "forward", label: "Bring forward", keys: "]" },
  { how: "backward", label: "Send backward", keys: "[" },
  { how: "back", label: "Send to back", keys: "Shift+[" },
];

function AlignMenu({ chosen, isFree, verbs, onSameSize }: ArrangeButtonsProps) {
  const canDistribute = partCount(chosen) > 2;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild><IconButton label="Align and distribute"><AlignStartVertical aria-hidden /></IconButton></DropdownMenuTrigger>
      <DropdownMenuContent side="top">
        {ALIGNMENTS.filter(({ isFreeOnly }) => isFree || !isFreeOnly).map(({ alignment, label, icon }) => (
          <DropdownMenuItem key={alignment} icon={icon} onSelect={() => { verbs.align(chosen, alignment); }}>{label}</DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={<AlignHorizontalDistributeCenter aria-hidden />} disabled={!canDistribute} onSelect={() => { verbs.distribute(chosen, "x"); }}>Distribute horizontally</DropdownMenuItem>
        {isFree && <DropdownMenuItem icon={<AlignVerticalDistributeCenter aria-hidden />} disabled={!canDistribute} onSelect={() => { verbs.distribute(chosen, "y"); }}>Distribute vertically</DropdownMenuItem>}
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={<Ruler aria-hidden />} onSelect={onSameSize}>Same size as the first</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** What the chosen tiles can be told of their standing. */
export function ArrangeButtons(props: ArrangeButtonsProps) {
  const { chosen, isFree, verbs, onSameSize } = props;
  const isAllLocked = chosen.every(({ locked }) => locked);
  return (
    <>
      {chosen.length > 1 && <AlignMenu {...props} />}
      {chosen.length > 1 && <IconButton label="Same size" onClick={onSameSize}><Ruler aria-hidden /></IconButton>}
      {chosen.length > 1 && !isOneGroup(chosen) && <IconButton label="Group" shortcut={shortcut("G")} onClick={() => { verbs.group(chosen); }}><Group aria-hidden /></IconButton>}
      {chosen.some(({ group }) => group) && <IconButton label="Ungroup" shortcut={shortcut("G", { withShift: true })} onClick={() => { verbs.ungroup(chosen); }}><Ungroup aria-hidden /></IconButton>}
      {isFree && <IconButton label="Bring to front" shortcut="Shift+]" onClick={() => { verbs.restack(chosen, "front"); }}><BringToFront aria-hidden /></IconButton>}
      {isFree && <IconButton label="Send to back" shortcut="Shift+[" onClick={() => { verbs.restack(chosen, "back"); }}><SendToBack aria-hidden /></IconButton>}
      <IconButton label={isAllLocked ? "Unlock" : "Lock"} shortcut={shortcut("L", { withShift: true })} onClick={() => { verbs.lock(chosen, !isAllLocked); }}>
        {isAllLocked ? <LockOpen aria-hidden /> : <Lock aria-hidden />}
      </IconButton>
    </>
  );
}
