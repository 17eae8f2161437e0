import type { AppliedLook } from "@/api/contracts";
import { isRecord } from "@/lib/is-record";
import type { FrameConfig } from "./room";
import theme from "./theme.json";

export type ThemeName = "light" | "dark";

/** Design tokens that a picture takes over; a canvas knows no CSS variables. */
export type Tokens = { fg: string; muted: string; line: string; lineStrong: string; panel: string };

export const readTokens = (element: Element): Tokens => {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return { fg: token("--fg"), muted: token("--muted"), line: token("--line"), lineStrong: token("--line-strong"), panel: token("--panel") };
};

/** The same looks, with what a frame of this size needs. */
export const configFor = (config: Readonly<Record<string, unknown>>, frame: FrameConfig): Readonly<Record<string, unknown>> => ({
  ...config,
  ...Object.fromEntries(Object.entries(frame).map(([section, own]) => [section, { ...(config[section] as object | undefined), ...own }])),
});

const filled = (value: unknown, words: Readonly<Record<string, unknown>>): unknown => {
  if (typeof value === "string" && value.startsWith("$")) return structuredClone(words[value.slice(1)]);
  if (Array.isArray(value)) return value.map((one) => filled(one, words));
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, words)])) : value;
};

/** What a theme of the workspace says in place of the words of `theme.json`. */
const wordsOf = (look: AppliedLook | null, name: ThemeName): Record<string, unknown> => {
  if (look === null) return { font: theme.fonts.inter };
  const { categories, sequential, diverging, positive, negative } = look[name];
  return { positive, negative, category: categories, ramp: { scheme: sequential }, diverging: { scheme: diverging }, font: theme.fonts[look.font] };
};

/**
 * Everything about looks that is not about data: light grids, quiet axes, the fonts and colours of the page. The server
 * draws with the same file, in which a word after `$` stands for a colour of the theme.
 */
export const vegaConfig = (name: ThemeName, tokens: Tokens, look: AppliedLook | null = null): Record<string, unknown> => {
  const words = { ...theme.colors[name], ...tokens, ...wordsOf(look, name) };
  return filled(theme.config, { ...words, first: words.category[0] }) as Record<string, unknown>;
};
