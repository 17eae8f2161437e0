import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { DashboardPage, Tile } from "@/api/contracts";
import { isSame } from "@/lib/same";
import { addTile, placeTiles, removeTile, setTileMarkdown, setTileTitle } from "./dashboard-operations";
import { materialise, replaceContent, type DashboardContent, type DashboardDocument } from "./dashboard-document";
import { createDocument, undoFor } from "./dashboard-history";
import { mergeContent } from "./merge-content";
import { MAX_PAGES } from "./page-limits";
import { changeDashboard, changePage, insertPage, movePage, moveTile, removePage, renamePage, setPageFilters, type Edit } from "./page-operations";

const DATASET = "0192f7a0-0000-7000-8000-000000000001";

const chart = (id: string, y = 0): Tile => ({
  kind: "chart",
  id,
  layout: { x: 0, y, width: 12, height: 8 },
  title: null,
  chart: { dataset_id: DATASET, mark: "bar" },
});
const text = (id: string, y = 0): Tile => ({ kind: "text", id, layout: { x: 12, y, width: 12, height: 4 }, markdown: "Hello" });
const page = (id: string, ...tiles: Tile[]): DashboardPage => ({ id, title: id.toUpperCase(), tiles, filters: [] });
const content = (...pages: DashboardPage[]): DashboardContent => ({ name: "Flights", description: null, spec: { version: 2, pages } });
const START = content(page("a", chart("a1"), text("a2")), page("b", chart("b1")), page("c"));

const pagesOf = ({ doc }: DashboardDocument): DashboardPage[] => materialise(doc).spec.pages;
const order = (document: DashboardDocument): string => pagesOf(document).map(({ id }) => id).join("");
const after = (...edits: Edit[]): DashboardContent => {
  const document = createDocument(START);
  for (const apply of edits) apply(document);
  return materialise(document.doc);
};

/** A second person with the same document. */
const joined = ({ doc }: DashboardDocument): DashboardDocument => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return { doc: copy, undo: undoFor(copy) };
};
const exchange = (one: DashboardDocument, other: DashboardDocument): void => {
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc));
  Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(other.doc));
};

describe("pages", () => {
  it("are put in, renamed, moved and removed", () => {
    const fresh = page("x", text("x1"));
    expect(after(insertPage(fresh, 1))).toEqual(content(...START.spec.pages.toSpliced(1, 0, fresh)));
    expect(after(renamePage("b", "Delays")).spec.pages[1]).toEqual({ ...page("b", chart("b1")), title: "Delays" });
    expect(after(removePage("a"))).toEqual(content(...START.spec.pages.slice(1)));
    expect(after(setPageFilters("c", [{ id: "f", label: null, dataset_id: DATASET, member: "region", control: "list", default: null }])).spec.pages[2]?.filters).toHaveLength(1);
  });

  it("and the dashboard as a whole carry whatever the contract gives them, each property on its own", () => {
    const titled = { title: "Delays" };
    expect(after(changePage("b", titled)).spec.pages[1]).toEqual({ ...page("b", chart("b1")), ...titled });
    const wide = { refresh_seconds: 60 } as Parameters<typeof changeDashboard>[0];
    const gone = { refresh_seconds: undefined } as unknown as Parameters<typeof changeDashboard>[0];
    expect(after(changeDashboard(wide)).spec).toEqual({ ...START.spec, refresh_seconds: 60 });
    expect(after(changeDashboard(wide), changeDashboard(gone))).toEqual(START);
    const mine = { ...START, spec: { ...START.spec, refresh_seconds: 60 } } as DashboardContent;
    expect(mergeContent(START, mine, after(renamePage("b", "Delays"))).spec).toEqual({ ...after(renamePage("b", "Delays")).spec, refresh_seconds: 60 });
  });

  it.each([["a", 1, "bac"], ["a", 2, "bca"], ["c", 0, "cab"], ["b", 1, "abc"], ["a", 99, "bca"], ["c", -1, "cab"], ["gone", 0, "abc"]])("%s moved to %i stand as %s", (id, index, expected) => {
    const document = createDocument(START);
    movePage(id, index)(document);
    expect(order(document)).toBe(expected);
  });

  it("are never fewer than one, never more than the server takes, and never twice the same", () => {
    const single = createDocument(content(page("a", chart("a1"))));
    removePage("a")(single);
    insertPage(page("a"), 0)(single);
    expect(materialise(single.doc)).toEqual(content(page("a", chart("a1"))));
    expect(single.undo.canUndo()).toBe(false);
    const full = createDocument(content(...Array.from({ length: MAX_PAGES }, (_, index) => page(`p${String(index)}`))));
    insertPage(page("more"), 0)(full);
    expect(pagesOf(full)).toHaveLength(MAX_PAGES);
  });

  it("let a tile go over to another page, with all that it is", () => {
    const layout = { x: 4, y: 9, width: 6, height: 6 };
    expect(after(moveTile("a1", "c", layout))).toEqual(content(page("a", text("a2")), page("b", chart("b1")), page("c", { ...chart("a1"), layout })));
    expect(after(moveTile("a1", "gone", layout), moveTile("gone", "c", layout))).toEqual(START);
  });
});

