import { expect, test } from "vitest";
import { asProblem, fieldErrors, problemFromResponse } from "./problems";
import { mayRetry } from "./query-client";

const facts = async (response: Response) => {
  const { status, code, message, hint, details, requestId, retryAfterSeconds } = await problemFromResponse(response);
  return { status, code, message, hint, details, requestId, retryAfterSeconds };
};

test("a problem of the server keeps its words, its facts and its request id", async () => {
  const body = { type: "about:blank", title: "Invalid", status: 422, detail: "x", request_id: "r9", success: false, error: { code: "VALIDATION_ERROR", message: "There is no field “regoin”.", hint: "Did you mean “region”?", details: { fields: [] } } };
  expect(await facts(new Response(JSON.stringify(body), { status: 422 }))).toEqual({ status: 422, code: "VALIDATION_ERROR", message: "There is no field “regoin”.", hint: "Did you mean “region”?", details: { fields: [] }, requestId: "r9", retryAfterSeconds: null });
});

test("what a proxy answers in place of the server is a problem too", async () => {
  expect(await facts(new Response("<html>Bad gateway</html>", { status: 502 }))).toEqual({ status: 502, code: "UNAVAILABLE", message: "The server is not available at the moment.", hint: null, details: {}, requestId: null, retryAfterSeconds: null });
  expect(await facts(new Response(null, { status: 413, headers: { "X-Request-Id": "r2" } }))).toMatchObject({ code: "PAYLOAD_TOO_LARGE", requestId: "r2" });
  expect(await facts(new Response("[]", { status: 429, headers: { "Retry-After": "12" } }))).toMatchObject({ code: "RATE_LIMITED", retryAfterSeconds: 12 });
});

test("a broken connection is told as one, and is tried again; a refusal is not", () => {
  const offline = asProblem(new TypeError("Failed to fetch"));
  expect([offline.code, mayRetry(0, offline), mayRetry(2, offline)]).toEqual(["OFFLINE", true, false]);
  expect(mayRetry(0, asProblem(new Error("no")))).toBe(false);
});

test("wrong fields are found by their names", async () => {
  const of = async (details: unknown) => fieldErrors(await problemFromResponse(new Response(JSON.stringify({ error: { message: "No account.", hint: "Ask them.", details } }), { status: 422 })));
  expect(await of({ fields: [{ field: "email", message: "This field is required." }, "?"] })).toEqual({ email: "This field is required." });
  expect(await of({ field: "email" })).toEqual({ email: "No account. Ask them." });
  expect(await of({})).toEqual({});
});
