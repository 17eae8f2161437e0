import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { fakeServer, json, problem } from "@/api/fake-server";
import { axeFindings } from "@/test-axe";
import { Toaster } from "@/ui/toaster";
import { useTheme } from "@/ui/theme";
import { useToasts } from "@/ui/toast-store";
import { DownloadMenu } from "./download-menu";

const SOURCE = { kind: "sql" as const, sql: "SELECT 1", parameters: {}, dataset_id: null, time_zone: "UTC" };
const EXPORT = {
  id: "e1", name: "Sales.csv", format: "csv", state: "queued", stage: null, rows_written: 0, row_count: null, byte_size: null, problem: null,
  created_at: "2024-01-01T00:00:00Z", finished_at: null, expires_at: "2024-01-02T00:00:00Z",
};
const DONE = { ...EXPORT, state: "done", rows_written: 3, row_count: 3, byte_size: 9 };

const saved: string[] = [];

beforeEach(() => {
  saved.length = 0;
  useToasts.setState({ toasts: [] });
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function click(this: HTMLAnchorElement) { saved.push(this.getAttribute("href") ?? ""); });
});

/** Answers each look at the export with the next of these. */
const serve = (...looks: object[]) => fakeServer(({ method, path }) => {
  if (path.endsWith("/ticket")) return json({ url: "/api/v1/exports/download/once", expires_at: "2024-01-01T00:01:00Z" }, 201);
  if (method === "DELETE") return new Response(null, { status: 204 });
  return method === "POST" ? json(EXPORT, 202) : json(looks.length > 1 ? looks.shift() : looks[0]);
});

const choose = async (label: string, hasPicture = false) => {
  render(<><DownloadMenu name="Sales" source={() => SOURCE} hasPicture={hasPicture} /><Toaster /></>);
  await userEvent.click(screen.getByRole("button", { name: "Download" }));
  expect(await axeFindings()).toEqual([]);
  await userEvent.click(await screen.findByRole("menuitem", { name: new RegExp(`^${label}`) }));
};

test("a chosen kind of file is asked for, and saved from an address that is good once", async () => {
  const calls = serve(DONE);
  await choose("Excel");
  await screen.findByText("Sales.csv is on its way");
  expect(JSON.parse(calls[0]?.body ?? "")).toEqual({ source: SOURCE, format: "xlsx", name: "Sales", is_raw: false });
  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /api/v1/exports", "GET /api/v1/exports/e1", "POST /api/v1/exports/e1/ticket"]);
  expect(saved).toEqual(["/api/v1/exports/download/once"]);
});

test("a picture is offered of what is drawn, and asked for in the colors that its reader sees", async () => {
  useTheme.setState({ theme: "dark" });
  const calls = serve({ ...DONE, format: "png", name: "Sales.png" });
  await choose("PNG", true);
  await screen.findByText("Sales.png is on its way");
  expect(screen.queryByText("3 rows")).toBeNull();
  expect(JSON.parse(calls[0]?.body ?? "")).toEqual({ source: SOURCE, format: "png", name: "Sales", is_raw: false, picture: { theme: "dark", width: 1200, height: null } });
  useTheme.setState({ theme: "light" });
});

test("no picture is offered of what is not drawn, and the groups of the menu have names", async () => {
  serve(DONE);
  render(<><DownloadMenu name="Sales" source={() => SOURCE} /><DownloadMenu name="Drawn" source={() => SOURCE} hasPicture /></>);
  const [plain, drawn] = screen.getAllByRole("button", { name: "Download" });
  await userEvent.click(plain as HTMLElement);
  expect(screen.getAllByRole("group").map((group) => group.textContent)).toEqual(["All rows as a fileCSV.csvExcel.xlsxJSON.jsonParquet.parquetArrow.arrow"]);
  await userEvent.keyboard("{Escape}");
  await userEvent.click(drawn as HTMLElement);
  expect(screen.getAllByRole("group", { name: "The picture" })[0]?.textContent).toBe("The picturePNG.pngSVG.svgPDF.pdf");
});

test("what takes its time tells how far it is, and can be cancelled", async () => {
  const writing = { ...EXPORT, state: "running", stage: "writing", rows_written: 1200 };
  const looks = [EXPORT, writing, writing, writing, writing, { ...EXPORT, state: "cancelled" }];
  const calls = serve(...looks);
  await choose("CSV");
  await screen.findByText("1,200 rows written");
  expect(await axeFindings()).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await screen.findByText("The download was cancelled", {}, { timeout: 5000 });
  expect(calls.some(({ method, path }) => method === "DELETE" && path === "/api/v1/exports/e1")).toBe(true);
  expect(screen.queryByText("Preparing Sales.csv")).toBeNull();
  expect(saved).toEqual([]);
});

test("a failure is told in the words of the server, with the way out", async () => {
  serve({ ...EXPORT, state: "failed", problem: { code: "PAYLOAD_TOO_LARGE", message: "There are too many rows.", hint: "Narrow it.", details: {} } });
  await choose("JSON");
  await screen.findByText("There are too many rows. Narrow it.");
  expect(saved).toEqual([]);
});

test("what is refused at once is told as well", async () => {
  fakeServer(() => problem(429, "QUOTA_EXCEEDED", "5 of your exports are under way already."));
  await choose("Parquet");
  await waitFor(() => { expect(screen.getByText(/5 of your exports are under way already\./)).toBeTruthy(); });
  expect(saved).toEqual([]);
});
