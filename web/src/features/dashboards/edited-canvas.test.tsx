import { act, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DashboardPage, Tile } from "@/api/contracts";
import { useToasts } from "@/ui/toast-store";
import { EditedCanvas } from "./edited-canvas";
import type { Layout } from "./layout";
import type { PageEditor } from "./page-editor";

/** 24 steps of 50 pixels. */
const WIDTH = 24 * 50 - 12;
const tiles = (count: number): Tile[] => Array.from({ length: count }, (_, place) => ({
  kind: "text", id: `t${String(place)}`, markdown: `t${String(place)}`, layout: { x: (place % 4) * 6, y: Math.floor(place / 4) * 6, width: 6, height: 6 },
}));

const open = (page: Partial<DashboardPage> & { tiles: Tile[] }, selected: readonly string[] = []) => {
  const drawn: string[] = [];
  const placed: Layout[] = [];
  const unused = () => { throw new Error("not asked for"); };
  const editor = new Proxy({}, { get: (_, name) => (name === "placeTiles" ? (layout: Layout) => { placed.push(layout); } : unused) }) as PageEditor;
  const Body = ({ id }: { id: string }) => {
    drawn.push(id);
    return <p>{id}</p>;
  };
  const Canvas = () => {
    const [whole] = useState<DashboardPage>({ id: "p", title: "P", filters: [], ...page });
    const [draw] = useState(() => (tile: Tile) => ({ isBusy: false, body: <Body id={tile.id} /> }));
    return <EditedCanvas page={whole} editor={editor} selected={new Set(selected)} draw={draw} />;
  };
  render(<Canvas />);
  drawn.length = 0;
  return { drawn, placed };
};

const handle = (id: string): HTMLElement => screen.getByRole("button", { name: new RegExp(`^Move ${id}(,|$)`) });
const tile = (id: string): HTMLElement => screen.getByRole("region", { name: id });
const pull = (id: string, steps: readonly (readonly [x: number, y: number])[], keys: object = {}) => {
  fireEvent.pointerDown(handle(id), { button: 0, pointerId: 1, clientX: 0, clientY: 0 });
  for (const [clientX, clientY] of steps) fireEvent.pointerMove(handle(id), { pointerId: 1, clientX, clientY, ...keys });
};
const drop = (id: string): void => { fireEvent.pointerUp(handle(id), { pointerId: 1 }); };

beforeEach(() => {
  useToasts.setState({ toasts: [] });
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(WIDTH);
  Element.prototype.setPointerCapture = vi.fn();
  Element.prototype.hasPointerCapture = vi.fn(() => false);
});
afterEach(() => { vi.restoreAllMocks(); });

test("of forty tiles none is drawn anew while one is pulled, and those that stay are not touched", () => {
  const { drawn, placed } = open({ tiles: tiles(40), arrangement: "free" });
  const untouched: MutationRecord[] = [];
  const before = tile("t5").style.transform;
  const observer = new MutationObserver((records) => { untouched.push(...records); });
  for (const element of screen.getAllByRole("region")) if (element !== tile("t5")) observer.observe(element, { attributes: true, subtree: true, childList: true });
  act(() => { pull("t5", Array.from({ length: 30 }, (_, step) => [step * 7, step * 5] as const)); });
  expect(tile("t5").style.transform).not.toBe(before);
  expect(drawn).toEqual([]);
  expect([...untouched, ...observer.takeRecords()]).toEqual([]);
  observer.disconnect();
  act(() => { drop("t5"); });
  expect(placed).toHaveLength(1);
});

test("all that are chosen come along, in whole steps on the grid", () => {
  const { placed } = open({ tiles: tiles(3) }, ["t0", "t1"]);
  act(() => { pull("t1", [[4, 0], [310, 6]]); });
  expect(tile("t0").style.transform).toBe("translate(310px, 6px)");
  act(() => { drop("t1"); });
  expect(Object.fromEntries([...(placed[0] ?? [])].map(([id, { x, y }]) => [id, [x, y]]))).toEqual({ t0: [6, 0], t1: [12, 0], t2: [12, 6] });
});

test("in free placement a tile goes onto lines nearby, which are shown, unless Alt is held", () => {
  const { placed } = open({ tiles: [...tiles(1), { ...tiles(2)[1], id: "t9", markdown: "t9", layout: { x: 10.5, y: 9.25, width: 4, height: 4 } } as Tile], arrangement: "free" });
  act(() => { pull("t0", [[4, 4], [527, 3]]); });
  expect(document.querySelectorAll("[data-guide]").length).toBeGreaterThan(0);
  act(() => { drop("t0"); });
  expect(placed[0]?.get("t0")).toEqual({ x: 10.5, y: 0, width: 6, height: 6 });
  act(() => { pull("t0", [[4, 4], [527, 3]], { altKey: true }); });
  expect(document.querySelectorAll("[data-guide]")).toHaveLength(0);
  act(() => { drop("t0"); });
  expect(placed[1]?.get("t0")).toEqual({ x: 10.53125, y: 0.0625, width: 6, height: 6 });
});

test("Escape takes it back, and less than a hand's tremble moves nothing", () => {
  const { placed } = open({ tiles: tiles(2) });
  act(() => { pull("t0", [[4, 0], [310, 6]]); });
  fireEvent.keyDown(window, { key: "Escape" });
  expect(tile("t0").style.transform).toBe("translate(0px, 0px)");
  act(() => { drop("t0"); pull("t0", [[1, 1]]); drop("t0"); });
  expect(placed).toEqual([]);
});

test("what is locked stays, by mouse and by keys, and says so", () => {
  const [first, second] = tiles(2) as [Tile, Tile];
  const { placed } = open({ tiles: [{ ...first, locked: true }, second] });
  act(() => { pull("t0", [[10, 0], [310, 6]]); drop("t0"); });
  fireEvent.keyDown(handle("t0"), { key: "ArrowRight" });
  fireEvent.keyDown(handle("t0"), { key: "ArrowDown", altKey: true });
  expect(placed).toEqual([]);
  expect(useToasts.getState().toasts.map(({ title }) => title)).toEqual(["“t0” is locked.", "“t0” is locked.", "“t0” is locked."]);
});
