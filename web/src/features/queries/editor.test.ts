import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { faultField, faultIn, showFault } from "@/ui/code-fault";
import { completeSql } from "./editor-completion";
import { aTable } from "./testing";

const words = { tables: [aTable({ columns: [{ name: "region", type: "text" }, { name: "Order Date", type: "date" }] })], functions: ["sum"] };

const complete = (written: string, isExplicit = false) => {
  const position = written.indexOf("|");
  return completeSql(() => words)(new CompletionContext(EditorState.create({ doc: written.replace("|", "") }), position, isExplicit));
};

test("a point offers columns at once, a space waits to be asked", () => {
  expect([complete("select s.| from sales s")?.options.map(({ label }) => label), complete("select | from sales"), complete("select | from sales", true)?.options.some(({ label }) => label === "region")]).toEqual([["region", "Order Date"], null, true]);
});

test("a word is replaced from where it begins, a quoted one with its quotes", () => {
  expect([complete("select s.reg| from sales s")?.from, complete('select s."Ord|" from sales s')?.to, complete('select s."Ord|" from sales s')?.options.map(({ apply }) => apply)]).toEqual([9, 14, ['"region"', '"Order Date"']]);
});

test("nothing is offered in a text", () => {
  expect(complete("select 'sa|' from sales", true)).toBeNull();
});

const marked = () => {
  const state = EditorState.create({ doc: "select regoin from sales", extensions: [faultField] });
  return state.update({ effects: showFault({ from: 7, to: 13 }) }).state;
};

test("the mark of a fault goes along with its word", () => {
  expect(faultIn(marked().update({ changes: { from: 0, insert: "-- mine\n" } }).state)).toEqual({ from: 15, to: 21 });
});

test("it goes when its word is changed, and when it is told to", () => {
  expect([faultIn(marked().update({ changes: { from: 9, insert: "x" } }).state), faultIn(marked().update({ effects: showFault(null) }).state)]).toEqual([null, null]);
});

test("a fault at the end of the text is seen at its last letter, in an empty one nowhere", () => {
  const at = (doc: string, place: number) => faultIn(EditorState.create({ doc, extensions: [faultField] }).update({ effects: showFault({ from: place, to: place }) }).state);
  expect([at("select", 6), at("", 0), at("a", 99)]).toEqual([{ from: 5, to: 6 }, null, { from: 0, to: 1 }]);
});
