import { expect, test } from "vitest";
import { dayAfter, dayBefore } from "./days";

test("the day after and before know months, leap years and the year 9999", () => {
  expect([dayAfter("2024-02-28"), dayAfter("2023-02-28"), dayBefore("2024-01-01"), dayBefore("9999-12-31")]).toEqual(["2024-02-29", "2023-03-01", "2023-12-31", "9999-12-30"]);
});
