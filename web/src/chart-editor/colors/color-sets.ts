import type { Palette, Ramp } from "@/api/contracts";

/** What the server draws with by day, to choose from; its tests and ours compare both. */
export const PALETTES: Record<Palette, { label: string; colors: readonly string[] }> = {
  okabe_ito: { label: "Okabe and Ito", colors: ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000"] },
  tol_vibrant: { label: "Tol, vibrant", colors: ["#0077bb", "#ee7733", "#009988", "#ee3377", "#33bbee", "#cc3311"] },
  tol_muted: { label: "Tol, muted", colors: ["#332288", "#88ccee", "#44aa99", "#117733", "#999933", "#ddcc77", "#cc6677", "#882255", "#aa4499"] },
  ibm: { label: "IBM", colors: ["#648fff", "#dc267f", "#ffb000", "#785ef0", "#fe6100"] },
};

/** From the least to the most by day. */
export const RAMPS: Record<Exclude<Ramp, "diverging">, { label: string; colors: readonly string[]; isDiverging?: boolean }> = {
  viridis: { label: "Viridis", colors: ["#dde318", "#7ad151", "#22a884", "#2a788e", "#414487", "#440154"] },
  cividis: { label: "Cividis", colors: ["#f0dd55", "#bbae76", "#7c7b78", "#44546c", "#00224e"] },
  blues: { label: "Blues", colors: ["#cfe1f2", "#5ba3cf", "#08306b"] },
  greens: { label: "Greens", colors: ["#cfeac9", "#56b567", "#00441b"] },
  oranges: { label: "Oranges", colors: ["#fddcb9", "#f0822f", "#7f2704"] },
  purples: { label: "Purples", colors: ["#dddcec", "#8e8ac0", "#3f007d"] },
  greys: { label: "Greys", colors: ["#dcdcdc", "#8a8a8a", "#1c1c1c"] },
  blue_red: { label: "Blue to red", colors: ["#08519c", "#6aaed6", "#f0eeee", "#ef8a62", "#a50f15"], isDiverging: true },
  purple_green: { label: "Purple to green", colors: ["#5e2a7e", "#b08fc0", "#f0eff0", "#7fbf7b", "#1b6b33"], isDiverging: true },
  brown_teal: { label: "Brown to teal", colors: ["#7a4a07", "#cfa55b", "#f2f0ec", "#6dbdb2", "#01594f"], isDiverging: true },
};
