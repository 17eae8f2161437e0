import { expect, test } from "vitest";
import type { ModelState, RelationshipSuggestion } from "@/api/contracts";
import { addTable, freeName, problemsAt, putCalculated, putMeasure, removeTable, sayOfColumn, suggested, wholeDefinition, type Definition } from "./definition";
import { beginDraft, hasUnsaved, isChanged, stepDraft } from "./draft";
import { formulaWords, quoted } from "./formula-words";
import { pictureOf } from "./picture-layout";

const ORDERS = "0192f000-0000-7000-8000-00000000000a";
const CUSTOMERS = "0192f000-0000-7000-8000-00000000000b";

const aDefinition = (): Definition => ({
  ...wholeDefinition({ tables: [{ name: "orders", dataset_id: ORDERS }, { name: "customers", dataset_id: CUSTOMERS }] }),
  relationships: [{ name: "buyer", from_table: "orders", from_columns: ["customer_id"], to_table: "customers", to_columns: ["id"], cardinality: "many_to_one", is_active: true }],
  measures: [{ name: "revenue", table: "orders", formula: "SUM(amount)" }, { name: "people", table: "customers", formula: "COUNT(*)" }],
});

const aState = (facts: Partial<ModelState> = {}): ModelState => ({
  id: "0192f000-0000-7000-8000-0000000000ff", name: "Sales", description: null, definition: aDefinition(), revision: 3, tables: [], check: { problems: [], types: [] },
  created_by: null, created_at: null, updated_at: null, ...facts,
});

test("a column of which nothing is said any more leaves the definition", () => {
  const said = sayOfColumn(aDefinition(), "orders", { column: "amount", label: "Amount paid", unit: "€" });
  expect(said.tables[0]?.columns).toEqual([{ column: "amount", label: "Amount paid", unit: "€" }]);
  expect(sayOfColumn(said, "orders", { column: "amount", label: null, unit: null, synonyms: [] })).toEqual(aDefinition());
});

test("a table takes its relationships and measures along when it goes", () => {
  const { tables, relationships, measures } = removeTable(aDefinition(), "customers");
  expect([tables.map(({ name }) => name), relationships, measures.map(({ name }) => name)]).toEqual([["orders"], [], ["revenue"]]);
});

test("a dataset is added once, under a name that nobody has", () => {
  const other = "0192f000-0000-7000-8000-00000000000c";
  const added = addTable(aDefinition(), { name: "Orders", dataset_id: other });
  expect(added.tables.map(({ name }) => name)).toEqual(["orders", "customers", "Orders_2"]);
  expect(addTable(added, { name: "again", dataset_id: other })).toBe(added);
  expect(freeName("a", ["A", "a_2"])).toBe("a_3");
});

test("what is replaced keeps its place, what is new comes last", () => {
  const changed = putMeasure(aDefinition(), 0, { name: "income", table: "orders", formula: "SUM(paid)" });
  expect(putMeasure(changed, null, { name: "n", table: "orders", formula: "COUNT(*)" }).measures.map(({ name }) => name)).toEqual(["income", "people", "n"]);
});

const suggestion: RelationshipSuggestion = { name: "buyer", from_dataset_id: ORDERS, from_columns: ["customer_id"], to_dataset_id: CUSTOMERS, to_columns: ["id"], cardinality: "many_to_one", match: null };

test("a suggestion that is taken already, or whose table is not here, is none", () => {
  expect(suggested(aDefinition(), suggestion)).toBeNull();
  expect(suggested(removeTable(aDefinition(), "customers"), suggestion)).toBeNull();
  expect(suggested(aDefinition(), { ...suggestion, from_columns: ["payer_id"] })).toEqual({
    name: "buyer_2", from_table: "orders", from_columns: ["payer_id"], to_table: "customers", to_columns: ["id"], cardinality: "many_to_one", is_active: true,
  });
});

