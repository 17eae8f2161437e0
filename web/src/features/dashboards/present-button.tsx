import { Presentation as PresentationIcon } from "lucide-react";
import { useEffect, useRef } from "react";
import { IconButton } from "@/ui/icon-button";
import { takeScreen } from "./use-screen";

let hasEnded = false;

/** Whoever ends a presentation comes back to where it was begun. */
export const noteEnd = (): void => { hasEnded = true; };

const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox], [role=grid], [role=combobox]") !== null;

/** Shows the dashboard on the whole screen; F does it too. */
export function PresentButton({ onPresent }: { onPresent: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const latest = useRef(onPresent);
  useEffect(() => { latest.current = onPresent; });
  useEffect(() => {
    if (hasEnded) button.current?.focus();
    hasEnded = false;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "f" || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || isElsewhere(event.target)) return;
      if (document.querySelector("[role=dialog], [role=menu]") !== null) return;
      event.preventDefault();
      takeScreen();
      latest.current();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => { window.removeEventListener("keydown", onKeyDown); };
  }, []);
  return <IconButton ref={button} label="Present" shortcut="F" onClick={() => { takeScreen(); onPresent(); }}><PresentationIcon aria-hidden /></IconButton>;
}
