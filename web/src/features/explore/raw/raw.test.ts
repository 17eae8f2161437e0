import { json } from "@codemirror/lang-json";
import { ensureSyntaxTree } from "@codemirror/language";
import { CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { readFileSync } from "node:fs";
import { beforeEach, expect, it } from "vitest";
import type { QueryColumn } from "@/api/contracts";
import { completeDocument } from "./document-completion";
import { restored, shortened } from "@/chart-editor/raw/document-store";
import { brokenPlace, placeOf, type Path } from "./json-places";
import { schemaWords } from "./schema-words";
import { documentOf, laidOut, MAX_DOCUMENT, plainDocument } from "@/chart-editor/raw/start-document";

const stateOf = (doc: string): EditorState => {
  const state = EditorState.create({ doc, extensions: [json()] });
  ensureSyntaxTree(state, doc.length, 5_000);
  return state;
};

const column = (name: string, role: "dimension" | "measure", type = "text"): QueryColumn => ({ name, role, type, label: name.toUpperCase() }) as unknown as QueryColumn;
const COLUMNS = [column("region", "dimension"), column("day", "dimension", "date"), column("sum_amount", "measure", "decimal")];
const SCHEMA = readFileSync("src/features/explore/raw/vega-lite-schema.json", "utf8");

beforeEach(() => { localStorage.clear(); });

it("marks the word of a fault, and of what is large its name alone", () => {
  const text = '{ "layer": [{ "mark": "bar" }, { "mark": "barr", "encoding": { "x": { "field": "a" } } }] }';
  const said = (path: Path) => { const place = placeOf(stateOf(text), path); return place && text.slice(place.from, place.to); };
  expect(said(["layer", 1, "mark"])).toBe('"mark": "barr"');
  expect(said(["layer", 1, "encoding"])).toBe('"encoding"');
  expect(said(["layer", 1, "encoding", "x", "field"])).toBe('"field": "a"');
  expect(said(["layer", 1, "encoding", "nowhere", "field"])).toBe('"encoding"');
  expect(said([])).toBe("{");
});

it("finds the same name twice where it stands last, and names with escapes", () => {
  const text = '{ "a\\"b": 1, "a\\"b": 2 }';
  const place = placeOf(stateOf(text), ['a"b']);
  expect(place && text.slice(place.from, place.to)).toBe('"a\\"b": 2');
});

it("knows where a text stops being JSON", () => {
  expect(brokenPlace(stateOf('{ "a": 1 }'))).toBeNull();
  expect(brokenPlace(stateOf('{ "a": , }'))?.from).toBeGreaterThan(4);
});

const offered = (text: string): string[] => {
  const at = text.indexOf("|");
  const state = stateOf(text.replace("|", ""));
  const words = schemaWords(SCHEMA, () => ["mark", "encoding"]);
  const result = completeDocument(() => words, () => COLUMNS)(new CompletionContext(state, at, true)) as CompletionResult | null;
  return (result?.options ?? []).map(({ displayLabel }) => displayLabel ?? "");
};

it("offers names by the schema, without those that stand there or are refused", () => {
  const names = offered('{ "mark": "bar", "encoding": {}, | }');
  expect(names).toEqual(expect.arrayContaining(["transform", "title", "params", "config"]));
  for (const name of ["mark", "encoding", "data", "usermeta", "datasets"]) expect(names).not.toContain(name);
  expect(offered('{ "encoding": { "x": { | } } }')).toEqual(expect.arrayContaining(["field", "type", "aggregate", "bin"]));
});

it("offers the words of a name, and fields where a field is meant", () => {
  expect(offered('{ "encoding": { "x": { "type": | } } }')).toEqual(expect.arrayContaining(["nominal", "ordinal", "quantitative", "temporal"]));
  expect(offered('{ "encoding": { "x": { "field": "| } } }').slice(0, 3)).toEqual(["region", "day", "sum_amount"]);
  expect(offered('{ "mark": | }')).toContain("bar");
  expect(offered('{ "mark": | }')).not.toContain("image");
});

it("keeps a long document out of the address, and brings it back", () => {
  const document = JSON.stringify({ mark: "bar", title: "x".repeat(2_000) });
  const short = shortened({ document, show_labels: true });
  expect(short).toEqual({ document: expect.stringMatching(/^~[0-9a-z]{1,16}$/) as string, show_labels: true });
  expect(restored(short)).toEqual({ document, show_labels: true });
  expect(shortened({ document: "{}" })).toEqual({ document: "{}" });
});

it("leaves out a document that this browser does not have, and keeps the last twenty", () => {
  expect(restored({ document: "~abc", show_labels: true })).toEqual({ show_labels: true });
  const documents = Array.from({ length: 25 }, (_, index) => JSON.stringify({ title: `${String(index)} ${"x".repeat(900)}` }));
  const names = documents.map((document) => shortened({ document }));
  expect(Object.keys(localStorage).filter((key) => key.startsWith("gnomon.document."))).toHaveLength(20);
  expect(names.filter((name) => restored(name).document !== undefined).length).toBe(20);
  localStorage.setItem("gnomon.document.bad", "{");
  expect(restored({ document: "~bad" })).toEqual({});
});

it("lays text out as a person would, without changing what it says", () => {
  const value = { mark: "bar", encoding: { x: { field: "region", type: "nominal", title: "A long title that fills its line" }, y: { field: "sum_amount", type: "quantitative" } }, empty: {}, list: [1, "a", null] };
  const text = laidOut(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(130);
});

it("goes on from a picture without what every picture has by itself", () => {
  const label = { calculate: "datum.region", as: "region:label" };
  const own = { calculate: "1", as: "one" };
  const vega_lite = { description: "x", data: { name: "result" }, width: "container", transform: [label, own, label], mark: "bar", usermeta: {} };
  expect(JSON.parse(documentOf({ mark: "bar", vega_lite }, COLUMNS))).toEqual({ transform: [own, label], mark: "bar" });
});

it("begins with a plain picture where there is none to go on from", () => {
  const plain = { mark: "bar", encoding: { x: { field: "region", type: "nominal", title: "REGION" }, y: { field: "sum_amount", type: "quantitative", title: "SUM_AMOUNT" }, color: { field: "day", type: "temporal", title: "DAY" } } };
  expect(JSON.parse(plainDocument(COLUMNS))).toEqual(plain);
  for (const drawing of [{ mark: "kpi", vega_lite: null }, { mark: "calendar", vega_lite: { mark: "rect" } }, { mark: "bar", vega_lite: { title: "x".repeat(MAX_DOCUMENT) } }] as const) {
    expect(JSON.parse(documentOf(drawing, COLUMNS))).toEqual(plain);
  }
  expect(JSON.parse(plainDocument([]))).toEqual({ mark: "bar", encoding: {} });
});
