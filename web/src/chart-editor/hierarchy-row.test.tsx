import { DndContext } from "@dnd-kit/core";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { Dimension, SemanticModel } from "@/api/contracts";
import { axeFindings } from "@/test-axe";
import { FieldsPane } from "./fields-pane";
import { aModel } from "./testing";
import { dimensionRef, EMPTY_WELLS } from "./wells";

const plain = aModel();
const region = plain.dimensions[1] as Dimension;
const model: SemanticModel = aModel({
  dimensions: [...plain.dimensions, { ...region, name: "shop", label: "Shop", synonyms: ["outlet"] }],
  hierarchies: [{ name: "Place", levels: [{ member: "region", grain: null }, { member: "shop", grain: null }] }],
});

const renderPane = (wells = EMPTY_WELLS) => {
  const onAdd = vi.fn();
  const onAddToBest = vi.fn();
  render(<DndContext><FieldsPane model={model} wells={wells} onAdd={onAdd} onAddToBest={onAddToBest} /></DndContext>);
  return { user: userEvent.setup(), onAdd, onAddToBest };
};

test("a hierarchy opens to its levels, each of which can be taken singly; the whole begins with its first", async () => {
  const { user, onAdd, onAddToBest } = renderPane();
  const opener = screen.getByRole("button", { name: "Levels of Place" });
  expect(opener).toHaveAttribute("aria-expanded", "false");
  await user.dblClick(screen.getByRole("button", { name: "Place" }));
  expect(onAddToBest).toHaveBeenLastCalledWith(dimensionRef("region"));
  opener.focus();
  await user.keyboard("{Enter}");
  const levels = screen.getByRole("list", { name: "Levels of Place" });
  expect(within(levels).getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(["Region", "Shop"]);
  await user.dblClick(within(levels).getByRole("button", { name: /Shop$/ }));
  expect(onAddToBest).toHaveBeenLastCalledWith(dimensionRef("shop"));
  await user.click(within(levels).getByRole("button", { name: "Add Shop to a well" }));
  await user.click(await screen.findByRole("menuitem", { name: "Color" }));
  expect(onAdd).toHaveBeenCalledWith(dimensionRef("shop"), "color");
  expect(await axeFindings()).toEqual([]);
});

test("a search opens it to what was found, and what the picture shows is marked", async () => {
  const { user } = renderPane({ ...EMPTY_WELLS, x: [dimensionRef("shop")] });
  await user.type(screen.getByRole("searchbox", { name: "Search fields" }), "outlet");
  const levels = screen.getByRole("list", { name: "Levels of Place" });
  expect(within(levels).getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(["Shop, in use"]);
  expect(screen.getByRole("button", { name: /Place ?, in use$/ })).toBeInTheDocument();
});
