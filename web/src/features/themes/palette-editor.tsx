import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import type { AppliedLook, ThemeLook } from "@/api/contracts";
import { Button } from "@/ui/button";
import { IconButton } from "@/ui/icon-button";
import { ColorField } from "./color-field";
import { addCategory, FEWEST, MOST, moveCategory, removeCategory, setCategory, type LookName } from "./look-edits";

type PaletteEditorProps = { look: ThemeLook; applied: AppliedLook | null; name: LookName; onChange: (look: ThemeLook) => void };

/** Far from what is there already, so that a new color is seen. */
const NEXT = ["#0047ba", "#d97c0f", "#008146", "#a367ac", "#7d2406", "#40485a", "#9a5b01", "#4b0165", "#e0448c", "#00798c", "#5c6d00", "#8a1253"] as const;

const nextOf = (taken: readonly string[]): string => NEXT.find((one) => !taken.includes(one)) ?? "#40485a";

/** The colors of names, in the order in which they are given out. */
export function PaletteEditor({ look, applied, name, onChange }: PaletteEditorProps) {
  const { categories } = look.light;
  const isDark = name === "dark";
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Names</legend>
      <p className="mb-2 text-xs text-muted">{isDark ? "By night each color is made from its day, until you choose one." : "Of bars, lines and slices, in this order."}</p>
      <ol className="flex flex-col gap-1">
        {categories.map((day, place) => {
          const label = `Color ${String(place + 1)}`;
          const night = look.dark?.categories?.[place] ?? null;
          return (
            <li key={place} className="flex items-center gap-1">
              <ColorField
                label={label}
                color={isDark ? night ?? applied?.dark.categories[place] ?? day : day}
                onChange={(color) => { onChange(setCategory(look, name, place, color)); }}
                {...(isDark && { isMade: night === null, onReset: () => { onChange(setCategory(look, "dark", place, null)); } })}
                className="flex-1"
              />
              <IconButton label={`Move ${label} up`} size="icon-sm" disabled={place === 0} onClick={() => { onChange(moveCategory(look, place, place - 1)); }}><ArrowUp aria-hidden /></IconButton>
              <IconButton label={`Move ${label} down`} size="icon-sm" disabled={place === categories.length - 1} onClick={() => { onChange(moveCategory(look, place, place + 1)); }}><ArrowDown aria-hidden /></IconButton>
              <IconButton label={`Remove ${label}`} size="icon-sm" disabled={categories.length <= FEWEST} onClick={() => { onChange(removeCategory(look, place)); }}><X aria-hidden /></IconButton>
            </li>
          );
        })}
      </ol>
      <Button size="sm" variant="ghost" className="mt-1" disabled={categories.length >= MOST} onClick={() => { onChange(addCategory(look, nextOf(categories))); }}>
        <Plus aria-hidden />Add a color
      </Button>
    </fieldset>
  );
}
