import type { QueryFunctionContext } from "@tanstack/react-query";

/** A question that has failed before is asked past the server's cache: what it keeps may be what was wrong. */
export const afterFailure = ({ client, queryKey }: Pick<QueryFunctionContext, "client" | "queryKey">): { skip_cache?: true } =>
  (client.getQueryState(queryKey)?.errorUpdateCount ?? 0) > 0 ? { skip_cache: true } : {};
