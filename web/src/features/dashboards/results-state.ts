import type { ChartTile, Tile } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import { NOTHING_ASKED, answeredState, failedState, waitingState, type Answer, type ClientState } from "@/query/answer";
import { withOwnChanges } from "./changes";
import { pageChoices, unpick, type Choices } from "./choices";
import { afterVainAsking, isAskedQuietly } from "./quiet-asking";

/** What one tile shows at the moment, and the question that this is, or will be, the answer to. */
export type TileResult = {
  question: string;
  state: ClientState;
  /** It is asked again by itself, and shows until then what it shows. */
  isQuiet?: boolean;
  /** Why asking again was in vain the last time. */
  failure?: Problem;
};

export type TileResults = ReadonlyMap<string, TileResult>;

export const chartTiles = (tiles: readonly Tile[]): ChartTile[] =>
  tiles.filter((tile): tile is ChartTile => tile.kind === "chart");

/** A tile, or a number inside of its words, by what it asks. */
export type Asked = { id: string; chart: unknown };

/** Everything that decides a tile's answer: what it asks, and what filters it. A tile's own selection does not. */
export const questionOf = (tile: Asked, choices: Choices, controls: unknown, generation: number): string =>
  JSON.stringify([tile.chart, controls, pageChoices(unpick(withOwnChanges(choices, tile.id), tile.id)), generation]);

/** The tiles whose question is another than the one asked last. */
export const tilesToAsk = (results: TileResults, questions: ReadonlyMap<string, string>): string[] =>
  [...questions].filter(([id, question]) => results.get(id)?.question !== question).map(([id]) => id);

export const startAsking = (results: TileResults, ids: readonly string[], questions: ReadonlyMap<string, string>): TileResults => {
  const kept = [...results].filter(([id]) => questions.has(id));
  const asked = ids.map((id): [string, TileResult] => {
    const [question, before] = [questions.get(id) ?? "", results.get(id)];
    return [id, before !== undefined && isAskedQuietly(before) ? { ...before, question } : { question, state: waitingState(before?.state ?? NOTHING_ASKED) }];
  });
  return new Map([...kept, ...asked]);
};

/** An answer counts only while its question is still the one that is asked. */
export const receive = (results: TileResults, id: string, question: string, outcome: Answer | Problem): TileResults => {
  const present = results.get(id);
  if (present?.question !== question) return results;
  const kept = "meaning" in outcome ? null : afterVainAsking(present, outcome);
  if (kept !== null) return new Map([...results, [id, kept] as const]);
  const state = "meaning" in outcome ? answeredState(outcome) : failedState({ ...present.state, answer: null }, outcome);
  return new Map([...results, [id, { question, state }] as const]);
};

/** Every tile that still waits gets the same bad news: the whole batch failed. */
export const failWaiting = (results: TileResults, questions: ReadonlyMap<string, string>, problem: Problem): TileResults =>
  [...questions].reduce(
    (state, [id, question]) => (state.get(id)?.state.isWaiting || state.get(id)?.isQuiet ? receive(state, id, question, problem) : state),
    results,
  );
