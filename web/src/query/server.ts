import { authorizedFetch } from "@/api/authorized-fetch";
import { problemFromResponse } from "@/api/problems";
import { BATCH_TYPE, BrokenBatch, readFrames, type Frame } from "./frames";

export type BatchRequest = {
  /** Where to ask, such as `/api/v1/charts/preview`. */
  path: string;
  body: Readonly<Record<string, unknown>>;
  runId: string;
  signal: AbortSignal;
};

/** Asks the server and gives each answer as soon as it is whole. */
export async function* askServer({ path, body, runId, signal }: BatchRequest): AsyncGenerator<Frame, void, undefined> {
  const response = await authorizedFetch(path, {
    method: "POST",
    headers: { Accept: BATCH_TYPE, "Content-Type": "application/json" },
    body: JSON.stringify({ ...body, run_id: runId }),
    signal,
  });
  if (!response.ok) throw await problemFromResponse(response);
  if (response.body === null) throw new BrokenBatch("The answer has no body.");
  yield* readFrames(response.body);
}

/** Tells the server that nobody waits for this run any more. */
export const cancelRun = async (runId: string): Promise<void> => {
  await authorizedFetch(`/api/v1/query-runs/${runId}`, { method: "DELETE", keepalive: true }).catch(() => undefined);
};
