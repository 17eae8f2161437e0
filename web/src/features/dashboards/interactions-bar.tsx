import { useEffect } from "react";
import type { Tile } from "@/api/contracts";
import { Button } from "@/ui/button";
import { tileTitle } from "./tile-words";

/** Says what the buttons on the tiles mean while a source is chosen, and leads out again; so does Escape. */
export function InteractionsBar({ source, onDone }: { source: Tile; onDone: () => void }) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      onDone();
    };
    window.addEventListener("keydown", pressed);
    return () => { window.removeEventListener("keydown", pressed); };
  }, [onDone]);
  return (
    <div role="region" aria-label="Interactions" className="fixed bottom-4 left-1/2 z-40 flex w-max max-w-[calc(100vw-2rem)] -translate-x-1/2 items-center gap-3 rounded-lg border border-line bg-panel p-1.5 pl-3 shadow-lg">
      <p role="status" className="min-w-0 text-sm">Choose on each tile what it does when a mark of <b className="font-semibold">{tileTitle(source)}</b> is pointed at.</p>
      <Button size="sm" onClick={onDone}>Done</Button>
    </div>
  );
}
