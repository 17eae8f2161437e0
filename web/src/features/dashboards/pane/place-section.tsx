import { useState, type KeyboardEvent } from "react";
import type { DashboardPage, Tile } from "@/api/contracts";
import { OptionsSection } from "@/chart-editor/options-section";
import { GRID_COLUMNS } from "@/lib/free-place";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { useCanvasTools } from "../canvas-tools";
import { canvasVerbs, wordsFor } from "../canvas-verbs";
import { isFree, NUDGE } from "../free-layout";
import { layoutOf } from "../layout";
import { isSameLayout } from "../moved-layout";
import type { PageEditor } from "../page-editor";
import { commonSide, withSide, type Side } from "./place-edits";

const SIDES: readonly { side: Side; label: string; words: string; least: number }[] = [
  { side: "x", label: "X", words: "X, columns from the left", least: 0 },
  { side: "y", label: "Y", words: "Y, rows from the top", least: 0 },
  { side: "width", label: "Width", words: "Width in columns", least: 1 },
  { side: "height", label: "Height", words: "Height in rows", least: 1 },
];
const FAST = 4;

type SideNumberProps = { label: string; words: string; value: number | null; least: number; step: number; isDisabled: boolean; onChange: (steps: number) => void };

/** A number that is taken when it is left or entered; arrow keys take a step at once, with Shift a larger one. */
function SideNumber({ label, words, value, least, step, isDisabled, onChange }: SideNumberProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const meant = (): number | null => (typed === null || typed.trim() === "" || !Number.isFinite(Number(typed)) ? value : Number(typed));
  const take = (next: number | null) => {
    setTyped(null);
    if (next !== null && Math.max(least, next) !== value) onChange(Math.max(least, next));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") take(meant());
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const from = meant();
    const by = step * (event.shiftKey ? FAST : 1) * (event.key === "ArrowUp" ? 1 : -1);
    if (from !== null) take(from + by);
  };
  return (
    <Field label={<><span aria-hidden>{label}</span><span className="sr-only">{words}</span></>} className="min-w-0">
      {(control) => (
        <Input
          {...control}
          type="number"
          step="any"
          min={least}
          disabled={isDisabled}
          className="px-2 tabular [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
          placeholder="mixed"
          value={typed ?? String(value ?? "")}
          onChange={(event) => { setTyped(event.currentTarget.value); }}
          onBlur={() => { if (typed !== null) take(meant()); }}
          onKeyDown={onKeyDown}
        />
      )}
    </Field>
  );
}

type PlaceSectionProps = { page: DashboardPage; tiles: readonly Tile[]; editor: PageEditor };

/** Where tiles stand and how large they are, as numbers; a number changes all of them. */
export function PlaceSection({ page, tiles, editor }: PlaceSectionProps) {
  const [said, setSaid] = useState("");
  const isPhone = useCanvasTools()?.screen === "phone";
  const isLocked = tiles.every(({ locked }) => locked);
  const change = (side: Side, steps: number) => {
    const placed = withSide(page, tiles, side, steps);
    if (!isSameLayout(placed, layoutOf(page.tiles ?? []))) editor.placeTiles(placed);
    const [first] = tiles;
    const place = first && placed.get(first.id);
    if (place) setSaid(`${wordsFor(tiles)}: X ${String(place.x)}, Y ${String(place.y)}, ${String(place.width)} wide, ${String(place.height)} high.`);
  };
  return (
    <OptionsSection title="Place and size">
      {isPhone && <p className="text-xs text-muted">On wide screens; phones have an order and heights of their own.</p>}
      <div className="grid grid-cols-4 gap-2">
        {SIDES.map(({ side, ...named }) => (
          <SideNumber key={side} {...named} value={commonSide(tiles, side)} step={isFree(page) ? NUDGE : 1} isDisabled={isLocked} onChange={(steps) => { change(side, steps); }} />
        ))}
      </div>
      {isLocked
        ? (
          <div className="flex items-center gap-2 text-xs text-muted">
            <p className="flex-1">{tiles.length === 1 ? "The tile is locked." : "The tiles are locked."}</p>
            <Button size="sm" onClick={() => { canvasVerbs({ page, editor, announce: setSaid }).lock(tiles, false); }}>Unlock</Button>
          </div>
        )
        : <p className="text-xs text-muted">The page is {GRID_COLUMNS} columns wide.{!isFree(page) && " On the grid tiles fall upwards until they touch."}</p>}
      <p aria-live="polite" className="sr-only">{said}</p>
    </OptionsSection>
  );
}
