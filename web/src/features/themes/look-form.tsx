import { useId, useState } from "react";
import type { AppliedLook, ThemeLook } from "@/api/contracts";
import { Field } from "@/ui/field";
import { SegmentedControl } from "@/ui/segmented-control";
import { Select } from "@/ui/select";
import { Switch } from "@/ui/switch";
import { ColorField } from "./color-field";
import { setColor, type LookName, type SingleColor } from "./look-edits";
import { PaletteEditor } from "./palette-editor";
import { SchemeEditor } from "./scheme-editor";

type LookFormProps = { look: ThemeLook; applied: AppliedLook | null; onChange: (look: ThemeLook) => void };

const LOOKS = [{ value: "light", label: "Light" }, { value: "dark", label: "Dark" }] as const;
const FONTS = [
  { value: "inter", label: "Inter", detail: "Comes with Gnomon" },
  { value: "sans", label: "Sans serif", detail: "Helvetica or Arial, of the reader’s system" },
  { value: "serif", label: "Serif", detail: "Georgia or Times, of the reader’s system" },
  { value: "mono", label: "Monospaced", detail: "Geist Mono, comes with Gnomon" },
] as const;
const CORNERS = [{ value: "none", label: "None" }, { value: "small", label: "Small" }, { value: "round", label: "Round" }] as const;
const DENSITIES = [{ value: "compact", label: "Compact" }, { value: "normal", label: "Normal" }, { value: "airy", label: "Airy" }] as const;
const SINGLE: readonly { color: SingleColor; label: string }[] = [{ color: "accent", label: "Accent" }, { color: "positive", label: "Good" }, { color: "negative", label: "Bad" }];

function Shape({ look, onChange }: Omit<LookFormProps, "applied">) {
  const id = useId();
  return (
    <>
      <Field label="Letters">
        {(field) => <Select {...field} value={look.font ?? "inter"} onChange={(font) => { onChange({ ...look, font }); }} options={FONTS} className="w-full" />}
      </Field>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <div><p className="mb-1 text-sm font-medium">Corners</p><SegmentedControl label="Corners" value={look.corners ?? "round"} onChange={(corners) => { onChange({ ...look, corners }); }} options={CORNERS} /></div>
        <div><p className="mb-1 text-sm font-medium">Density</p><SegmentedControl label="Density" value={look.density ?? "normal"} onChange={(density) => { onChange({ ...look, density }); }} options={DENSITIES} /></div>
      </div>
      <div className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        <div className="flex items-center gap-2"><Switch id={`${id}-border`} checked={look.has_border ?? true} onCheckedChange={(has_border) => { onChange({ ...look, has_border }); }} /><label htmlFor={`${id}-border`}>Border around tiles</label></div>
        <div className="flex items-center gap-2"><Switch id={`${id}-shadow`} checked={look.has_shadow ?? false} onCheckedChange={(has_shadow) => { onChange({ ...look, has_shadow }); }} /><label htmlFor={`${id}-shadow`}>Shadow below tiles</label></div>
      </div>
    </>
  );
}

/** All that a theme says, by day and by night. */
export function LookForm({ look, applied, onChange }: LookFormProps) {
  const [name, setName] = useState<LookName>("light");
  const isDark = name === "dark";
  return (
    <div className="flex flex-col gap-5">
      <Shape look={look} onChange={onChange} />
      <div>
        <p className="mb-1 text-sm font-medium">Colors of the look</p>
        <SegmentedControl label="Colors of the look" value={name} onChange={setName} options={LOOKS} />
      </div>
      <PaletteEditor look={look} applied={applied} name={name} onChange={onChange} />
      <fieldset>
        <legend className="mb-1 text-sm font-medium">Meanings</legend>
        <div className="grid gap-1">
          {SINGLE.map(({ color, label }) => {
            const own = isDark ? look.dark?.[color] ?? null : look.light[color];
            return (
              <div key={color} className="flex items-center gap-2">
                <span className="w-14 text-xs text-muted">{label}</span>
                <ColorField
                  label={label}
                  color={own ?? applied?.dark[color] ?? look.light[color]}
                  onChange={(value) => { onChange(setColor(look, name, color, value)); }}
                  {...(isDark && { isMade: own === null, onReset: () => { onChange(setColor(look, "dark", color, null)); } })}
                />
              </div>
            );
          })}
        </div>
      </fieldset>
      <SchemeEditor scheme="sequential" look={look} applied={applied} name={name} onChange={onChange} />
      <SchemeEditor scheme="diverging" look={look} applied={applied} name={name} onChange={onChange} />
    </div>
  );
}
