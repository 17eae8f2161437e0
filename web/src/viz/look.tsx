import { createContext, useContext, type CSSProperties, type ReactNode } from "react";
import type { AppliedLook } from "@/api/contracts";
import { useTheme } from "@/ui/theme";
import theme from "./theme.json";

const LookContext = createContext<AppliedLook | null>(null);

/** The theme of the workspace that is around; none: as Gnomon comes. */
export const useLook = (): AppliedLook | null => useContext(LookContext);

const CORNERS: Record<AppliedLook["corners"], string> = { none: "0px", small: "4px", round: "10px" };
const INSETS: Record<AppliedLook["density"], string> = { compact: "-3px", normal: "0px", airy: "4px" };
const HEADS: Record<AppliedLook["density"], string> = { compact: "1.75rem", normal: "2.25rem", airy: "2.75rem" };

/** A theme as tokens of the page, for everything that is no picture. */
export const lookStyle = (look: AppliedLook, name: "light" | "dark"): CSSProperties => {
  const colors = look[name];
  return {
    fontFamily: theme.fonts[look.font],
    "--accent": colors.accent,
    "--accent-hover": `color-mix(in oklab, ${colors.accent} 86%, var(--fg))`,
    "--accent-text": colors.accent_text,
    "--accent-soft": colors.accent_soft,
    "--accent-fg": colors.accent_on,
    "--success": colors.positive,
    "--success-text": colors.positive,
    "--success-soft": colors.positive_soft,
    "--danger": colors.negative,
    "--danger-text": colors.negative,
    "--danger-soft": colors.negative_soft,
    "--tile-corner": CORNERS[look.corners],
    "--tile-inset": INSETS[look.density],
    "--tile-head": HEADS[look.density],
    "--tile-line": look.has_border ? "var(--line)" : "transparent",
    "--tile-shadow": look.has_shadow ? "0 1px 3px hsl(var(--shadow-color) / var(--shadow-strength)), 0 4px 12px hsl(var(--shadow-color) / calc(var(--shadow-strength) * 0.6))" : "0 0 #0000",
    ...Object.fromEntries(colors.categories.map((color, place) => [`--category-${String(place + 1)}`, color])),
  } as CSSProperties;
};

/** Puts the tokens of the theme around what was taken out of the page, such as a presentation. */
export function LookGround({ children }: { children: ReactNode }) {
  const look = useLook();
  const name = useTheme((store) => store.theme);
  return <div data-look={look !== null || undefined} className="contents" style={look === null ? undefined : lookStyle(look, name)}>{children}</div>;
}

/** Everything inside is drawn in a theme of the workspace. */
export function Looks({ look, children }: { look: AppliedLook | null | undefined; children: ReactNode }) {
  return <LookContext value={look ?? null}><LookGround>{children}</LookGround></LookContext>;
}

/** Everything inside is drawn in one look of a theme, whatever the look of the page. */
export function LookFixed({ look, name, children }: { look: AppliedLook; name: "light" | "dark"; children: ReactNode }) {
  return <LookContext value={look}><div className={`contents ${name}`}><div className="contents" style={lookStyle(look, name)}>{children}</div></div></LookContext>;
}
