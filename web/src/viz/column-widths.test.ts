import { expect, test } from "vitest";
import { columnWidths } from "./column-widths";

const text = (title: string, ...texts: string[]) => ({ title, kind: "text" as const, texts });
const number = (title: string, ...texts: string[]) => ({ title, kind: "number" as const, texts });
const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0);

test("numbers take what they need and texts the rest, to the last pixel", () => {
  const narrow = columnWidths([text("Genre", "Drama"), number("Films", "1,234")], 400);
  const wide = columnWidths([text("Genre", "Drama"), number("Films", "1,234")], 801);
  expect([sum(narrow), sum(wide), narrow[1] === wide[1]]).toEqual([400, 801, true]);
});

test("several texts share the rest by what they hold, and numbers alone share it too", () => {
  const [short = 0, long = 0] = columnWidths([text("A", "x"), text("B", "a somewhat longer text of a film")], 600);
  expect([short < long, sum(columnWidths([number("A", "1"), number("B", "2")], 500))]).toEqual([true, 500]);
});

test("long texts step back before the table scrolls, numbers never do", () => {
  const long = "The Extraordinarily Long Name of a Department That Was Merged Three Times";
  const [department = 0, amount = 0, rows = 0] = columnWidths([text("Department", long), number("Sum of amount", "328,018.27"), number("Rows", "1,000")], 380);
  expect(department + amount + rows).toBe(380);
  expect(columnWidths([text("Department", long), number("Sum of amount", "328,018.27"), number("Rows", "1,000")], 100).slice(1)).toEqual([amount, rows]);
});

test("a table that scrolls all the same keeps its texts readable, and a date is never cut", () => {
  const date = { title: "Day", kind: "other" as const, texts: ["Nov 28, 2024"] };
  const long = "A rather long name of some department";
  const [day = 0, ...texts] = columnWidths([date, text("A", long), text("B", long), text("C", long)], 300);
  expect([day >= 12 * 7, ...texts]).toEqual([true, 180, 180, 180]);
});

test("a long title alone makes no column wide", () => {
  const title = "The average profit of each sale after tax, rebates and everything else";
  expect(columnWidths([text("Kind", "Alpha"), number(title, "17.8")], 300)[1]).toBe(200);
});

test("a table without columns has no widths", () => {
  expect(columnWidths([], 300)).toEqual([]);
});
