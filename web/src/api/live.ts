import { authorizedFetch } from "./authorized-fetch";
import type { LiveState } from "./contracts";
import { eventsIn } from "./event-stream";

/** Things whose changes somebody wants to hear of, by their ids. */
export type LiveTopics = { dashboards: readonly string[]; datasets: readonly string[] };

/** The present tag of each thing that is there; a thing has changed when its tag is another than it was. */
export type LiveTags = { dashboards: Readonly<Record<string, string>>; datasets: Readonly<Record<string, string>> };

type Follower = { topics: LiveTopics; onTags: (tags: LiveTags) => void };

type Sending = (address: string, init: RequestInit) => Promise<Response>;

const PATH = "/api/v1/live";
const SETTLE_MS = 100;
const POLL_MS = 5_000;
const LONGEST_POLL_MS = 60_000;
/** As long as the stream fails, it is tried again ever more rarely; meanwhile the changes are asked for. */
const STREAM_AGAIN_MS = 60_000;
const LONGEST_STREAM_AGAIN_MS = 16 * STREAM_AGAIN_MS;
/** Twice the beat of the server and some more: a stream that is silent for so long is dead. */
const SILENT_MS = 35_000;

const all = (followers: Iterable<Follower>, kind: keyof LiveTopics): string[] =>
  [...new Set([...followers].flatMap(({ topics }) => topics[kind]))].sort();

const queryOf = (dashboards: readonly string[], datasets: readonly string[]): string =>
  [...dashboards.map((id) => `dashboard=${id}`), ...datasets.map((id) => `dataset=${id}`)].join("&");

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
  });

/**
 * Hears of changes for everybody in this tab, over one stream: told by the server as they are committed, asked for every
 * few seconds where no stream comes through, and silent while nobody looks at the tab. What is told are states, so that
 * whoever was away misses nothing.
 */
export const createLive = (send: Sending = authorizedFetch) => {
  const followers = new Set<Follower>();
  let query = "";
  let running: AbortController | null = null;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let latest: LiveState | null = null;
  let streamFailedAt = -Infinity;
  let streamAgainMs = STREAM_AGAIN_MS;

  const tell = (state: LiveState): void => {
    latest = state;
    for (const { onTags } of [...followers]) onTags(state);
  };

  const stream = async (signal: AbortSignal): Promise<void> => {
    const response = await send(`${PATH}?${query}`, { signal, headers: { Accept: "text/event-stream", ...(latest && { "Last-Event-ID": latest.sign }) } });
    if (!response.ok || response.body === null) throw new Error(`no stream: ${String(response.status)}`);
    for await (const event of eventsIn(response.body, SILENT_MS)) {
      if (signal.aborted) return;
      streamAgainMs = STREAM_AGAIN_MS;
      if (event.name === "state") tell(JSON.parse(event.data) as LiveState);
    }
  };

  const poll = async (signal: AbortSignal): Promise<boolean> => {
    const since = latest === null ? "" : `&since=${latest.sign}`;
    const response = await send(`${PATH}/changes?${query}${since}`, { signal });
    if (response.status === 200) tell(await response.json() as LiveState);
    return response.ok;
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    let wait = POLL_MS;
    while (!signal.aborted) {
      if (Date.now() - streamFailedAt >= streamAgainMs) {
        const began = Date.now();
        const isEnded = await stream(signal).then(() => true, () => false);
        if (signal.aborted) return;
        // Sessions are renewed and servers are started anew: a stream that has lived simply begins again.
        if (isEnded && Date.now() - began > POLL_MS) { await pause(500 + Math.random() * 1_000, signal); continue; }
        streamAgainMs = streamFailedAt === -Infinity ? STREAM_AGAIN_MS : Math.min(streamAgainMs * 2, LONGEST_STREAM_AGAIN_MS);
        streamFailedAt = Date.now();
      }
      const isWell = await poll(signal).catch(() => false);
      wait = isWell ? POLL_MS : Math.min(wait * 2, LONGEST_POLL_MS);
      await pause(wait, signal);
    }
  };

  const begin = (): void => {
    const dashboards = all(followers, "dashboards");
    const datasets = all(followers, "datasets");
    const wanted = document.hidden ? "" : queryOf(dashboards, datasets);
    if (wanted === query && running !== null) {
      // Whoever has joined follows what is followed already.
      if (latest !== null) tell(latest);
      return;
    }
    running?.abort();
    running = null;
    if (wanted === "") { query = ""; return; }
    // The sign of other things says nothing of these.
    if (wanted !== query) latest = null;
    query = wanted;
    running = new AbortController();
    void run(running.signal);
  };

  const settle = (): void => {
    clearTimeout(settling);
    settling = setTimeout(begin, SETTLE_MS);
  };

  return {
    /** Tells the tags of these things now and whenever one of them changes; returns what ends it. */
    follow: (topics: LiveTopics, onTags: (tags: LiveTags) => void): (() => void) => {
      const follower = { topics, onTags };
      if (followers.size === 0) document.addEventListener("visibilitychange", settle);
      followers.add(follower);
      settle();
      return () => {
        followers.delete(follower);
        if (followers.size === 0) document.removeEventListener("visibilitychange", settle);
        settle();
      };
    },
  };
};

let shared: ReturnType<typeof createLive> | undefined;

/** The one of this tab. */
export const followLive = (topics: LiveTopics, onTags: (tags: LiveTags) => void): (() => void) => {
  shared ??= createLive();
  return shared.follow(topics, onTags);
};
