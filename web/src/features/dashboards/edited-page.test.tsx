import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { createPortal } from "react-dom";
import { beforeEach, expect, test, vi } from "vitest";
import type { DashboardPage, Tile } from "@/api/contracts";
import { axeFindings } from "@/test-axe";
import { useToasts } from "@/ui/toast-store";
import { TooltipProvider } from "@/ui/tooltip";
import { EditedPage } from "./edited-page";
import type { Layout } from "./layout";
import type { PageEditor } from "./page-editor";

const text = (id: string, x: number, y: number, width = 8): Tile => ({ kind: "text", id, layout: { x, y, width, height: 4 }, markdown: id });
const TILES = [text("a", 0, 0), text("b", 8, 0, 4), text("c", 0, 4)];
const OTHER: DashboardPage = { id: "p2", title: "Second", tiles: [text("z", 0, 0)], filters: [] };

const unused = () => { throw new Error("not asked for"); };

const open = (tiles: readonly Tile[] = TILES) => {
  const done: unknown[] = [];
  const Edited = () => {
    const [present, setPresent] = useState(tiles);
    const without = (gone: readonly Tile[]) => { setPresent(present.filter(({ id }) => !gone.some((tile) => tile.id === id))); };
    const editor: PageEditor = {
      addTile: unused, moveTile: unused, setTitle: unused, setMarkdown: unused, setFilters: unused, changeTiles: unused, changePage: unused, rewritePage: unused, changeDashboard: unused, changeSpec: unused,
      addTiles: (added) => { done.push(["add", added.map((tile) => (tile.kind === "text" ? tile.markdown : ""))]); setPresent([...present, ...added]); },
      removeTile: (tile) => { done.push(["remove", tile.id]); without([tile]); },
      removeTiles: (gone) => { done.push(["remove", ...gone.map(({ id }) => id)]); without(gone); },
      moveTiles: (moved, { id }) => { done.push(["move", id, ...moved.map((tile) => tile.id)]); without(moved); },
      placeTiles: (layout: Layout) => { done.push(["place", Object.fromEntries(layout)]); },
    };
    return (
      <TooltipProvider>
        <EditedPage page={{ id: "p1", title: "First", tiles: [...present], filters: [] }} editor={editor} otherPages={[OTHER]} userId="ada">
          {(selected) => <>
          {createPortal(<div role="listbox" aria-label="Over the page"><div role="option" aria-selected>Amount</div></div>, document.body)}
          {present.map(({ id }) => (
            <section key={id} data-tile={id} aria-label={id} data-selected={selected.has(id)}>
              <header><h2>{id}</h2><button type="button" data-move>Move {id}</button></header>
            </section>
          ))}
          </>}
        </EditedPage>
      </TooltipProvider>
    );
  };
  render(<Edited />);
  return { user: userEvent.setup(), done };
};

const selected = (): string[] => screen.getAllByRole("region").filter((tile) => tile.dataset["selected"] === "true").map((tile) => tile.dataset["tile"] ?? "");
const head = (name: string): HTMLElement => screen.getByRole("heading", { name });

beforeEach(() => {
  localStorage.clear();
  useToasts.setState({ toasts: [] });
  Element.prototype.setPointerCapture = vi.fn();
});

test("a click on a head chooses one tile, with Shift more, and Escape lets go", async () => {
  const { user } = open();
  await user.click(head("a"));
  expect(selected()).toEqual(["a"]);
  await user.keyboard("{Shift>}");
  await user.click(head("c"));
  await user.keyboard("{/Shift}");
  expect(selected()).toEqual(["a", "c"]);
  expect(screen.getByRole("status")).toHaveTextContent("2 tiles are selected");
  expect(screen.getByRole("toolbar", { name: "Selected tiles" })).toBeInTheDocument();
  expect(await axeFindings()).toEqual([]);
  await user.keyboard("{Escape}");
  expect(selected()).toEqual([]);
});

test("by keyboard, Space on a handle chooses, and all are chosen at once", async () => {
  const { user, done } = open();
  screen.getByRole("button", { name: "Move b" }).focus();
  await user.keyboard(" ");
  expect(selected()).toEqual(["b"]);
  await user.keyboard("{Control>}a{/Control}");
  expect(selected()).toEqual(["a", "b", "c"]);
  await user.keyboard("{Delete}");
  expect(done).toEqual([["remove", "a", "b", "c"]]);
});

