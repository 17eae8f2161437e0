import { expect, test } from "vitest";
import { canLetGo, chosenBelow, keyOf, stateOf, toggled, treeOf, type ChildrenOf, type TreePath } from "./tree-paths";

const TREE: Record<string, readonly (string | null)[]> = {
  [keyOf([])]: ["Chile", "Peru", null],
  [keyOf(["Chile"])]: ["Arica", "Santiago"],
  [keyOf(["Peru"])]: ["Cusco", "Lima", "Arica"],
  [keyOf(["Peru", "Lima"])]: ["shop", "depot"],
};
const childrenOf: ChildrenOf = (path) => TREE[keyOf(path)] ?? null;
const press = (chosen: readonly TreePath[], ...paths: TreePath[]) => paths.reduce((now, path) => toggled(now, path, childrenOf), chosen);

test("a part is on with what it belongs to, partly with what lies below it, and a name twice is two parts", () => {
  const chosen: TreePath[] = [["Peru", "Lima"], ["Chile"], [null]];
  expect([["Peru"], ["Peru", "Lima"], ["Peru", "Lima", "shop"], ["Peru", "Arica"], ["Chile", "Arica"], [null], ["null"]].map((path) => stateOf(chosen, path))).toEqual(
    ["partly", "on", "on", "off", "on", "on", "off"],
  );
  expect([chosenBelow(chosen, []), chosenBelow(chosen, ["Peru"]), chosenBelow(chosen, ["Chile"])]).toEqual([["Peru", "Chile", null], ["Lima"], []]);
});

test("choosing a part takes the place of what was chosen below it", () => {
  expect(press([], ["Peru", "Lima", "shop"], ["Peru", "Cusco"], ["Peru"])).toEqual([["Peru"]]);
});

test("the last of all parts makes the whole, on every level but the first", () => {
  expect(press([], ["Peru", "Cusco"], ["Peru", "Arica"], ["Peru", "Lima", "shop"])).toEqual([["Peru", "Cusco"], ["Peru", "Arica"], ["Peru", "Lima", "shop"]]);
  expect(press([], ["Peru", "Cusco"], ["Peru", "Arica"], ["Peru", "Lima", "shop"], ["Peru", "Lima", "depot"])).toEqual([["Peru"]]);
  expect(press([], ["Chile"], ["Peru"], [null])).toEqual([["Chile"], ["Peru"], [null]]);
});

test("letting go of a part keeps everything beside it on the way down", () => {
  expect(press([["Peru"], ["Chile"]], ["Peru", "Lima", "shop"])).toEqual([["Chile"], ["Peru", "Cusco"], ["Peru", "Arica"], ["Peru", "Lima", "depot"]]);
  expect(press([["Chile"]], ["Chile"])).toEqual([]);
});

test("choosing a part and letting it go again leaves what was", () => {
  for (const start of [[], [["Chile"]], [["Peru", "Cusco"], [null]]] satisfies TreePath[][]) {
    for (const path of [["Peru", "Lima", "shop"], ["Peru", "Arica"]] satisfies TreePath[]) expect(press(start, path, path)).toEqual(start);
  }
});

test("a part cannot be let go where what would stay beside it is not known", () => {
  const unknown: ChildrenOf = (path) => (path.length === 1 ? null : childrenOf(path));
  expect([canLetGo([["Peru"]], ["Peru", "Lima"], unknown), canLetGo([["Peru"]], ["Peru", "Lima"], childrenOf), canLetGo([["Peru"]], ["Peru"], unknown)]).toEqual([false, true, true]);
  expect(toggled([["Peru"]], ["Peru", "Lima"], unknown)).toEqual([["Peru"]]);
});

test("what a search found stands under what it belongs to, each once", () => {
  expect([...treeOf([["Peru"], ["Peru", "Lima"], ["Chile", "Arica"], ["Peru", "Arica"]])]).toEqual([
    [keyOf([]), ["Peru", "Chile"]], [keyOf(["Peru"]), ["Lima", "Arica"]], [keyOf(["Chile"]), ["Arica"]],
  ]);
});
