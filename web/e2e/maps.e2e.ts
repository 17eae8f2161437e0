import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const CITIES = [
  ["Vienna", "Austria", 16.37, 48.21], ["Graz", "Austria", 15.44, 47.07], ["Berlin", "Germany", 13.4, 52.52], ["Hamburg", "Germany", 9.99, 53.55],
  ["Paris", "France", 2.35, 48.86], ["Lyon", "France", 4.84, 45.76], ["Madrid", "Spain", -3.7, 40.42], ["Helsinki", "Finland", 24.94, 60.17],
  ["Austin", "United States", -97.74, 30.27], ["Recife", "Brazil", -34.88, -8.05], ["Perth", "Australia", 115.86, -31.95], ["Kyoto", "Japan", 135.77, 35.01],
  ["Poseidonis", "Atlantis", "", ""],
] as const;
const SEGMENTS = ["Schools", "Shops", "Hospitals"];
const lines = CITIES.flatMap(([city, country, east, north], place) => SEGMENTS.map((segment, step) =>
  [city, country, east, north, segment, (place + step) % 3 === 0 ? "direct" : "partner", 100 + ((place * 37 + step * 53) % 90) * 7].join(",")));
const CSV = Buffer.from(`city,country,longitude,latitude,segment,channel,amount\n${lines.join("\n")}\n`);

const by = (member: string) => ({ role: "dimension", member });
const AMOUNT = { role: "measure", member: "amount", aggregation: "sum" };
const PICTURES = [
  { word: "Treemap", mark: "treemap", wells: { x: [by("segment")], y: [AMOUNT], color: [by("country")] } },
  { word: "Sunburst", mark: "sunburst", wells: { x: [by("segment")], y: [AMOUNT], color: [by("channel")] } },
  { word: "Flow", mark: "sankey", wells: { x: [by("country")], y: [AMOUNT], color: [by("segment")] } },
  { word: "Words", mark: "words", wells: { x: [by("city")], y: [AMOUNT] } },
  { word: "Map of countries", mark: "choropleth", wells: { x: [by("country")], y: [AMOUNT] } },
  { word: "Map of points", mark: "point_map", wells: { x: [by("longitude")], y: [by("latitude")], color: [by("segment")], size: [AMOUNT], tooltip: [by("city")] } },
] as const;

describe("pictures that are maps, flows and parts within parts", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];
  let email: string;
  let ask: Ask;
  let datasetId: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
    email = await signUp(page, "Marie Tharp");
    ask = await askAs(server.address, email);
    await page.goto("/data");
    await page.getByText("Drop a file anywhere on this page").waitFor();
    await page.locator("input[type=file]").first().setInputFiles({ name: "Orders.csv", mimeType: "text/csv", buffer: CSV });
    await page.getByRole("complementary", { name: "Uploads" }).getByText("Ready").waitFor();
    const { items } = (await ask("GET", "/datasets")).body as { items: { id: string; name: string }[] };
    datasetId = items.find(({ name }) => name === "Orders")?.id ?? "none";
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => { if (task.result?.state === "fail") await keepPicture(page, `failed-${task.name.replaceAll(/\W+/g, "-").slice(0, 60)}`); });

  const open = async (on: Page, { mark, wells }: (typeof PICTURES)[number]) => {
    await on.goto(`/explore?${new URLSearchParams({ dataset: datasetId, chart: JSON.stringify({ mark, wells }) }).toString()}`);
    await on.locator("main canvas").first().waitFor();
    await on.locator("main [aria-busy=true]").waitFor({ state: "detached" });
  };

  it.each(PICTURES)("draws a picture: $word", async (picture) => {
    await open(page, picture);
    await page.getByRole("button", { name: `Kind of picture: ${picture.word}` }).waitFor();
    expect(await page.getByText("This picture could not be drawn").count()).toBe(0);
    await keepPicture(page, `maps-${picture.mark}`);
    await expectAccessible(page);
  });

  it("says what is under the pointer, and keeps what is pressed", async () => {
    await open(page, PICTURES[0]);
    const canvas = page.locator("main canvas").first();
    const { width, height } = await canvas.boundingBox() ?? { width: 0, height: 0 };
    await canvas.hover({ position: { x: width * 0.1, y: height * 0.3 } });
    await page.getByText("Sum of amount").last().waitFor();
    await page.getByText(/^\d+\.\d%$/).waitFor();
    await keepPicture(page, "maps-hover");
    await canvas.click({ position: { x: width * 0.1, y: height * 0.3 } });
    await page.getByRole("button", { name: /^Keep/ }).first().waitFor();
    await keepPicture(page, "maps-pressed");
    await expectAccessible(page);
  });

  it("draws them as well in the dark", async () => {
    const dark = await openPage(browser, server.address, { isDark: true });
    await signIn(dark.page, email);
    for (const picture of PICTURES) {
      await open(dark.page, picture);
      await keepPicture(dark.page, `maps-${picture.mark}-dark`);
      await expectAccessible(dark.page);
    }
    expect(dark.mishaps).toEqual([]);
    await dark.context.close();
  });

  it("brings the borders along only for a map, and asks nobody else for them", async () => {
    const own = await openPage(browser, server.address);
    const asked: string[] = [];
    own.page.on("request", (request) => { asked.push(new URL(request.url()).pathname); });
    await signIn(own.page, email);
    await open(own.page, PICTURES[0]);
    expect(asked.filter((path) => path.includes("/world-"))).toEqual([]);
    await open(own.page, PICTURES[4]);
    expect(asked.filter((path) => path.includes("/world-"))).toHaveLength(1);
    expect(own.mishaps).toEqual([]);
    await own.context.close();
  });

  it("never broke its own rules on the way", () => {
    expect(mishaps).toEqual([]);
  });
});
