import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CATEGORIES, PANEL } from "./palette";

type Triple = readonly [number, number, number];

const rgb = (hex: string): Triple => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Triple;
const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const light = (hex: string): Triple => rgb(hex).map(linear) as unknown as Triple;
const dot = (a: Triple, b: Triple) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const luminance = (hex: string) => dot([0.2126, 0.7152, 0.0722], light(hex));
const contrast = (a: string, b: string) => {
  const [low, high] = [luminance(a), luminance(b)].sort((one, other) => one - other) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

// How each kind of colour vision sees linear light (Machado, Oliveira and Fernandes 2009, full severity).
const eyes: Record<string, readonly [Triple, Triple, Triple]> = {
  usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

const lab = (seen: Triple): Triple => {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f(dot([0.4124, 0.3576, 0.1805], seen) / 0.95047);
  const y = f(dot([0.2126, 0.7152, 0.0722], seen));
  const z = f(dot([0.0193, 0.1192, 0.9505], seen) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};
const clamp = (part: number) => Math.min(1, Math.max(0, part));
const difference = (a: string, b: string, eye: readonly [Triple, Triple, Triple]) => {
  const [one, other] = [a, b].map((hex) => lab(eye.map((row) => clamp(dot(row, light(hex)))) as unknown as Triple)) as [Triple, Triple];
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
};

test.each(["light", "dark"] as const)("every colour of the %s theme stands out from its panel", (theme) => {
  for (const colour of CATEGORIES[theme]) expect(contrast(colour, PANEL[theme])).toBeGreaterThanOrEqual(3);
});

test.each(["light", "dark"] as const)("any two colours of the %s theme look different to every kind of colour vision", (theme) => {
  const colours = CATEGORIES[theme];
  for (const eye of Object.values(eyes)) {
    colours.forEach((a, index) => { for (const b of colours.slice(index + 1)) expect(difference(a, b, eye)).toBeGreaterThan(13); });
  }
});

test("the panel is the one of the design tokens", () => {
  const tokens = readFileSync("src/ui/tokens.css", "utf8");
  expect([...tokens.matchAll(/--panel: (#\w+);/g)].map((match) => match[1])).toEqual([PANEL.light, PANEL.dark]);
});
