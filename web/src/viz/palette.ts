import theme from "./theme.json";

type ThemeName = "light" | "dark";
type Ramp = { scheme: string; extent?: number[] };

const { light, dark } = theme.colors;

/** Categories: told apart by people with any colour vision, at least 3:1 against the panel of their theme. */
export const CATEGORIES: Record<ThemeName, readonly string[]> = { light: light.category, dark: dark.category };

/** The panel that pictures are drawn on; `ui/tokens.css` says the same. */
export const PANEL: Record<ThemeName, string> = { light: light.panel, dark: dark.panel };

/** Amounts: perceptually even, and more always stands out more from the page. */
export const RAMP: Record<ThemeName, Ramp> = { light: light.ramp, dark: dark.ramp };

export const DIVERGING: Record<ThemeName, Ramp> = { light: light.diverging, dark: dark.diverging };
