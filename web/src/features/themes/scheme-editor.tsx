import { RotateCcw } from "lucide-react";
import type { AppliedLook, ThemeLook } from "@/api/contracts";
import { Button } from "@/ui/button";
import { ColorField } from "./color-field";
import { setScheme, stopsOf, type LookName, type SchemeName, type SchemePart } from "./look-edits";

type SchemeEditorProps = { scheme: SchemeName; look: ThemeLook; applied: AppliedLook | null; name: LookName; onChange: (look: ThemeLook) => void };

const WORDS: Record<SchemeName, { title: string; parts: Record<SchemePart, string> }> = {
  sequential: { title: "Amounts", parts: { start: "Least", middle: "Middle", end: "Most" } },
  diverging: { title: "Below and above", parts: { start: "Below", middle: "Middle", end: "Above" } },
};
const PARTS = ["start", "middle", "end"] as const;

/** The colors of amounts, from one end to the other. */
export function SchemeEditor({ scheme, look, applied, name, onChange }: SchemeEditorProps) {
  const { title, parts } = WORDS[scheme];
  const isDark = name === "dark";
  const own = isDark ? look.dark?.[scheme] ?? null : look.light[scheme];
  const shown = own ?? (applied ? stopsOf(applied.dark, scheme) : look.light[scheme]);
  const steps = applied?.[name][scheme] ?? [];
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{title}</legend>
      <div aria-hidden className="mb-2 h-3 rounded-sm border border-line" style={{ background: steps.length > 1 ? `linear-gradient(to right in oklab, ${steps.join(", ")})` : undefined }} />
      <div className="grid gap-1">
        {PARTS.map((part) => (
          <div key={part} className="flex items-center gap-2">
            <span className="w-14 text-xs text-muted">{parts[part]}</span>
            <ColorField label={`${title}, ${parts[part].toLowerCase()}`} color={shown[part]} isMade={own === null} onChange={(color) => { onChange(setScheme(look, name, scheme, { ...shown, [part]: color })); }} />
          </div>
        ))}
      </div>
      {isDark && own !== null && <Button size="sm" variant="ghost" className="mt-1" onClick={() => { onChange(setScheme(look, "dark", scheme, null)); }}><RotateCcw aria-hidden />Make it from the day</Button>}
    </fieldset>
  );
}
