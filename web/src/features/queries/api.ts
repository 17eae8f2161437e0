import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap, unwrapAs } from "@/api/client";
import type { components } from "@/api/generated/schema";
import type { Page } from "@/api/types";

type Schemas = components["schemas"];
export type ExecuteQuery = Schemas["ExecuteQuery"];
export type SavedParameter = Schemas["SavedParameter"];
export type SavedQuery = Schemas["SavedQuery"];
export type SaveQuery = Schemas["SaveQuery"];
export type SqlReceipt = Schemas["SqlReceipt"];
export type SqlResult = Schemas["SqlResult"];
export type SqlRun = Schemas["SqlRun"];
export type Vocabulary = Schemas["Vocabulary"];
export type VocabularyTable = Schemas["VocabularyTable"];
export type QueryFolder = Schemas["QueryFolder"];

const PAGE = 50;

const at = (id: string) => ({ path: { query_id: id } });
const paging = (cursor: string | null, search: string) => ({ limit: PAGE, ...(search !== "" && { search }), ...(cursor !== null && { cursor }) });

export const vocabularyOptions = () =>
  queryOptions({
    // Whatever changes the datasets changes what can be asked.
    queryKey: ["datasets", { for: "sql" }],
    queryFn: () => unwrap<Vocabulary>(api.GET("/api/v1/queries/vocabulary")),
    staleTime: 60_000,
  });

export const runsOptions = (search: string) =>
  infiniteQueryOptions({
    queryKey: ["sql-runs", { search }],
    queryFn: ({ pageParam }) => unwrap<Page<SqlRun>>(api.GET("/api/v1/queries", { params: { query: paging(pageParam, search) } })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    staleTime: 0,
  });

export const savedOptions = (search: string, folder: string | null) =>
  infiniteQueryOptions({
    queryKey: ["saved-queries", { search, folder }],
    queryFn: ({ pageParam }) =>
      unwrap<Page<SavedQuery>>(api.GET("/api/v1/queries/saved", { params: { query: { ...paging(pageParam, search), ...(folder !== null && { folder }) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    staleTime: 0,
  });

export const foldersOptions = () =>
  queryOptions({
    queryKey: ["saved-queries", "folders"],
    queryFn: () => unwrap<{ items: readonly QueryFolder[] }>(api.GET("/api/v1/queries/folders")),
    staleTime: 0,
  });

/** A saved query, or a run of one's own; `kind` tells which. */
export const queryById = (id: string) =>
  queryOptions({
    queryKey: ["sql-query", id],
    queryFn: () => unwrapAs<SavedQuery | SqlRun>(api.GET("/api/v1/queries/{query_id}", { params: { ...at(id) } })),
    staleTime: 0,
  });

/** What a statement gave, and the run that the history keeps of it. */
export type Answer = { result: SqlResult; queryId: string | null };

export const executeSql = async (body: ExecuteQuery, signal: AbortSignal): Promise<Answer> => {
  const reply = await api.POST("/api/v1/queries/execute", { body, signal });
  return { result: await unwrapAs<SqlResult>(Promise.resolve(reply)), queryId: reply.response.headers.get("X-Query-Id") };
};

export const createSaved = (body: SaveQuery): Promise<SavedQuery> => unwrap(api.POST("/api/v1/queries/saved", { body }));

export const changeSaved = (id: string, body: Schemas["ChangeQuery"]): Promise<SavedQuery> =>
  unwrap(api.PUT("/api/v1/queries/{query_id}", { params: at(id), body }));

/** Forgets a run, or moves a saved query to the trash. */
export const deleteQuery = (id: string): Promise<void> => unwrap(api.DELETE("/api/v1/queries/{query_id}", { params: at(id) }));

export const restoreSaved = (id: string): Promise<unknown> =>
  unwrap(api.POST("/api/v1/trash/{kind}/{id}/restore", { params: { path: { kind: "query", id } } }));
