import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const REGIONS = ["North", "South", "East", ""];
const PRODUCTS = ["Tea", "Coffee", "Cocoa"];
const YEARS = [2024, 2025];

type Sale = { day: string; region: string; product: string; customer: string; amount: number };

const SALES: Sale[] = YEARS.flatMap((year) => Array.from({ length: 12 }, (_, month) => month + 1).flatMap((month) =>
  REGIONS.flatMap((region, r) => PRODUCTS.flatMap((product, p) => [1, 15, 28].map((day, d) => ({
    day: `${String(year)}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
    region,
    product,
    customer: `c${String((r * 5 + p * 3 + d * 2 + month) % 9)}`,
    amount: (r + 1) * 100 + p * 37 + month * 11 + d * 13 + (year - 2024) * 60 - (r === 2 && p === 1 ? 520 : 0),
  })))))); 

const CSV = ["day,region,product,customer,amount", ...SALES.map(({ day, region, product, customer, amount }) => [day, region, product, customer, String(amount)].join(","))].join("\n");

const dimension = (member: string, more: object = {}) => ({ role: "dimension", member, ...more });
const measure = (member: string, aggregation: string) => ({ role: "measure", member, aggregation });

const customersOf = (isOne: (sale: Sale) => boolean): string => String(new Set(SALES.filter(isOne).map(({ customer }) => customer)).size);

describe("numbers in rows and columns", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];
  let email: string;
  let ask: Ask;
  let address: string;
  let datasetId: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
    email = await signUp(page, "Mary Somerville");
    ask = await askAs(server.address, email);
    const form = new FormData();
    form.append("file", new Blob([CSV], { type: "text/csv" }), "sales.csv");
    ({ id: datasetId } = (await ask("POST", "/datasets/upload", form)).body as { id: string });
    const chart = (mark: string, encodings: object, options: object = {}) => ({ dataset_id: datasetId, mark, encodings, options });
    const tiles = [
      {
        kind: "chart", id: "matrix", title: "Customers", layout: { x: 0, y: 0, width: 12, height: 10 },
        chart: chart("matrix", { x: dimension("day", { grain: "year" }), y: [dimension("region"), dimension("product"), measure("customer", "count_distinct"), measure("amount", "sum")] }, { cells: [{ column: "sum_amount", kind: "bar" }, { column: "sum_amount", kind: "rule", rules: [{ op: "below", value: 0, tone: "bad" }] }] }),
      },
      {
        kind: "chart", id: "table", title: "Amounts", layout: { x: 12, y: 0, width: 12, height: 10 },
        chart: chart("table", { x: dimension("region"), color: dimension("product"), y: [measure("amount", "sum"), measure("amount", "avg"), measure("*", "count")] }, {
          cells: [
            { column: "sum_amount", kind: "bar" }, { column: "avg_amount", kind: "color_scale" },
            { column: "count", kind: "rule", rules: [{ op: "above", value: 71, tone: "good" }] },
            { column: "sum_amount", kind: "rule", rules: [{ op: "below", value: 0, tone: "bad", icon: "down" }, { op: "above", value: 35_000, tone: "good", icon: "up" }, { op: "above", value: 25_000, tone: "accent" }, { op: "above", value: 20_000, tone: "neutral" }] },
          ],
        }),
      },
      { kind: "chart", id: "moved", title: "Amount", layout: { x: 6, y: 10, width: 6, height: 4 }, chart: chart("kpi", { x: dimension("day", { grain: "month" }), y: [measure("amount", "sum")] }, { comparison: "same_period_last_year", show_sparkline: true }) },
      { kind: "chart", id: "both", title: "Month by month", layout: { x: 12, y: 10, width: 12, height: 6 }, chart: chart("kpi", { x: dimension("day", { grain: "month" }), y: [measure("amount", "avg"), measure("customer", "count_distinct")] }, { comparison: "previous_period", show_sparkline: true }) },
      { kind: "chart", id: "bars", title: "Amount by product", layout: { x: 0, y: 10, width: 6, height: 6 }, chart: chart("bar", { x: dimension("product"), y: [measure("amount", "sum")] }) },
    ];
    const made = (await ask("POST", "/dashboards", { name: "Numbers", spec: { pages: [{ id: "page", title: "Numbers", tiles }] } })).body as { id: string };
    address = `/dashboards/${made.id}`;
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => { if (task.result?.state === "fail") await keepPicture(page, `failed-${task.name.replaceAll(/\W+/g, "-").slice(0, 60)}`); });

  const settled = async (target: Page): Promise<void> => {
    await target.locator("[data-tile]").first().waitFor();
    await expect.poll(async () => target.locator("[data-tile] [aria-busy=true], [data-tile][aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
  };
  const grid = (target: Page) => target.getByRole("treegrid", { name: "Customers" });
  const cellsOf = async (target: Page, name: RegExp) => grid(target).getByRole("row", { name }).first().getByRole("gridcell").allInnerTexts();

  it("shows true totals of distinct values, opens rows and filters by what is pressed", async () => {
    await page.goto(address);
    await settled(page);
    await grid(page).waitFor();
    const distinct = (await cellsOf(page, /^Total/)).filter((_, index) => index % 2 === 0);
    expect(distinct).toEqual([...YEARS.map((year) => customersOf(({ day }) => day.startsWith(String(year)))), customersOf(() => true)]);
    const south = (await cellsOf(page, /^South/)).filter((_, index) => index % 2 === 0);
    expect(south.at(-1)).toBe(customersOf(({ region }) => region === "South"));
    await keepPicture(page, "matrix-1440-light");
    await expectAccessible(page);
    const asked = page.waitForResponse((response) => response.url().endsWith("/results"));
    await grid(page).getByRole("row", { name: /Cocoa/ }).first().getByRole("gridcell").nth(1).click();
    await asked;
    await settled(page);
    expect(await grid(page).getByRole("gridcell", { selected: true }).count()).toBeGreaterThan(0);
    await keepPicture(page, "matrix-chosen");
    await expectAccessible(page);
    await grid(page).focus();
    await page.keyboard.press("Control+Home");
    const before = await grid(page).getByRole("row").count();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => grid(page).getByRole("row").count()).toBeLessThan(before);
  });

  it("says how a number moved since the same month of the year before", async () => {
    await page.goto(address);
    await settled(page);
    const of = (month: string) => SALES.filter(({ day }) => day.startsWith(month)).reduce((sum, { amount }) => sum + amount, 0);
    const [now, before] = [of("2025-11"), of("2024-11")];
    const tile = page.locator("[data-tile]").filter({ has: page.getByRole("heading", { name: "Amount", exact: true }) });
    // The data end on the 28th: December is not over.
    await tile.getByText("Nov 2025").waitFor();
    const text = await tile.innerText();
    expect(text).toContain(now.toLocaleString("en-US"));
    expect(text).toContain(`Up ${(Math.round(((now - before) / before) * 1000) / 10).toString()}% (+${(now - before).toLocaleString("en-US")}) from Nov 2024`);
    await tile.getByRole("img", { name: /over the last 23 months/ }).waitFor();
  });

  for (const [width, isDark] of [[390, false], [390, true], [1440, true]] as const) {
    it(`reads well at ${String(width)} pixels in the ${isDark ? "dark" : "light"}`, async () => {
      const other = await openPage(browser, server.address, { width, isDark });
      await signIn(other.page, email);
      await other.page.goto(address);
      await settled(other.page);
      await grid(other.page).waitFor();
      await keepPicture(other.page, `matrix-${String(width)}-${isDark ? "dark" : "light"}`);
      await expectNoOverflow(other.page);
      await other.page.getByRole("heading", { name: "Month by month" }).scrollIntoViewIfNeeded();
      await keepPicture(other.page, `numbers-${String(width)}-${isDark ? "dark" : "light"}`);
      await expectAccessible(other.page);
      expect(other.mishaps).toEqual([]);
      await other.context.close();
    });
  }

  it("is chosen in Explore like any other kind of picture", async () => {
    await page.goto(`/explore?dataset=${datasetId}&chart=${encodeURIComponent(JSON.stringify({ wells: { x: [dimension("region")], y: [measure("amount", "sum")], color: [dimension("product")] } }))}`);
    await page.getByRole("button", { name: /^Kind of picture/ }).click();
    await page.getByRole("menuitem", { name: /^Matrix/ }).first().click();
    await page.getByRole("treegrid").waitFor();
    await keepPicture(page, "matrix-explore");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Options of the picture" }).click();
    await page.getByRole("button", { name: "Add a format" }).click();
    await page.getByRole("combobox", { name: "How Sum of amount is shown" }).click();
    await page.getByRole("option", { name: /^Rules/ }).click();
    await page.getByRole("treegrid").getByText(", bad").first().waitFor({ state: "attached" });
    await keepPicture(page, "matrix-options");
    await expectAccessible(page);
    await page.getByRole("combobox", { name: "How it is compared" }).click();
    await page.getByRole("option", { name: "Between" }).click();
    await page.getByLabel("Up to").fill("1000000000");
    await page.getByLabel("Up to").press("Enter");
    await page.getByRole("combobox", { name: "What it means" }).click();
    await page.getByRole("option", { name: "Good" }).click();
    await page.getByRole("combobox", { name: "Its sign" }).click();
    await page.getByRole("option", { name: "Arrow up" }).click();
    await page.getByRole("treegrid").getByText(", good").first().waitFor({ state: "attached" });
    await keepPicture(page, "matrix-options-between");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("radio", { name: "Table", exact: true }).click();
    await page.getByRole("grid").waitFor();
    expect(await page.getByRole("columnheader").allInnerTexts()).toHaveLength(3);
    expect(mishaps).toEqual([]);
  });
});
