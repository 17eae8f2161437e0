import { useEffect, useMemo, useRef, useState } from "react";
import type { DashboardPage } from "@/api/contracts";
import { fedTiles } from "./elements/fed-tiles";
import { followSource } from "./follow-changes";
import { noteAnswers } from "./refresh-status";
import type { TileResults } from "./results-state";
import type { ResultsSource } from "./results-source";
import { datasetsOf, staleTiles } from "./stale-tiles";
import { useAutoRefresh } from "./use-auto-refresh";

type LivePageProps = {
  page: DashboardPage;
  source: ResultsSource;
  results: TileResults;
  askAgain: (ids: ReadonlySet<string>) => void;
  /** How often everything is asked anew; 0 never. */
  refreshSeconds: number;
};

type DatasetTags = Readonly<Record<string, string>>;

/** The present tags of the data of a page, and those that it began with. */
const useDatasetTags = (source: ResultsSource, datasets: string): { now: DatasetTags; before: DatasetTags } => {
  const [tags, setTags] = useState<{ now: DatasetTags; before: DatasetTags }>({ now: {}, before: {} });
  const { address } = source;
  useEffect(
    () => followSource(source, datasets === "" ? [] : datasets.split(" "), (told) => {
      setTags(({ before }) => ({ now: told.datasets, before: { ...told.datasets, ...before } }));
    }),
    // A source is made anew with every look; its address tells it from others.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [address, datasets],
  );
  return tags;
};

/** Keeps a page that is looked at fresh: what has a newer version is asked again, and everything from time to time. */
export function LivePage({ page, source, results, askAgain, refreshSeconds }: LivePageProps) {
  const tiles = useMemo(() => fedTiles(page.tiles ?? []), [page]);
  const { now, before } = useDatasetTags(source, datasetsOf(tiles, results).join(" "));
  const told = useRef(new Map<string, string>());
  const [news, setNews] = useState("");

  useEffect(() => {
    const changed = [...staleTiles(tiles, results, now, before)]
      // What waits for an answer is looked at again when it has come.
      .filter(([id, change]) => told.current.get(id) !== change && results.get(id)?.state.isWaiting === false);
    if (changed.length === 0) return;
    for (const [id, change] of changed) told.current.set(id, change);
    const ids = new Set(changed.map(([id]) => id));
    askAgain(ids);
    setNews(`New data: ${[...new Set(tiles.filter(({ id }) => ids.has(id)).map(({ title }) => title))].join(", ")}`);
  }, [tiles, results, now, before, askAgain]);

  const shown = [...results].filter(([id]) => tiles.some((tile) => tile.id === id));
  const vain = shown.filter(([, { failure }]) => failure !== undefined).map(([id]) => id);
  const isInVain = vain.length > 0;
  const isWaiting = shown.length === 0 || shown.some(([, { state, isQuiet }]) => state.isWaiting || isQuiet === true);
  useEffect(() => {
    if (!isWaiting) noteAnswers(source.address, { isInVain });
  }, [results, isWaiting, isInVain, source.address]);

  useAutoRefresh({
    seconds: refreshSeconds,
    isInVain,
    onRefresh: () => { askAgain(new Set(tiles.map(({ id }) => id))); },
    onRetry: () => { askAgain(new Set(vain)); },
  });
  return <p role="status" className="sr-only">{news}</p>;
}
