import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { DashboardPage, Tile } from "@/api/contracts";
import { shortcut } from "@/lib/shortcut";
import { aMeaning } from "@/query/testing";
import { TooltipProvider } from "@/ui/tooltip";
import { EditedPage } from "./edited-page";
import type { PageEditor } from "./page-editor";
import { TileMenu } from "./tile-menu";

const tile: Tile = { kind: "text", id: "a", layout: { x: 0, y: 0, width: 4, height: 4 }, markdown: "Words" };
const page: DashboardPage = { id: "p", title: "P", tiles: [tile], filters: [], arrangement: "free" };
const verbs = { onRename: vi.fn(), onDuplicate: vi.fn(), onRemove: vi.fn() };

/** The items in the moment in which the menu opens: none is waited for. */
const itemsAtOnce = async (): Promise<string[]> => {
  await userEvent.setup().click(screen.getByRole("button", { name: /^More for/ }));
  return screen.getAllByRole("menuitem").map((item) => item.textContent.replace(shortcut("L", { withShift: true }), ""));
};

test("the menu of an edited tile opens whole, so that nothing is pushed down under the pointer", async () => {
  render(<TooltipProvider><EditedPage page={page} editor={{} as PageEditor} otherPages={[]} userId="ada">{() => <TileMenu tile={tile} verbs={verbs} />}</EditedPage></TooltipProvider>);
  expect(await itemsAtOnce()).toEqual(["Rename", "Duplicate", "Order", "Lock", "Hide on phones", "Remove"]);
});

test("who only looks is offered nothing of the canvas", async () => {
  render(<TooltipProvider><TileMenu tile={tile} verbs={{ onFocus: vi.fn() }} /></TooltipProvider>);
  expect(await itemsAtOnce()).toEqual(["Show large"]);
});

test("the menu says how old the data is, to those who have no pointer to rest on its clock", async () => {
  const chart: Tile = { kind: "chart", id: "c", layout: tile.layout, chart: { dataset_id: "d" } };
  const receipt = aMeaning().receipt;
  render(<TooltipProvider><main><h1>P</h1><TileMenu tile={chart} verbs={{ onFocus: vi.fn() }} freshness={{ receipt: { ...receipt, as_of: new Date(Date.now() - 3 * 86_400_000).toISOString() }, failure: undefined }} /></main></TooltipProvider>);
  expect(await itemsAtOnce()).toEqual(["Show large"]);
  expect(screen.getByText(/^Data of 3 days ago/)).toBeVisible();
  expect(screen.getByText(/^Answered at/)).toBeVisible();
});
