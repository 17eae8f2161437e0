import type { Client } from "openapi-fetch";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api as realApi, unwrap } from "./client";
import { fakeServer, json, problem } from "./fake-server";
import { restoreSession } from "./refresh";
import { accessToken, beginSession, endSession, followOtherTabs, useSession } from "./session";
import { chooseWorkspace } from "./workspace-choice";

type Things = { responses: { 200: { content: { "application/json": { id: number } } } } };
type ThingPaths = {
  "/api/v1/things": { get: Things; post: Things & { requestBody: { content: { "application/json": { name: string } } } } };
  "/api/v1/things/{id}": { get: Things & { parameters: { path: { id: string } } } };
  "/api/v1/auth/login": { post: Things & { requestBody: { content: { "application/json": object } } } };
};
/** The same client, over paths that only these tests have. */
const api = realApi as unknown as Client<ThingPaths>;

const user = { id: "u1", email: "ada@example.com", full_name: "Ada" };
const signedIn = (token: string, expires_in = 3600) => ({ access_token: token, token_type: "bearer", expires_in, user });
const REFRESH = "/api/v1/auth/refresh";
const bearer = (token: string) => `Bearer ${token}`;

beforeEach(() => {
  localStorage.clear();
  useSession.setState({ status: "unknown", user: null, hasEnded: false });
});
afterEach(() => { endSession({ isUnexpected: false }); });

const readThing = () => unwrap<{ id: number }>(api.GET("/api/v1/things/{id}", { params: { path: { id: "a/b" } } }));

test("requests carry the token and the chosen workspace, and the path is escaped", async () => {
  beginSession(signedIn("t1"));
  chooseWorkspace("w2");
  const calls = fakeServer(() => json({ id: 1 }));
  expect(await readThing()).toEqual({ id: 1 });
  expect(calls).toMatchObject([{ method: "GET", path: "/api/v1/things/a%2Fb", headers: { authorization: bearer("t1"), "x-workspace-id": "w2" } }]);
});

test("a token that is no longer taken is renewed once, and the request is sent again with its body", async () => {
  beginSession(signedIn("old"));
  const calls = fakeServer(({ path, headers }) => {
    if (path === REFRESH) return json(signedIn("new"));
    return headers["authorization"] === bearer("new") ? json({ id: 7 }, 201) : problem(401, "UNAUTHENTICATED");
  });
  expect(await unwrap(api.POST("/api/v1/things", { body: { name: "Sales" } }))).toEqual({ id: 7 });
  expect(calls.map(({ path, body }) => [path, body])).toEqual([["/api/v1/things", '{"name":"Sales"}'], [REFRESH, ""], ["/api/v1/things", '{"name":"Sales"}']]);
  expect(calls[1]?.headers["x-gnomon-session"]).toBe("cookie");
  expect(useSession.getState().status).toBe("signed-in");
});

test("many requests that fail at once share one renewal", async () => {
  beginSession(signedIn("old"));
  const calls = fakeServer(({ path, headers }) => {
    if (path === REFRESH) return json(signedIn("new"));
    return headers["authorization"] === bearer("new") ? json({ id: 1 }) : problem(401, "UNAUTHENTICATED");
  });
  await Promise.all([readThing(), readThing(), readThing(), readThing()]);
  expect(calls.filter(({ path }) => path === REFRESH)).toHaveLength(1);
});

test("a token about to run out is renewed before it is used", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  beginSession(signedIn("old", 60));
  vi.setSystemTime(Date.now() + 40_000);
  const calls = fakeServer(({ path }) => (path === REFRESH ? json(signedIn("new")) : json({ id: 1 })));
  await readThing();
  vi.useRealTimers();
  expect(calls.map(({ path, headers }) => [path, headers["authorization"]])).toEqual([[REFRESH, undefined], ["/api/v1/things/a%2Fb", bearer("new")]]);
});

test("when the cookie is refused too, the session has ended and says so", async () => {
  beginSession(signedIn("old"));
  fakeServer(() => problem(401, "UNAUTHENTICATED", "Your session has ended."));
  await expect(readThing()).rejects.toMatchObject({ status: 401, code: "UNAUTHENTICATED", message: "Your session has ended.", requestId: "r1" });
  expect(useSession.getState()).toMatchObject({ status: "signed-out", hasEnded: true });
  expect(accessToken()).toBeNull();
});

test("a server that is away, limits or fails signs nobody out", async () => {
  for (const answer of [() => problem(503, "UNAVAILABLE"), () => problem(429, "RATE_LIMITED"), () => { throw new TypeError("Failed to fetch"); }]) {
    beginSession(signedIn("old"));
    fakeServer(({ path }) => (path === REFRESH ? answer() : problem(401, "UNAUTHENTICATED")));
    await expect(readThing()).rejects.toHaveProperty("name", "Problem");
    expect(useSession.getState().status).toBe("signed-in");
  }
});

test("a refusal that is not about the session does not renew it", async () => {
  beginSession(signedIn("t1"));
  const calls = fakeServer(() => problem(403, "FORBIDDEN", "Your role is viewer."));
  await expect(readThing()).rejects.toMatchObject({ code: "FORBIDDEN", message: "Your role is viewer." });
  expect(calls).toHaveLength(1);
});

test("a wrong password at the door is shown as it is, without asking for a renewal", async () => {
  endSession({ isUnexpected: false });
  const calls = fakeServer(() => problem(401, "UNAUTHENTICATED", "The e-mail address or the password is wrong."));
  await expect(unwrap(api.POST("/api/v1/auth/login", { body: {} }))).rejects.toHaveProperty("message", "The e-mail address or the password is wrong.");
  expect(calls).toHaveLength(1);
});

test("a page that opens asks with the cookie only where somebody was signed in before", async () => {
  const calls = fakeServer(() => json(signedIn("t1")));
  await restoreSession();
  expect([calls.length, useSession.getState()]).toEqual([0, { status: "signed-out", user: null, hasEnded: false }]);
  localStorage.setItem("gnomon.signed-in", "u1");
  await restoreSession();
  expect([calls.length, useSession.getState()]).toEqual([1, { status: "signed-in", user, hasEnded: false }]);
});

test("the notice that a session has ended outlives the way to the sign-in page", async () => {
  beginSession(signedIn("t1"));
  endSession({ isUnexpected: true });
  fakeServer(() => problem(401, "UNAUTHENTICATED"));
  await restoreSession();
  expect(useSession.getState().hasEnded).toBe(true);
});

test("signing out in another tab ends the session here, and a renewal there does not", () => {
  beginSession(signedIn("t1"));
  const stop = followOtherTabs();
  window.dispatchEvent(new StorageEvent("storage", { key: "gnomon.signed-in", newValue: "u1" }));
  expect(useSession.getState().status).toBe("signed-in");
  window.dispatchEvent(new StorageEvent("storage", { key: "gnomon.signed-in", newValue: null }));
  expect(useSession.getState()).toMatchObject({ status: "signed-out", hasEnded: true });
  stop();
});

test("a request that was cancelled stays cancelled", async () => {
  beginSession(signedIn("t1"));
  const stop = new AbortController();
  fakeServer(() => { stop.abort(); throw new DOMException("Aborted", "AbortError"); });
  await expect(api.GET("/api/v1/things", { signal: stop.signal })).rejects.toHaveProperty("name", "AbortError");
});
