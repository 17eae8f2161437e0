import { queryOptions } from "@tanstack/react-query";
import type { AskForValues, DashboardSpec, FilterValue } from "@/api/contracts";
import { problemFromResponse } from "@/api/problems";
import type { ValuesSource } from "@/query/conditions/use-values";
import type { MemberValues } from "@/query/model";
import { pageChoices, type Choices, type OnChoices } from "./choices";
import type { PageControls } from "./page-controls";
import type { ResultsSource } from "./results-source";

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

const optionsOf = (filterId: string, { address, send }: ResultsSource, body: AskForValues) => {
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
      return (await response.json()) as MemberValues;
    },
    staleTime: 60_000,
  });
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
