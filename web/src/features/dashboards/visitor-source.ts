import { queryOptions } from "@tanstack/react-query";
import { problemFromResponse } from "@/api/problems";
import type { MemberValues } from "@/query/model";
import type { ResultsSource } from "./results-source";

const LISTED = "100";

/** A dashboard as visitors ask for it, who know nothing of its datasets: also the values of its filters come from it. */
export const visitorSource = (address: string, send: ResultsSource["send"]): ResultsSource => ({
  address,
  send,
  valuesOf: (filterId, search) =>
    queryOptions({
      queryKey: ["visitor-values", address, filterId, search],
      queryFn: async ({ signal }) => {
        const query = new URLSearchParams({ limit: LISTED, ...(search !== "" && { search }) });
        const response = await send(`${address}/filters/${encodeURIComponent(filterId)}/values?${query.toString()}`, { signal, headers: { Accept: "application/json" } });
        if (!response.ok) throw await problemFromResponse(response);
        return (await response.json()) as MemberValues;
      },
      staleTime: 60_000,
    }),
});
