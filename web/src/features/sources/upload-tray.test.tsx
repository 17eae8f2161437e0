import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { UploadTray } from "./upload-tray";
import { useUploads } from "./uploads";

const trayAt = (place: string) => (
  <QueryClientProvider client={new QueryClient()}>
    <TooltipProvider><main><h1>Data</h1></main><UploadTray place={place} openDataset={(id, label) => <a href={`/data/${id}`}>{label}</a>} /></TooltipProvider>
  </QueryClientProvider>
);

beforeEach(() => {
  useUploads.setState({ uploads: [{ id: "u", fileName: "sales.csv", fileSize: 1, phase: { kind: "ready", datasetIds: ["d"], rejectedRows: 0 } }] });
});

test("a file that is done stays in sight on its page, and is put away with the next one", async () => {
  const { rerender, container } = render(trayAt("/data"));
  expect(screen.getByRole("link", { name: "Open" })).toBeVisible();
  expect(await axeFindings(container)).toEqual([]);
  rerender(trayAt("/data"));
  expect(screen.getByText("sales.csv")).toBeVisible();
  rerender(trayAt("/dashboards"));
  expect(screen.queryByRole("complementary", { name: "Uploads" })).toBeNull();
});

test("the list is folded out of the way of what lies below it, and shown again", async () => {
  render(trayAt("/data"));
  await userEvent.click(screen.getByRole("button", { name: "Fold the uploads" }));
  expect(screen.getByText("sales.csv")).not.toBeVisible();
  const show = screen.getByRole("button", { name: "Show the uploads" });
  expect(show).toHaveAttribute("aria-expanded", "false");
  await userEvent.click(show);
  expect(screen.getByText("sales.csv")).toBeVisible();
});
