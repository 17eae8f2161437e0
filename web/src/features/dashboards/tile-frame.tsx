import { GripVertical, Lock } from "lucide-react";
import type { CSSProperties, KeyboardEvent, PointerEvent, ReactNode } from "react";
import { cn } from "@/lib/cn";
import type { Rect } from "./geometry";
import type { Direction } from "./layout";
import type { Side } from "./sides";
import { TileHandles } from "./tile-handles";
import type { DragKind } from "./use-tile-drag";

export type TileMoves = {
  /** By which edges and corners it is resized. */
  sides: readonly Side[];
  onDragStart: (kind: DragKind, event: PointerEvent<HTMLElement>) => void;
  onNudge: (direction: Direction, steps: number) => void;
  onResize: (direction: Direction, steps: number) => void;
  onRemove: () => void;
};

type TileFrameProps = {
  id: string;
  title: string;
  subtitle?: string | null | undefined;
  /** The title is drawn by the content itself, as in a text tile. */
  isBare?: boolean;
  /** Nothing is drawn around it, as around a shape. */
  isPlain?: boolean;
  isLifted: boolean;
  isSelected?: boolean | undefined;
  /** Held fast: neither moved nor removed while editing. */
  isLocked?: boolean | undefined;
  isBusy: boolean;
  style: Rect & { zIndex?: number };
  /** Absent for those who only look. */
  moves: TileMoves | null;
  actions?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
};

/** The canvas holds one element with this id that explains the keys. */
export const MOVE_HELP_ID = "tile-move-help";

const DIRECTIONS: Partial<Record<string, Direction>> = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
const FAST_STEPS = 4;

/** Arrow keys move a tile, with Alt they resize it, with Shift in larger steps; Delete removes it. */
const tileKeys = (moves: TileMoves) => (event: KeyboardEvent<HTMLElement>): void => {
  if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    moves.onRemove();
    return;
  }
  const direction = DIRECTIONS[event.key];
  if (direction === undefined || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const steps = event.shiftKey ? FAST_STEPS : 1;
  if (event.altKey) moves.onResize(direction, steps);
  else moves.onNudge(direction, steps);
};

/** A mouse pulls a tile by its whole head; a finger there scrolls. */
const pulled = (moves: TileMoves) => (event: PointerEvent<HTMLElement>): void => {
  const isOnControl = event.target instanceof Element && event.target.closest("a, button, [role=menu]") !== null;
  if (event.pointerType === "mouse" && !isOnControl && event.currentTarget.contains(event.target as Node)) moves.onDragStart("move", event);
};

/** A theme may leave more room between tiles, or less; the steps that they stand on stay the same. */
const inset = ({ left, top, width, height, ...rest }: TileFrameProps["style"]): CSSProperties => ({
  ...rest,
  // What moves by a transform lays nothing out anew while it moves; whole pixels keep letters sharp.
  transform: `translate(${String(Math.round(left))}px, ${String(Math.round(top))}px)`,
  margin: "var(--tile-inset, 0px)",
  width: typeof width === "number" ? `calc(${String(width)}px - 2 * var(--tile-inset, 0px))` : width,
  height: typeof height === "number" ? `calc(${String(height)}px - 2 * var(--tile-inset, 0px))` : height,
});

/** What stands around every tile: its place, its title, its handles. */
export function TileFrame({ id, title, subtitle, isBare = false, isPlain = false, isLifted, isSelected, isLocked = false, isBusy, style, moves, actions, footer, children }: TileFrameProps) {
  return (
    <section
      data-tile={id}
      aria-label={title}
      aria-busy={isBusy}
      style={inset(style)}
      className={cn(
        "group/tile absolute top-0 left-0 flex flex-col overflow-hidden rounded-[var(--tile-corner,10px)]",
        !isPlain && "border border-[var(--tile-line,var(--line))] bg-panel shadow-[var(--tile-shadow,0_0_#0000)]",
        isSelected && "ring-2 ring-accent",
        isLifted ? "z-20 shadow-lg ring-2 ring-accent will-change-transform" : "transition-transform duration-150 motion-reduce:transition-none",
      )}
    >
      {(!isBare || moves !== null) && (
        <header onPointerDown={moves === null ? undefined : pulled(moves)} className={cn("flex min-h-[var(--tile-head,2.25rem)] items-center gap-1 pr-1.5 pl-3", isBare && "absolute inset-x-0 top-0 z-10 justify-end opacity-0 focus-within:opacity-100 group-hover/tile:opacity-100")}>
          {!isBare && (
            <div className="min-w-0 flex-1">
              <h2 className="truncate text-sm font-semibold" title={title}>{title}</h2>
              {subtitle && <p className="truncate text-xs text-muted" title={subtitle}>{subtitle}</p>}
            </div>
          )}
          {actions}
          {moves !== null && (
            <button
              type="button"
              data-move
              aria-label={`Move ${title}${isLocked ? ", locked" : ""}`}
              aria-describedby={MOVE_HELP_ID}
              onPointerDown={(event) => { moves.onDragStart("move", event); }}
              onKeyDown={tileKeys(moves)}
              className={cn("grid size-7 shrink-0 touch-none place-items-center rounded-md text-muted hover:bg-hover", !isLocked && "cursor-grab active:cursor-grabbing")}
            >
              {isLocked ? <Lock aria-hidden className="size-3.5" /> : <GripVertical aria-hidden className="size-4" />}
            </button>
          )}
        </header>
      )}
      <div className="relative min-h-0 flex-1">{children}</div>
      {footer}
      {moves !== null && !isLocked && (
        <TileHandles sides={moves.sides} onPull={moves.onDragStart} />
      )}
    </section>
  );
}
