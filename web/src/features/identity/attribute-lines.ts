import { attributeNameProblem, OWN_ATTRIBUTES } from "@/api/members";
import type { Attributes } from "@/api/types";

/** An attribute while it is being written. */
export type AttributeLine = { key: number; name: string; values: readonly string[] };

export const linesOf = (attributes: Attributes): AttributeLine[] => Object.entries(attributes).map(([name, values], key) => ({ key, name, values }));

/** What is wrong with a line; one that is empty says nothing, and nothing is wrong with it. */
export const lineProblem = ({ name, values, key }: AttributeLine, lines: readonly AttributeLine[]): { name?: string; values?: string } => {
  if (name === "" && values.length === 0) return {};
  const wrong = attributeNameProblem(name);
  if (wrong !== undefined) return { name: wrong };
  if (OWN_ATTRIBUTES.includes(name)) return { name: `Everybody has ${name} without anybody saying so.` };
  if (lines.some((other) => other.key < key && other.name === name)) return { name: "A line above has this name." };
  return values.length === 0 ? { values: "Give it at least one value, or take the line out." } : {};
};

export const attributesFrom = (lines: readonly AttributeLine[]): Attributes =>
  Object.fromEntries(lines.filter(({ name, values }) => name !== "" && values.length > 0).map(({ name, values }) => [name, values]));