/** The same numbers every time, so that what fails fails again. */
const dice = (seed: number) => {
  let state = seed;
  return (sides: number): number => {
    state = (Math.imul(state ^ (state >>> 15), state | 1) + 0x6d2b79f5) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % sides;
  };
};

let fresh = 0;

/** Anything that a person can do to the pages of this document. */
const anyEdit = (document: DashboardDocument, roll: (sides: number) => number): Edit => {
  const pages = pagesOf(document);
  const some = <Value>(values: readonly Value[]): Value | undefined => values[roll(Math.max(1, values.length))];
  const here = some(pages)?.id ?? "";
  const tile = some(pages.flatMap(({ tiles }) => tiles ?? []))?.id ?? "";
  fresh += 1;
  const id = `new${String(fresh)}`;
  const edits: Edit[] = [
    insertPage(page(id, chart(`${id}-1`), text(`${id}-2`)), roll(pages.length + 1)),
    insertPage(page(id), pages.length),
    renamePage(here, `Page ${id}`),
    movePage(here, roll(pages.length)),
    movePage(here, roll(pages.length)),
    removePage(here),
    moveTile(tile, some(pages)?.id ?? "", { x: roll(12), y: roll(20), width: 6, height: 6 }),
    moveTile(tile, some(pages)?.id ?? "", { x: roll(12), y: roll(20), width: 6, height: 6 }),
    addTile(here, chart(id, roll(20))),
    removeTile(here, tile),
    setTileTitle(here, tile, id),
    setTileMarkdown(here, tile, id),
    placeTiles(here, new Map([[tile, { x: 0, y: roll(20), width: 4, height: 4 }]])),
  ];
  return some(edits) ?? removePage(here);
};

const editAtRandom = (document: DashboardDocument, roll: (sides: number) => number, count: number): void => {
  for (let step = 0; step < count; step += 1) anyEdit(document, roll)(document);
};

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);

const idsOf = ({ spec }: DashboardContent): string[] => spec.pages.flatMap(({ id, tiles }) => [id, ...(tiles ?? []).map((tile) => tile.id)]);
const expectSound = (state: DashboardContent): void => {
  expect(state.spec.pages.length).toBeGreaterThan(0);
  expect(new Set(idsOf(state)).size).toBe(idsOf(state).length);
};
/** As the document tells it: tiles in reading order. */
const told = (state: DashboardContent): DashboardContent => materialise(createDocument(state).doc);

describe("whatever was done to the pages", () => {
  it.each(SEEDS)("is undone to the start and redone to the end (%i)", (seed) => {
    const roll = dice(seed);
    const document = createDocument(START);
    const states = [materialise(document.doc)];
    for (let step = 0; step < 25; step += 1) {
      anyEdit(document, roll)(document);
      expectSound(materialise(document.doc));
      if (!isSame(materialise(document.doc), states.at(-1))) states.push(materialise(document.doc));
    }
    for (const expected of states.slice(0, -1).toReversed()) {
      document.undo.undo();
      expect(materialise(document.doc)).toEqual(expected);
    }
    expect(document.undo.canUndo()).toBe(false);
    for (const expected of states.slice(1)) {
      document.undo.redo();
      expect(materialise(document.doc)).toEqual(expected);
    }
  });

  it.each(SEEDS)("ends the same for two people, who lose neither page nor order (%i)", (seed) => {
    const roll = dice(seed);
    const one = createDocument(START);
    const other = joined(one);
    editAtRandom(one, roll, 6);
    editAtRandom(other, roll, 6);
    exchange(one, other);
    expect(materialise(other.doc)).toEqual(materialise(one.doc));
    expectSound(materialise(one.doc));
  });

  it.each(SEEDS)("is taken over whole by who did nothing, and merged to what the server takes by who did (%i)", (seed) => {
    const roll = dice(seed);
    const [one, other] = [createDocument(START), createDocument(START)];
    editAtRandom(one, roll, 6);
    editAtRandom(other, roll, 6);
    const [ours, theirs] = [materialise(one.doc), materialise(other.doc)];
    const base = told(START);
    expect(told(mergeContent(base, ours, base))).toEqual(ours);
    expect(told(mergeContent(base, base, theirs))).toEqual(theirs);
    const merged = mergeContent(base, ours, theirs);
    expectSound(merged);
    replaceContent(one.doc, merged);
    expect(materialise(one.doc)).toEqual(told(merged));
  });
});

