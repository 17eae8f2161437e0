import { ChevronLeft, ChevronRight, Maximize, Minimize, Pause, Play, Timer, X } from "lucide-react";
import { useEffect, useRef } from "react";
import type { DashboardPage } from "@/api/contracts";
import { cn } from "@/lib/cn";
import { Button } from "@/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuRadioGroup, DropdownMenuRadioItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { IconButton } from "@/ui/icon-button";
import { ROTATIONS, paceWords } from "./presenting";

type ControlsProps = {
  pages: readonly DashboardPage[];
  present: string;
  seconds: number;
  isPaused: boolean;
  isFull: boolean;
  isAtRest: boolean;
  onPage: (pageId: string) => void;
  onStep: (steps: number) => void;
  onSeconds: (seconds: number) => void;
  onPause: () => void;
  onFull: () => void;
  onEnd: () => void;
};

/** A thin line that grows until the page is turned; whoever wants no motion has none. */
export function TurnLine({ seconds, isPaused, turn }: { seconds: number; isPaused: boolean; turn: string }) {
  const line = useRef<HTMLDivElement>(null);
  const motion = useRef<Animation | null>(null);
  useEffect(() => {
    const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (isStill || seconds === 0) return undefined;
    const begun = line.current?.animate?.([{ transform: "scaleX(0)" }, { transform: "scaleX(1)" }], { duration: seconds * 1_000, fill: "both" });
    motion.current = begun ?? null;
    return () => { begun?.cancel(); motion.current = null; };
  }, [seconds, turn]);
  useEffect(() => {
    if (isPaused) motion.current?.pause();
    else motion.current?.play();
  }, [isPaused, turn, seconds]);
  return <div className="h-0.5 overflow-hidden" aria-hidden><div ref={line} className="h-full origin-left scale-x-0 bg-accent" /></div>;
}

function Dots({ pages, present, onPage }: Pick<ControlsProps, "pages" | "present" | "onPage">) {
  return (
    <ol aria-label="Pages" className="flex flex-wrap items-center justify-center">
      {pages.map(({ id, title }) => (
        <li key={id}>
          <button type="button" aria-label={title} title={title} aria-current={id === present ? "page" : undefined} onClick={() => { onPage(id); }} className="group grid size-6 place-items-center rounded-full">
            <span className={cn("size-2 rounded-full", id === present ? "bg-accent" : "bg-line-strong group-hover:bg-muted")} />
          </button>
        </li>
      ))}
    </ol>
  );
}

function Pace({ seconds, onSeconds }: Pick<ControlsProps, "seconds" | "onSeconds">) {
  const offered = ROTATIONS.includes(seconds) ? ROTATIONS : [...ROTATIONS, seconds].sort((a, b) => a - b);
  const words = (pace: number) => (pace === 0 ? "Turn no pages" : `Next page ${paceWords(pace)}`);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" aria-label={`Pace: ${words(seconds)}`} className="max-sm:px-2"><Timer aria-hidden /><span className="max-sm:hidden">{seconds === 0 ? "Off" : paceWords(seconds)}</span></Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="center" side="top">
        <DropdownMenuRadioGroup value={String(seconds)} onValueChange={(value) => { onSeconds(Number(value)); }}>
          {offered.map((pace) => <DropdownMenuRadioItem key={pace} value={String(pace)}>{words(pace)}</DropdownMenuRadioItem>)}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** What a presentation is held by; it steps back while nobody stirs, and comes when somebody does or the keyboard is in it. */
export function PresentationControls({ pages, present, seconds, isPaused, isFull, isAtRest, onPage, onStep, onSeconds, onPause, onFull, onEnd }: ControlsProps) {
  const hasPages = pages.length > 1;
  const coming = cn("flex items-center gap-1 transition-opacity duration-150 focus-within:opacity-100", isAtRest && "opacity-0");
  return (
    <div role="toolbar" aria-label="Presentation" className="relative flex min-h-10 items-center justify-between gap-2 px-2 pb-1 min-[1900px]:[zoom:1.5]">
      <div className={cn(coming, "min-w-24 flex-1")}>
        {hasPages && (
          <>
            <IconButton label="Previous page" shortcut="←" onClick={() => { onStep(-1); }}><ChevronLeft aria-hidden /></IconButton>
            {seconds > 0 && <IconButton label={isPaused ? "Play" : "Pause"} shortcut="Space" onClick={onPause}>{isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}</IconButton>}
            <IconButton label="Next page" shortcut="→" onClick={() => { onStep(1); }}><ChevronRight aria-hidden /></IconButton>
            <Pace seconds={seconds} onSeconds={onSeconds} />
          </>
        )}
      </div>
      {hasPages && pages.length <= 20 && <Dots pages={pages} present={present} onPage={onPage} />}
      <div className={cn(coming, "min-w-24 flex-1 justify-end")}>
        {document.fullscreenEnabled && <IconButton label={isFull ? "Leave full screen" : "Full screen"} onClick={onFull}>{isFull ? <Minimize aria-hidden /> : <Maximize aria-hidden />}</IconButton>}
        <Button variant="ghost" onClick={onEnd}><X aria-hidden />End</Button>
      </div>
    </div>
  );
}
