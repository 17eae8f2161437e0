import { useEffect, useMemo, useRef, useState, type TouchEvent } from "react";
import { createPortal } from "react-dom";
import type { DashboardPage } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { LookGround } from "@/viz/look";
import { PageView, type PageViewProps } from "./page-view";
import { noteEnd } from "./present-button";
import { PresentationControls, TurnLine } from "./presentation-controls";
import { RefreshWords } from "./refresh-words";
import { pageAfter } from "./presenting";
import { StagePage } from "./stage-page";
import { usePresentationKeys } from "./use-presentation-keys";
import { useRotation } from "./use-rotation";
import { useAwakeScreen, useFullScreen, useIsAtRest, useIsVisible } from "./use-screen";

export type PresentationProps = Pick<PageViewProps, "shared" | "source" | "choices" | "onChoices"> & {
  name: string;
  pages: readonly DashboardPage[];
};

const SWIPE = 60;

/** Nothing behind the stage is read out, reached by keys or seen. */
const useStillBackground = (): void => {
  useEffect(() => {
    const behind = document.getElementById("root");
    if (behind === null) return undefined;
    behind.inert = true;
    return () => { behind.inert = false; };
  }, []);
};

/** A finger across the page, farther than it goes up or down; not over a picture that is brushed that way. */
const useSwipe = (onStep: (steps: number) => void) => {
  const start = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: ({ touches, target }: TouchEvent) => {
      const touch = touches[0];
      const isBrushed = target instanceof Element && target.closest("[data-brushable]") !== null;
      start.current = touch === undefined || touches.length > 1 || isBrushed ? null : { x: touch.clientX, y: touch.clientY };
    },
    onTouchEnd: ({ changedTouches }: TouchEvent) => {
      const [from, touch] = [start.current, changedTouches[0]];
      start.current = null;
      if (from === null || touch === undefined) return;
      const [dx, dy] = [touch.clientX - from.x, touch.clientY - from.y];
      if (Math.abs(dx) >= SWIPE && Math.abs(dx) > 2 * Math.abs(dy)) onStep(dx < 0 ? 1 : -1);
    },
  };
};

/** A dashboard on the whole screen, its pages turned by hand or by themselves: for a room of people, or a wall. */
export function Presentation({ name, pages, shared, source, choices, onChoices }: PresentationProps) {
  const { present: seconds = 0, page: chosen } = choices;
  const page = pages.find(({ id }) => id === chosen) ?? pages[0];
  const [isPaused, setPaused] = useState(false);
  const [touched, setTouched] = useState(0);
  const stage = useRef<HTMLElement>(null);
  const isVisible = useIsVisible();
  const isAtRest = useIsAtRest();
  useAwakeScreen();
  useStillBackground();
  useEffect(() => { stage.current?.focus(); }, []);

  const replace = (next: typeof choices) => { onChoices(next, { isReplacing: true }); };
  const show = (id: string) => { replace({ ...choices, page: id }); };
  const step = (steps: number) => {
    const next = pageAfter(pages, page?.id, steps);
    if (next !== undefined && next.id !== page?.id) show(next.id);
  };
  const end = () => {
    const { present: _, ...rest } = choices;
    noteEnd();
    replace(rest);
  };
  const { isFull, toggle } = useFullScreen(end);
  const pause = () => { setPaused(!isPaused); };
  usePresentationKeys({ onStep: step, onPause: pause, onFull: toggle, onEnd: end });

  const turning = pages.length > 1 ? seconds : 0;
  // Whoever points at something wants to look at it: the page has its time anew.
  const turn = `${page?.id ?? ""} ${String(touched)}`;
  const { isNear } = useRotation({ seconds: turning, isPaused: isPaused || !isVisible, turn, onTurn: () => { step(1); } });
  const next = isNear ? pageAfter(pages, page?.id, 1) : undefined;
  const shown = useMemo(() => [page, ...(next === page ? [] : [next])].filter((one) => one !== undefined), [page, next]);
  const swipe = useSwipe(step);
  if (page === undefined) return null;
  return createPortal(
    <LookGround><main
      ref={stage}
      tabIndex={-1}
      aria-label={`${name}, presented`}
      data-presentation
      onPointerDown={() => { setTouched(touched + 1); }}
      {...swipe}
      className={cn("fixed inset-0 z-30 flex flex-col bg-bg focus-visible:outline-none", isAtRest && "cursor-none [&_[data-tile]_header_button]:opacity-0")}
    >
      <header className="flex items-baseline gap-3 px-4 pt-3 pb-2 min-[1900px]:px-3 min-[1900px]:[zoom:1.5]">
        <h1 className="truncate text-xl">{name}</h1>
        {pages.length > 1 && <p aria-live="polite" className="truncate text-base text-muted">{page.title}</p>}
        <RefreshWords source={source} className="ml-auto" />
      </header>
      <div className="relative min-h-0 flex-1">
        {shown.map((one) => (
          <StagePage key={one.id} title={one.title} isWaiting={one !== page}>
            <PageView page={one} shared={shared} source={source} choices={choices} onChoices={onChoices} hasReceipts={false} editor={null} draft={null} generation={0} />
          </StagePage>
        ))}
      </div>
      <TurnLine seconds={turning} isPaused={isPaused || !isVisible} turn={turn} />
      <PresentationControls
        pages={pages}
        present={page.id}
        seconds={seconds}
        isPaused={isPaused}
        isFull={isFull}
        isAtRest={isAtRest}
        onPage={show}
        onStep={step}
        onSeconds={(present) => { replace({ ...choices, present }); }}
        onPause={pause}
        onFull={toggle}
        onEnd={end}
      />
    </main></LookGround>,
    document.body,
  );
}
