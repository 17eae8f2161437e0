import { BringToFront, EyeOff, Group, Layers, Lock, LockOpen, PanelRight, SendToBack, Smartphone, Ungroup } from "lucide-react";
import type { Tile } from "@/api/contracts";
import { shortcut } from "@/lib/shortcut";
import { DropdownMenuItem, DropdownMenuSeparator, DropdownMenuSub, DropdownMenuSubContent, DropdownMenuSubTrigger } from "@/ui/dropdown-menu";
import { LAYERS } from "./arrange-buttons";
import { useCanvasTools } from "./canvas-tools";
import { isFree } from "./free-layout";
import { isOneGroup } from "./groups";
import { isHiddenOnPhone } from "./phone-edits";

/** What the menu of a tile offers of its standing on the canvas; it speaks for all that are chosen with it. */
export function CanvasItems({ tile }: { tile: Tile }) {
  const tools = useCanvasTools();
  if (tools === null) return null;
  const { page, verbs } = tools;
  const meant = tools.meantWith(tile.id);
  const isHidden = isHiddenOnPhone(page, tile.id);
  return (
    <>
      <DropdownMenuSeparator />
      {isFree(page) && (
        <DropdownMenuSub>
          <DropdownMenuSubTrigger><Layers aria-hidden />Order</DropdownMenuSubTrigger>
          <DropdownMenuSubContent>
            {LAYERS.map(({ how, label, keys }) => (
              <DropdownMenuItem key={how} icon={how === "front" || how === "forward" ? <BringToFront aria-hidden /> : <SendToBack aria-hidden />} shortcut={keys} onSelect={() => { verbs.restack(meant, how); }}>{label}</DropdownMenuItem>
            ))}
          </DropdownMenuSubContent>
        </DropdownMenuSub>
      )}
      {tools.visitPane && <DropdownMenuItem icon={<PanelRight aria-hidden />} onSelect={() => { tools.visitPane?.(tile.id); }}>Fields and format</DropdownMenuItem>}
      {meant.length > 1 && !isOneGroup(meant) && <DropdownMenuItem icon={<Group aria-hidden />} shortcut={shortcut("G")} onSelect={() => { verbs.group(meant); }}>Group</DropdownMenuItem>}
      {tile.group && <DropdownMenuItem icon={<Ungroup aria-hidden />} shortcut={shortcut("G", { withShift: true })} onSelect={() => { verbs.ungroup(meant); }}>Ungroup</DropdownMenuItem>}
      <DropdownMenuItem icon={tile.locked ? <LockOpen aria-hidden /> : <Lock aria-hidden />} shortcut={shortcut("L", { withShift: true })} onSelect={() => { verbs.lock(meant, !tile.locked); }}>{tile.locked ? "Unlock" : "Lock"}</DropdownMenuItem>
      <DropdownMenuItem icon={isHidden ? <Smartphone aria-hidden /> : <EyeOff aria-hidden />} onSelect={() => { verbs.showOnPhone(meant, isHidden); }}>{isHidden ? "Show on phones" : "Hide on phones"}</DropdownMenuItem>
      <DropdownMenuSeparator />
    </>
  );
}
