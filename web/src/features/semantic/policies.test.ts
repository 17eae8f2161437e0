import { expect, test } from "vitest";
import type { ColumnPolicy, FunctionDoc, ModelState, RowPolicy } from "@/api/contracts";
import { addTable, policiesOf, policyCount, putColumnPolicy, putRowPolicy, removeRowPolicy, removeTable, wholeDefinition } from "./definition";
import { beginDraft, hasUnsaved, stepDraft } from "./draft";
import { formulaWords } from "./formula-words";
import { exceptionWords, listed, policyParts, unknownAttributes, whoWords } from "./policy-words";

const ORDERS = "0192f000-0000-7000-8000-00000000000a";
const CUSTOMERS = "0192f000-0000-7000-8000-00000000000b";
const tables = [{ name: "orders", dataset_id: ORDERS }, { name: "customers", dataset_id: CUSTOMERS }];
const row: RowPolicy = { name: "own region", table: "orders", formula: "region = USER_ATTRIBUTE('region')", roles: ["editor", "viewer"], except_for: { attribute: "department", values: ["finance"] } };
const column: ColumnPolicy = { name: "private", table: "customers", columns: ["email", "phone"], roles: ["viewer"], except_for: null };

const sentence = (policy: RowPolicy | ColumnPolicy): string => Object.values(policyParts(policy)).join("");

test("whoever is told of policies sends them back whole, an empty list too; everybody else says nothing of them", () => {
  const owners = wholeDefinition({ tables, row_policies: [row], column_policies: [] });
  expect([owners.row_policies, owners.column_policies, policiesOf(owners)]).toEqual([[row], [], { row_policies: [row], column_policies: [] }]);
  const editors = wholeDefinition({ tables });
  expect([Object.keys(editors).filter((key) => key.endsWith("policies")), policiesOf(editors)]).toEqual([[], null]);
  expect(Object.keys(JSON.parse(JSON.stringify(removeTable(editors, "customers"))) as object)).not.toContain("row_policies");
  expect(removeRowPolicy(owners, 0).row_policies).toEqual([]);
});

test("policies are changed in the draft like everything else, and can be undone", () => {
  const definition = wholeDefinition({ tables, row_policies: [], column_policies: [] });
  const state: ModelState = { id: "m", name: "Sales", description: null, definition, revision: 1, tables: [], check: { problems: [], types: [] }, created_by: null, created_at: null, updated_at: null };
  const begun = beginDraft(state);
  const changed = stepDraft(begun, { kind: "change", change: (written) => ({ ...written, definition: putColumnPolicy(putRowPolicy(written.definition, null, row), null, column) }) });
  expect(policiesOf(changed.present.definition)).toEqual({ row_policies: [row], column_policies: [column] });
  expect([hasUnsaved(changed), hasUnsaved(stepDraft(changed, { kind: "undo" }))]).toEqual([true, false]);
  const renamed = putRowPolicy(changed.present.definition, 0, { ...row, name: "home" });
  expect(renamed.row_policies?.map(({ name }) => name)).toEqual(["home"]);
});

test("a table takes its policies along, and nobody else's", () => {
  const definition = wholeDefinition({ tables, row_policies: [row], column_policies: [column] });
  expect([policyCount(definition, "orders"), policyCount(definition, "customers")]).toEqual([1, 1]);
  expect(policiesOf(removeTable(definition, "customers"))).toEqual({ row_policies: [row], column_policies: [] });
  expect(policiesOf(addTable(definition, { name: "more", dataset_id: "x" }))).toEqual({ row_policies: [row], column_policies: [column] });
});

test("a policy is said in a sentence", () => {
  expect(sentence(row)).toBe("Viewers and editors see only rows of orders where region = USER_ATTRIBUTE('region'), except people whose department is finance");
  expect(sentence(column)).toBe("Viewers do not see the columns email and phone of customers");
  expect(sentence({ ...column, roles: ["owner", "editor", "viewer"], columns: ["email"] })).toBe("Nobody sees the column email of customers");
  expect(sentence({ name: "all", table: "orders", formula: "amount < 5" })).toBe("Viewers and editors see only rows of orders where amount < 5");
  expect(sentence({ ...column, columns: ["a", "b", "c", "d", "e", "f", "g"] })).toContain("the columns a, b, c, d and 3 more of customers");
});

test("lists are joined as people join them", () => {
  expect([listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or"), listed(["a", "b", "c", "d", "e"]), listed([])]).toEqual(["a", "a and b", "a, b or c", "a, b, c, d and e", ""]);
  expect([whoWords(["editor"]), whoWords(), whoWords(["owner", "viewer"])]).toEqual(["Editors", "Viewers and editors", "Viewers and owners"]);
  expect(exceptionWords({ except_for: { attribute: "team", values: ["a", "b"] } })).toBe(", except people whose team is a or b");
});

test("an attribute that nobody has is found out, and those that everybody has are not", () => {
  const formula = "region = USER_ATTRIBUTE('region') OR user_attribute( 'team' ) = 'x' OR email = USER_ATTRIBUTE('email') OR USER_ATTRIBUTE('team') IS NULL";
  expect(unknownAttributes(formula, ["region"])).toEqual(["team"]);
  expect(unknownAttributes(formula, ["region", "team"])).toEqual([]);
});

test("a policy is completed by columns of the data, attributes, and what both columns and measures may call", () => {
  const doc = (name: string, kinds: FunctionDoc["kinds"], category: FunctionDoc["category"] = "text"): FunctionDoc => ({ name, kinds, category, signature: `${name}()`, doc: "", example: "" });
  const functions = [doc("LOWER", ["column", "measure"]), doc("SUM", ["measure"], "aggregates"), doc("BUCKET", ["column"]), doc("USER_EMAIL", ["policy"], "policies"), doc("AND", ["column", "measure"], "operators")];
  const definition = wholeDefinition({
    tables: [{ name: "orders", dataset_id: ORDERS, calculated: [{ name: "net", formula: "amount" }] }],
    measures: [{ name: "revenue", table: "orders", formula: "SUM(amount)" }],
    parameters: [{ name: "tax", type: "float", default: 0.2 }],
  });
  const known = [{ name: "orders", dataset_id: ORDERS, dataset_name: "Orders", sql_name: "orders", is_missing: false, row_count: 1, columns: [{ name: "amount", type: "decimal" as const, label: null }, { name: "Sold to", type: "text" as const, label: null }] }];
  const texts = formulaWords({ definition, tables: known, functions, table: "orders", kind: "policy", attributes: ["region"] }).map(({ text }) => text);
  expect(texts).toEqual(["amount", '"Sold to"', "USER_ATTRIBUTE('region')", "LOWER", "USER_EMAIL"]);
});