test("problems belong to their part and to nothing that only begins like it", () => {
  const problem = (place: string) => ({ place, message: "wrong", hint: null, start: null, end: null, depends_on: null });
  const all = [problem("measures/profit/formula"), problem("measures/profit"), problem("measures/profit_share/formula")];
  expect(problemsAt(all, "measures/profit")).toEqual(all.slice(0, 2));
});

test("changes can be undone, done again, and what is saved is what was sent", () => {
  const begun = beginDraft(aState());
  const rename = (name: string) => ({ kind: "change" as const, change: (written: typeof begun.present) => ({ ...written, name }) });
  const once = stepDraft(begun, rename("One"));
  expect([hasUnsaved(begun), hasUnsaved(once), isChanged(begun), isChanged(beginDraft(aState({ id: null })))]).toEqual([false, true, false, true]);
  expect(stepDraft(once, rename("One"))).toBe(once);
  expect(stepDraft(stepDraft(once, { kind: "undo" }), { kind: "redo" })).toEqual(once);
  const typedOn = stepDraft(stepDraft(once, rename("Two")), { kind: "saved", state: aState({ name: "One", revision: 4 }), sent: once.present });
  expect([typedOn.present.name, typedOn.revision, hasUnsaved(typedOn)]).toEqual(["Two", 4, true]);
  const quiet = stepDraft(once, { kind: "saved", state: aState({ name: "One", revision: 4 }), sent: once.present });
  expect([quiet.present.name, hasUnsaved(quiet)]).toEqual(["One", false]);
});

const column = (name: string) => ({ name, type: "decimal" as const, label: null });
const table = (name: string, dataset_id: string, ...columns: string[]) => ({ name, dataset_id, dataset_name: name, sql_name: name, is_missing: false, row_count: 1, columns: columns.map(column) });
const tables = [table("orders", ORDERS, "amount", "Order Date"), table("customers", CUSTOMERS, "country")];
const texts = (definition: Definition, at: string, kind: "measure" | "column") => formulaWords({ definition, tables, functions: [], table: at, kind }).map(({ text }) => text);

test("a measure names its columns, other measures and every related table; a column only what it reaches one by one", () => {
  const definition = putCalculated(aDefinition(), "orders", null, { name: "net", formula: "amount * 0.8" });
  expect(texts(definition, "orders", "measure")).toEqual(["amount", '"Order Date"', "net", "revenue", "people", "customers.country"]);
  expect(texts(definition, "orders", "column")).toEqual(["amount", '"Order Date"', "net", "customers.country"]);
  expect(texts(definition, "customers", "column")).toEqual(["country"]);
});

test("a table that plays several roles is called by them", () => {
  const twice: Definition = { ...aDefinition(), relationships: [...aDefinition().relationships, { name: "payer", from_table: "orders", from_columns: ["payer_id"], to_table: "customers", to_columns: ["id"], is_active: false }] };
  expect(texts(twice, "orders", "column").slice(2)).toEqual(["customers.country", "buyer.country", "payer.country"]);
});

test("names are quoted only where they must be", () => {
  expect(["amount", "Größe", "order date", "select", "case", '2nd', 'a"b'].map(quoted)).toEqual(["amount", "Größe", '"order date"', "select", '"case"', '"2nd"', '"a""b"']);
});

test("what many rows come from stands left of what they point to, also in a circle", () => {
  const picture = pictureOf(aDefinition());
  const [orders, customers] = ["orders", "customers"].map((name) => picture.tables.find((one) => one.name === name)?.x ?? -1);
  expect((orders ?? 0) < (customers ?? 0)).toBe(true);
  expect(picture.lines.map(({ from, to }) => [from.sign, to.sign])).toEqual([["∗", "1"]]);
  const circle: Definition = { ...aDefinition(), relationships: [...aDefinition().relationships, { name: "back", from_table: "customers", from_columns: ["x"], to_table: "orders", to_columns: ["y"] }] };
  expect(pictureOf(circle).lines).toHaveLength(2);
  expect(Number.isFinite(pictureOf(circle).width)).toBe(true);
});
