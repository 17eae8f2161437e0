import { ZoomIn } from "lucide-react";
import { useEffect, useMemo } from "react";
import type { ChartTile } from "@/api/contracts";
import type { Answer } from "@/query/answer";
import type { Choices, OnChoices } from "./choices";
import { zoomInto } from "./mark-choices";
import { markVerbs } from "./mark-verbs";

export type ZoomButtonProps = { tile: ChartTile; answer: Answer | null | undefined; choices: Choices; onChoices: OnChoices; isVisitor: boolean };

const HOLDS_ENTER = "a, button, input, select, textarea, summary, [contenteditable], [role=grid], [role=dialog], [role=menu], [role=listbox]";

/** Enter is free while no control has the focus and nothing lies over the page. */
const isFree = ({ target, key, defaultPrevented, isComposing, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean =>
  key === "Enter" && !defaultPrevented && !isComposing && !altKey && !ctrlKey && !metaKey && !shiftKey
  && !(target instanceof Element && target.closest(HOLDS_ENTER) !== null)
  && document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') === null;

/** At the corner of a brush: into the brushed stretch. Enter does it for the brush that was drawn last. */
export function ZoomButton({ tile, answer, choices, onChoices, isVisitor }: ZoomButtonProps) {
  const zoom = useMemo(() => (answer ? markVerbs({ tile, answer, pointed: null, choices, otherPages: [], isVisitor }).zoom : null), [tile, answer, choices, isVisitor]);
  const isLatest = choices.selections.at(-1)?.tile_id === tile.id;
  useEffect(() => {
    if (zoom === null || !isLatest) return;
    const pressed = (event: KeyboardEvent) => {
      if (!isFree(event)) return;
      event.preventDefault();
      onChoices(zoomInto(choices, tile, zoom));
    };
    window.addEventListener("keydown", pressed);
    return () => { window.removeEventListener("keydown", pressed); };
  }, [zoom, isLatest, choices, onChoices, tile]);
  if (zoom === null) return null;
  return (
    <button
      type="button"
      aria-label={`Zoom in to ${zoom.words}`}
      title={`Zoom in to ${zoom.words}${isLatest ? " (Enter)" : ""}`}
      aria-keyshortcuts={isLatest ? "Enter" : undefined}
      className="inline-flex h-6 items-center gap-1 rounded-md border border-line bg-raised px-1.5 text-xs font-medium whitespace-nowrap text-fg shadow-md hover:bg-hover"
      onClick={() => { onChoices(zoomInto(choices, tile, zoom)); }}
    >
      <ZoomIn aria-hidden className="size-3.5" />
      Zoom in
    </button>
  );
}
