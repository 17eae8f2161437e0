import { describe, expect, it } from "vitest";
import { choicesFrom, clearAll, readSearch, searchFrom } from "./choices";
import { pageAfter, paceWords, scaleFor } from "./presenting";
import { readShowing } from "./showing";

describe("how a dashboard is shown", () => {
  it.each([
    [{ present: 30 }, { present: 30 }],
    [{ present: true }, { present: 0 }],
    [{ present: "" }, { present: 0 }],
    [{ present: 0, refresh: 0 }, { present: 0, refresh: 0 }],
    [{ present: 1, refresh: 1 }, { present: 5, refresh: 30 }],
    [{ present: 29.6, refresh: 1e9 }, { present: 30, refresh: 86_400 }],
    [{ present: -1, refresh: "soon" }, {}],
    [{ present: Number.NaN, refresh: null }, {}],
    [{ present: Infinity, refresh: [30] }, {}],
    [{ tile: "sales-2_b" }, { tile: "sales-2_b" }],
    [{ tile: '"]<script>' }, {}],
    [{ tile: "x".repeat(65) }, {}],
    [{ tile: 5 }, {}],
    [{}, {}],
  ])("of %j in an address is %j", (search, showing) => {
    expect(readShowing(search)).toEqual(showing);
  });

  it("stands in the address beside what was chosen, and outlives it", () => {
    const search = readSearch({ page: "b", present: 30, refresh: 60, filters: { f: null } });
    const choices = choicesFrom(search);
    expect(searchFrom(choices)).toEqual({ page: "b", present: 30, refresh: 60, filters: { f: null } });
    expect(clearAll(choices)).toEqual({ page: "b", present: 30, refresh: 60, filters: {}, selections: [] });
  });

  it("is told in words", () => {
    expect([0, 10, 30, 60, 300, 3600, 7200, 90].map(paceWords)).toEqual(["", "every 10 seconds", "every 30 seconds", "every minute", "every 5 minutes", "every hour", "every 2 hours", "every 90 seconds"]);
  });
});

describe("the page so many steps on", () => {
  const pages = ["a", "b", "c"].map((id) => ({ id }));
  it.each([
    ["a", 1, "b"],
    ["c", 1, "a"],
    ["a", -1, "c"],
    ["b", -4, "a"],
    ["gone", 1, "b"],
    [undefined, 1, "b"],
  ])("after %s by %d is %s", (present, steps, next) => {
    expect(pageAfter(pages, present, steps)?.id).toBe(next);
  });
  it("of one page is itself, and of none is none", () => {
    expect(pageAfter([{ id: "a" }], "a", 1)?.id).toBe("a");
    expect(pageAfter([], "a", 1)).toBeUndefined();
  });
});

describe("how large a page is drawn", () => {
  it.each([
    // A wall: twice a laptop's width, and a page that is lower than the screen.
    [{ width: 2560, height: 1300 }, 640, 2],
    [{ width: 2560, height: 1300 }, 1000, 1.3],
    [{ width: 1440, height: 800 }, 800, 1],
    // A page that is somewhat too high for the screen is made smaller, one that is much too high is scrolled.
    [{ width: 1440, height: 800 }, 900, 0.85],
    [{ width: 1440, height: 800 }, 4000, 0.7],
    [{ width: 390, height: 800 }, 4000, 1],
    [{ width: 1440, height: 800 }, 0, 1],
    [{ width: 0, height: 0 }, 500, 1],
  ])("on %j for a height of %d is %d", (screen, height, scale) => {
    expect(scaleFor(screen, height)).toBeCloseTo(scale, 5);
  });
});
