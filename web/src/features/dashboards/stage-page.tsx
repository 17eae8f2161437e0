import { useCallback, useState, type CSSProperties, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { scaleFor } from "./presenting";

type StagePageProps = {
  title: string;
  /** The next page: there already, so that it comes whole, and not to be seen or touched yet. */
  isWaiting: boolean;
  children: ReactNode;
};

/** Follows the size of an element. */
const useWatched = (onSize: (element: HTMLElement) => void) =>
  useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const look = () => { onSize(element); };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    look();
    return () => { observer.disconnect(); };
  }, [onSize]);

/** A page on the stage, drawn as large as the screen has room for. */
export function StagePage({ title, isWaiting, children }: StagePageProps) {
  const [screen, setScreen] = useState({ width: 0, height: 0 });
  const [height, setHeight] = useState(0);
  const watchScreen = useWatched(useCallback(({ clientWidth, clientHeight }: HTMLElement) => {
    setScreen((now) => (now.width === clientWidth && now.height === clientHeight ? now : { width: clientWidth, height: clientHeight }));
  }, []));
  const watchContent = useWatched(useCallback(({ offsetHeight }: HTMLElement) => { setHeight(offsetHeight); }, []));
  const scale = scaleFor(screen, height);
  const style: CSSProperties & Record<"--drawn", string> = { zoom: scale, "--drawn": scale > 1 ? "svg" : "canvas" };
  return (
    <section
      ref={watchScreen}
      aria-label={title}
      inert={isWaiting}
      data-stage={isWaiting ? "waiting" : "shown"}
      className={cn("absolute inset-0 overflow-x-hidden overflow-y-auto px-4", isWaiting && "invisible")}
    >
      <div ref={watchContent} style={style} className="pb-3">{children}</div>
    </section>
  );
}
