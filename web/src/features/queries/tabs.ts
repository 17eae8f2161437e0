import type { SavedParameter, SavedQuery, SqlRun } from "./api";
import type { Look } from "./look";
import { draftFrom, draftsFromValues, draftOf, emptyDraft, parameterNames, readDraft, type Drafts, type ParameterType } from "./parameters";
import { isSame } from "@/lib/same";

/** The state of a saved query that a tab began from. */
export type Base = Pick<SavedQuery, "id" | "name" | "description" | "folder" | "sql" | "parameters" | "revision">;

export type SqlTab = {
  id: string;
  name: string;
  text: string;
  parameters: Drafts;
  base: Base | null;
  /** How its result is shown; absent until somebody chooses. */
  look?: Look;
  /** When it was opened: tabs stand in this order. */
  openedAt: number;
};

export type Content = Omit<SqlTab, "id" | "openedAt">;

const FIRST_WORDS = 40;

/** A free name such as “Query 3”. */
export const freeName = (tabs: readonly SqlTab[]): string => {
  const taken = new Set(tabs.map(({ name }) => name));
  let number = 1;
  while (taken.has(`Query ${String(number)}`)) number += 1;
  return `Query ${String(number)}`;
};

export const emptyContent = (name: string, text = ""): Content => ({ name, text, parameters: {}, base: null });

const draftsOf = (parameters: readonly SavedParameter[]): Drafts =>
  Object.fromEntries(parameters.map(({ name, type, label, value }) => [name, draftFrom({ type, value: value ?? null }, label ?? "")]));

export const baseOf = ({ id, name, description, folder, sql, parameters, revision }: SavedQuery): Base => ({ id, name, description, folder, sql, parameters, revision });

export const contentOfSaved = (saved: SavedQuery): Content => ({ name: saved.name, text: saved.sql, parameters: draftsOf(saved.parameters), base: baseOf(saved) });

/** A run is opened as a query of its own, named by how it begins. */
export const contentOfRun = ({ sql, parameters }: SqlRun): Content => {
  const words = sql.replaceAll(/\s+/g, " ").trim();
  const name = words.length > FIRST_WORDS ? `${words.slice(0, FIRST_WORDS - 1)}…` : words;
  return { ...emptyContent(name, sql), parameters: draftsFromValues(parameters ?? {}) };
};

/** The parameters of a text as they are saved: what cannot be read as its type is saved without a value. */
export const savedParameters = (text: string, drafts: Drafts, guess: (name: string) => ParameterType): SavedParameter[] =>
  parameterNames(text).map((name) => {
    const draft = draftOf(drafts, name) ?? emptyDraft(guess(name));
    const read = readDraft(draft);
    return { name, type: draft.type, label: draft.label.trim() === "" ? null : draft.label.trim(), value: "value" in read ? read.value.value : null };
  });

const known = (parameters: readonly SavedParameter[]): SavedParameter[] => parameters.map(({ name, type, label, value }) => ({ name, type, label: label ?? null, value: value ?? null }));

/** Whether saving would change anything; a tab that was never saved and holds words has never been saved, which is another matter. */
export const hasChanges = ({ name, text, parameters, base }: Content): boolean => {
  if (base === null) return false;
  if (name !== base.name || text !== base.sql) return true;
  const touched = parameterNames(text).filter((parameter) => draftOf(parameters, parameter) !== undefined);
  const now = savedParameters(text, parameters, () => "text").filter((one) => touched.includes(one.name));
  return !isSame(now, known(base.parameters).filter((one) => touched.includes(one.name)));
};

/** Which tab is seen when another one is closed: the next one, else the one before. */
export const neighbourOf = (tabs: readonly SqlTab[], id: string): SqlTab | undefined => {
  const index = tabs.findIndex((tab) => tab.id === id);
  return tabs[index + 1] ?? tabs[index - 1];
};

export const inOrder = (tabs: readonly SqlTab[]): SqlTab[] => tabs.toSorted((one, other) => one.openedAt - other.openedAt || one.id.localeCompare(other.id));
