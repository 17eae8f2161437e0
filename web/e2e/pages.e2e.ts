import { readFileSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, PASSWORD, signIn, signUp } from "./browser";
import { askAs } from "./people";
import { startServer, type Server } from "./server";

const LOOKS = [{ name: "wide-light", width: 1440, isDark: false }, { name: "narrow-dark", width: 390, isDark: true }] as const;

/** Every address of the router, as it is written there. */
const declared = [...readFileSync(new URL("../src/app/routes.tsx", import.meta.url), "utf8").matchAll(/path: "([^"]+)"/g)].map(([, path]) => path);

const NOBODY = "01900000-0000-7000-8000-000000000000";

const lastPart = (page: Page): string => new URL(page.url()).pathname.split("/").at(-1) ?? "";

const settled = async (page: Page): Promise<void> => {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await expect.poll(async () => page.locator("[aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
};

const expectFine = async (page: Page, name: string): Promise<void> => {
  await keepPicture(page, name);
  await expectAccessible(page);
  await expectNoOverflow(page);
};

describe("every page, wide and narrow, light and dark", () => {
  let server: Server;
  let browser: Browser;
  let email: string;
  const known: Record<string, string> = {};
  const addressOf = (written: string): string => written.replaceAll(/\$\w+/g, (name) => known[name] ?? name);

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    const { context, page } = await openPage(browser, server.address);
    email = await signUp(page, "Florence Nightingale");
    await page.getByRole("button", { name: "Load sample data" }).click();
    await page.getByText("The sample data is here").waitFor({ timeout: 90_000 });
    await page.goto("/data");
    const bad = ["a,b", ...Array.from({ length: 300 }, (_, row) => `${String(row)},${String(row)}`), "1,2,3"].join("\n");
    const wordy = "A very long name of a dataset that somebody pasted from the title of a report about the third quarter of the year 2024 in all regions";
    await page.locator("input[type=file]").first().setInputFiles({ name: `${wordy}.csv`, mimeType: "text/csv", buffer: Buffer.from(bad) });
    await page.getByRole("complementary", { name: "Uploads" }).getByRole("link", { name: "Open" }).click();
    await page.waitForURL(/\/data\/[0-9a-f-]+/);
    known["$datasetId"] = lastPart(page);
    await page.goto("/dashboards");
    await page.getByRole("main").getByRole("listitem").getByRole("link", { name: /Flights/ }).click();
    await page.waitForURL(/\/dashboards\/[0-9a-f-]+/);
    known["$dashboardId"] = lastPart(page);
    const saved = await (await askAs(server.address, email))("POST", "/queries/saved", { name: wordy, folder: "Reports/Quarters", sql: "select $day::date as day, count(*) as flights from flights" });
    known["$queryId"] = (saved.body as { id: string }).id;
    const datasets = await (await askAs(server.address, email))("GET", "/datasets?limit=100");
    const flights = (datasets.body as { items: { id: string; sql_name: string }[] }).items.find((one) => one.sql_name.startsWith("flights"));
    known["$flights"] = flights?.id ?? "";
    known["$chart"] = encodeURIComponent(JSON.stringify({ wells: { y: [{ role: "measure", member: "*", aggregation: "count" }] } }));
    const kept = await (await askAs(server.address, email))("POST", "/charts", { name: wordy, spec: { dataset_id: flights?.id, encodings: { y: [{ role: "measure", member: "*", aggregation: "count" }] } } });
    known["$chartId"] = (kept.body as { id: string }).id;
    const measures = [{ name: wordy.slice(0, 100), table: "flights", formula: "COUNT(*)" }];
    const policies = [{ name: wordy.slice(0, 100), table: "flights", formula: "USER_ATTRIBUTE('department') = 'operations'", roles: ["viewer"], except_for: { attribute: "department", values: [wordy, "finance"] } }];
    const definition = { tables: [{ name: "flights", dataset_id: flights?.id }], measures, row_policies: policies };
    const model = await (await askAs(server.address, email))("POST", "/models", { name: wordy, definition });
    known["$modelId"] = (model.body as { id: string }).id;
    const light = { categories: ["#0047ba", "#ffe680"], sequential: { start: "#dbe9f6", middle: "#539ecd", end: "#08306b" }, diverging: { start: "#7f3b08", middle: "#f4f2f0", end: "#2d004b" }, accent: "#1f4fd8", positive: "#00695c", negative: "#a3242b" };
    const theme = await (await askAs(server.address, email))("POST", "/themes", { name: wordy.slice(0, 80), look: { light } });
    known["$themeId"] = (theme.body as { id: string }).id;
    await (await askAs(server.address, email))("POST", "/api-keys", { name: wordy.slice(0, 100), scopes: ["query"] });
    const share = async (more: object): Promise<string> => {
      const made = await (await askAs(server.address, email))("POST", "/shares", { dashboard_id: known["$dashboardId"], name: wordy.slice(0, 100), ...more });
      return (made.body as { path: string }).path.replace("/s/", "");
    };
    known["$token"] = await share({});
    known["$closed"] = await share({ password: PASSWORD });
    await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await server.remove();
  });

  const outside: Record<string, string[]> = {
    "/sign-in": ["/sign-in"],
    "/sign-up": ["/sign-up"],
    "/setup": ["/setup"],
    "/welcome": ["/welcome"],
    "/s/$token": ["/s/$token", "/s/$closed", "/s/nowhere"],
  };
  const inside: Record<string, string[]> = {
    "/": ["/"],
    "/explore": ["/explore", "/explore?dataset=$datasetId", `/explore?dataset=${NOBODY}`],
    "/explore/trace": ["/explore/trace", "/explore/trace?dataset=$flights&chart=$chart", `/explore/trace?dataset=${NOBODY}&chart=$chart`],
    "/charts/$chartId": ["/charts/$chartId", `/charts/${NOBODY}`],
    "/sql": ["/sql"],
    "/$queryId": ["/sql/$queryId", `/sql/${NOBODY}`],
    "/dashboards": ["/dashboards"],
    "/dashboards/new": ["/dashboards/new"],
    "/folders": ["/folders"],
    "/dashboards/$dashboardId": ["/dashboards/$dashboardId", "/dashboards/$dashboardId?mode=edit", `/dashboards/${NOBODY}`],
    "/data": ["/data"],
    "/data/$datasetId": [...["columns", "rows", "rejects", "versions"].map((tab) => `/data/$datasetId?tab=${tab}`), `/data/${NOBODY}`],
    "/data/$datasetId/model": ["/data/$datasetId/model", `/data/${NOBODY}/model`],
    "/models": ["/models"],
    "/models/$modelId": ["/models/$modelId", "/models/$modelId?tab=policies", `/models/${NOBODY}`],
    $: ["/nowhere/at/all"],
    "/profile": ["/settings/profile"],
    "/members": ["/settings/members"],
    "/themes": ["/settings/themes"],
    "/themes/$themeId": ["/settings/themes/new", "/settings/themes/$themeId", `/settings/themes/${NOBODY}`],
    "/api-keys": ["/settings/api-keys"],
    "/trash": ["/settings/trash"],
  };
  const parents = new Set(["/settings"]);

  it("knows every address of the router", () => {
    expect(new Set([...Object.keys(outside), ...Object.keys(inside), ...parents])).toEqual(new Set(declared));
  });

  describe.each(LOOKS)("$name", ({ name: look, width, isDark }) => {
    let context: BrowserContext;
    let page: Page;
    let mishaps: string[];

    beforeAll(async () => { ({ context, page, mishaps } = await openPage(browser, server.address, { width, isDark })); });
    afterAll(async () => { await context.close(); });

    const visit = async (address: string) => {
      await page.goto(addressOf(address));
      await settled(page);
      await expectFine(page, `page-${look}${address.replaceAll(/[^\w]+/g, "-")}`);
      expect(mishaps).toEqual([]);
    };

    it.each(Object.values(outside).flat())("in front of the door: %s", visit);

    it("refuses a wrong password where it was typed", async () => {
      await page.goto("/sign-in");
      await page.getByLabel("E-mail").fill(email);
      await page.getByLabel("Password", { exact: true }).fill(`${PASSWORD}-wrong`);
      await page.keyboard.press("Enter");
      await page.getByRole("alert").waitFor();
      await expectFine(page, `page-${look}-sign-in-refused`);
    });

    it("lets the person in", async () => { await signIn(page, email); });

    it.each(Object.values(inside).flat())("behind the door: %s", visit);

    it("finds its way by the palette", async () => {
      await page.goto("/");
      await settled(page);
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").waitFor();
      await expectFine(page, `page-${look}-palette`);
    });
  });
});
