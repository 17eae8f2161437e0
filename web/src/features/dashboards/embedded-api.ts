import { isRecord } from "@/lib/is-record";
import { asProblem, problemFromResponse } from "@/api/problems";
import type { EmbeddedDashboard } from "@/api/contracts";
import type { ResultsSource } from "./results-source";
import { visitorSource } from "./visitor-source";

const PATIENCE_MS = 20_000;
const RENEWED_BEFORE_SECONDS = 30;
const LONGEST_SECONDS = 24 * 3600;

/** The token of a frame, which the page around may replace at any time; it lives in memory alone. */
export type TokenKeeper = {
  put: (token: string) => void;
  read: () => string;
  /** Waits for another one; false when none comes. */
  next: () => Promise<boolean>;
  /** Asks for no further one by itself. */
  end: () => void;
};

/** How long a token holds, as it says itself: only so that the next is asked for in time. Zero where it cannot be read. */
export const lifetimeOf = (token: string): number => {
  try {
    const said: unknown = JSON.parse(atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")));
    const seconds = isRecord(said) ? Number(said["exp"]) - Number(said["iat"]) : 0;
    return seconds > 0 ? Math.min(seconds, LONGEST_SECONDS) : 0;
  } catch {
    return 0;
  }
};

export const createTokenKeeper = (onWanted: () => void, first: string | null = null): TokenKeeper => {
  let token = first ?? "";
  let waiting: ((hasCome: boolean) => void)[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = (hasCome: boolean) => {
    const those = waiting;
    waiting = [];
    for (const one of those) one(hasCome);
  };
  return {
    put: (next) => {
      token = next;
      settle(true);
      clearTimeout(timer);
      const seconds = lifetimeOf(next);
      if (seconds > 0) timer = setTimeout(onWanted, Math.max(seconds / 2, seconds - RENEWED_BEFORE_SECONDS) * 1000);
    },
    read: () => token,
    next: () => new Promise((resolve) => {
      if (waiting.length === 0) {
        onWanted();
        setTimeout(() => { settle(false); }, PATIENCE_MS);
      }
      waiting.push(resolve);
    }),
    end: () => { clearTimeout(timer); },
  };
};

const addressOf = (embedId: string): string => `/api/v1/public/embeds/${encodeURIComponent(embedId)}`;

const once = (keeper: TokenKeeper, address: string, init: RequestInit): Promise<Response> => {
  const headers = new Headers(init.headers);
  headers.set("X-Embed-Token", keeper.read());
  return fetch(address, { ...init, headers, credentials: "omit", referrerPolicy: "no-referrer" }).catch((error: unknown) => {
    throw init.signal?.aborted ? error : asProblem(error);
  });
};

const hasEnded = async (response: Response): Promise<boolean> =>
  response.status === 401 && (await problemFromResponse(response.clone())).code === "EMBED_TOKEN_EXPIRED";

/** Asks with the token that holds; when it has ended, once more with the next. */
const visit = async (keeper: TokenKeeper, address: string, init: RequestInit = {}): Promise<Response> => {
  const response = await once(keeper, address, init);
  return (await hasEnded(response)) && (await keeper.next()) ? once(keeper, address, init) : response;
};

export const readEmbedded = async (keeper: TokenKeeper, embedId: string): Promise<EmbeddedDashboard> => {
  const response = await visit(keeper, addressOf(embedId));
  if (!response.ok) throw await problemFromResponse(response);
  return (await response.json()) as EmbeddedDashboard;
};

/** The answers for a frame; `onShut` is told when the embed takes its token no longer. */
export const embeddedSource = (keeper: TokenKeeper, embedId: string, onShut: () => void): ResultsSource => ({
  ...visitorSource(addressOf(embedId), async (address, init) => {
    const response = await visit(keeper, address, init);
    if (response.status === 401 || response.status === 404) onShut();
    return response;
  }),
  changes: `${addressOf(embedId)}/changes`,
});
