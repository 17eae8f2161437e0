import type { AppliedLook, ChosenColors } from "@/api/contracts";
import house from "@/viz/theme.json";
import type { ThemeName } from "@/viz/theme";

export const MOST_MEMBERS = 200;
const LEAST_CONTRAST = 3;
const HEX = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i;

/** What was typed as `#rrggbb`; null where it is no colour. */
export const hexOf = (typed: string): string | null => {
  const found = HEX.exec(typed.trim())?.[1]?.toLowerCase();
  if (found === undefined) return null;
  return `#${found.length === 3 ? [...found].map((part) => part + part).join("") : found}`;
};

/** A place in the theme, its name and its colour at the moment. */
export type Place = { name: string; label: string; color: string };

export const placesOf = (look: AppliedLook | null, theme: ThemeName): Place[] => {
  const colors = house.colors[theme];
  const own = look?.[theme];
  return [
    ...(own?.categories ?? colors.category).slice(0, 12).map((color, at) => ({ name: `category-${String(at + 1)}`, label: `Theme color ${String(at + 1)}`, color })),
    { name: "positive", label: "Positive", color: own?.positive ?? colors.positive },
    { name: "negative", label: "Negative", color: own?.negative ?? colors.negative },
    { name: "neutral", label: "Neutral", color: colors.muted },
  ];
};

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const luminance = (hex: string): number =>
  [0.2126, 0.7152, 0.0722].reduce((sum, share, at) => sum + share * linear(parseInt(hex.slice(1 + 2 * at, 3 + 2 * at), 16) / 255), 0);

/** WCAG 2.2, 1.4.11: whether a mark of this colour hardly stands out from the page by day; by night it is made lighter. */
export const isFaint = (color: string): boolean => {
  const [low, high] = [luminance(color), luminance(house.colors.light.panel)].sort((one, other) => one - other) as [number, number];
  return (high + 0.05) / (low + 0.05) < LEAST_CONTRAST;
};

/** The choice with a change; null where nothing is chosen any more. */
export const changed = (colors: ChosenColors | null, change: Partial<ChosenColors>): ChosenColors | null => {
  const kept = Object.entries({ ...colors, ...change }).filter(([, value]) => value !== null && value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0));
  return kept.length === 0 ? null : (Object.fromEntries(kept) as ChosenColors);
};

/** A value with another colour, or without one of its own. */
export const withMember = (colors: ChosenColors | null, label: string, color: string | null): ChosenColors | null => {
  const members = colors?.members ?? [];
  const isKnown = members.some((one) => one.label === label);
  if (color === null) return changed(colors, { members: members.filter((one) => one.label !== label) });
  return changed(colors, { members: isKnown ? members.map((one) => (one.label === label ? { label, color } : one)) : [...members, { label, color }] });
};

/** Ends and steps that go together: what a new choice makes impossible is let go. */
export const withRange = (colors: ChosenColors | null, change: Partial<Pick<ChosenColors, "low" | "middle" | "high" | "steps">>): ChosenColors | null => {
  const next = { ...colors, ...change };
  const has = (value: number | null | undefined): value is number => value !== null && value !== undefined;
  if (has(change.steps)) next.middle = null;
  if (has(change.middle)) next.steps = null;
  if (has(next.low) && has(next.high) && next.high <= next.low) { if (has(change.low)) next.high = null; else next.low = null; }
  if (has(next.middle) && ((has(next.low) && next.middle <= next.low) || (has(next.high) && next.middle >= next.high))) {
    if (has(change.middle)) { next.low = null; next.high = null; } else next.middle = null;
  }
  return changed(null, next);
};
