import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import type { ChartTile, Tile } from "@/api/contracts";
import { NOTHING_ASKED, type ClientState } from "@/query/answer";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { IconButton } from "@/ui/icon-button";
import { ChartBody } from "./chart-body";
import { chartTiles } from "./results-state";
import { pageAfter } from "./presenting";
import { tileTitle } from "./tile-words";

type FocusedTileProps = {
  tile: ChartTile;
  state: ClientState | undefined;
  /** Those of its page. */
  tiles: readonly Tile[];
  onTile: (tileId: string) => void;
  onClose: () => void;
  onRetry: () => void;
};

const STEPS: Partial<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** In the order in which they are read. */
const inOrder = (tiles: readonly Tile[]): ChartTile[] =>
  chartTiles(tiles).sort((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x);

/** The tile once more, as large as the window allows; arrow keys go on to the next one. */
export function FocusedTile({ tile, tiles, onTile, state = { ...NOTHING_ASKED, isWaiting: true }, onClose, onRetry }: FocusedTileProps) {
  const [isTable, setTable] = useState(false);
  const pictures = inOrder(tiles);
  const step = (steps: number) => {
    const next = pageAfter(pictures, tile.id, steps);
    if (next !== undefined && next.id !== tile.id) onTile(next.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = STEPS[event.key];
    const isTaken = event.target instanceof Element && event.target.closest("[role=grid], input") !== null;
    if (steps === undefined || isTaken || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    step(steps);
  };
  const footer = (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the buttons within, which hold the focus
    <div className="flex w-full items-center gap-2" onKeyDown={onKeyDown}>
      {pictures.length > 1 && (
        <>
          <IconButton label="Previous tile" shortcut="←" onClick={() => { step(-1); }}><ChevronLeft aria-hidden /></IconButton>
          <IconButton label="Next tile" shortcut="→" onClick={() => { step(1); }}><ChevronRight aria-hidden /></IconButton>
        </>
      )}
      <Button className="ml-auto" onClick={() => { setTable(!isTable); }}>{isTable ? "Show as picture" : "Show as table"}</Button>
    </div>
  );
  return (
    <Dialog isOpen onOpenChange={onClose} title={tileTitle(tile)} size="xl" footer={footer}>
      <div className="relative h-[70dvh]"><ChartBody key={tile.id} tile={tile} state={state} isTable={isTable} selected={[]} onPick={undefined} onRetry={onRetry} /></div>
    </Dialog>
  );
}
