import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import type { ChartOptions, DrawnAxis } from "@/api/contracts";
import { aDrawing } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { AxesSection } from "./axes-section";

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
  Element.prototype.hasPointerCapture = () => false;
});

const NAMES: DrawnAxis = { place: "x", kind: "names" };
const TIME: DrawnAxis = { place: "x", kind: "time" };
const AMOUNTS: DrawnAxis = { place: "y", kind: "numbers", has_ends: true, can_be_log: true, is_of_amounts: true };
const RIGHT: DrawnAxis = { place: "right", kind: "numbers", has_ends: true, can_be_log: true };

const open = (axes: DrawnAxis[], begun: ChartOptions = {}) => {
  const kept: { options: ChartOptions } = { options: begun };
  function Chosen() {
    const [options, setOptions] = useState(begun);
    const change = (next: ChartOptions) => { kept.options = { ...options, ...next }; setOptions(kept.options); };
    return <main><h1>Options</h1><h2>Picture</h2><AxesSection drawing={aDrawing({ axes, abilities: ["value_axis"] })} options={options} onChange={change} /></main>;
  }
  const { container } = render(<Chosen />);
  const user = userEvent.setup();
  const pick = async (list: string, option: string) => {
    await user.click(screen.getByRole("combobox", { name: list }));
    await user.click(screen.getByRole("option", { name: option }));
  };
  const enter = async (field: string, text: string) => {
    const box = screen.getByLabelText(field);
    await user.clear(box);
    await user.type(box, `${text}{Enter}`);
  };
  return { kept, user, pick, enter, container };
};

test("each axis of a picture has choices of its own", async () => {
  const { kept, user, pick, enter, container } = open([NAMES, AMOUNTS, RIGHT]);
  await pick("Labels", "Upright");
  await user.click(screen.getByRole("checkbox", { name: "Title" }));
  await user.click(screen.getByRole("radio", { name: "At the left" }));
  await enter("Words of the title", "Revenue");
  await pick("Gridlines", "None");
  await enter("Begins at", "10");
  await user.click(screen.getByRole("radio", { name: "Logarithmic" }));
  await pick("Numbers of the axis", "Percent");
  await user.click(screen.getByRole("radio", { name: "At the right" }));
  await enter("Words of the title", "Orders");
  await enter("Ends at", "50");
  await user.click(screen.getByRole("radio", { name: "Logarithmic" }));
  expect(await axeFindings(container)).toEqual([]);
  expect(kept.options).toEqual({
    y_title: "Revenue", value_min: 10, value_max: null, value_scale: "log",
    axes: {
      x: { angle: "upright", has_title: false },
      y: { has_grid: false, number_format: ".1%" },
      right: { title: "Orders", min: null, max: 50, is_log: true },
    },
  });
});

test("a hidden axis keeps what was chosen of it, and offers no more than what can still be seen", async () => {
  const { kept, user } = open([TIME, AMOUNTS], { axes: { x: { moment_format: "iso_day" } } });
  expect(screen.getByRole("combobox", { name: "Dates" })).toHaveTextContent("2025-01-31");
  await user.click(screen.getByRole("checkbox", { name: "Line and labels" }));
  expect(["Dates", "Labels", "Gridlines"].map((name) => screen.queryByRole("combobox", { name }) !== null)).toEqual([false, false, true]);
  expect(kept.options).toEqual({ axes: { x: { moment_format: "iso_day", is_hidden: true } } });
});

test("a picture with amounts but no axis offers where they end", () => {
  open([]);
  expect(screen.getAllByRole("spinbutton").map((box) => box.getAttribute("id") !== null && screen.getByLabelText("Ends at") === box)).toEqual([false, true]);
  expect(screen.queryByRole("checkbox", { name: "Line and labels" })).toBeNull();
});
