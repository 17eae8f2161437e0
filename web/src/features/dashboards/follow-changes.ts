import { followLive } from "@/api/live";
import type { SharedState } from "@/api/contracts";
import type { ResultsSource } from "./results-source";

/** The present tags of what is looked at; whatever has another one has changed. */
export type SourceTags = { dashboard: string | undefined; datasets: Readonly<Record<string, string>> };

type OnTags = (tags: SourceTags) => void;

const VISITOR_POLL_MS = 15_000;
const LONGEST_POLL_MS = 120_000;

type Poller = { listeners: Set<OnTags>; latest: SourceTags | null; stop: () => void };

const pollers = new Map<string, Poller>();

/** Asks every so often, while somebody can see the tab, and at once when they can again. */
const poll = (address: string, send: ResultsSource["send"], tell: OnTags): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isGone = false;
  let wait = VISITOR_POLL_MS;
  const ask = async (): Promise<void> => {
    clearTimeout(timer);
    if (document.hidden || isGone) return;
    const response = await send(address, { headers: { Accept: "application/json" } }).catch(() => null);
    if (isGone) return;
    if (response?.ok) {
      const { dashboard, datasets } = await response.json() as SharedState;
      tell({ dashboard, datasets });
    }
    // A link that takes nobody any more is told of by whoever sends; asking on would find it open again.
    wait = response?.ok ? VISITOR_POLL_MS : Math.min(wait * 2, LONGEST_POLL_MS);
    timer = setTimeout(() => { void ask(); }, wait);
  };
  const onVisible = () => { void ask(); };
  document.addEventListener("visibilitychange", onVisible);
  void ask();
  return () => {
    isGone = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onVisible);
  };
};

/** As a visitor: one who asks for all that want to know in this tab. */
const followAsVisitor = (address: string, send: ResultsSource["send"], onTags: OnTags): (() => void) => {
  const known = pollers.get(address);
  const poller: Poller = known ?? { listeners: new Set(), latest: null, stop: () => undefined };
  poller.listeners.add(onTags);
  if (known === undefined) {
    pollers.set(address, poller);
    poller.stop = poll(address, send, (tags) => {
      poller.latest = tags;
      for (const listener of [...poller.listeners]) listener(tags);
    });
  } else if (poller.latest !== null) onTags(poller.latest);
  return () => {
    poller.listeners.delete(onTags);
    if (poller.listeners.size > 0) return;
    poller.stop();
    pollers.delete(address);
  };
};

/** Tells the tags of a dashboard and of some datasets, now and whenever one changes; returns what ends it. */
export const followSource = ({ dashboardId, changes, send }: ResultsSource, datasets: readonly string[], onTags: OnTags): (() => void) => {
  if (dashboardId !== undefined) {
    return followLive({ dashboards: [dashboardId], datasets }, (tags) => { onTags({ dashboard: tags.dashboards[dashboardId], datasets: tags.datasets }); });
  }
  return changes === undefined ? () => undefined : followAsVisitor(changes, send, onTags);
};
