import { useState } from "react";
import type { ChartTile } from "@/api/contracts";
import { NOTHING_ASKED, type ClientState } from "@/query/answer";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ChartBody } from "./chart-body";
import { tileTitle } from "./tile-words";

type FocusedTileProps = { tile: ChartTile; state: ClientState | undefined; onClose: () => void; onRetry: () => void };

/** The tile once more, as large as the window allows. */
export function FocusedTile({ tile, state = { ...NOTHING_ASKED, isWaiting: true }, onClose, onRetry }: FocusedTileProps) {
  const [isTable, setTable] = useState(false);
  return (
    <Dialog isOpen onOpenChange={onClose} title={tileTitle(tile)} size="xl" footer={<Button onClick={() => { setTable(!isTable); }}>{isTable ? "Show as picture" : "Show as table"}</Button>}>
      <div className="relative h-[70dvh]"><ChartBody tile={tile} state={state} isTable={isTable} selected={[]} onPick={undefined} onRetry={onRetry} /></div>
    </Dialog>
  );
}
