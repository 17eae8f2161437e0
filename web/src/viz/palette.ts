/** Categories: told apart by people with any colour vision, at least 3:1 against the panel of their theme. */
export const CATEGORIES = {
  light: ["#0047ba", "#d97c0f", "#008146", "#a367ac", "#3395ff", "#7d2406", "#40485a", "#9a5b01", "#4b0165", "#e0448c"],
  dark: ["#3ec2ff", "#e0a11f", "#4b9485", "#ad6fb6", "#7f7ce8", "#df5346", "#c3d3dc", "#f0e27a", "#8a3ffd", "#affcc8"],
} as const;

/** The panel that pictures are drawn on; `ui/tokens.css` says the same. */
export const PANEL = { light: "#ffffff", dark: "#151920" } as const;

type Ramp = { scheme: string; extent?: [number, number] };

/** Amounts: perceptually even, and more always stands out more from the page. */
export const RAMP: Record<"light" | "dark", Ramp> = {
  light: { scheme: "viridis", extent: [0.97, 0.03] },
  dark: { scheme: "viridis", extent: [0.08, 1] },
};

export const DIVERGING: Record<"light" | "dark", Ramp> = {
  light: { scheme: "purpleorange", extent: [0.05, 0.95] },
  dark: { scheme: "purpleorange", extent: [0.05, 0.95] },
};
