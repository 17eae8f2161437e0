import { Check, RotateCcw } from "lucide-react";
import { useId, useState } from "react";
import { cn } from "@/lib/cn";
import { Button } from "@/ui/button";
import { Input } from "@/ui/input";
import { useTheme } from "@/ui/theme";
import { useLook } from "@/viz/look";
import { hexOf, isFaint, placesOf } from "./color-choices";

type ColorPickerProps = { label: string; color: string | null; usual?: string | undefined; onChange: (color: string | null) => void };

/** A colour by its swatch, which opens to the places of the theme and to a colour of one's own. */
export function ColorPicker({ label, color, usual, onChange }: ColorPickerProps) {
  const look = useLook();
  const theme = useTheme((store) => store.theme);
  const places = placesOf(look, theme);
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const own = color?.startsWith("#") ? color : null;
  const shown = own ?? places.find((place) => place.name === color)?.color ?? usual;
  const isWrong = typed !== null && hexOf(typed) === null;
  const take = () => {
    const read = typed === null ? null : hexOf(typed);
    if (read !== null && read !== color) onChange(read);
    if (read !== null) setTyped(null);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <button type="button" aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} onClick={() => { setOpen(!isOpen); }} className="flex min-h-7 min-w-0 items-center gap-2 rounded-md px-1 text-left text-sm hover:bg-hover focus-visible:outline-2">
        <span aria-hidden className={cn("size-4 shrink-0 rounded-sm border border-line-strong", shown === undefined && "border-dashed")} style={{ background: shown }} />
        <span className="min-w-0 flex-1 truncate" title={label}>{label}</span>
        <span className="shrink-0 font-mono text-xs text-muted">{own ?? places.find((place) => place.name === color)?.label ?? "automatic"}</span>
      </button>
      {isOpen && (
        <div id={id} role="group" aria-label={`Color of ${label}`} className="flex flex-col gap-2 rounded-md bg-sunken p-2">
          <div className="flex flex-wrap gap-1">
            {places.map((place) => (
              <button
                key={place.name} type="button" aria-label={place.label} title={place.label} aria-pressed={place.name === color} onClick={() => { onChange(place.name); }}
                className="grid size-6 place-items-center rounded-sm border border-line-strong focus-visible:outline-2 focus-visible:outline-offset-1" style={{ background: place.color }}
              >
                {place.name === color && <span className="rounded-full bg-panel p-px text-fg"><Check aria-hidden className="size-3" /></span>}
              </button>
            ))}
          </div>
          <div className="flex items-center gap-1.5">
            <input type="color" aria-label={`Pick a color for ${label}`} value={own ?? "#808080"} onChange={({ target }) => { onChange(target.value); }} className="h-8 w-9 shrink-0 cursor-pointer rounded-md border border-line-strong bg-panel p-0.5" />
            <Input
              aria-label={`Hex code of the color of ${label}`} placeholder="#rrggbb" spellCheck={false} aria-invalid={isWrong || undefined} className="w-24 font-mono text-xs"
              value={typed ?? own ?? ""} onChange={({ target }) => { setTyped(target.value); }} onBlur={take} onKeyDown={({ key }) => { if (key === "Enter") take(); }}
            />
            {color !== null && <Button size="sm" variant="ghost" onClick={() => { setTyped(null); onChange(null); }}><RotateCcw aria-hidden />Reset</Button>}
          </div>
          {isWrong && <p className="text-xs text-danger-text">A color is written as #rrggbb.</p>}
          {own !== null && isFaint(own) && <p className="text-xs text-muted">Hard to see on the light page: below 3 : 1.</p>}
        </div>
      )}
    </div>
  );
}
