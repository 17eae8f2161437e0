import { useEffect, useState } from "react";
import type { ChartOptions, ChosenColors, Drawing, Palette, Ramp } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Field } from "@/ui/field";
import { Select } from "@/ui/select";
import { useTheme } from "@/ui/theme";
import type { ColoredBy } from "@/viz/color-labels";
import { useLook } from "@/viz/look";
import { OptionNumber } from "../option-number";
import { OptionsSection } from "../options-section";
import { changed, placesOf, withRange } from "./color-choices";
import { ColorPicker } from "./color-picker";
import { PALETTES, RAMPS } from "./color-sets";
import { MemberColors } from "./member-colors";
import { RuleColors } from "./rule-colors";

type Choose = (colors: ChosenColors | null) => void;
type PartProps = { colors: ChosenColors | null; onChange: Choose };

function Bands({ colors }: { colors: readonly string[] }) {
  return <span aria-hidden className="flex h-3 w-14 shrink-0 overflow-hidden rounded-xs border border-line">{colors.map((color) => <span key={color} className="flex-1" style={{ background: color }} />)}</span>;
}

function Blend({ colors }: { colors: readonly string[] }) {
  return <span aria-hidden className="h-3 w-14 shrink-0 rounded-xs border border-line" style={{ background: `linear-gradient(to right, ${colors.join(", ")})` }} />;
}

function PaletteChoice({ colors, themed, onChange }: PartProps & { themed: readonly string[] }) {
  const options = [
    { value: "theme", label: "The theme's", icon: <Bands colors={themed} /> },
    ...(Object.entries(PALETTES) as [Palette, (typeof PALETTES)[Palette]][]).map(([value, { label, colors: own }]) => ({ value, label, icon: <Bands colors={own} />, detail: "Told apart with any color vision" })),
  ];
  return (
    <Field label="Set of colors">
      {(control) => <Select {...control} value={colors?.palette ?? "theme"} options={options} onChange={(palette) => { onChange(changed(colors, { palette: palette === "theme" ? null : palette as Palette })); }} />}
    </Field>
  );
}

function Amounts({ colors, onChange }: PartProps) {
  const options = [
    { value: "theme", label: "The theme's" }, { value: "diverging", label: "The theme's, with a middle" },
    ...(Object.entries(RAMPS) as [Ramp, { label: string; colors: readonly string[]; isDiverging?: boolean }][]).map(([value, { label, colors: own, isDiverging }]) => ({ value, label, icon: <Blend colors={own} />, ...(isDiverging && { detail: "With a middle" }) })),
  ];
  const hasSteps = typeof colors?.steps === "number";
  return (
    <>
      <Field label="Colors of the amounts">
        {(control) => <Select {...control} value={colors?.ramp ?? "theme"} options={options} onChange={(ramp) => { onChange(changed(colors, { ramp: ramp === "theme" ? null : ramp as Ramp })); }} />}
      </Field>
      <Checkbox label="The other way round" checked={colors?.is_reversed ?? false} onCheckedChange={(checked) => { onChange(changed(colors, { is_reversed: checked === true })); }} />
      <div className="grid grid-cols-2 gap-2">
        <OptionNumber label="In so many steps" placeholder="none" min={2} max={9} isWhole value={colors?.steps} onChange={(steps) => { onChange(withRange(colors, { steps })); }} />
        {!hasSteps && <OptionNumber label="Middle at" placeholder="none" value={colors?.middle} onChange={(middle) => { onChange(withRange(colors, { middle })); }} />}
        <OptionNumber label="Colors from" value={colors?.low} onChange={(low) => { onChange(withRange(colors, { low })); }} />
        <OptionNumber label="Colors to" value={colors?.high} onChange={(high) => { onChange(withRange(colors, { high })); }} />
      </div>
      {hasSteps && <p className="text-xs text-muted">Steps heed the ends where both are given.</p>}
    </>
  );
}

type ColorSectionProps = { drawing: Drawing; answer: Drawable | null; options: ChartOptions; onChange: (options: ChartOptions) => void };

/** The colours of a picture: only what the marks of this one have. */
export function ColorSection({ drawing, answer, options, onChange }: ColorSectionProps) {
  const [kind, setKind] = useState<{ by: ColoredBy | null; hasTotal: boolean } | null>(null);
  useEffect(() => {
    let isGone = false;
    void import("@/viz/color-labels").then(({ coloredBy, hasTotal }) => { if (!isGone) setKind({ by: coloredBy(drawing), hasTotal: hasTotal(drawing) }); });
    return () => { isGone = true; };
  }, [drawing]);
  const places = placesOf(useLook(), useTheme((store) => store.theme));
  const themed = places.filter(({ name }) => name.startsWith("category-"));
  const colors = options.colors ?? null;
  if (kind === null || kind.by === null) return null;
  const { by } = kind;
  const choose: Choose = (next) => { onChange({ colors: next }); };
  const pick = (label: string, name: "single" | "rises" | "falls" | "total", usual: string | undefined) => (
    <ColorPicker label={label} color={colors?.[name] ?? null} usual={usual} onChange={(color) => { choose(changed(colors, { [name]: color })); }} />
  );
  const usual = colors?.palette ? PALETTES[colors.palette].colors : themed.map(({ name }) => name);
  const colorAt = (name: string) => places.find((place) => place.name === name)?.color;
  return (
    <OptionsSection title="Colors">
      {by === "nothing" && pick("All marks", "single", colorAt("category-1"))}
      {by === "words" && pick("All words", "single", undefined)}
      {by === "members" && <PaletteChoice colors={colors} themed={themed.map(({ color }) => color)} onChange={choose} />}
      {(by === "members" || by === "words") && <MemberColors drawing={drawing} answer={answer} colors={colors} usual={usual} onChange={choose} />}
      {by === "numbers" && <Amounts colors={colors} onChange={choose} />}
      {by === "directions" && (
        <>
          {pick("Rises", "rises", colorAt("positive"))}
          {pick("Falls", "falls", colorAt("negative"))}
          {kind.hasTotal && pick("Total", "total", colorAt("category-1"))}
        </>
      )}
      {drawing.abilities?.includes("color_rules") === true && <RuleColors columns={drawing.cell_columns ?? []} colors={colors} onChange={choose} />}
      {colors !== null && <Button size="sm" variant="ghost" className="w-fit" onClick={() => { choose(null); }}>Reset all colors</Button>}
    </OptionsSection>
  );
}
