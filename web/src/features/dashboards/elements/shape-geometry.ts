import type { ShapeTile } from "@/api/contracts";
import { CATEGORIES } from "@/viz/palette";

export type Paint = NonNullable<ShapeTile["fill"]>;
export type Direction = NonNullable<ShapeTile["direction"]>;
export type Box = { width: number; height: number };
type Point = readonly [number, number];
type Line = { from: Point; to: Point };

const ROLES: Readonly<Partial<Record<Paint, string>>> = {
  text: "var(--fg)", muted: "var(--muted)", line: "var(--line-strong)", panel: "var(--panel)", sunken: "var(--sunken)",
  accent: "var(--accent)", accent_soft: "var(--accent-soft)", success: "var(--success)", success_soft: "var(--success-soft)",
  warning: "var(--warning-text)", warning_soft: "var(--warning-soft)", danger: "var(--danger)", danger_soft: "var(--danger-soft)",
};

/** A paint as the theme has it: a role, or one of the colours that tell categories apart. */
export const paintOf = (paint: Paint, theme: "light" | "dark"): string => {
  const role = ROLES[paint];
  if (role !== undefined) return role;
  const place = Number(/^category_([1-8])$/.exec(paint)?.[1] ?? 1) - 1;
  return `var(--category-${String(place + 1)}, ${CATEGORIES[theme][place] ?? "var(--fg)"})`;
};

const ACROSS: Readonly<Record<Direction, readonly [number, number]>> = {
  right: [1, 0], left: [-1, 0], down: [0, 1], up: [0, -1], down_right: [1, 1], down_left: [-1, 1], up_right: [1, -1], up_left: [-1, -1],
};

/** Where a line begins and ends inside of a box, with room for its thickness. */
export const ends = (direction: Direction, { width, height }: Box, thickness: number): Line => {
  const [dx, dy] = ACROSS[direction];
  const edge = thickness / 2 + 1;
  const along = (way: number, length: number): readonly [number, number] =>
    way === 0 ? [length / 2, length / 2] : way > 0 ? [edge, length - edge] : [length - edge, edge];
  const [x1, x2] = along(dx, width);
  const [y1, y2] = along(dy, height);
  return { from: [x1, y1], to: [x2, y2] };
};

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** The head of an arrow, and where its line meets it. */
export const headOf = ({ from, to }: Line, thickness: number): { path: string; neck: Point } => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy) || 1;
  const size = Math.min(length, 6 + thickness * 2.5);
  const [ux, uy] = [dx / length, dy / length];
  const base: Point = [to[0] - ux * size, to[1] - uy * size];
  const side = size * 0.6;
  const corners: Point[] = [to, [base[0] - uy * side, base[1] + ux * side], [base[0] + uy * side, base[1] - ux * side]];
  return { path: `M${corners.map((corner) => corner.map(rounded).join(" ")).join("L")}Z`, neck: [rounded(base[0]), rounded(base[1])] };
};
