import type { RowFilterSpec } from "@/api/contracts";
import { problemFromResponse } from "@/api/problems";
import type { Answer } from "@/query/answer";
import { answerOf } from "@/query/frame-answer";
import { BATCH_TYPE, readFrames } from "@/query/frames";
import type { Linking } from "./live-tiles";

/** The answers that a tile keeps of its tooltips; the oldest goes first. */
const MOST_KEPT = 60;

const fetched = async ({ source, question }: Linking, tileId: string, filters: readonly RowFilterSpec[], signal: AbortSignal): Promise<Answer> => {
  const response = await source.send(`${source.address}/results`, {
    method: "POST",
    signal,
    headers: { "Content-Type": "application/json", Accept: BATCH_TYPE },
    body: JSON.stringify({ ...question, tile_ids: [tileId], pointed: { tile_id: tileId, filters } }),
  });
  if (!response.ok || response.body === null) throw await problemFromResponse(response);
  for await (const frame of readFrames(response.body)) {
    const outcome = answerOf(frame);
    if (outcome instanceof Error) throw outcome;
    return outcome;
  }
  throw new Error("The answer to a tooltip is missing.");
};

/** Asks once for each mark; who leaves before the answer takes the question back. */
export const tooltipAsker = (linking: Linking, tileId: string) => {
  const kept = new Map<string, Answer>();
  return async (filters: readonly RowFilterSpec[], signal: AbortSignal): Promise<Answer> => {
    const key = JSON.stringify(filters);
    const known = kept.get(key);
    if (known) return known;
    const answer = await fetched(linking, tileId, filters, signal);
    const [oldest] = kept.keys();
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(key, answer);
    return answer;
  };
};