test("what was copied is pasted here, and on any other page of this browser", async () => {
  const { user, done } = open();
  screen.getByRole("button", { name: "Move b" }).focus();
  await user.keyboard("{Control>}c{/Control}");
  expect(useToasts.getState().toasts.map(({ title }) => title)).toEqual(["The tile was copied."]);
  await user.keyboard("{Control>}vv{/Control}");
  expect(done).toEqual([["add", ["b"]], ["add", ["b"]]]);
});

test("cut tiles leave the page and can be put back by pasting", async () => {
  const { user, done } = open();
  await user.click(head("a"));
  await user.keyboard("{Control>}x{/Control}");
  await user.keyboard("{Control>}v{/Control}");
  expect(done).toEqual([["remove", "a"], ["add", ["a"]]]);
});

test("duplicates stand beside the originals and are chosen in their place", async () => {
  const { user, done } = open();
  await user.click(head("a"));
  await user.keyboard("{Control>}d{/Control}");
  expect(done).toEqual([["add", ["a"]]]);
  expect(selected()).toHaveLength(1);
  expect(selected()).not.toEqual(["a"]);
});

test("chosen tiles take the size of the first, and the others make way", async () => {
  const { user, done } = open();
  await user.keyboard("{Control>}a{/Control}");
  await user.click(screen.getByRole("button", { name: "Same size" }));
  expect(done).toEqual([["place", { a: TILES[0]?.layout, b: { x: 8, y: 0, width: 8, height: 4 }, c: TILES[2]?.layout }]]);
});

test("chosen tiles move to another page together", async () => {
  const { user, done } = open();
  await user.click(head("a"));
  await user.click(screen.getByRole("button", { name: "Move to page" }));
  await user.click(await screen.findByRole("menuitem", { name: "Second" }));
  expect(done).toEqual([["move", "p2", "a"]]);
});

test("a page takes no more tiles than the server keeps", async () => {
  const { user, done } = open(Array.from({ length: 200 }, (_, place) => text(`t${String(place)}`, 0, place * 4)));
  await user.click(head("t0"));
  await user.keyboard("{Control>}d{/Control}");
  expect(done).toEqual([]);
  expect(useToasts.getState().toasts.map(({ title }) => title)).toEqual(["A page holds at most 200 tiles."]);
});

test("keys that somebody types into a field, and marked text, stay what they are", async () => {
  const { user, done } = open();
  const field = document.body.appendChild(document.createElement("input"));
  await user.click(head("a"));
  field.focus();
  await user.keyboard("{Delete}{Control>}d{/Control}");
  expect(done).toEqual([]);
  field.remove();
});

test("a frame drawn around tiles chooses those that it meets", () => {
  open();
  const places: Record<string, DOMRect> = { a: new DOMRect(0, 0, 100, 100), b: new DOMRect(200, 0, 100, 100), c: new DOMRect(0, 200, 100, 100) };
  for (const tile of screen.getAllByRole("region")) tile.getBoundingClientRect = () => places[tile.dataset["tile"] ?? ""] ?? new DOMRect();
  const page = screen.getAllByRole("region")[0]?.parentElement as HTMLElement;
  fireEvent.pointerDown(page, { button: 0, pointerId: 1, pointerType: "mouse", clientX: 250, clientY: 150 });
  fireEvent.pointerMove(page, { pointerId: 1, clientX: 50, clientY: 50 });
  expect(selected()).toEqual(["a", "b"]);
  fireEvent.pointerUp(page, { pointerId: 1 });
  fireEvent.pointerMove(page, { pointerId: 1, clientX: 50, clientY: 250 });
  expect(selected()).toEqual(["a", "b"]);
});

test("a press on a list that lies over the page draws no frame, and the list gets its release", async () => {
  const { user } = open();
  await user.click(head("a"));
  fireEvent.pointerDown(screen.getByRole("option", { name: "Amount" }), { button: 0, pointerId: 1 });
  expect(Element.prototype.setPointerCapture).not.toHaveBeenCalled();
  expect(selected()).toEqual(["a"]);
});
