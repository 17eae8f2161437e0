import type { PointerEvent } from "react";
import { cn } from "@/lib/cn";
import type { Side } from "./sides";

/** Where each handle lies, edges below the corners; a finger takes the lower right corner alone, for it scrolls by the rest. */
const PLACES: Readonly<Record<Side, string>> = {
  n: "inset-x-3 top-0 h-1 cursor-ns-resize pointer-coarse:hidden",
  s: "inset-x-3 bottom-0 h-1.5 cursor-ns-resize pointer-coarse:hidden",
  w: "inset-y-3 left-0 w-1.5 cursor-ew-resize pointer-coarse:hidden",
  e: "inset-y-3 right-0 w-1 cursor-ew-resize pointer-coarse:hidden",
  nw: "top-0 left-0 size-2.5 cursor-nwse-resize pointer-coarse:hidden",
  ne: "top-0 right-0 size-1.5 cursor-nesw-resize pointer-coarse:hidden",
  sw: "bottom-0 left-0 size-3 cursor-nesw-resize pointer-coarse:hidden",
  se: "right-0 bottom-0 size-5 cursor-nwse-resize after:absolute after:right-1 after:bottom-1 after:size-2.5 after:border-r-2 after:border-b-2 after:border-line-strong",
};

export const ALL_SIDES: readonly Side[] = ["n", "e", "s", "w", "nw", "ne", "sw", "se"];
/** On a phone tiles are as wide as the screen. */
export const BOTTOM_SIDES: readonly Side[] = ["s", "se"];

type TileHandlesProps = { sides: readonly Side[]; onPull: (side: Side, event: PointerEvent<HTMLElement>) => void };

/** The edges and corners by which a tile is resized. Keys do the same at the handle in its head. */
export function TileHandles({ sides, onPull }: TileHandlesProps) {
  return sides.map((side) => (
    <div
      key={side}
      aria-hidden
      data-resize={side}
      onPointerDown={(event) => { onPull(side, event); }}
      className={cn("absolute z-10 touch-none opacity-0 group-hover/tile:opacity-100", PLACES[side])}
    />
  ));
}
