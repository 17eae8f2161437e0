import type { ThemeLook } from "@/api/contracts";
import house from "@/viz/theme.json";

/** What a new theme begins with: the palette that Gnomon comes with, and schemes that everybody can read. */
export const STARTER: ThemeLook = {
  version: 1,
  light: {
    categories: house.colors.light.category.slice(0, 8),
    sequential: { start: "#dbe9f6", middle: "#539ecd", end: "#08306b" },
    diverging: { start: "#7f3b08", middle: "#f4f2f0", end: "#2d004b" },
    accent: "#1f4fd8",
    positive: "#00695c",
    negative: "#a3242b",
  },
  dark: { categories: house.colors.dark.category.slice(0, 8), sequential: null, diverging: null, accent: "#7da2ff", positive: null, negative: null },
  font: "inter",
  corners: "round",
  density: "normal",
  has_border: true,
  has_shadow: false,
};
