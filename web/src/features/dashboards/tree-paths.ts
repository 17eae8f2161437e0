import type { FilterValue } from "@/api/contracts";

/** A part of a tree: the values from its first level down. */
export type TreePath = readonly FilterValue[];

export type TreeState = "on" | "partly" | "off";

export const keyOf = (path: TreePath): string => JSON.stringify(path);

const beginsWith = (path: TreePath, start: TreePath): boolean => start.length <= path.length && start.every((value, at) => path[at] === value);

const isBelow = (path: TreePath, above: TreePath): boolean => path.length > above.length && beginsWith(path, above);

/** Whether a part is chosen: with all that lies below it, with some of that, or not. */
export const stateOf = (chosen: readonly TreePath[], path: TreePath): TreeState => {
  if (chosen.some((one) => beginsWith(path, one))) return "on";
  return chosen.some((one) => isBelow(one, path)) ? "partly" : "off";
};

/** The values that are chosen right below a part, or of which something below is. */
export const chosenBelow = (chosen: readonly TreePath[], path: TreePath): FilterValue[] =>
  [...new Set(chosen.filter((one) => isBelow(one, path)).map((one) => one[path.length] ?? null))];

/** Everything that lies right below a part; null where not all of it is known. */
export type ChildrenOf = (path: TreePath) => readonly FilterValue[] | null;

/** The part that is chosen and that this one belongs to. */
const chosenAbove = (chosen: readonly TreePath[], path: TreePath): TreePath | undefined => chosen.find((one) => isBelow(path, one));

/** Whether a part can be let go: nothing of what stays chosen beside it is unknown. */
export const canLetGo = (chosen: readonly TreePath[], path: TreePath, childrenOf: ChildrenOf): boolean => {
  const above = chosenAbove(chosen, path);
  if (above === undefined) return true;
  return path.slice(above.length).every((_, at) => childrenOf(path.slice(0, above.length + at)) !== null);
};

/** Parts of which everything is chosen become the one that they belong to; the whole tree stays as its parts. */
const folded = (chosen: readonly TreePath[], path: TreePath, childrenOf: ChildrenOf): readonly TreePath[] => {
  const parent = path.slice(0, -1);
  const children = parent.length === 0 ? null : childrenOf(parent);
  const isWhole = children !== null && children.length > 1 && children.every((value) => stateOf(chosen, [...parent, value]) === "on");
  return isWhole ? folded([...chosen.filter((one) => !isBelow(one, parent)), parent], parent, childrenOf) : chosen;
};

/** What is chosen once a part is chosen, or let go; of a chosen part that holds it, everything else stays. */
export const toggled = (chosen: readonly TreePath[], path: TreePath, childrenOf: ChildrenOf): readonly TreePath[] => {
  if (stateOf(chosen, path) !== "on") return folded([...chosen.filter((one) => !isBelow(one, path)), path], path, childrenOf);
  const above = chosenAbove(chosen, path);
  if (above === undefined) return chosen.filter((one) => keyOf(one) !== keyOf(path));
  if (!canLetGo(chosen, path, childrenOf)) return chosen;
  const beside = path.slice(above.length).flatMap((value, at) => {
    const parent = path.slice(0, above.length + at);
    return (childrenOf(parent) ?? []).filter((other) => other !== value).map((other) => [...parent, other]);
  });
  return [...chosen.filter((one) => one !== above), ...beside];
};

/** Parts that a search found, with those that they belong to. */
export type FoundTree = ReadonlyMap<string, readonly FilterValue[]>;

/** What was found, as the values right below each part. */
export const treeOf = (paths: readonly TreePath[]): FoundTree => {
  const found = new Map<string, FilterValue[]>();
  for (const path of paths) {
    path.forEach((value, at) => {
      const key = keyOf(path.slice(0, at));
      const known = found.get(key) ?? [];
      if (!known.includes(value)) found.set(key, [...known, value]);
    });
  }
  return found;
};