describe("two people at once", () => {
  it("move a page and rename it, move a tile and retitle it, on the shared document", () => {
    const one = createDocument(START);
    const other = joined(one);
    movePage("a", 2)(one);
    moveTile("b1", "c", { x: 0, y: 0, width: 4, height: 4 })(one);
    renamePage("a", "Renamed")(other);
    setTileTitle("b", "b1", "Retitled")(other);
    exchange(one, other);
    const expected = content(page("b"), page("c", { ...chart("b1"), title: "Retitled", layout: { x: 0, y: 0, width: 4, height: 4 } } as Tile), { ...page("a", chart("a1"), text("a2")), title: "Renamed" });
    expect(materialise(one.doc)).toEqual(expected);
    expect(materialise(other.doc)).toEqual(expected);
  });

  it("take back a move without disturbing what another put in meanwhile", () => {
    const document = createDocument(START);
    movePage("c", 1)(document);
    movePage("c", 0)(document);
    const { spec, ...rest } = materialise(document.doc);
    replaceContent(document.doc, { ...rest, spec: { ...spec, pages: spec.pages.toSpliced(2, 0, page("x")) } });
    expect(order(document)).toBe("caxb");
    document.undo.undo();
    document.undo.undo();
    expect(order(document)).toBe("axbc");
  });

  it("remove each other's last page, and one empty page is left", () => {
    const one = createDocument(content(page("a", chart("a1")), page("b", chart("b1"))));
    const other = joined(one);
    removePage("a")(one);
    removePage("b")(other);
    exchange(one, other);
    const stand: DashboardPage = { id: "page-1", title: "Page 1", tiles: [], filters: [] };
    expect(materialise(one.doc)).toEqual(content(stand));
    addTile("page-1", text("t"))(one);
    expect(materialise(one.doc)).toEqual(content({ ...stand, tiles: [text("t")] }));
  });

  it.each<[string, Edit[], Edit[], DashboardPage[]]>([
    ["both orders: ours, with theirs put in", [movePage("c", 0)], [insertPage(page("x"), 1)], [page("c"), page("a", chart("a1"), text("a2")), page("x"), page("b", chart("b1"))]],
    ["a move and a new name", [movePage("a", 2)], [renamePage("a", "New")], [page("b", chart("b1")), page("c"), { ...page("a", chart("a1"), text("a2")), title: "New" }]],
    ["a page where we put it", [insertPage(page("x"), 1)], [renamePage("c", "New")], [page("a", chart("a1"), text("a2")), page("x"), page("b", chart("b1")), { ...page("c"), title: "New" }]],
    ["a tile once, where we moved it, as they changed it", [moveTile("a1", "b", chart("", 8).layout)], [setTileTitle("a", "a1", "New")], [page("a", text("a2")), page("b", chart("b1"), { ...chart("a1", 8), title: "New" } as Tile), page("c")]],
    ["a tile once, when both moved it", [moveTile("a1", "b", chart("", 8).layout)], [moveTile("a1", "c", chart("").layout)], [page("a", text("a2")), page("b", chart("b1"), chart("a1", 8)), page("c")]],
    ["a page whole that we removed and they work on", [removePage("a")], [setTileTitle("a", "a1", "New")], [page("a", { ...chart("a1"), title: "New" } as Tile, text("a2")), page("b", chart("b1")), page("c")]],
    ["a page whole that they removed and we work on", [setTileTitle("a", "a1", "New")], [removePage("a")], [page("a", { ...chart("a1"), title: "New" } as Tile, text("a2")), page("b", chart("b1")), page("c")]],
    ["nothing of a page that they removed", [renamePage("c", "New")], [removePage("a")], [page("b", chart("b1")), { ...page("c"), title: "New" }]],
    ["our pages, when together we removed all", [removePage("b"), removePage("c")], [removePage("a"), removePage("b")], [page("a", chart("a1"), text("a2"))]],
  ])("merged by the saver: %s", (_, ours, theirs, expected) => {
    expect(told(mergeContent(told(START), after(...ours), after(...theirs))).spec.pages).toEqual(told(content(...expected)).spec.pages);
  });
});
