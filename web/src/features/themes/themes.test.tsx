import { describe, expect, test } from "vitest";
import type { ThemeLook } from "@/api/contracts";
import { lookStyle } from "@/viz/look";
import theme from "@/viz/theme.json";
import { vegaConfig } from "@/viz/theme";
import { addCategory, colorOf, moveCategory, removeCategory, setCategory, setColor, setScheme, stopsOf } from "./look-edits";
import { STARTER } from "./starter-look";
import { fileNameOf, fileOf, readThemeFile } from "./theme-files";

const LOOK: ThemeLook = { ...STARTER, light: { ...STARTER.light, categories: ["#000001", "#000002", "#000003"] }, dark: { categories: [null, "#0000f2"] } };
const nights = (look: ThemeLook) => look.dark?.categories;

describe("edits of a look", () => {
  test.each([["#AABBCC", "#aabbcc"], ["abc", "#aabbcc"], [" 123456 ", "#123456"], ["#12345", null], ["red", null], ["url(x)", null], ["", null]])("%s is read as %s", (typed, read) => {
    expect(colorOf(typed)).toBe(read);
  });

  test("a color takes its night along", () => {
    const moved = moveCategory(LOOK, 1, 0);
    expect([moved.light.categories, nights(moved)]).toEqual([["#000002", "#000001", "#000003"], ["#0000f2", null, null]]);
    const removed = removeCategory(LOOK, 0);
    expect([removed.light.categories, nights(removed)]).toEqual([["#000002", "#000003"], ["#0000f2", null]]);
    const added = addCategory(LOOK, "#000004");
    expect([added.light.categories.length, nights(added)]).toEqual([4, [null, "#0000f2", null, null]]);
  });

  test("nothing is set by night where all is made", () => {
    expect(nights(setCategory(LOOK, "dark", 1, null))).toEqual([]);
    expect(nights(setCategory(LOOK, "dark", 0, "#0000f1"))).toEqual(["#0000f1", "#0000f2", null]);
    expect(setCategory(LOOK, "light", 0, "#0000aa").light.categories[0]).toBe("#0000aa");
  });

  test("a palette has two colors at least and twelve at most", () => {
    const two = removeCategory(LOOK, 0);
    expect(removeCategory(two, 0)).toBe(two);
    const twelve = Array.from({ length: 20 }).reduce<ThemeLook>((look) => addCategory(look, "#111111"), LOOK);
    expect(twelve.light.categories.length).toBe(12);
    expect(moveCategory(LOOK, 0, -1)).toBe(LOOK);
    expect(moveCategory(LOOK, 2, 3)).toBe(LOOK);
  });

  test("single colors and schemes can be given back by night, and not by day", () => {
    const set = setColor(LOOK, "dark", "accent", "#ffffff");
    expect([set.dark?.accent, setColor(set, "dark", "accent", null).dark?.accent]).toEqual(["#ffffff", null]);
    expect(setColor(LOOK, "light", "accent", null)).toBe(LOOK);
    const scheme = { start: "#000000", middle: "#777777", end: "#ffffff" };
    expect(setScheme(LOOK, "dark", "sequential", scheme).dark?.sequential).toEqual(scheme);
    expect(setScheme(LOOK, "light", "diverging", null)).toBe(LOOK);
  });
});

const COLORS = {
  categories: ["#111111", "#222222"], sequential: ["#000000", "#555555", "#ffffff"], diverging: ["#aa0000", "#eeeeee", "#0000aa"],
  accent: "#333333", accent_text: "#444444", accent_soft: "#555555", accent_on: "#ffffff", positive: "#006600", positive_soft: "#ccffcc", negative: "#660000", negative_soft: "#ffcccc",
};
const APPLIED = { light: COLORS, dark: { ...COLORS, categories: ["#eeeeee"] }, font: "serif", corners: "none", density: "compact", has_border: false, has_shadow: true } as const;
const look = APPLIED as unknown as Parameters<typeof lookStyle>[0];

describe("a theme as it is drawn", () => {
  test("the words of the picture are those of the theme, and the rest stays", () => {
    const tokens = theme.colors.light;
    const [plain, themed] = [vegaConfig("light", tokens), vegaConfig("light", tokens, look)];
    expect(themed["range"]).toEqual({
      category: COLORS.categories, ordinal: { scheme: COLORS.sequential }, ramp: { scheme: COLORS.sequential },
      heatmap: { scheme: COLORS.sequential }, diverging: { scheme: COLORS.diverging },
      signs: ["#006600", "#660000", "#111111"],
    });
    expect([themed["bar"], themed["font"], plain["font"]]).toEqual([{ fill: "#111111" }, theme.fonts.serif, theme.fonts.inter]);
    expect([themed["axis"], themed["legend"]]).toEqual([plain["axis"], plain["legend"]]);
    expect(vegaConfig("dark", tokens, look)["bar"]).toEqual({ fill: "#eeeeee" });
  });

  test("the page has its tokens", () => {
    expect(lookStyle(look, "light")).toMatchObject({
      fontFamily: theme.fonts.serif, "--accent": "#333333", "--accent-fg": "#ffffff", "--success-text": "#006600", "--danger-soft": "#ffcccc",
      "--tile-corner": "0px", "--tile-inset": "-3px", "--tile-line": "transparent", "--category-1": "#111111", "--category-2": "#222222",
    });
  });

  test("a tile without a shadow leaves room for the ring of those that are chosen", () => {
    const shadowOf = (has_shadow: boolean) => (lookStyle({ ...look, has_shadow }, "light") as Record<string, unknown>)["--tile-shadow"];
    // `none` is no shadow that can stand in a list: the ring beside it would go with it.
    expect([shadowOf(false), shadowOf(true)]).toEqual(["0 0 #0000", expect.stringMatching(/^0 1px 3px /)]);
  });

  test("the middle of a scheme is found among its steps", () => {
    expect(stopsOf(look.light, "sequential")).toEqual({ start: "#000000", middle: "#555555", end: "#ffffff" });
  });
});

describe("a theme as a file", () => {
  const file = (text: string) => new File([text], "a.json");
  const made = { name: "Brand / 2024 “new”", look: LOOK } as Parameters<typeof fileOf>[0];

  test("says its name and its look, and nothing of the workspace", async () => {
    expect(Object.keys(fileOf({ ...made, id: "1", created_by: "2" }))).toEqual(["kind", "name", "look"]);
    expect(await readThemeFile(file(JSON.stringify(fileOf(made))))).toEqual({ kind: "gnomon.theme", name: made.name, look: LOOK });
  });

  test.each([["{", "This file is no JSON."], ["[]", "This file holds no theme."], ['{"kind":"x"}', "This file holds no theme."], [" ".repeat(70_000), "This file is too large for a theme."]])("%.8s is refused", async (text, words) => {
    await expect(readThemeFile(file(text))).rejects.toMatchObject({ message: words });
  });

  test("is called after the theme, by letters and digits alone", () => {
    expect([fileNameOf(made), fileNameOf({ ...made, name: "../../" })]).toEqual(["Brand-2024-new.theme.json", "theme.theme.json"]);
  });
});
