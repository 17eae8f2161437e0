import type { DashboardPage, DashboardParameter, DashboardSpec, FilterChoice, PageFilter, RankMeasure } from "@/api/contracts";
import { filterWords } from "@/query/filter-words";
import type { Choices } from "./choices";

/** What readers of a page can set: the filters of the whole dashboard before its own, and the parameters. */
export type PageControls = {
  filters: readonly PageFilter[];
  parameters: readonly DashboardParameter[];
  /** The bookmark that the page opens with, or else the dashboard. */
  opening?: string;
};

export type SharedControls = Pick<DashboardSpec, "filters" | "parameters" | "refresh_seconds" | "opening">;

export const controlsOn = ({ filters = [], parameters = [], opening }: SharedControls, page: Pick<DashboardPage, "filters" | "opening">): PageControls => {
  const shared = new Set(filters.map(({ id }) => id));
  const beginning = page.opening ?? opening;
  return { filters: [...filters, ...(page.filters ?? []).filter(({ id }) => !shared.has(id))], parameters, ...(beginning && { opening: beginning }) };
};

/** Those that do not stand on the canvas, and so stand above it. */
export const controlsInBar = ({ filters, parameters, ...rest }: PageControls, { tiles = [] }: Pick<DashboardPage, "tiles">): PageControls => {
  const placed = new Set(tiles.flatMap((tile) => (tile.kind === "slicer" ? [tile.control_id] : [])));
  return { ...rest, filters: filters.filter(({ id }) => !placed.has(id)), parameters: parameters.filter(({ id }) => !placed.has(id)) };
};

/** What is in force: the choice, or the default while nothing was chosen. */
export const filterInForce = (filter: PageFilter, choices: Choices): FilterChoice | null => {
  const chosen = choices.filters[filter.id];
  return chosen === undefined ? (filter.default ?? null) : chosen;
};

/** A field in the words of its column, where nobody has given it others. */
export const spoken = (member: string): string => {
  const words = member.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const filterLabel = ({ label, member }: Pick<PageFilter, "label" | "member">): string => label ?? spoken(member);

/** What a filter is set to, in a few words: “Peru, Chile › Arica”, “top 5 by Sales”. */
export const choiceWords = (choice: FilterChoice, { ranking }: Pick<PageFilter, "ranking">): string => {
  if (choice.kind !== "top") return filterWords(choice);
  const measures = ranking?.measures ?? [];
  const by = measures.find(({ id }) => id === choice.by);
  return `${choice.descending === false ? "bottom" : "top"} ${String(choice.count)}${by ? ` by ${rankWords(by)}` : ""}`;
};

/** What readers call a measure that they rank by. */
export const rankWords = ({ measure: { label, member } }: RankMeasure): string => label ?? (member === "*" ? "Number of rows" : spoken(member));
