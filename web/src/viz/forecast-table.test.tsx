import { render, screen, within } from "@testing-library/react";
import { beforeAll, expect, test } from "vitest";
import { aDrawing } from "@/query/testing";
import { axeFindings } from "@/test-axe";
import { ForecastTable } from "./forecast-table";

const period = (label: string, series: string | null, expected: number) => ({ start: "2025-01-01T00:00:00", label, series, expected, low: expected - 10, high: expected + 10 });

// The grid draws the rows that are in sight, and nothing has a size here.
beforeAll(() => {
  Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, value: 400 });
  Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, value: 800 });
});

test("what is foretold stands apart from what is known, and says so", async () => {
  render(<ForecastTable label="Visits" drawing={aDrawing({ number_format: ",.1f" })} forecast={{ interval: 95, periods: [period("Jan 2025", null, 1234.5)] }}><p>What is known</p></ForecastTable>);
  expect(screen.getByText("Forecast: worked out, not measured")).toBeInTheDocument();
  expect(screen.getByText("What is known")).toBeInTheDocument();
  const grid = within(screen.getByRole("grid", { name: "Visits: forecast" }));
  expect(grid.getAllByRole("columnheader").map(({ textContent }) => textContent)).toEqual(["Forecast for", "Expected", "95% from", "to"]);
  expect(grid.getAllByRole("gridcell").map(({ textContent }) => textContent)).toEqual(["Jan 2025", "1,234.5", "1,224.5", "1,244.5"]);
  expect(await axeFindings()).toEqual([]);
});

test("several lines are told apart", () => {
  render(<ForecastTable label="Visits" drawing={aDrawing()} forecast={{ interval: 80, periods: [period("Jan 2025", "North", 5), period("Jan 2025", "<b>South</b>", 7)] }}><p /></ForecastTable>);
  const cells = screen.getAllByRole("gridcell").map(({ textContent }) => textContent);
  expect(cells).toEqual(["Jan 2025", "North", "5", "-5", "15", "Jan 2025", "<b>South</b>", "7", "-3", "17"]);
});
