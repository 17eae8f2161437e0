import { describe, expect, it } from "vitest";
import type { DashboardPage, Tile } from "@/api/contracts";
import { addTile, changeTiles, placeTiles, removeTile, renameDashboard, setTileMarkdown } from "./dashboard-operations";
import { materialise, replaceContent, type DashboardContent, type DashboardDocument, type DashboardUndo } from "./dashboard-document";
import { createDocument, NO_HISTORY, type History } from "./dashboard-history";
import { changeDashboard, changePage, insertPage, movePage, moveTile, removePage, renamePage, type Edit } from "./page-operations";

const text = (id: string, y = 0): Tile => ({ kind: "text", id, layout: { x: 0, y, width: 12, height: 4 }, markdown: `Hello ${id}` });
const page = (id: string, ...tiles: Tile[]): DashboardPage => ({ id, title: id.toUpperCase(), tiles, filters: [] });
const START: DashboardContent = {
  name: "Flights",
  description: null,
  spec: { version: 2, pages: [page("a", text("a1"), text("a2", 4)), page("b", text("b1")), page("c")] },
};

type Visit = { document: DashboardDocument; back: DashboardUndo; kept: () => History; now: () => DashboardContent };

/** A page that is opened with what an earlier visit kept, through the storage's text. */
const visit = (content: DashboardContent, earlier: History = NO_HISTORY): Visit => {
  let kept = JSON.parse(JSON.stringify(earlier)) as History;
  const document = createDocument(content, kept, (history) => { kept = JSON.parse(JSON.stringify(history)) as History; });
  return { document, back: document.undo, kept: () => kept, now: () => materialise(document.doc) };
};
const reload = (before: Visit): Visit => visit(before.now(), before.kept());

const EDITS: readonly Edit[] = [
  renameDashboard("Departures"),
  addTile("a", text("a3", 8)),
  placeTiles("a", new Map([["a1", { x: 12, y: 0, width: 6, height: 6 }]])),
  setTileMarkdown("b", "b1", "Something else"),
  moveTile("a2", "c", { x: 0, y: 0, width: 12, height: 4 }),
  insertPage(page("d", text("d1")), 1),
  movePage("c", 0),
  removeTile("a", "a1"),
  removePage("b"),
  renamePage("a", "Delays"),
  changePage("c", { background: "dim" } as never),
  changeDashboard({ theme_id: "0192f7a0-0000-7000-8000-000000000009" } as never),
  changeTiles("d", new Set(["d1"]), (tile) => ({ ...tile, layout: { ...tile.layout, y: 20 } })),
];

/** Does everything and notes what the dashboard was before each. */
const doAll = (one: Visit, edits: readonly Edit[]): DashboardContent[] =>
  edits.map((edit) => {
    const was = one.now();
    edit(one.document);
    return was;
  });

describe("steps", () => {
  it("go back and forth through earlier visits as through this one", () => {
    for (const cut of EDITS.keys()) {
      const first = visit(START);
      const before = doAll(first, EDITS.slice(0, cut));
      const second = reload(first);
      before.push(...doAll(second, EDITS.slice(cut)));
      const end = second.now();
      for (const was of [...before].reverse()) {
        expect(second.back.canUndo()).toBe(true);
        second.back.undo();
        expect(second.now()).toEqual(was);
      }
      expect(second.back.canUndo()).toBe(false);
      for (const next of [...before.slice(1), end]) {
        second.back.redo();
        expect(second.now()).toEqual(next);
      }
      expect(second.back.canRedo()).toBe(false);
    }
  });

  it("survive a reload in the middle of going back, and another before going forth", () => {
    const first = visit(START);
    const before = doAll(first, EDITS);
    const end = first.now();
    for (const _ of EDITS.slice(6)) first.back.undo();
    const second = reload(first);
    expect(second.now()).toEqual(before[6]);
    second.back.undo();
    expect(second.now()).toEqual(before[5]);
    const third = reload(second);
    for (const next of [...before.slice(6), end]) {
      third.back.redo();
      expect(third.now()).toEqual(next);
    }
    expect(third.back.canRedo()).toBe(false);
  });

  it("leave what others changed meanwhile", () => {
    const first = visit(START);
    doAll(first, [setTileMarkdown("b", "b1", "Mine"), addTile("a", text("a3", 8))]);
    const theirs = first.now();
    const tiles = theirs.spec.pages.map((one) => (one.id === "a" ? { ...one, title: "Theirs", tiles: (one.tiles ?? []).filter(({ id }) => id !== "a2") } : one));
    const second = visit({ ...theirs, spec: { ...theirs.spec, pages: tiles } }, first.kept());
    second.back.undo();
    second.back.undo();
    expect(second.now().spec.pages[0]).toEqual({ ...page("a", text("a1")), title: "Theirs" });
    expect(second.now().spec.pages[1]).toEqual(page("b", text("b1")));
  });

  it("that others have taken back already are passed over", () => {
    const first = visit(START);
    doAll(first, [renamePage("a", "One"), renamePage("b", "Two")]);
    const present = first.now();
    const second = visit({ ...present, spec: { ...present.spec, pages: present.spec.pages.map((one) => (one.id === "b" ? page("b", text("b1")) : one)) } }, first.kept());
    second.back.undo();
    expect(second.now()).toEqual(START);
    expect(second.back.canUndo()).toBe(false);
  });

  it("are no more to be gone forth once something else was done", () => {
    const first = visit(START);
    doAll(first, EDITS.slice(0, 3));
    first.back.undo();
    const second = reload(first);
    expect(second.back.canRedo()).toBe(true);
    renamePage("c", "New")(second.document);
    expect(second.back.canRedo()).toBe(false);
    expect(second.kept().undone).toEqual([]);
  });

  it("hold what changed and nothing beside it", () => {
    const many: DashboardContent = { ...START, spec: { version: 2, pages: Array.from({ length: 10 }, (_, place) => page(`p${String(place)}`, ...Array.from({ length: 40 }, (__, at) => text(`t${String(place)}-${String(at)}`, at)))) } };
    const one = visit(many);
    setTileMarkdown("p3", "t3-7", "Changed")(one.document);
    const [step] = one.kept().done;
    expect(step?.before.spec.pages.map(({ id, tiles }) => [id, tiles?.map((tile) => tile.id)])).toEqual([["p3", ["t3-7"]]]);
    expect(JSON.stringify(step).length).toBeLessThan(1_000);
  });

  it("are not made by what the server says", () => {
    const one = visit(START);
    replaceContent(one.document.doc, { ...START, name: "Theirs" });
    expect([one.back.canUndo(), one.kept()]).toEqual([false, NO_HISTORY]);
  });
});
