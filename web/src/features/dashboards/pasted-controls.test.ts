import { expect, test } from "vitest";
import type { DashboardParameter, DashboardSpec, PageFilter, SlicerTile, Tile } from "@/api/contracts";
import { controlsOf, controlsOn, fittedControls, NO_CONTROLS, withControls } from "./pasted-controls";

const layout = { x: 0, y: 0, width: 6, height: 8 };
const slicer = (control_id: string): SlicerTile => ({ kind: "slicer", id: `s-${control_id}`, layout, control_id });
const text: Tile = { kind: "text", id: "t", layout, markdown: "Words" };
const region: PageFilter = { id: "f1", label: "Region", dataset_id: "d", member: "region", control: "list" };
const day: PageFilter = { id: "f2", label: "Day", dataset_id: "d", member: "day", control: "date" };
const rate: DashboardParameter = { id: "p1", label: "Rate", dataset_id: "d", parameter: "rate", control: "slider", default: 5 };

test("slicers take along what they show, and no more", () => {
  const here = controlsOn({ id: "p", title: "P", filters: [region] }, { filters: [day], parameters: [rate] });
  expect(here).toEqual({ filters: [region, day], parameters: [rate] });
  expect(controlsOf([slicer("f2"), slicer("p1"), text], here)).toEqual({ filters: [day], parameters: [rate] });
});

test("on the page that they came from they show the same as before", () => {
  const here = { filters: [region], parameters: [rate] };
  expect(fittedControls([slicer("f1"), slicer("p1"), text], here, here)).toEqual({ tiles: [slicer("f1"), slicer("p1"), text], added: NO_CONTROLS });
});

test("elsewhere they show what does the same there, and bring what is missing under a name of its own", () => {
  const there = { filters: [{ ...region, id: "other", label: "Where" }], parameters: [] };
  const { tiles, added } = fittedControls([slicer("f1"), slicer("f2"), slicer("p1")], { filters: [region, day], parameters: [rate] }, there);
  const [broughtDay] = added.filters;
  const [broughtRate] = added.parameters;
  expect(added).toEqual({ filters: [{ ...day, id: broughtDay?.id }], parameters: [{ ...rate, id: broughtRate?.id }] });
  expect(tiles).toEqual([{ ...slicer("f1"), control_id: "other" }, { ...slicer("f2"), control_id: broughtDay?.id }, { ...slicer("p1"), control_id: broughtRate?.id }]);
  expect(new Set(["f2", "p1", broughtDay?.id, broughtRate?.id]).size).toBe(4);
});

test("a slicer whose control is gone is left out, and all else is pasted", () => {
  expect(fittedControls([slicer("gone"), text], NO_CONTROLS, NO_CONTROLS)).toEqual({ tiles: [text], added: NO_CONTROLS });
});

test("controls are added to their page and to the dashboard", () => {
  const spec: DashboardSpec = { version: 1, pages: [{ id: "a", title: "A", filters: [region] }, { id: "b", title: "B" }] };
  expect(withControls(spec, "b", { filters: [day], parameters: [rate] })).toEqual({
    version: 1, pages: [{ id: "a", title: "A", filters: [region] }, { id: "b", title: "B", filters: [day] }], parameters: [rate],
  });
  expect(withControls(spec, "b", NO_CONTROLS)).toEqual(spec);
});
