import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { ColumnProfile } from "@/api/contracts";
import { ColumnFacts } from "./column-facts";
import { ColumnPicture } from "./column-picture";

const profile = (change: Partial<ColumnProfile>): ColumnProfile => ({
  name: "amount", type: "integer", row_count: 100, null_count: 4, distinct_count: 7, is_distinct_exact: true, min: 1, max: 9, mean: 4.5, stddev: 2,
  q25: 2, median: 4, q75: 7, histogram: [], top_values: [], ...change,
});

describe("a column's picture", () => {
  it("draws a bar for every bin, and none for an empty one", () => {
    const { container } = render(<ColumnPicture profile={profile({ histogram: [{ low: 0, high: 5, count: 90 }, { low: 5, high: 10, count: 0 }, { low: 10, high: 15, count: 6 }] })} />);
    const heights = [...container.querySelectorAll("rect")].map((bar) => Number(bar.getAttribute("height")));
    expect(heights).toEqual([35, 0, expect.closeTo(35 * (6 / 90), 6)]);
    expect(screen.getByText("10 to 15: 6 rows")).toBeInTheDocument();
  });

  it("lists the most frequent values with their share of what is filled", () => {
    render(<ColumnPicture profile={profile({ type: "text", top_values: [{ value: "East", count: 48 }, { value: "", count: 12 }] })} />);
    expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual(["East50\u202f%", "(empty text)12.5\u202f%"]);
  });

  it("says so when a column holds nothing", () => {
    render(<ColumnPicture profile={profile({ null_count: 100 })} />);
    expect(screen.getByText("No values")).toBeInTheDocument();
  });
});

describe("a column's facts", () => {
  it("mark an estimated count as such", () => {
    render(<ColumnFacts profile={profile({ is_distinct_exact: false, distinct_count: 12_345 })} />);
    expect(screen.getByText("≈ 12,345")).toBeInTheDocument();
    expect(screen.getByText("2 · 4 · 7")).toBeInTheDocument();
  });
});
