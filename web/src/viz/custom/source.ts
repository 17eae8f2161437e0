import { queryOptions } from "@tanstack/react-query";
import { authorizedFetch } from "@/api/authorized-fetch";
import type { VisualScript } from "@/api/contracts";
import { asProblem, problemFromResponse } from "@/api/problems";
import type { VisualSource } from "./source-context";

/** A visual with its script, asked for as the answers of tiles are. */
export const visualOptions = (source: VisualSource | null, id: string) => {
  const isVisitor = source !== null && source.dashboardId === undefined;
  return queryOptions({
    queryKey: ["visual", isVisitor ? source.address : "", id],
    queryFn: async ({ signal }) => {
      const path = `visuals/${encodeURIComponent(id)}`;
      const asked = isVisitor ? source.send(`${source.address}/${path}`, { signal }) : authorizedFetch(`/api/v1/${path}`, { signal });
      const response = await asked.catch((error: unknown) => { throw asProblem(error); });
      if (!response.ok) throw await problemFromResponse(response);
      return (await response.json()) as VisualScript;
    },
    staleTime: 60_000,
    retry: false,
  });
};
