import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { DatasetSummary } from "@/api/contracts";
import type { Page } from "@/api/types";

const MOST = 100;

/** The datasets that can be asked, by name; the largest lists are searched. */
export const datasetsOptions = (search: string) =>
  queryOptions({
    queryKey: ["datasets", { search, for: "asking" }],
    queryFn: () => unwrap<Page<DatasetSummary>>(api.GET("/api/v1/datasets", { params: { query: { limit: MOST, ...(search !== "" && { search }) } } })),
  });
