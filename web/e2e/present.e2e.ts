import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const REGIONS = ["North", "South", "East", "West"];
const ROWS = Array.from({ length: 400 }, (_, row) => `${String(row)},2024-${String(1 + (row % 12)).padStart(2, "0")}-01,${REGIONS[row % 4] ?? ""},${String(row % 50)}.25`);
const HEAD = "order_id,day,region,amount";
const FIRST = [HEAD, ...ROWS].join("\n");
const SECOND = [HEAD, ...ROWS, "900,2024-03-01,Centre,5000"].join("\n");

type Opened = { context: BrowserContext; page: Page; mishaps: string[] };

describe("a dashboard on the wall", () => {
  let server: Server;
  let browser: Browser;
  let reader: Opened;
  let page: Page;
  let ask: Ask;
  let email: string;
  let dataset: string;
  let dashboardId: string;
  let link: string;

  const fine = async (name: string, on: Opened = reader) => {
    await keepPicture(on.page, `present-${name}`);
    await expectAccessible(on.page);
    await expectNoOverflow(on.page);
    expect(on.mishaps).toEqual([]);
  };
  const upload = async (content: string, to?: string): Promise<void> => {
    const form = new FormData();
    form.append("file", new Blob([content], { type: "text/csv" }), "Orders.csv");
    if (to !== undefined) form.append("dataset_id", to);
    expect((await ask("POST", "/datasets/upload", form)).status).toBe(201);
  };
  const orders = async () => ((await ask("GET", "/datasets")).body as { items: { id: string; status: string; row_count: number }[] }).items[0];
  const stage = (on: Page = page) => on.getByRole("main", { name: /presented/ });
  const shownPage = (on: Page = page) => on.locator("[data-stage=shown]").getAttribute("aria-label");

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    reader = await openPage(browser, server.address);
    ({ page } = reader);
    email = await signUp(page, "Wanda Wall");
    ask = await askAs(server.address, email);
    await upload(FIRST);
    await vi.waitUntil(async () => (await orders())?.status === "ready", { timeout: 30_000, interval: 200 });
    dataset = (await orders())?.id ?? "";
    const amount = [{ role: "measure", member: "amount", aggregation: "sum" }];
    const tile = (id: string, x: number, y: number, width: number, height: number, title: string, mark: string, by: string | null) =>
      ({ kind: "chart", id, title, layout: { x, y, width, height }, chart: { dataset_id: dataset, mark, encodings: { ...(by !== null && { x: { role: "dimension", member: by } }), y: amount } } });
    const pages = [
      { id: "regions", title: "Regions", filters: [], tiles: [
        tile("total", 0, 0, 6, 4, "Amount in all", "kpi", null), tile("bars", 6, 0, 18, 8, "Amount by region", "bar", "region"), tile("table", 0, 4, 6, 10, "Regions in rows", "table", "region"), tile("days", 6, 8, 18, 6, "Amount by month", "line", "day"),
      ] },
      { id: "months", title: "Months", filters: [], tiles: [tile("line", 0, 0, 24, 9, "Amount over time", "area", "day")] },
      { id: "shares", title: "Shares", filters: [], tiles: [tile("pie", 0, 0, 12, 9, "Shares of regions", "pie", "region"), tile("again", 12, 0, 12, 9, "Amounts", "table", "region")] },
    ];
    dashboardId = ((await ask("POST", "/dashboards", { name: "Orders on the wall", spec: { version: 1, pages } })).body as { id: string }).id;
    link = ((await ask("POST", "/shares", { dashboard_id: dashboardId })).body as { path: string }).path;
  });
  afterAll(async () => {
    await reader.context.close();
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await keepPicture(page, `failed-present-${task.name.replaceAll(/\W+/g, "-").slice(0, 50)}`);
  });

  it("is begun with a button, its pages are turned by keys and dots, and Escape leads back", async () => {
    await page.goto(`/dashboards/${dashboardId}`);
    await page.locator("[data-tile=table]").getByRole("gridcell", { name: "West" }).waitFor();
    await page.getByText(/^Refreshed \d\d:\d\d/).waitFor();
    await fine("viewed");
    await page.getByRole("button", { name: "Present", exact: true }).click();
    await stage().waitFor();
    await page.locator("[data-stage=shown] [data-tile=bars] figure").waitFor();
    expect(new URL(page.url()).searchParams.get("present")).toBe("0");
    await fine("stage");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => shownPage()).toBe("Months");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => shownPage()).toBe("Shares");
    await stage().getByRole("button", { name: "Months" }).click();
    await expect.poll(() => shownPage()).toBe("Months");
    expect(new URL(page.url()).searchParams.get("page")).toBe("months");
    await page.keyboard.press("Escape");
    await page.getByRole("tab", { name: "Months", selected: true }).waitFor();
    expect(await stage().count()).toBe(0);
    expect(new URL(page.url()).searchParams.has("present")).toBe(false);
    await page.keyboard.press("f");
    await stage().waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("tab", { name: "Months", selected: true }).waitFor();
  });

  it("turns its pages by itself where the address says so, whole when they come, and pauses", async () => {
    await page.goto(`/dashboards/${dashboardId}?present=5`);
    await expect.poll(() => shownPage(), { timeout: 15_000 }).toBe("Regions");
    await page.locator("[data-stage=waiting]").waitFor({ state: "attached" });
    await page.locator("[data-stage=waiting] [data-tile=line] figure .marks").waitFor({ state: "attached" });
    await expect.poll(() => shownPage(), { timeout: 10_000 }).toBe("Months");
    expect(await page.locator("[data-stage=shown] [aria-busy=true]").count()).toBe(0);
    await page.mouse.move(700, 400);
    await stage().getByRole("button", { name: "Pause" }).click();
    const held = await shownPage();
    await page.waitForTimeout(6_000);
    expect(await shownPage()).toBe(held);
    await fine("paused");
    await stage().getByRole("button", { name: "Play" }).click();
    await expect.poll(() => shownPage(), { timeout: 10_000 }).not.toBe(held);
    await page.keyboard.press("Escape");
  });

  it("fills a wall, and reads on a phone and in the dark", async () => {
    for (const look of [{ width: 2560 }, { width: 2560, isDark: true }, { width: 390 }, { width: 390, isDark: true }]) {
      const other = await openPage(browser, server.address, look);
      try {
        if (look.width === 2560) await other.page.setViewportSize({ width: 2560, height: 1440 });
        await signIn(other.page, email);
        await other.page.goto(`/dashboards/${dashboardId}?present=30`);
        await other.page.locator("[data-stage=shown] [data-tile=bars] figure").waitFor();
        await other.page.waitForTimeout(1_000);
        await fine(`wall-${String(look.width)}-${look.isDark === true ? "dark" : "light"}`, other);
        if (look.width === 2560) {
          await other.page.waitForTimeout(4_000);
          await keepPicture(other.page, `present-wall-rest-${look.isDark === true ? "dark" : "light"}`);
        }
      } finally {
        await other.context.close();
      }
    }
  });

  it("shows new data without a reload, and says how old it is", async () => {
    await page.goto(`/dashboards/${dashboardId}`);
    const table = page.locator("[data-tile=table]");
    await table.getByRole("gridcell", { name: "West" }).waitFor();
    expect(await table.getByRole("gridcell", { name: "Centre" }).count()).toBe(0);
    await page.evaluate(() => { (window as unknown as { isSame: boolean }).isSame = true; });
    await upload(SECOND, dataset);
    await table.getByRole("gridcell", { name: "Centre" }).waitFor({ timeout: 15_000 });
    expect(await page.evaluate(() => (window as unknown as { isSame?: boolean }).isSame)).toBe(true);
    await fine("new-data");
    await table.getByRole("button", { name: /^Data of/ }).focus();
    await page.getByRole("tooltip").getByText(/^Answered at/).waitFor();
    await fine("freshness");
  });

  it("shows what somebody else has made of the dashboard, and keeps what the reader chose", async () => {
    await page.goto(`/dashboards/${dashboardId}?page=shares`);
    await page.getByRole("tab", { name: "Shares", selected: true }).waitFor();
    await page.locator("[data-tile=again]").getByRole("gridcell", { name: "West" }).waitFor();
    await page.waitForTimeout(1_000);
    const present = (await ask("GET", `/dashboards/${dashboardId}`)).body as { revision: number; name: string; spec: object };
    const body = { revision: present.revision, name: "Orders, renamed", description: null, spec: { ...present.spec, refresh_seconds: 60 } };
    expect((await ask("PUT", `/dashboards/${dashboardId}`, body)).status).toBe(200);
    await page.getByRole("heading", { level: 1, name: "Orders, renamed" }).waitFor({ timeout: 15_000 });
    await page.getByText("Updated by you, elsewhere").waitFor();
    await page.getByText(/every minute/).waitFor();
    expect(new URL(page.url()).searchParams.get("page")).toBe("shares");
    await page.getByRole("button", { name: "Refresh by itself" }).click();
    await fine("pace");
    await page.getByRole("menuitemradio", { name: "Every 30 seconds" }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get("refresh")).toBe("30");
    await page.getByText(/every 30 seconds/).waitFor();
  });

  it("is set to its pace by those who edit it", async () => {
    await page.goto(`/dashboards/${dashboardId}?mode=edit`);
    await page.getByRole("button", { name: "More for this dashboard" }).click();
    await page.getByRole("menuitem", { name: "Refresh by itself" }).click();
    await page.getByRole("dialog").getByRole("combobox", { name: "How often" }).click();
    await page.getByRole("option", { name: "Every 5 minutes" }).click();
    await fine("pace-dialog");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await vi.waitUntil(async () => ((await ask("GET", `/dashboards/${dashboardId}`)).body as { spec: { refresh_seconds?: number } }).spec.refresh_seconds === 300, { timeout: 15_000, interval: 300 });
  });

  it("is presented to whoever has the link, who sees new data too, until the link is ended", async () => {
    const visitor = await openPage(browser, server.address);
    try {
      await visitor.page.goto(`${link}?present=0&page=shares`);
      await stage(visitor.page).waitFor();
      await visitor.page.locator("[data-stage=shown]").getByRole("gridcell", { name: "Centre" }).waitFor();
      await fine("visitor", visitor);
      await upload(FIRST, dataset);
      await visitor.page.locator("[data-stage=shown]").getByRole("gridcell", { name: "Centre" }).waitFor({ state: "detached", timeout: 25_000 });
      const { items } = (await ask("GET", `/shares?dashboard_id=${dashboardId}`)).body as { items: { id: string }[] };
      await ask("DELETE", `/shares/${items[0]?.id ?? ""}`);
      await visitor.page.getByRole("heading", { level: 1, name: "This link leads nowhere any more" }).waitFor({ timeout: 25_000 });
      expect(visitor.mishaps).toEqual([]);
    } finally {
      await visitor.context.close();
    }
  });
});
