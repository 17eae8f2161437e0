import { useEffect, useState } from "react";
import type { ChosenColors, Drawing } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import { plotRows } from "@/query/arrow";
import { Button } from "@/ui/button";
import { SearchInput } from "@/ui/search-input";
import { changed, MOST_MEMBERS, withMember } from "./color-choices";
import { ColorPicker } from "./color-picker";

const MANY = 8;
const SHOWN = 50;
const UNSEEN = /\uFEFF/g;

/** The values of the picture, and those that have a colour but are not in it. */
const useLabels = (drawing: Drawing, answer: Drawable | null): readonly string[] => {
  const [labels, setLabels] = useState<readonly string[]>([]);
  useEffect(() => {
    let isGone = false;
    const read = async () => {
      const { colorLabels } = await import("@/viz/color-labels");
      const found = answer === null ? [] : await colorLabels(drawing, plotRows(answer.table));
      if (!isGone) setLabels(found);
    };
    read().catch(() => { if (!isGone) setLabels([]); });
    return () => { isGone = true; };
  }, [drawing, answer]);
  return labels;
};

type MemberColorsProps = { drawing: Drawing; answer: Drawable | null; colors: ChosenColors | null; usual: readonly string[]; onChange: (colors: ChosenColors | null) => void };

/** A colour for each value that is to keep it, whatever else is shown. */
export function MemberColors({ drawing, answer, colors, usual, onChange }: MemberColorsProps) {
  const [search, setSearch] = useState("");
  const labels = useLabels(drawing, answer);
  const chosen = colors?.members ?? [];
  const gone = chosen.map((one) => one.label).filter((label) => !labels.includes(label));
  const all = [...labels, ...gone];
  const wanted = search.trim().toLowerCase();
  const found = all.filter((label) => label.toLowerCase().includes(wanted));
  const free = labels.filter((label) => !chosen.some((one) => one.label === label));
  const keep = () => {
    const more = free.map((label) => ({ label, color: usual[labels.indexOf(label) % usual.length] ?? "category-1" }));
    onChange(changed(colors, { members: [...chosen, ...more].slice(0, MOST_MEMBERS) }));
  };
  return (
    <div role="group" aria-label="Colors of single values" className="flex flex-col gap-1">
      {all.length > MANY && <SearchInput label="Find a value" value={search} onChange={setSearch} className="mb-1" />}
      {found.slice(0, SHOWN).map((label) => (
        <ColorPicker
          key={label}
          label={`${label.replaceAll(UNSEEN, "")}${gone.includes(label) ? " (not shown)" : ""}`}
          color={chosen.find((one) => one.label === label)?.color ?? null}
          onChange={(color) => { onChange(withMember(colors, label, color)); }}
        />
      ))}
      {found.length > SHOWN && <p className="text-xs text-muted">And {found.length - SHOWN} more: search for them.</p>}
      {found.length === 0 && all.length > 0 && <p className="text-xs text-muted">No value is called so.</p>}
      {chosen.length >= MOST_MEMBERS && <p className="text-xs text-muted">At most {MOST_MEMBERS} values have a color of their own.</p>}
      <div className="flex flex-wrap gap-1">
        {free.length > 0 && chosen.length < MOST_MEMBERS && <Button size="sm" onClick={keep}>Keep a color for each</Button>}
        {chosen.length > 0 && <Button size="sm" variant="ghost" onClick={() => { onChange(changed(colors, { members: [] })); }}>Reset all values</Button>}
      </div>
    </div>
  );
}
