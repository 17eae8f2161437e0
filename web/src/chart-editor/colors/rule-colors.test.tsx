import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import type { ChosenColors } from "@/api/contracts";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { RuleColors } from "./rule-colors";

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
  Element.prototype.hasPointerCapture = () => false;
});

const columns = [{ column: "sum_amount", title: "Sum of amount" }, { column: "goal", title: "Goal" }];

const open = (begun: ChosenColors | null = null) => {
  const kept: { colors: ChosenColors | null } = { colors: begun };
  function Held() {
    const [colors, setColors] = useState(begun);
    return <TooltipProvider><main><h1>Colors</h1><RuleColors columns={columns} colors={colors} onChange={(next) => { kept.colors = next; setColors(next); }} /></main></TooltipProvider>;
  }
  render(<Held />);
  const user = userEvent.setup();
  const pick = async (within_: HTMLElement, list: string, option: string) => {
    await user.click(within(within_).getByRole("combobox", { name: list }));
    await user.click(screen.getByRole("option", { name: option }));
  };
  return { kept, user, pick };
};

test("a rule is added, compared with a column, colored, and decided by another measure", async () => {
  const { kept, user, pick } = open({ single: "category-2" });
  await user.click(screen.getByRole("button", { name: "Add a rule of color" }));
  const rule = screen.getByRole("group", { name: "Color by rule 1" });
  await pick(rule, "Compared with", "Goal");
  await user.click(within(rule).getByRole("button", { name: /^Rule 1/ }));
  await user.click(within(rule).getByRole("button", { name: "Positive" }));
  expect(await axeFindings()).toEqual([]);
  expect(kept.colors).toEqual({ single: "category-2", rules: [{ op: "below", value: 0, than: "goal", color: "positive" }] });
  await pick(document.body, "Rules look at", "Goal");
  expect(kept.colors).toEqual({ single: "category-2", rules: [{ op: "below", value: 0, than: "goal", color: "positive" }], decided_by: "goal" });
  await user.click(screen.getByRole("button", { name: "Remove the color of rule 1" }));
  expect(kept.colors).toEqual({ single: "category-2" });
});

test("a rule between two values has two ends, the upper one never below the lower one", async () => {
  const { kept, user, pick } = open({ rules: [{ op: "below", value: 10, color: "#ff0000" }] });
  const rule = screen.getByRole("group", { name: "Color by rule 1" });
  await pick(rule, "How it is compared", "Between");
  await user.clear(within(rule).getByRole("spinbutton", { name: "Up to" }));
  await user.type(within(rule).getByRole("spinbutton", { name: "Up to" }), "5{Enter}");
  expect(kept.colors).toEqual({ rules: [{ op: "between", value: 10, upper: 10, color: "#ff0000" }] });
  await user.click(screen.getByRole("button", { name: "Remove the color of rule 1" }));
  expect(kept.colors).toBeNull();
});
