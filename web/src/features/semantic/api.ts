import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, unwrap, unwrapAs } from "@/api/client";
import type {
  DatasetSummary, FormulaCheck, FormulaKind, FunctionDoc, ModelCheck, ModelDefinition, ModelState, ModelSummary, QuerySpec, RelationshipSuggestion, RowsResult, SeenModel,
} from "@/api/contracts";
import type { Member, Page } from "@/api/types";
import { authorizedFetch } from "@/api/authorized-fetch";
import { problemFromResponse } from "@/api/problems";

export const modelsOptions = (search: string) =>
  queryOptions({
    queryKey: ["models", { search }],
    queryFn: () => unwrap<Page<ModelSummary>>(api.GET("/api/v1/models", { params: { query: { limit: 100, ...(search !== "" && { search }) } } })),
  });

/** Where a model is read from: by its own id, or as the one that speaks about a dataset. */
export type ModelAddress = { modelId: string } | { datasetId: string };

const read = (at: ModelAddress): Promise<ModelState> =>
  "modelId" in at
    ? unwrap<ModelState>(api.GET("/api/v1/models/{model_id}", { params: { path: { model_id: at.modelId } } }))
    : unwrap<ModelState>(api.GET("/api/v1/models/of-dataset/{dataset_id}", { params: { path: { dataset_id: at.datasetId } } }));

// An editor begins with what is stored now, and keeps its own state from then on.
export const modelStateOptions = (at: ModelAddress) => queryOptions({ queryKey: ["models", "state", at], queryFn: () => read(at), staleTime: Infinity, gcTime: 0 });

export const readModelOfDataset = (datasetId: string): Promise<ModelState> => read({ datasetId });

export const functionsOptions = () =>
  queryOptions({
    queryKey: ["model-functions"],
    queryFn: async (): Promise<readonly FunctionDoc[]> => (await unwrap<{ items: FunctionDoc[] }>(api.GET("/api/v1/models/functions"))).items,
    staleTime: Infinity,
  });

export const datasetsOptions = () =>
  queryOptions({
    queryKey: ["datasets", { for: "model" }],
    queryFn: () => unwrap<Page<DatasetSummary>>(api.GET("/api/v1/datasets", { params: { query: { limit: 100 } } })),
  });

export type SavedState = { name: string; description: string | null; definition: ModelDefinition };

/** Keeps a state of a model; the first one makes the model. */
export const saveModel = (id: string | null, revision: number, state: SavedState): Promise<ModelState> =>
  id === null
    ? unwrap<ModelState>(api.POST("/api/v1/models", { body: state }))
    : unwrap<ModelState>(api.PUT("/api/v1/models/{model_id}", { params: { path: { model_id: id } }, body: { ...state, revision } }));

export const trashModel = (id: string): Promise<unknown> => unwrapAs(api.DELETE("/api/v1/models/{model_id}", { params: { path: { model_id: id } } }));

export const checkModel = (id: string | null, definition: ModelDefinition): Promise<ModelCheck> =>
  id === null
    ? unwrap<ModelCheck>(api.POST("/api/v1/models/validate", { body: { definition } }))
    : unwrap<ModelCheck>(api.POST("/api/v1/models/{model_id}/validate", { params: { path: { model_id: id } }, body: { definition } }));

/** What the policies of a definition leave for somebody. */
export const seenOptions = (definition: ModelDefinition, member: Member | undefined) =>
  queryOptions({
    queryKey: ["see-as", definition, member?.user_id, member?.role, member?.attributes],
    queryFn: ({ signal }) => {
      const { role = "viewer", email = null } = member ?? {};
      const attributes = Object.fromEntries(Object.entries(member?.attributes ?? {}).map(([name, values]) => [name, [...values]]));
      return unwrap<SeenModel>(api.POST("/api/v1/models/see-as", { body: { definition, role, email, attributes }, signal }));
    },
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    gcTime: 60_000,
  });

export type FormulaToCheck = { definition: ModelDefinition; table: string; formula: string; kind: FormulaKind };

export const checkFormula = (body: FormulaToCheck, signal: AbortSignal): Promise<FormulaCheck> =>
  unwrap<FormulaCheck>(api.POST("/api/v1/models/check-formula", { body, signal }));

export const suggestRelationships = async (datasetIds: readonly string[]): Promise<readonly RelationshipSuggestion[]> =>
  (await unwrap<{ items: RelationshipSuggestion[] }>(api.POST("/api/v1/models/suggestions", { body: { dataset_ids: [...datasetIds] } }))).items;

export const ask = (spec: QuerySpec, signal: AbortSignal): Promise<RowsResult> =>
  unwrapAs<RowsResult>(api.POST("/api/v1/query", { body: { spec }, headers: { Accept: "application/json" }, signal }));

const YAML_TYPE = "text/yaml";

const yamlAddress = (id: string): string => `/api/v1/models/${id}/yaml`;

export const readYaml = async (id: string): Promise<string> => {
  const response = await authorizedFetch(yamlAddress(id), { headers: { Accept: YAML_TYPE } });
  if (!response.ok) throw await problemFromResponse(response);
  return response.text();
};

/** Puts another text in place of a stored model, or makes a model of it. */
export const writeYaml = async (id: string | null, revision: number, text: string): Promise<ModelState> => {
  const address = id === null ? "/api/v1/models/import" : `${yamlAddress(id)}?revision=${String(revision)}`;
  const response = await authorizedFetch(address, { method: id === null ? "POST" : "PUT", headers: { "Content-Type": YAML_TYPE }, body: text });
  if (!response.ok) throw await problemFromResponse(response);
  return (await response.json()) as ModelState;
};
