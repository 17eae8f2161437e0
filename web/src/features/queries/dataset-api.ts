import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Dataset, Import } from "@/api/contracts";
import type { components } from "@/api/generated/schema";

const FOLLOW_EVERY_MS = 500;

export type DatasetWords = { name: string; description: string | null };

/** Begins to make a dataset of a run or a saved query; the server goes on by itself. */
export const makeDataset = (queryId: string, words: DatasetWords): Promise<Dataset> =>
  unwrap(api.POST("/api/v1/queries/{query_id}/dataset", { params: { path: { query_id: queryId } }, body: words }));

export const cancelMaking = (importId: string): Promise<Import> =>
  unwrap(api.DELETE("/api/v1/imports/{import_id}", { params: { path: { import_id: importId } } }));

export const isUnderWay = (status: Import["status"] | undefined): boolean => status === undefined || status === "queued" || status === "running";

/** How far a dataset is, asked again until it is there or has failed. */
export const makingOptions = (importId: string) =>
  queryOptions({
    queryKey: ["imports", importId],
    queryFn: () => unwrap<Import>(api.GET("/api/v1/imports/{import_id}", { params: { path: { import_id: importId } } })),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.status) ? FOLLOW_EVERY_MS : false),
    staleTime: 0,
  });

export type DatasetOrigin = components["schemas"]["DatasetOrigin"];

/** The statements that the versions of a dataset were made of, the latest first. */
export const originsOptions = (datasetId: string) =>
  queryOptions({
    queryKey: ["dataset", datasetId, "origins"],
    queryFn: () => unwrap<{ items: readonly DatasetOrigin[] }>(api.GET("/api/v1/queries/of-dataset/{dataset_id}", { params: { path: { dataset_id: datasetId } } })),
  });

/** Begins to run the statement of a dataset again, into a new version. */
export const refreshDataset = (datasetId: string): Promise<Dataset> =>
  unwrap(api.POST("/api/v1/queries/of-dataset/{dataset_id}/refresh", { params: { path: { dataset_id: datasetId } } }));

export const stageWords = (making: Import | undefined): string =>
  making === undefined || making.stage === null ? "Waiting for its turn" : making.stage === "querying" ? "Running the statement" : "Reading the answer";

/** Why nothing came of it, with the line of the statement where that is known. */
export const whyNot = ({ error }: Import): Import["error"] => {
  const line = error?.details?.["line"];
  return error && typeof line === "number" ? { ...error, message: `${error.message} It is about line ${String(line)} of the statement.` } : error;
};
