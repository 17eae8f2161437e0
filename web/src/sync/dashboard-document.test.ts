import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { Tile } from "@/api/contracts";
import { materialise, replaceContent, type DashboardContent } from "./dashboard-document";
import { createDocument, undoFor } from "./dashboard-history";
import { addTile, placeTiles, removeTile, renameDashboard, setTileChart, setTileMarkdown, setTileTitle } from "./dashboard-operations";
import { mergeContent } from "./merge-content";

const DATASET = "0192f7a0-0000-7000-8000-000000000001";

const chart = (id: string, y: number): Tile => ({
  kind: "chart",
  id,
  layout: { x: 0, y, width: 12, height: 8 },
  title: null,
  chart: { dataset_id: DATASET, mark: "bar" },
});
const text = (id: string, y: number, markdown: string): Tile => ({ kind: "text", id, layout: { x: 12, y, width: 12, height: 4 }, markdown });

const content = (...tiles: Tile[]): DashboardContent => ({
  name: "Flights",
  description: null,
  spec: { version: 2, pages: [{ id: "page-1", title: "Page 1", tiles, filters: [] }] },
});
const tilesOf = (state: DashboardContent): Tile[] => state.spec.pages[0]?.tiles ?? [];

describe("a dashboard's document", () => {
  it("says exactly what it was made from", () => {
    const start = content(chart("a", 0), text("b", 0, "Hello"));
    expect(materialise(createDocument(start).doc)).toEqual(start);
  });

  it("undoes and redoes one named operation at a time", () => {
    const document = createDocument(content(chart("a", 0)));
    const states = [materialise(document.doc)];
    const edits = [
      renameDashboard("Delays"),
      addTile("page-1", text("b", 0, "Hello")),
      setTileMarkdown("page-1", "b", "Hello again"),
      setTileTitle("page-1", "a", "By month"),
      setTileChart("page-1", "a", { dataset_id: DATASET, mark: "line" }),
      placeTiles("page-1", new Map([["a", { x: 2, y: 4, width: 10, height: 8 }]])),
      removeTile("page-1", "b"),
    ];
    for (const apply of edits) {
      apply(document);
      states.push(materialise(document.doc));
    }
    for (const expected of states.slice(0, -1).reverse()) {
      document.undo.undo();
      expect(materialise(document.doc)).toEqual(expected);
    }
    for (const expected of states.slice(1)) {
      document.undo.redo();
      expect(materialise(document.doc)).toEqual(expected);
    }
  });

  it("does not undo what came from the server", () => {
    const document = createDocument(content(chart("a", 0)));
    setTileTitle("page-1", "a", "Mine")(document);
    const theirs = materialise(document.doc);
    replaceContent(document.doc, { ...theirs, name: "Theirs" });
    document.undo.undo();
    expect(materialise(document.doc)).toEqual({ ...content(chart("a", 0)), name: "Theirs" });
  });

  it("merges concurrent edits of different properties of one tile, in any order", () => {
    const first = createDocument(content(chart("a", 0)));
    const second = new Y.Doc();
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first.doc));
    const other = { doc: second, undo: undoFor(second) };
    setTileTitle("page-1", "a", "Title")(first);
    setTileChart("page-1", "a", { dataset_id: DATASET, mark: "area" })(other);
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first.doc));
    Y.applyUpdate(first.doc, Y.encodeStateAsUpdate(second));
    const [tile] = tilesOf(materialise(first.doc));
    expect(tile).toEqual({ ...chart("a", 0), title: "Title", chart: { dataset_id: DATASET, mark: "area" } });
    expect(materialise(second)).toEqual(materialise(first.doc));
  });
});

describe("mergeContent", () => {
  const base = content(chart("a", 0), text("b", 0, "Hello"));

  it("keeps both sides' edits of different tiles and properties", () => {
    const ours = { ...content({ ...chart("a", 0), title: "Ours" } as Tile, text("b", 0, "Hello"), chart("c", 8)), name: "Ours" };
    const theirs = content(chart("a", 4), text("b", 0, "Theirs"), text("d", 12, "New"));
    expect(mergeContent(base, ours, theirs)).toEqual({
      ...content({ ...chart("a", 4), title: "Ours" } as Tile, text("b", 0, "Theirs"), text("d", 12, "New"), chart("c", 8)),
      name: "Ours",
    });
  });

  it("removes what one side removed, unless the other side changed it", () => {
    expect(mergeContent(base, content(chart("a", 0)), base)).toEqual(content(chart("a", 0)));
    expect(mergeContent(base, base, content(chart("a", 0)))).toEqual(content(chart("a", 0)));
    const edited = content(chart("a", 0), text("b", 0, "Edited"));
    expect(mergeContent(base, edited, content(chart("a", 0)))).toEqual(edited);
    expect(mergeContent(base, content(chart("a", 0)), edited)).toEqual(edited);
  });

  it("changes nothing when nobody changed anything", () => {
    expect(mergeContent(base, base, base)).toEqual(base);
  });
});
