import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import type { ChartOptions, Drawing, DrawnAxis } from "@/api/contracts";
import { aDrawing } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { OptionsMenu } from "./options-menu";

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
  Element.prototype.hasPointerCapture = () => false;
});

const open = async (drawing: Partial<Drawing>, options: ChartOptions = {}) => {
  const chosen: ChartOptions[] = [];
  const Explored = () => {
    const [now, setNow] = useState(options);
    return <TooltipProvider><OptionsMenu drawing={aDrawing(drawing)} options={now} onChange={(next) => { chosen.push(next); setNow({ ...now, ...next }); }} /></TooltipProvider>;
  };
  const router = createRouter({ routeTree: createRootRoute({ component: Explored }), history: createMemoryHistory() });
  render(<RouterProvider router={router} />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "Options of the picture" }));
  return { user, chosen, options: within(await screen.findByRole("dialog", { name: "Options of the picture" })) };
};

const AMOUNTS: DrawnAxis = { place: "y", kind: "numbers", has_ends: true, can_be_log: true, is_of_amounts: true };

test("only what a picture of this kind heeds is offered", async () => {
  const { options } = await open({ mark: "pie", abilities: ["labels", "legend"] });
  expect(options.getByRole("checkbox", { name: "Values beside the marks" })).toBeInTheDocument();
  expect(options.queryByRole("heading", { name: "Axes" })).not.toBeInTheDocument();
  expect(options.queryByRole("heading", { name: "Lines to compare with" })).not.toBeInTheDocument();
  expect(options.queryByRole("spinbutton", { name: /At most/ })).not.toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
});

test("ends of an axis are taken when they are entered, and the one that would stand the wrong way round goes", async () => {
  const { user, chosen, options } = await open({ abilities: ["value_axis", "log_scale"], axes: [AMOUNTS] }, { value_max: 100 });
  await user.type(options.getByRole("spinbutton", { name: "Begins at" }), "10{Enter}");
  await user.clear(options.getByRole("spinbutton", { name: "Begins at" }));
  await user.type(options.getByRole("spinbutton", { name: "Begins at" }), "500{Tab}");
  await user.click(options.getByRole("radio", { name: "Logarithmic" }));
  expect(chosen).toEqual([{ value_min: 10, value_max: 100 }, { value_min: 500, value_max: null }, { value_scale: "log" }]);
});

test("a line to compare with is added, placed, named and removed", async () => {
  const { user, chosen, options } = await open({ abilities: ["value_axis", "references"] });
  await user.click(options.getByRole("button", { name: "Add a line" }));
  await user.click(options.getByRole("combobox", { name: "Kind of line 1" }));
  await user.click(await screen.findByRole("option", { name: /^At a value/ }));
  await user.clear(options.getByRole("spinbutton", { name: "Value" }));
  await user.type(options.getByRole("spinbutton", { name: "Value" }), "1500{Enter}");
  await user.type(options.getByRole("textbox", { name: "Name" }), "Goal{Enter}");
  expect(await axeFindings()).toEqual([]);
  await user.click(options.getByRole("button", { name: "Remove line 1" }));
  expect(chosen).toEqual([
    { references: [{ kind: "average", label: null }] },
    { references: [{ kind: "constant", label: null, value: 0 }] },
    { references: [{ kind: "constant", label: null, value: 1500 }] },
    { references: [{ kind: "constant", label: "Goal", value: 1500 }] },
    { references: [] },
  ]);
});

test("a band always ends above where it begins", async () => {
  const { user, chosen, options } = await open({ abilities: ["value_axis", "references"] }, { references: [{ kind: "band", value: 0, to: 1 }] });
  await user.clear(options.getByRole("spinbutton", { name: "From" }));
  await user.type(options.getByRole("spinbutton", { name: "From" }), "20{Enter}");
  await user.clear(options.getByRole("spinbutton", { name: "To" }));
  await user.type(options.getByRole("spinbutton", { name: "To" }), "5{Enter}");
  expect(options.getByRole("spinbutton", { name: "To" })).toHaveValue(21);
  expect(chosen.at(-1)).toEqual({ references: [{ kind: "band", value: 20, to: 21 }] });
});

test("the way numbers are written and the place of the legend are chosen by what they look like", async () => {
  const { user, chosen, options } = await open({ abilities: ["legend"] }, { number_format: ",.3f" });
  await user.click(options.getByRole("combobox", { name: "Numbers" }));
  expect(screen.getByRole("option", { name: "Number" })).toHaveAttribute("aria-selected", "true");
  await user.click(screen.getByRole("option", { name: "Percent" }));
  await user.click(options.getByRole("combobox", { name: "Legend" }));
  await user.click(screen.getByRole("option", { name: "None" }));
  expect(chosen).toEqual([{ number_format: ".1%" }, { show_legend: false }]);
});
