import { expect, test } from "vitest";
import { aColumn } from "@/query/testing";
import { valueLabel } from "./labels";

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0\u2009]/g, " ");
const time = (grain: NonNullable<Parameters<typeof aColumn>[0]["grain"]>) => aColumn({ name: "t", type: "date", grain });

test("steps of time read as people say them", () => {
  const labels = [
    valueLabel("2024-01-01", time("year"), "en-GB"),
    valueLabel("2024-07-01", time("quarter"), "en-GB"),
    valueLabel("2024-03-01", time("month"), "en-GB"),
    valueLabel("2024-03-04", time("week"), "en-GB"),
    valueLabel("2024-03-04", time("day"), "en-GB"),
    valueLabel("2024-03-04T05:00:00", time("hour"), "en-GB"),
    valueLabel(1, time("day_of_week"), "en-GB"),
    valueLabel(7, time("day_of_week"), "en-GB"),
    valueLabel(12, time("month_of_year"), "en-GB"),
    valueLabel(5, time("hour_of_day"), "en-GB"),
  ];
  expect(labels).toEqual(["2024", "Q3 2024", "Mar 2024", "Week of 4 Mar 2024", "4 Mar 2024", "4 Mar 2024, 05:00", "Monday", "Sunday", "December", "05:00"]);
});

test("bins read as their two ends", () => {
  const price = aColumn({ name: "p", type: "decimal", bin_width: 0.1 });
  const day = aColumn({ name: "d", type: "datetime", bin_width: 86_400 });
  expect([plain(valueLabel("0.2", price, "en")), valueLabel("2024-02-29T00:00:00", day, "en-GB")]).toEqual(["0.2 – 0.3", "29 Feb 2024 – 1 Mar 2024"]);
});

test("what has no value says so, also in a bin or a grain", () => {
  expect([valueLabel(null, time("month")), valueLabel(null, aColumn({ name: "p", bin_width: 1 }))]).toEqual(["No value", "No value"]);
});
