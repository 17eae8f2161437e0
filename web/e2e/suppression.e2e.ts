import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signUp } from "./browser";
import { askAs } from "./people";
import { startServer, type Server } from "./server";

const WARDS: [string, number][] = [["Surgery", 41], ["Emergency", 30], ["Paediatrics", 18], ["Palliative care and long-term rehabilitation", 3], ["Oncology", 2], ["Isolation", 1]];
const CSV = ["ward,year,days", ...WARDS.flatMap(([ward, count]) => Array.from({ length: count }, (_, row) => `${ward},${String(2023 + (row % 2))},${String(row % 9 + 1)}`))].join("\n");
const LONG = "Palliative care and long-term rehabilitation";

describe("small numbers that are hidden", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];
  let dashboardId: string;
  let link: string;
  let datasetId: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
    const email = await signUp(page, "Stella Statistician");
    const ask = await askAs(server.address, email);
    const form = new FormData();
    form.append("file", new Blob([CSV], { type: "text/csv" }), "Stays.csv");
    expect((await ask("POST", "/datasets/upload", form)).status).toBe(201);
    const ready = async () => ((await ask("GET", "/datasets")).body as { items: { id: string; status: string }[] }).items.find(({ status }) => status === "ready");
    datasetId = (await vi.waitUntil(ready, { timeout: 30_000, interval: 200 })).id;
    const y = [{ role: "measure", member: "days", aggregation: "sum" }];
    const ward = { role: "dimension", member: "ward" };
    const options = { suppress_below: 5 };
    const chart = (mark: string, encodings: object) => ({ dataset_id: datasetId, mark, encodings, options });
    const layout = (x: number, top: number) => ({ x, y: top, width: 6, height: 6 });
    const tiles = [
      { kind: "chart", id: "bars", title: "Days by ward", layout: layout(0, 0), chart: chart("bar", { x: ward, y }) },
      { kind: "chart", id: "table", title: "Table of wards", layout: layout(6, 0), chart: chart("table", { x: ward, y }) },
      { kind: "chart", id: "matrix", title: "Wards and years", layout: layout(0, 6), chart: chart("matrix", { x: { role: "dimension", member: "year" }, y, color: ward }) },
      { kind: "chart", id: "number", title: "Days of isolation", layout: layout(6, 6), chart: { ...chart("kpi", { y }), filters: [{ kind: "in", member: "ward", values: ["Isolation"] }] } },
      { kind: "chart", id: "heat", title: "Heat of wards", layout: layout(0, 12), chart: chart("heatmap", { x: { role: "dimension", member: "year" }, color: y[0], y: [ward] }) },
      { kind: "chart", id: "line", title: "Years", layout: layout(6, 12), chart: chart("bar", { x: { role: "dimension", member: "year" }, y, color: ward }) },
    ];
    const filters = [{ id: "where", label: "Ward", dataset_id: datasetId, member: "ward", control: "list", default: null }];
    const made = (await ask("POST", "/dashboards", { name: "Stays in hospital", spec: { pages: [{ id: "page", title: "Stays", tiles, filters }] } })).body as { id: string };
    dashboardId = made.id;
    link = ((await ask("POST", "/shares", { dashboard_id: made.id })).body as { path: string }).path;
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => { if (task.result?.state === "fail") await keepPicture(page, `failed-${task.name.replaceAll(/\W+/g, "-").slice(0, 60)}`); });

  it("a table, a matrix and a number say what is hidden, on screens of both sizes", async () => {
    await page.goto(`/dashboards/${dashboardId}`);
    const table = page.getByRole("grid", { name: "Table of wards" });
    await table.getByText("Isolation").waitFor();
    expect(await table.getByTitle("Hidden, as fewer than 5 records would show").count()).toBe(3);
    expect(await table.getByText("hidden").count()).toBe(3);
    await page.getByTitle("Hidden, as fewer than 5 records would show").nth(4).waitFor();
    await expectAccessible(page);
    await keepPicture(page, "suppression-1440");
    await page.emulateMedia({ colorScheme: "dark" });
    await keepPicture(page, "suppression-1440-dark");
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))));
    await expectNoOverflow(page);
    await keepPicture(page, "suppression-390");
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it("a mark of such a picture shows no rows", async () => {
    const row = page.getByRole("grid", { name: "Table of wards" }).getByText(LONG);
    await row.click({ button: "right" });
    await page.getByRole("menuitem", { name: "Keep only" }).waitFor();
    expect(await page.getByRole("menuitem", { name: "Show rows" }).count()).toBe(0);
    expect(await page.getByRole("menuitem", { name: "Explain" }).count()).toBe(0);
    await page.keyboard.press("Escape");
  });

  it("a visitor's filter leaves such pictures as they are", async () => {
    const { context: other, page: visitor, mishaps: theirs } = await openPage(browser, server.address);
    const choices = encodeURIComponent(JSON.stringify({ where: { kind: "in", member: "ward", values: ["Isolation"] } }));
    await visitor.goto(`${link}?filters=${choices}`);
    const table = visitor.getByRole("grid", { name: "Table of wards" });
    await table.getByText("Surgery").waitFor();
    expect(await table.getByText("hidden").count()).toBe(3);
    await expectAccessible(visitor);
    await keepPicture(visitor, "suppression-visitor");
    expect(theirs).toEqual([]);
    await other.close();
  });

  it("it is chosen in the options of a picture, and undone there", async () => {
    const chart = { mark: "bar", wells: { x: [{ role: "dimension", member: "ward" }], y: [{ role: "measure", member: "days", aggregation: "sum" }] } };
    await page.goto(`/explore?dataset=${datasetId}&chart=${encodeURIComponent(JSON.stringify(chart))}`);
    await page.getByRole("button", { name: "Options of the picture" }).click();
    const field = page.getByLabel("Hide figures of fewer records than");
    await field.fill("5");
    await field.press("Enter");
    await page.getByText("3 groups are hidden", { exact: false }).first().waitFor();
    await expectAccessible(page);
    await keepPicture(page, "suppression-options");
    await field.fill("");
    await field.press("Enter");
    await page.getByText("3 groups are hidden", { exact: false }).first().waitFor({ state: "detached" });
    expect(mishaps).toEqual([]);
  });
});
