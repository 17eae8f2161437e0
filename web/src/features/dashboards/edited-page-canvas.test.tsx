import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useMemo, useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import type { DashboardPage, Tile } from "@/api/contracts";
import { materialise } from "@/sync/dashboard-document";
import { createDocument } from "@/sync/dashboard-history";
import { axeFindings } from "@/test-axe";
import { useToasts } from "@/ui/toast-store";
import { TooltipProvider } from "@/ui/tooltip";
import { documentPageEditor } from "./document-page-editor";
import { EditedPage } from "./edited-page";
import { heedingLocks } from "./locks";

const text = (id: string, x: number, y: number, more: Partial<Tile> = {}): Tile => ({ kind: "text", id, layout: { x, y, width: 4, height: 4 }, markdown: id, ...more }) as Tile;

/** A page on a real document, so that each verb is seen as the step of undo that it is. */
const open = (tiles: Tile[], more: Partial<DashboardPage> = {}) => {
  const document = createDocument({ name: "D", description: null, spec: { version: 2, pages: [{ id: "p", title: "P", tiles, filters: [], ...more }] } });
  const pageOf = (): DashboardPage => materialise(document.doc).spec.pages[0] as DashboardPage;
  const Edited = () => {
    const [page, setPage] = useState(pageOf);
    const editor = useMemo(() => heedingLocks(documentPageEditor((apply) => { apply(document); setPage(pageOf()); }, "p", () => undefined)), []);
    return (
      <TooltipProvider>
        <button type="button" onClick={() => { document.undo.undo(); setPage(pageOf()); }}>Undo</button>
        <EditedPage page={page} editor={editor} otherPages={[]} userId="ada">
          {(selected) => (page.tiles ?? []).map(({ id }) => (
            <section key={id} data-tile={id} aria-label={id} data-selected={selected.has(id)}>
              <header><h2>{id}</h2><button type="button" data-move>Move {id}</button></header>
            </section>
          ))}
        </EditedPage>
      </TooltipProvider>
    );
  };
  render(<Edited />);
  const tile = (id: string): Tile => pageOf().tiles?.find((one) => one.id === id) as Tile;
  const user = userEvent.setup();
  return { user, page: pageOf, tile, undo: () => user.click(screen.getByRole("button", { name: "Undo" })) };
};

const head = (name: string): HTMLElement => screen.getByRole("heading", { name });
const selected = (): string => screen.getAllByRole("region").filter((tile) => tile.dataset["selected"] === "true").map((tile) => tile.dataset["tile"] ?? "").join("");
const toasts = (): string[] => useToasts.getState().toasts.map(({ title }) => title);
const choose = async (user: ReturnType<typeof userEvent.setup>, ...ids: string[]): Promise<void> => {
  for (const [index, id] of ids.entries()) {
    if (index > 0) await user.keyboard("{Shift>}");
    await user.click(head(id));
    if (index > 0) await user.keyboard("{/Shift}");
  }
};
const pick = async (user: ReturnType<typeof userEvent.setup>, item: string): Promise<void> => {
  await user.click(screen.getByRole("button", { name: "Align and distribute" }));
  await user.click(await screen.findByRole("menuitem", { name: item }));
};

beforeEach(() => {
  localStorage.clear();
  useToasts.setState({ toasts: [] });
  Element.prototype.setPointerCapture = vi.fn();
});

test("tiles are put in line in one step each, which is told, and taken back", async () => {
  const { user, page, tile, undo } = open([text("a", 0, 0), text("b", 6, 7), text("c", 18, 2)], { arrangement: "free" });
  const before = page();
  await choose(user, "a", "b", "c");
  await pick(user, "Align bottom");
  expect(["a", "b", "c"].map((id) => tile(id).layout.y)).toEqual([7, 7, 7]);
  expect(screen.getByText("3 tiles aligned at the bottom.")).toBeInTheDocument();
  await undo();
  expect(page()).toEqual(before);
  await pick(user, "Distribute horizontally");
  expect(["a", "b", "c"].map((id) => tile(id).layout.x)).toEqual([0, 9, 18]);
  await undo();
  expect(page()).toEqual(before);
  expect(await axeFindings()).toEqual([]);
});

test("on the grid tiles align across the page, in whole steps, and the others make way", async () => {
  const { user, tile } = open([text("a", 0, 0), text("b", 5, 4), text("c", 1, 8)]);
  await choose(user, "a", "b");
  await user.click(screen.getByRole("button", { name: "Align and distribute" }));
  expect(screen.queryByRole("menuitem", { name: "Align bottom" })).toBeNull();
  await user.click(await screen.findByRole("menuitem", { name: "Align centres" }));
  expect(["a", "b", "c"].map((id) => tile(id).layout)).toEqual([{ x: 3, y: 0, width: 4, height: 4 }, { x: 3, y: 4, width: 4, height: 4 }, { x: 1, y: 8, width: 4, height: 4 }]);
});

