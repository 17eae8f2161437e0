import { useState, type KeyboardEvent, type PointerEvent } from "react";

const KEY = "gnomon.sql.height";
const LEAST = 96;
const STEP = 24;

const clamp = (height: number): number => Math.round(Math.max(LEAST, Math.min(height, window.innerHeight * 0.7)));

const kept = (usual: number): number => {
  const height = Number(localStorage.getItem(KEY));
  return height > 0 ? clamp(height) : usual;
};

/** How high the editor is; remembered in this browser. */
export const useEditorHeight = (usual: number): [height: number, setHeight: (height: number) => void] => {
  const [height, setHeight] = useState(() => kept(usual));
  return [height, (wanted) => {
    const next = clamp(wanted);
    setHeight(next);
    localStorage.setItem(KEY, String(next));
  }];
};

/** The line between editor and result: pulled with the pointer, or moved with the arrow keys. */
export function Splitter({ height, onHeight }: { height: number; onHeight: (height: number) => void }) {
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const from = event.clientY - height;
    const bar = event.currentTarget;
    bar.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => { onHeight(moved.clientY - from); };
    const end = () => {
      bar.removeEventListener("pointermove", move);
      bar.removeEventListener("lostpointercapture", end);
    };
    bar.addEventListener("pointermove", move);
    bar.addEventListener("lostpointercapture", end);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: -STEP, ArrowDown: STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onHeight(height + step);
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a separator that can be moved is a control
    <div
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the editor"
      aria-valuenow={height}
      aria-valuemin={LEAST}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      className="group relative z-10 -my-1 flex h-2 shrink-0 cursor-row-resize touch-none items-center focus-visible:outline-offset-0"
    >
      <span aria-hidden className="h-px w-full bg-line transition-colors group-hover:h-0.5 group-hover:bg-accent" />
    </div>
  );
}
