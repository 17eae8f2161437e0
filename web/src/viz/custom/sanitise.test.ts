import { expect, it } from "vitest";
import pictures from "./hostile-svg.json";
import { NotAllowed, sanitised } from "./sanitise";

const written = (svg: string, rowCount = 3): string => {
  const root = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  root.append(...sanitised(svg, rowCount));
  return root.innerHTML;
};

it.each(Object.entries(pictures.hostile))("refuses %s, as the server does", (_, svg) => {
  expect(() => sanitised(svg, 3)).toThrow(NotAllowed);
});

it("leaves what is harmless as it is", () => {
  expect(`<svg>${written(pictures.inert)}</svg>`).toBe(pictures.inert);
});

it("keeps words as words", () => {
  expect(written("<svg><text>&lt;script&gt; &amp; more</text></svg>")).toBe("<text>&lt;script&gt; &amp; more</text>");
});

it("refuses elements that lie too deep and values that are too long", () => {
  expect(() => sanitised(`<svg>${"<g>".repeat(50)}${"</g>".repeat(50)}</svg>`, 0)).toThrow("more than 40 deep");
  expect(() => sanitised(`<svg><path d="${"1 ".repeat(200_000)}"/></svg>`, 0)).toThrow("“d” of <path> is too long");
});
