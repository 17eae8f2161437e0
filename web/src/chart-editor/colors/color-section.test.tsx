import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import type { ChartOptions, Drawing } from "@/api/contracts";
import { aDrawing } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { changed, hexOf, isFaint, withMember, withRange } from "./color-choices";
import { ColorSection } from "./color-section";

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
  Element.prototype.hasPointerCapture = () => false;
});

const shown = async (color: object | null, options: ChartOptions = {}) => {
  const chosen: ChartOptions[] = [];
  const drawing: Drawing = aDrawing({ vega_lite: { mark: "bar", encoding: color === null ? {} : { color } } });
  function Held() {
    const [now, setNow] = useState(options);
    return <TooltipProvider><main><ColorSection drawing={drawing} answer={null} options={now} onChange={(next) => { chosen.push(next); setNow({ ...now, ...next }); }} /></main></TooltipProvider>;
  }
  render(<Held />);
  await screen.findByRole("heading", { name: "Colors" }, { timeout: 10_000 });
  return chosen;
};

test("a single color is a place in the theme or one of one's own, and can be reset", async () => {
  const chosen = await shown(null);
  await userEvent.click(screen.getByRole("button", { name: /^All marks/ }));
  await userEvent.click(screen.getByRole("button", { name: "Theme color 3" }));
  const hex = screen.getByRole("textbox", { name: "Hex code of the color of All marks" });
  await userEvent.type(hex, "zzz{Enter}");
  expect(screen.getByText("A color is written as #rrggbb.")).toBeInTheDocument();
  await userEvent.clear(hex);
  await userEvent.type(hex, "FFEE88{Enter}");
  expect(screen.getByText(/^Hard to see/)).toBeInTheDocument();
  await userEvent.click(within(screen.getByRole("group", { name: "Color of All marks" })).getByRole("button", { name: "Reset" }));
  expect(chosen).toEqual([{ colors: { single: "category-3" } }, { colors: { single: "#ffee88" } }, { colors: null }]);
  expect(await axeFindings()).toEqual([]);
});

test("several measures each have a color, and those that are gone are named so", async () => {
  const color = { field: ":series", type: "nominal", sort: ["Sum of amount", "Average profit"] };
  const chosen = await shown(color, { colors: { members: [{ label: "Sum of costs", color: "#112233" }] } });
  // Without an answer nothing is shown yet but what was chosen before.
  expect(screen.getByRole("button", { name: /^Sum of costs \(not shown\)/ })).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "Reset all values" }));
  expect(chosen).toEqual([{ colors: null }]);
  expect(await axeFindings()).toEqual([]);
});

test("amounts have steps or a middle", async () => {
  const chosen = await shown({ field: "sum_amount", type: "quantitative" }, { colors: { middle: 0 } });
  await userEvent.type(screen.getByRole("spinbutton", { name: "In so many steps" }), "5{Enter}");
  expect(screen.queryByRole("spinbutton", { name: "Middle at" })).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole("checkbox", { name: "The other way round" }));
  expect(chosen).toEqual([{ colors: { steps: 5 } }, { colors: { steps: 5, is_reversed: true } }]);
  expect(await axeFindings()).toEqual([]);
});

test("rises and falls can be chosen, and a total where there is one", async () => {
  await shown({ field: ":direction", type: "nominal", scale: { domain: ["Rises", "Falls", "Total"], range: "signs" } });
  expect(screen.getAllByRole("button").map((button) => button.textContent)).toEqual(["Risesautomatic", "Fallsautomatic", "Totalautomatic"]);
});

test("choices are kept small, and what contradicts another one lets go of it", () => {
  expect(changed({ single: "#112233" }, { single: null })).toBeNull();
  expect(withMember(null, "constructor", "#112233")).toEqual({ members: [{ label: "constructor", color: "#112233" }] });
  expect(withMember({ members: [{ label: "a", color: "positive" }, { label: "b", color: "negative" }] }, "a", "neutral")).toEqual({ members: [{ label: "a", color: "neutral" }, { label: "b", color: "negative" }] });
  expect(withRange({ low: 5 }, { high: 5 })).toEqual({ high: 5 });
  expect(withRange({ low: 1, high: 9 }, { middle: 20 })).toEqual({ middle: 20 });
  expect(withRange({ low: 1, middle: 3 }, { low: 4 })).toEqual({ low: 4 });
  expect(withRange({ low: 1 }, { steps: 4 })).toEqual({ low: 1, steps: 4 });
});

test("a color is read in any spelling, and is hard to see below three to one", () => {
  expect(["#ABC", "aabbcc", " #AABBCC ", "red", "#12345", "url(#a)"].map(hexOf)).toEqual(["#aabbcc", "#aabbcc", "#aabbcc", null, null, null]);
  expect([isFaint("#949494"), isFaint("#959595"), isFaint("#000000")]).toEqual([false, true, false]);
});
