import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { DashboardPage, DashboardSpec, Tile } from "@/api/contracts";
import { materialise } from "@/sync/dashboard-document";
import { createDocument } from "@/sync/dashboard-history";
import { axeFindings } from "@/test-axe";
import { documentPageEditor } from "./document-page-editor";
import { InteractionsBar } from "./interactions-bar";
import { InteractionsOnTile } from "./interactions-on-tile";
import { copyOf } from "./new-tiles";

const tile = (id: string, title: string): Tile => ({ kind: "chart", id, title, layout: { x: 0, y: 0, width: 6, height: 6 }, chart: { version: 1, dataset_id: "sales", mark: "bar" } });
const [regions, kinds] = [tile("regions", "Regions"), tile("kinds", "Kinds")];
const page: DashboardPage = { id: "one", title: "One", tiles: [regions, kinds], filters: [], interactions: [{ source: "regions", target: "kinds", effect: "none" }] };

const opened = () => {
  const document = createDocument({ name: "Sales", description: null, spec: { version: 2, pages: [page] } as DashboardSpec });
  const present = () => materialise(document.doc).spec.pages[0] ?? page;
  return { document, present, editor: documentPageEditor((operation) => { operation(document); }, "one", vi.fn()) };
};

test("a copy does what its original does, and one step takes both back", () => {
  const { document, present, editor } = opened();
  const copy = { ...copyOf(kinds, page.tiles ?? []), id: "copy" };
  editor.addTile(copy, kinds);
  expect(present().interactions).toEqual([...(page.interactions ?? []), { source: "regions", target: "copy", effect: "none" }]);
  document.undo.undo();
  expect(present().tiles?.map(({ id }) => id).sort()).toEqual(["kinds", "regions"]);
  expect(present().interactions).toEqual(page.interactions);
});

test("several copies do among themselves what their originals do", () => {
  const { present, editor } = opened();
  editor.addTiles([tile("regions-2", "Regions"), { ...tile("kinds-2", "Kinds"), layout: { x: 6, y: 0, width: 6, height: 6 } }], [regions, { ...kinds, layout: { x: 6, y: 0, width: 6, height: 6 } }]);
  expect(present().interactions).toContainEqual({ source: "regions-2", target: "kinds-2", effect: "none" });
});

test("three buttons on each tile choose, by pointer or arrow keys, one step of undo each", async () => {
  const { document, present, editor } = opened();
  const user = userEvent.setup();
  const { rerender, container } = render(<InteractionsOnTile page={present()} editor={editor} source={regions} tile={kinds} />);
  const group = screen.getByRole("radiogroup", { name: "Kinds, when Regions is pointed at" });
  expect(screen.getByRole("radio", { name: "Leave as it is", checked: true })).toBeVisible();
  await user.click(screen.getByRole("radio", { name: "Highlight" }));
  rerender(<InteractionsOnTile page={present()} editor={editor} source={regions} tile={kinds} />);
  expect(screen.getByRole("radio", { name: "Highlight", checked: true })).toHaveFocus();
  await user.keyboard("{ArrowLeft}{Enter}");
  expect(present().interactions).toBeUndefined();
  document.undo.undo();
  expect(present().interactions).toEqual([{ source: "regions", target: "kinds", effect: "highlight" }]);
  expect(group).toBeVisible();
  expect(await axeFindings(container)).toEqual([]);
  rerender(<InteractionsOnTile page={present()} editor={editor} source={regions} tile={regions} />);
  expect(screen.queryByRole("radiogroup")).toBeNull();
});

test("Escape leads out of choosing", async () => {
  const onDone = vi.fn();
  render(<InteractionsBar source={regions} onDone={onDone} />);
  expect(screen.getByRole("status")).toHaveTextContent("when a mark of Regions is pointed at");
  await userEvent.setup().keyboard("{Escape}");
  expect(onDone).toHaveBeenCalledOnce();
});
