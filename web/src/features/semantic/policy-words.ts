import type { ColumnPolicy, RowPolicy } from "@/api/contracts";
import { OWN_ATTRIBUTES } from "@/api/members";
import type { Role } from "@/api/types";

export type Policy = RowPolicy | ColumnPolicy;

/** Whom a policy limits where it does not say so. */
export const LIMITED: readonly Role[] = ["viewer", "editor"];

const ROLES: readonly Role[] = ["viewer", "editor", "owner"];
const ROLE_WORDS: Record<Role, string> = { viewer: "viewers", editor: "editors", owner: "owners" };
const SHOWN = 4;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a`, `a and b`, `a, b and 3 more`. */
export const listed = (names: readonly string[], joint: "and" | "or" = "and", shown = SHOWN): string => {
  const [head, rest] = names.length > shown + 1 ? [names.slice(0, shown), names.length - shown] : [names, 0];
  if (rest > 0) return `${head.join(", ")} ${joint} ${String(rest)} more`;
  return head.length < 2 ? head.join("") : `${head.slice(0, -1).join(", ")} ${joint} ${head.at(-1) ?? ""}`;
};

/** `Viewers and editors`, `Everybody`. */
export const whoWords = (roles: readonly Role[] = LIMITED): string => {
  const known = ROLES.filter((role) => roles.includes(role));
  return known.length === ROLES.length ? "Everybody" : capital(listed(known.map((role) => ROLE_WORDS[role])));
};

/** `, except people whose department is finance or audit`. */
export const exceptionWords = ({ except_for: condition }: Pick<Policy, "except_for">): string =>
  condition ? `, except people whose ${condition.attribute} is ${listed(condition.values, "or")}` : "";

/** What a policy does, around its formula or its columns. */
export const policyParts = (policy: Policy): { before: string; code: string; after: string } => {
  const who = whoWords(policy.roles);
  if ("formula" in policy) {
    return { before: `${who} ${who === "Everybody" ? "sees" : "see"} only rows of ${policy.table} where `, code: policy.formula, after: exceptionWords(policy) };
  }
  return { before: `${who === "Everybody" ? "Nobody sees" : `${who} do not see`} ${policy.columns.length === 1 ? "the column" : "the columns"} `, code: listed(policy.columns), after: ` of ${policy.table}${exceptionWords(policy)}` };
};

/** The attributes that a formula looks at and that nobody has: no row passes for those whom it limits. */
export const unknownAttributes = (formula: string, known: Iterable<string>): string[] => {
  const said = new Set([...known, ...OWN_ATTRIBUTES]);
  const asked = [...formula.matchAll(/\bUSER_ATTRIBUTE\s*\(\s*'([^']*)'\s*\)/gi)].map(([, name]) => name ?? "");
  return [...new Set(asked)].filter((name) => name !== "" && !said.has(name));
};
