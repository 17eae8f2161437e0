import { PASSWORD } from "./browser";

export type Reply = { status: number; body: unknown };
export type Ask = (method: string, path: string, body?: unknown) => Promise<Reply>;

/** The API as a person's own program asks it, in their own workspace or in one that they were let into. */
export const askAs = async (address: string, email: string, workspaceId?: string): Promise<Ask> => {
  const json = { "Content-Type": "application/json" };
  const answer = await fetch(`${address}/api/v1/auth/login`, { method: "POST", headers: json, body: JSON.stringify({ email, password: PASSWORD }) });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const headers = { Authorization: `Bearer ${token}`, ...(workspaceId !== undefined && { "X-Workspace-Id": workspaceId }) };
  return async (method, path, body) => {
    const sent = body instanceof FormData ? { headers, body } : { headers: { ...headers, ...json }, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const reply = await fetch(`${address}/api/v1${path}`, { method, ...sent });
    const text = await reply.text();
    return { status: reply.status, body: text === "" ? null : (JSON.parse(text) as unknown) };
  };
};
