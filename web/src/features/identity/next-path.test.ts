import { expect, test } from "vitest";
import { safeNextPath } from "./next-path";

const origin = "https://gnomon.example";

test("a path of this site is kept with its query and fragment", () => {
  expect(safeNextPath("/dashboards/1?region=%22West%22#sales", origin)).toBe("/dashboards/1?region=%22West%22#sales");
});

test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "\\\\evil.example", "javascript:alert(1)", "/%0a//", "", 7, null, undefined])(
  "%j does not lead to another site",
  (next) => {
    expect(new URL(safeNextPath(next, origin), origin).origin).toBe(origin);
    expect(safeNextPath(next, origin)).toMatch(/^\/(?!\/)/);
  },
);

test("signing in never leads back to signing in", () => {
  expect(["/sign-in?next=/x", "/setup", "/sign-up", "/api/v1/auth/me"].map((next) => safeNextPath(next, origin))).toEqual(["/", "/", "/", "/"]);
});
