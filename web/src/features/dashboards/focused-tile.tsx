import { ChevronLeft, ChevronRight } from "lucide-react";
import { useRef, useState, type KeyboardEvent } from "react";
import type { ChartTile, Tile } from "@/api/contracts";
import { NOTHING_ASKED, type ClientState } from "@/query/answer";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { IconButton } from "@/ui/icon-button";
import { changeOf } from "./changes";
import { ChartBody } from "./chart-body";
import type { Choices, OnChoices } from "./choices";
import { MarkMenus, type MarkMenusProps } from "./mark-menus";
import { chartTiles } from "./results-state";
import { pageAfter } from "./presenting";
import { TileTrail } from "./tile-trail";
import { tileTitle } from "./tile-words";

type FocusedTileProps = {
  tile: ChartTile;
  state: ClientState | undefined;
  /** What the menus of its marks are about, as on its page. */
  menus: Omit<MarkMenusProps, "frame">;
  onTile: (tileId: string) => void;
  onClose: () => void;
  onRetry: () => void;
};

const STEPS: Partial<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** In the order in which they are read. */
const inOrder = (tiles: readonly Tile[]): ChartTile[] =>
  chartTiles(tiles).sort((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x);

/** The tile once more, as large as the window allows; arrow keys go on to the next one. */
export function FocusedTile({ tile, menus, onTile, state = { ...NOTHING_ASKED, isWaiting: true }, onClose, onRetry }: FocusedTileProps) {
  const [isTable, setTable] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const { page, choices, comments } = menus;
  const pictures = inOrder(page.tiles ?? []);
  const step = (steps: number) => {
    const next = pageAfter(pictures, tile.id, steps);
    if (next !== undefined && next.id !== tile.id) onTile(next.id);
  };
  // Whoever is led to another page, or to what is said about the tile, is not to look through a window at it.
  const onChoices: OnChoices = (next: Choices, how) => {
    menus.onChoices(next, how);
    if (next.page !== choices.page) onClose();
  };
  const talk = comments && { ...comments, open: (...about: Parameters<typeof comments.open>) => { onClose(); comments.open(...about); } };
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
      <div ref={frame} data-tile={tile.id} className="relative h-[70dvh]">
        <ChartBody
          key={tile.id}
          tile={tile}
          state={state}
          isTable={isTable}
          selected={[]}
          onPick={undefined}
          onRetry={onRetry}
          trail={changeOf(choices, tile.id) && <TileTrail tile={tile} choices={choices} onChoices={onChoices} answer={state.answer ?? undefined} />}
        />
      </div>
      <MarkMenus {...menus} frame={frame} onChoices={onChoices} comments={talk} />
    </Dialog>
  );
}
