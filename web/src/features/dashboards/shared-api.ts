import { queryOptions } from "@tanstack/react-query";
import { asProblem, problemFromResponse } from "@/api/problems";
import type { SharedDashboard, ShareTicket } from "@/api/contracts";
import type { ResultsSource } from "./results-source";
import { visitorSource } from "./visitor-source";
import { forgetTicket, keepTicket, readTicket } from "./shared-ticket";

const addressOf = (token: string): string => `/api/v1/public/shares/${encodeURIComponent(token)}`;

/** As a visitor, whoever else this browser may be signed in as: with the ticket of the link, and nothing of a session. */
const visit = (token: string, address: string, init: RequestInit = {}): Promise<Response> => {
  const ticket = readTicket(token);
  const headers = new Headers(init.headers);
  if (ticket !== null) headers.set("X-Share-Ticket", ticket);
  return fetch(address, { ...init, headers, credentials: "omit" }).catch((error: unknown) => {
    throw init.signal?.aborted ? error : asProblem(error);
  });
};

export const sharedOptions = (token: string) =>
  queryOptions({
    queryKey: ["shared", token],
    queryFn: async ({ signal }) => {
      const response = await visit(token, addressOf(token), { signal });
      if (response.status === 401) forgetTicket(token);
      if (!response.ok) throw await problemFromResponse(response);
      return (await response.json()) as SharedDashboard;
    },
    staleTime: Infinity,
  });

/** Trades the password of a link for a ticket that this tab keeps for a while. */
export const openShared = async (token: string, password: string): Promise<void> => {
  const response = await visit(token, `${addressOf(token)}/open`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ password }),
  });
  if (!response.ok) throw await problemFromResponse(response);
  const { ticket, expires_in } = (await response.json()) as ShareTicket;
  keepTicket(token, ticket, expires_in);
};

/** The answers for a visitor; `onShut` is told when the link takes them no longer. */
export const sharedSource = (token: string, onShut: () => void): ResultsSource => ({
  ...visitorSource(addressOf(token), async (address, init) => {
    const response = await visit(token, address, init);
    if (response.status === 401 || response.status === 404) onShut();
    return response;
  }),
  changes: `${addressOf(token)}/changes`,
});
