import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { AskForResults, DashboardPage, DashboardSpec } from "@/api/contracts";
import { asProblem, problemFromResponse, type Problem } from "@/api/problems";
import type { Answer } from "@/query/answer";
import { BATCH_TYPE, readFrames } from "@/query/frames";
import { pageChoices, unpick, type Choices } from "./choices";
import { askedIn, tileOf } from "./elements/figure-names";
import { effectsOn, reaching } from "./interactions";
import type { PageControls } from "./page-controls";
import { failWaiting, questionOf, receive, startAsking, tilesToAsk, type TileResults } from "./results-state";
import { askedAgain } from "./quiet-asking";
import type { ResultsSource } from "./results-source";

type TileResultsInput = {
  source: ResultsSource;
  page: DashboardPage;
  choices: Choices;
  /** An unsaved state that the server does not have yet. */
  draft: DashboardSpec | null;
  /** Ids of tiles, the most visible first. */
  orderByVisibility: (ids: readonly string[]) => string[];
  /** The filters and parameters that the page stands under. */
  controls: PageControls;
  /** Counts up when the reader asks for fresh answers, past the cache. */
  generation: number;
};

const SETTLE_MS = 30;

const ask = async ({ address, send }: ResultsSource, body: AskForResults, signal: AbortSignal, onAnswer: (id: string, outcome: Answer | Problem) => void): Promise<void> => {
  // What reads rows is fetched beside the first rows, not before the page.
  const reading = import("@/query/frame-answer");
  const response = await send(`${address}/results`, {
    method: "POST",
    signal,
    headers: { "Content-Type": "application/json", Accept: BATCH_TYPE },
    body: JSON.stringify(body),
  });
  if (!response.ok || response.body === null) throw await problemFromResponse(response);
  const { answerOf } = await reading;
  for await (const frame of readFrames(response.body)) onAnswer(frame.header.id, answerOf(frame));
};

/** Asks for what the page shows in one batch, and again for just the tiles whose question has changed. */
export const useTileResults = ({ source, page, choices, draft, orderByVisibility, controls, generation }: TileResultsInput) => {
  const [results, setResults] = useState<TileResults>(new Map());
  const [retries, setRetries] = useState(0);
  const asked = useRef<TileResults>(new Map());
  const pending = useRef(new Map<AbortController, ReadonlyMap<string, string>>());
  const retried = useRef(new Set<string>());
  const refreshed = useRef(0);

  const questions = useMemo(
    () => new Map(askedIn(page.tiles ?? []).map(([id, tile]) => [id, questionOf(tile, reaching(page, tile.id, choices), [controls, effectsOn(page, tile.id, unpick(choices, tile.id))], generation)])),
    [page, choices, controls, generation],
  );

  const update = useCallback((change: (results: TileResults) => TileResults) => {
    asked.current = change(asked.current);
    setResults(asked.current);
  }, []);

  useEffect(() => {
    const timer = setTimeout(() => {
      for (const [controller, was] of pending.current) {
        if (![...was].some(([id, question]) => questions.get(id) === question)) controller.abort();
      }
      const ids = orderByVisibility(tilesToAsk(asked.current, questions));
      if (ids.length === 0) return;
      const mine = new Map(ids.map((id) => [id, questions.get(id) ?? ""]));
      const controller = new AbortController();
      pending.current.set(controller, mine);
      update((state) => startAsking(state, ids, questions));
      const isRefresh = refreshed.current !== generation;
      const isRetry = ids.some((id) => retried.current.has(id));
      refreshed.current = generation;
      for (const id of ids) retried.current.delete(id);
      const body: AskForResults = {
        page_id: page.id,
        tile_ids: [...new Set(ids.map(tileOf))],
        ...pageChoices(choices),
        skip_cache: isRefresh || isRetry,
        ...(draft !== null && { draft }),
      };
      ask(source, body, controller.signal, (id, outcome) => {
        update((state) => receive(state, id, mine.get(id) ?? "", outcome));
      })
        .catch((error: unknown) => {
          if (!controller.signal.aborted) update((state) => failWaiting(state, mine, asProblem(error)));
        })
        .finally(() => pending.current.delete(controller));
    }, SETTLE_MS);
    return () => { clearTimeout(timer); };
    // The draft, the order and the way to ask are read when the question changes; they do not ask by themselves.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [source.address, questions, retries]);

  useEffect(() => {
    const running = pending.current;
    return () => { for (const controller of running.keys()) controller.abort(); };
  }, []);

  const retry = useCallback((id: string) => {
    retried.current.add(id);
    update((state) => new Map([...state].filter(([other]) => other !== id)));
    setRetries((count) => count + 1);
  }, [update]);
  /** Asks some tiles the same again, and leaves standing what they show until the answers are there. */
  const askAgain = useCallback((ids: ReadonlySet<string>) => {
    update((state) => askedAgain(state, ids));
    setRetries((count) => count + 1);
  }, [update]);
  return { results, retry, askAgain };
};
