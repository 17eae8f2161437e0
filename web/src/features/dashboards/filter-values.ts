import { queryOptions } from "@tanstack/react-query";
import type { AskForValues, DashboardSpec, FilterValue } from "@/api/contracts";
import { problemFromResponse } from "@/api/problems";
import type { ValuesSource } from "@/query/conditions/use-values";
import type { MemberValues } from "@/query/model";
import { pageChoices, type Choices, type OnChoices } from "./choices";
import type { PageControls } from "./page-controls";
import type { ResultsSource } from "./results-source";

const MOST_LISTED = 1_000;

/** What setting filters and parameters needs to know, and where a choice goes. */
export type Setting = {
  pageId: string;
  controls: PageControls;
  source: ResultsSource;
  choices: Choices;
  onChange: OnChoices;
  /** An unsaved state that the server does not have yet. */
  draft: DashboardSpec | null;
};

/** What a filter is asked for beside its own choice: what is chosen in the others narrows it. */
const bodyOf = (filterId: string, { pageId, choices, draft }: Setting): AskForValues => {
  const { chosen = [], parameters = [] } = pageChoices(choices);
  return {
    page_id: pageId,
    chosen: chosen.filter(({ filter_id }) => filter_id !== filterId),
    parameters,
    ...(draft !== null && { draft: { ...draft, pages: draft.pages.filter(({ id }) => id === pageId).map((page) => ({ ...page, tiles: [] })) } }),
  };
};

/** The answer of a filter: rows of values, the last of each how often they stand, or what they are ranked by. */
export type ListedRows = { rows: FilterValue[][]; total_rows: number };

const rowsOf = <Rows>(filterId: string, { address, send }: ResultsSource, body: AskForValues) => {
  const text = JSON.stringify(body);
  return queryOptions({
    queryKey: ["filter-values", address, filterId, text],
    queryFn: async ({ signal }) => {
      const response = await send(`${address}/filters/${encodeURIComponent(filterId)}/values`, {
        method: "POST",
        signal,
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: text,
      });
      if (!response.ok) throw await problemFromResponse(response);
      return (await response.json()) as Rows;
    },
    staleTime: 60_000,
  });
};

const optionsOf = rowsOf<MemberValues>;

/** What lies right below a part of a tree; nothing is below its last level. */
export const partsOfTree = (filterId: string, setting: Setting, path: readonly FilterValue[]) =>
  rowsOf<ListedRows>(filterId, setting.source, { ...bodyOf(filterId, setting), path: [...path], limit: MOST_LISTED });

/** The parts of one level that a text is found in, each with those that it belongs to. */
export const foundInTree = (filterId: string, setting: Setting, level: number, search: string) =>
  rowsOf<ListedRows>(filterId, setting.source, { ...bodyOf(filterId, setting), level, search });

/** The values that a filter leaves, best first, with what they are ranked by. */
export const rankedValues = (filterId: string, setting: Setting) => {
  const { chosen = [] } = pageChoices(setting.choices);
  return rowsOf<ListedRows>(filterId, setting.source, { ...bodyOf(filterId, setting), chosen });
};

/** The values to choose from in a filter. */
export const valuesOfFilter = (filterId: string, setting: Setting): ValuesSource => {
  const body = bodyOf(filterId, setting);
  return {
    listed: (search) => optionsOf(filterId, setting.source, { ...body, ...(search !== "" && { search }) }),
    occurring: (values: readonly FilterValue[]) => optionsOf(filterId, setting.source, { ...body, among: [...values], limit: 1000 }),
  };
};

/** The ends of the numbers or the days that a filter is about, as one row. */
export const endsOfFilter = (filterId: string, setting: Setting) => {
  const options = optionsOf(filterId, setting.source, bodyOf(filterId, setting));
  return { ...options, select: ({ rows }: MemberValues): readonly [FilterValue, FilterValue] | null => rows[0] ?? null };
};
