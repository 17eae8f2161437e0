import type { ChosenFilter, DashboardPage, EmbeddedDashboard, SharedDashboard } from "@/api/contracts";
import { isSame } from "@/lib/same";
import { NO_CHOICES, type Choices, type OnChoices, type PageChoices } from "./choices";
import { showingOf } from "./showing";

/** What pages begin with, by their ids. */
export type PageStates = Readonly<Record<string, Choices>>;

type Values<Value> = Readonly<Record<string, Value>>;

/** What the reader chose since the last state came into force wins over what a page begins with. */
const merged = <Value>(chosen: Values<Value>, opening: Values<Value>, last: Values<Value>): Record<string, Value> => ({
  ...chosen,
  ...Object.fromEntries(Object.entries(opening).filter(([id]) => !(id in chosen) || (id in last && isSame(chosen[id], last[id])))),
});

/** A page as it begins: its own state under what the reader chose themselves, who stays on it. */
export const atPage = (choices: Choices, opening: Choices, last: Choices | null, pageId: string): Choices => {
  const { changes = [], parameters = {}, selections } = choices;
  const others = <Part extends { tile_id: string }>(own: readonly Part[], theirs: readonly Part[]) =>
    [...own, ...theirs.filter(({ tile_id }) => !own.some((one) => one.tile_id === tile_id))];
  const drilled = others(changes, opening.changes ?? []);
  const set = merged(parameters, opening.parameters ?? {}, last?.parameters ?? {});
  return {
    ...choices,
    page: pageId,
    filters: merged(choices.filters, opening.filters, last?.filters ?? {}),
    selections: others(selections, opening.selections),
    ...(drilled.length > 0 && { changes: drilled }),
    ...(Object.keys(set).length > 0 && { parameters: set }),
  };
};

/** The same in the words of the web. */
export const choicesOf = ({ chosen = [], selections = [], parameters = [], changes = [] }: PageChoices, page?: string | null): Choices => ({
  filters: Object.fromEntries(chosen.map(({ filter_id, filter }: ChosenFilter) => [filter_id, filter])),
  selections,
  ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters.flatMap(({ parameter_id, value }) => (value === null ? [] : [[parameter_id, value]]))) }),
  ...(changes.length > 0 && { changes }),
  ...(typeof page === "string" && { page }),
});

type Visited = Pick<SharedDashboard | EmbeddedDashboard, "opening" | "page_openings" | "spec">;

/** What a visitor begins with: on the whole, and page by page. */
export const visitorStates = ({ opening, page_openings = {} }: Visited): { whole: Choices | null; states: PageStates } => ({
  whole: opening ? choicesOf(opening.choices, opening.page_id) : null,
  states: Object.fromEntries(Object.entries(page_openings).map(([id, choices]) => [id, choicesOf(choices)])),
});

/** In place of the id of a bookmark, which no visitor knows. */
export const BEGINNING = "beginning";

/** Leads a visitor's reset back to what they began with. */
export const backToBeginning = (dashboard: Visited, onChoices: OnChoices): OnChoices => (next, how) => {
  if (next.bookmark !== BEGINNING) {
    onChoices(next, how);
    return;
  }
  const { bookmark: _, ...rest } = next;
  const { whole, states } = visitorStates(dashboard);
  const page = rest.page ?? (dashboard.spec.pages[0] as DashboardPage | undefined)?.id ?? "";
  onChoices({ ...(states[page] ?? whole ?? NO_CHOICES), ...showingOf(rest), page }, how);
};
