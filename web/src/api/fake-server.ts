import { vi } from "vitest";

export type Call = { method: string; path: string; headers: Record<string, string>; body: string };
type Answer = (call: Call) => Response | Promise<Response>;

export const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });

export const problem = (status: number, code: string, message = "It was refused."): Response =>
  new Response(JSON.stringify({ status, detail: message, request_id: "r1", success: false, error: { code, message, details: {}, hint: null } }), {
    status,
    headers: { "Content-Type": "application/problem+json" },
  });

/** Stands where the network is, and keeps what it was asked. */
export const fakeServer = (answer: Answer): Call[] => {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input instanceof Request ? input : new URL(String(input), window.location.origin), init);
    const call = {
      method: request.method,
      path: new URL(request.url).pathname,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    };
    calls.push(call);
    return answer(call);
  });
  return calls;
};
