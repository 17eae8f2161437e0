import { asProblem, problemFromResponse } from "./problems";
import { beginSession, endSession, mayHaveSession, useSession, type SignedIn } from "./session";

export const SESSION_HEADERS = { "X-Gnomon-Session": "cookie" } as const;

const LOCK = "gnomon.refresh";

/** Runs alone among all tabs of this browser: a rotated refresh token that comes twice would end the session. */
const aloneAcrossTabs = <Result>(run: () => Promise<Result>): Promise<Result> =>
  "locks" in navigator ? navigator.locks.request(LOCK, run) as Promise<Result> : run();

const renew = async (): Promise<boolean> => {
  const response = await fetch("/api/v1/auth/refresh", {
    method: "POST",
    headers: { ...SESSION_HEADERS, Accept: "application/json" },
    credentials: "same-origin",
  }).catch((error: unknown) => { throw asProblem(error); });
  if (response.ok) {
    beginSession((await response.json()) as SignedIn);
    return true;
  }
  // Only a clear "no" ends the session: a server that restarts or limits must not sign anybody out.
  if (response.status === 401 || response.status === 403) return false;
  throw await problemFromResponse(response);
};

let underWay: Promise<boolean> | null = null;

/** Ask for a new access token with the cookie; true when there is one. Callers at the same time share one request. */
export const refreshSession = (): Promise<boolean> => {
  underWay ??= aloneAcrossTabs(renew).finally(() => { underWay = null; });
  return underWay;
};

/** What a page does first: find out whether somebody is signed in. */
export const restoreSession = async (): Promise<void> => {
  const { status } = useSession.getState();
  if (status === "signed-in") return;
  const hadSession = mayHaveSession();
  if (hadSession && (await refreshSession())) return;
  if (hadSession || status === "unknown") endSession({ isUnexpected: hadSession });
};
