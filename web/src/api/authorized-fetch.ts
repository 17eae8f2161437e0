import { asProblem, problemFromResponse } from "./problems";
import { refreshSession } from "./refresh";
import { accessToken, endSession, isAccessTokenStale, useSession } from "./session";
import { chosenWorkspace } from "./workspace-choice";

/** The headers of the signed-in person, renewed when need be: for requests that do not go through `api` (uploads, say). */
export const authorizedHeaders = async (): Promise<Record<string, string>> => {
  if (isAccessTokenStale()) await refreshSession();
  const token = accessToken();
  const workspaceId = chosenWorkspace();
  return {
    ...(token !== null && { Authorization: `Bearer ${token}` }),
    ...(workspaceId !== null && { "X-Workspace-Id": workspaceId }),
  };
};

const send = async (request: Request): Promise<Response> => {
  const authorized = new Request(request);
  for (const [name, value] of Object.entries(await authorizedHeaders())) authorized.headers.set(name, value);
  return fetch(authorized);
};

const isUnauthenticated = async (response: Response): Promise<boolean> =>
  response.status === 401 && (await problemFromResponse(response)).code === "UNAUTHENTICATED";

/** `fetch` for the API: signed, and once more with a new token when the old one is no longer taken. */
export const authorizedFetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const request = new Request(input instanceof Request ? input : new URL(input, window.location.href), init);
  const again = request.clone();
  const { status } = useSession.getState();
  try {
    const response = await send(request);
    if (status !== "signed-in" || !(await isUnauthenticated(response))) return response;
    if (await refreshSession()) return await send(again);
    endSession({ isUnexpected: true });
    return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw asProblem(error);
  }
};
