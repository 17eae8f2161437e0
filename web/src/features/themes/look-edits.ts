import type { AppliedLook, ThemeLook } from "@/api/contracts";

export type LookName = "light" | "dark";
export type SingleColor = "accent" | "positive" | "negative";
export type SchemeName = "sequential" | "diverging";
export type SchemePart = keyof ThemeLook["light"]["sequential"];

export const FEWEST = 2;
export const MOST = 12;

const HEX = /^#[0-9a-f]{6}$/i;
const SHORT = /^#?([0-9a-f])([0-9a-f])([0-9a-f])$/i;

/** A color as somebody types it, with or without its sign, short or long; none where it is no color. */
export const colorOf = (typed: string): string | null => {
  const words = typed.trim();
  const short = SHORT.exec(words);
  if (short) return `#${short.slice(1).map((part) => part + part).join("")}`.toLowerCase();
  const long = words.startsWith("#") ? words : `#${words}`;
  return HEX.test(long) ? long.toLowerCase() : null;
};

/** The night of each color of the palette, or nothing where it is made from the day. */
const nights = ({ light, dark }: ThemeLook): (string | null)[] => light.categories.map((_, place) => dark?.categories?.[place] ?? null);

const withPalette = (look: ThemeLook, pairs: readonly (readonly [string, string | null])[]): ThemeLook => ({
  ...look,
  light: { ...look.light, categories: pairs.map(([day]) => day) },
  dark: { ...look.dark, categories: pairs.some(([, night]) => night !== null) ? pairs.map(([, night]) => night) : [] },
});

const pairsOf = (look: ThemeLook): (readonly [string, string | null])[] => {
  const set = nights(look);
  return look.light.categories.map((day, place) => [day, set[place] ?? null] as const);
};

/** A color of the palette; by night none stands for the one that is made from the day. */
export const setCategory = (look: ThemeLook, name: LookName, at: number, color: string | null): ThemeLook =>
  withPalette(look, pairsOf(look).map((pair, place) => (place !== at ? pair : name === "light" ? [color ?? pair[0], pair[1]] : [pair[0], color])));

export const addCategory = (look: ThemeLook, color: string): ThemeLook =>
  look.light.categories.length >= MOST ? look : withPalette(look, [...pairsOf(look), [color, null]]);

export const removeCategory = (look: ThemeLook, at: number): ThemeLook =>
  look.light.categories.length <= FEWEST ? look : withPalette(look, pairsOf(look).filter((_, place) => place !== at));

/** Takes a color of the palette to another place, with its night. */
export const moveCategory = (look: ThemeLook, from: number, to: number): ThemeLook => {
  const pairs = pairsOf(look);
  const moved = pairs[from];
  if (moved === undefined || to < 0 || to >= pairs.length) return look;
  return withPalette(look, pairs.toSpliced(from, 1).toSpliced(to, 0, moved));
};

export const setColor = (look: ThemeLook, name: LookName, color: SingleColor, value: string | null): ThemeLook =>
  name === "dark" ? { ...look, dark: { ...look.dark, [color]: value } } : value === null ? look : { ...look, light: { ...look.light, [color]: value } };

type Scheme = ThemeLook["light"]["sequential"];

export const setScheme = (look: ThemeLook, name: LookName, scheme: SchemeName, value: Scheme | null): ThemeLook =>
  name === "dark" ? { ...look, dark: { ...look.dark, [scheme]: value } } : value === null ? look : { ...look, light: { ...look.light, [scheme]: value } };

/** The ends and the middle of a scheme as it is drawn. */
export const stopsOf = (applied: AppliedLook[LookName], scheme: SchemeName): Scheme => {
  const steps = applied[scheme];
  const at = (place: number) => steps[place] ?? "#808080";
  return { start: at(0), middle: at(Math.floor(steps.length / 2)), end: at(steps.length - 1) };
};
