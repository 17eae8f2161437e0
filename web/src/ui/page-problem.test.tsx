import { render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { PageProblem } from "./page-problem";

const shown = (status: number) => render(<PageProblem problem={{ status, message: "The server's words." }} thing="dashboard" onRetry={vi.fn()} way={<a href="/dashboards">All dashboards</a>} />);

it("tells quietly that something is not there, and shows the way on", () => {
  shown(404);
  expect(screen.getByRole("heading", { level: 1, name: "This dashboard is not here" })).toBeDefined();
  expect(screen.getByRole("link", { name: "All dashboards" })).toBeDefined();
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
});

it("tells loudly of everything else, and lets it be tried again", () => {
  shown(503);
  expect(screen.getByRole("heading", { level: 1, name: "This dashboard could not be read" })).toBeDefined();
  expect(screen.getByRole("alert").textContent).toContain("The server's words.");
  expect(screen.getByRole("button", { name: "Try again" })).toBeDefined();
});