test("a group is chosen as one, reached into, copied as another, and taken apart", async () => {
  const { user, page, tile, undo } = open([text("a", 0, 0), text("b", 6, 0), text("c", 12, 0)]);
  await choose(user, "a", "c");
  await user.keyboard("{Control>}g{/Control}");
  expect(tile("a").group).toMatch(/^group-/);
  expect([tile("b").group, tile("c").group]).toEqual([undefined, tile("a").group]);
  await user.click(head("b"));
  await user.click(head("c"));
  expect(selected()).toBe("ac");
  await user.dblClick(head("a"));
  expect(selected()).toBe("a");
  screen.getByRole("button", { name: "Move c" }).focus();
  await user.keyboard("{Enter}");
  expect(selected()).toBe("c");
  await user.keyboard("{Escape} ");
  expect(selected()).toBe("ac");
  await user.keyboard("{Control>}d{/Control}");
  const groups = page().tiles?.map(({ group }) => group) ?? [];
  expect(groups.filter(Boolean)).toHaveLength(4);
  expect(new Set(groups.filter(Boolean)).size).toBe(2);
  await undo();
  await choose(user, "a");
  await user.keyboard("{Control>}{Shift>}g{/Shift}{/Control}");
  expect(page().tiles?.some(({ group }) => group)).toBe(false);
  await undo();
  expect(tile("a").group).toBe(tile("c").group);
});

test("what is locked is neither removed nor aligned nor resized, and says so", async () => {
  const { user, page, tile } = open([text("a", 0, 0), text("b", 6, 6)], { arrangement: "free" });
  await choose(user, "b");
  await user.keyboard("{Control>}{Shift>}l{/Shift}{/Control}");
  expect(tile("b").locked).toBe(true);
  await user.keyboard("{Delete}");
  expect(page().tiles).toHaveLength(2);
  expect(toasts()).toEqual(["“b” is locked."]);
  await choose(user, "b", "a");
  await pick(user, "Align left");
  expect([tile("a").layout.x, tile("b").layout.x]).toEqual([0, 6]);
  await user.keyboard("{Delete}");
  expect(page().tiles?.map(({ id }) => id)).toEqual(["b"]);
  await choose(user, "b");
  await user.click(screen.getByRole("button", { name: "Unlock" }));
  expect("locked" in tile("b")).toBe(false);
});

test("layers go by brackets, in free placement alone", async () => {
  const { user, page, tile, undo } = open([text("a", 0, 0), text("b", 1, 1), text("c", 2, 2)], { arrangement: "free" });
  screen.getByRole("button", { name: "Move a" }).focus();
  await user.keyboard("]");
  expect(tile("a").layer).toBeGreaterThan(tile("b").layer ?? 0);
  expect(tile("a").layer).toBeLessThanOrEqual((tile("c").layer ?? 0) + 1);
  expect(screen.getByText("a brought forward.")).toBeInTheDocument();
  await undo();
  await user.click(head("a"));
  await user.click(screen.getByRole("button", { name: "Bring to front" }));
  expect(page().tiles?.map(({ layer }) => layer ?? 0)).toEqual([1, 0, 0]);
  await user.click(screen.getByRole("radio", { name: "Grid" }));
  const before = page();
  await user.keyboard("]");
  expect(page()).toEqual(before);
  expect(screen.queryByRole("button", { name: "Bring to front" })).toBeNull();
});

test("the grid takes a strewn page back in one step, and free placement moves nothing", async () => {
  const strewn = [text("a", 3.25, 2.5), text("b", 4.5, 3.125, { locked: true }), text("c", 12, 9)];
  const { user, page, undo } = open(strewn, { arrangement: "free" });
  const before = page();
  await user.click(screen.getByRole("radio", { name: "Grid" }));
  expect(page().arrangement).toBeUndefined();
  expect(page().tiles?.map(({ id, layout }) => [id, layout.x, layout.y])).toEqual([["c", 12, 0], ["b", 5, 3], ["a", 3, 7]]);
  await undo();
  expect(page()).toEqual(before);
  await user.click(screen.getByRole("radio", { name: "Grid" }));
  const onGrid = page();
  await user.click(screen.getByRole("radio", { name: "Free" }));
  expect(page()).toEqual({ ...onGrid, arrangement: "free" });
});

test("keys zoom between the ends and back to the width", async () => {
  const { user } = open([text("a", 0, 0)]);
  await user.keyboard("{Control>}+{/Control}");
  expect(screen.getByRole("button", { name: /^Zoom 110 %/ })).toBeInTheDocument();
  await user.keyboard("{Control>}--------{/Control}");
  expect(screen.getByRole("button", { name: /^Zoom 25 %/ })).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Zoom out" })).toBeDisabled();
  await user.keyboard("{Control>}0{/Control}");
  expect(screen.getByRole("button", { name: /^Zoom 100 %/ })).toBeInTheDocument();
});

test("two people's moves, locks and layers of one canvas meet without a fault", () => {
  const document = createDocument({ name: "D", description: null, spec: { version: 2, pages: [{ id: "p", title: "P", tiles: [text("a", 0, 0), text("b", 6, 0)], filters: [], arrangement: "free" }] } });
  const editor = documentPageEditor((apply) => { apply(document); }, "p", () => undefined);
  act(() => {
    editor.changeTiles(new Set(["a"]), (tile) => ({ ...tile, locked: true }));
    editor.placeTiles(new Map([["a", { x: 1.5, y: 0, width: 4, height: 4 }]]));
    editor.changePage({ phone: { order: ["b", "gone"], heights: {}, hidden: [] } });
    editor.removeTile(text("b", 6, 0));
  });
  expect(materialise(document.doc).spec.pages[0]).toEqual({
    id: "p", title: "P", filters: [], arrangement: "free", phone: { order: ["b", "gone"], heights: {}, hidden: [] },
    tiles: [{ ...text("a", 1.5, 0), locked: true }],
  });
});
