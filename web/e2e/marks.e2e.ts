import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

type Sale = { day: string; region: string; city: string; amount: number };

const CITIES: Record<string, readonly string[]> = { North: ["Oslo", "Bergen"], South: ["Rome", "Naples"], West: ["Porto"], "": ["Nowhere"] };

const SALES: Sale[] = [2023, 2024, 2025].flatMap((year) => Array.from({ length: 12 }, (_, at) => at + 1).flatMap((month) =>
  Object.entries(CITIES).flatMap(([region, cities], r) => cities.map((city, c) => ({
    day: `${String(year)}-${String(month).padStart(2, "0")}-${String(3 + r * 5 + c).padStart(2, "0")}`, region, city, amount: (4 - r) * 200 + month * 10 + c * 30 + (year - 2023) * 40,
  })))));

const CSV = ["day,region,city,amount", ...SALES.map(({ day, region, city, amount }) => [day, region, city, String(amount)].join(","))].join("\n");

const dimension = (member: string, more: object = {}) => ({ role: "dimension", member, ...more });
const AMOUNT = { role: "measure", member: "amount", aggregation: "sum" };

const counted = (count: number): string => new Intl.NumberFormat("en-US").format(count);

describe("the menu of a mark", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];
  let email: string;
  let ask: Ask;
  let address: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
    email = await signUp(page, "Maria Mitchell");
    ask = await askAs(server.address, email);
    const form = new FormData();
    form.append("file", new Blob([CSV], { type: "text/csv" }), "sales.csv");
    const { id: dataset_id } = (await ask("POST", "/datasets/upload", form)).body as { id: string };
    const isReady = async () => ((await ask("GET", "/datasets")).body as { items: { status: string }[] }).items[0]?.status === "ready";
    await vi.waitUntil(isReady, { timeout: 30_000, interval: 200 });
    const hierarchies = [{ name: "Places", levels: [{ column: "region" }, { column: "city" }] }];
    expect((await ask("POST", "/models", { name: "Sales", definition: { tables: [{ name: "sales", dataset_id, hierarchies }] } })).status).toBe(201);
    const tile = (id: string, title: string, [x, y, width, height]: readonly [number, number, number, number], mark: string, encodings: object) =>
      ({ kind: "chart", id, title, layout: { x, y, width, height }, chart: { dataset_id, mark, encodings } });
    const overview = [
      tile("bars", "Amount by region", [0, 0, 8, 8], "bar", { x: dimension("region"), y: [AMOUNT] }),
      tile("years", "Amount over time", [8, 0, 8, 8], "bar", { x: dimension("day", { grain: "year" }), y: [AMOUNT] }),
      tile("total", "All of it", [16, 0, 8, 8], "kpi", { y: [AMOUNT] }),
      tile("table", "Cities", [0, 8, 8, 8], "table", { x: dimension("city"), y: [AMOUNT] }),
      tile("lines", "Region by month", [8, 8, 8, 8], "line", { x: dimension("day", { grain: "month" }), y: [AMOUNT], color: dimension("region") }),
      tile("matrix", "Regions and years", [16, 8, 8, 8], "matrix", { x: dimension("day", { grain: "year" }), y: [dimension("region"), AMOUNT] }),
    ];
    const details = [tile("detail", "Cities of it", [0, 0, 12, 8], "table", { x: dimension("city"), y: [AMOUNT] })];
    const pages = [{ id: "overview", title: "Overview", tiles: overview }, { id: "details", title: "Details", tiles: details }];
    const made = await ask("POST", "/dashboards", { name: "Sales", spec: { pages } });
    address = `/dashboards/${(made.body as { id: string }).id}`;
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => { if (task.result?.state === "fail") await keepPicture(page, `failed-marks-${task.name.replaceAll(/\W+/g, "-").slice(0, 50)}`); });

  const settled = async (target: Page): Promise<void> => {
    await target.locator("[data-tile]").first().waitFor();
    await expect.poll(async () => target.locator("[data-tile] [aria-busy=true], [data-tile][aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
  };
  const open = async (target: Page): Promise<void> => {
    await target.goto(address);
    await settled(target);
    await target.locator("[data-tile] canvas").first().waitFor();
  };
  const tile = (target: Page, id: string): Locator => target.locator(`[data-tile="${id}"]`);
  const item = (target: Page, name: string): Locator => target.getByRole("menuitem", { name, exact: true });
  const head = (target: Page): Locator => target.getByRole("menu").locator("[title]").first();

  /** Right clicks along a picture until the menu names the mark that is wanted. */
  const press = async (target: Page, id: string, wanted: RegExp, height = 0.75): Promise<void> => {
    const box = await tile(target, id).locator("[data-picture]").boundingBox();
    if (box === null) throw new Error("The picture is not on the screen.");
    for (let part = 0.1; part < 1; part += 0.06) {
      const [x, y] = [box.x + box.width * part, box.y + box.height * height];
      await target.mouse.move(x, y);
      await target.mouse.click(x, y, { button: "right" });
      await target.getByRole("menu").waitFor();
      if (wanted.test(await head(target).innerText())) return;
      await target.keyboard.press("Escape");
      await target.getByRole("menu").waitFor({ state: "detached" });
    }
    throw new Error(`No mark is called ${String(wanted)}.`);
  };
  const choose = async (target: Page, name: string): Promise<void> => {
    const answered = target.waitForResponse((response) => response.url().endsWith("/results"));
    await item(target, name).click();
    await answered;
    await settled(target);
  };
  const fine = async (name: string, target = page): Promise<void> => {
    await keepPicture(target, `marks-${name}`);
    await expectAccessible(target);
    await expectNoOverflow(target);
  };

  it("keeps one, leaves one out, says so on the tile, and stays when the page is loaded again", async () => {
    await open(page);
    await press(page, "bars", /^Region: North$/);
    await fine("menu-1440-light");
    await choose(page, "Keep only");
    await expect.poll(() => tile(page, "bars").innerText()).toContain("Region: North");
    await press(page, "years", /2023$/);
    await choose(page, "Exclude");
    await fine("kept-1440-light");
    await page.reload();
    await settled(page);
    await expect.poll(() => tile(page, "bars").innerText()).toContain("Region: North");
    await expect.poll(() => tile(page, "years").innerText()).toContain("not 2023");
    await tile(page, "years").getByRole("button", { name: /No longer filter/ }).click();
    await tile(page, "bars").getByRole("button", { name: "Reset" }).click();
    await expect.poll(() => new URL(page.url()).search).not.toContain("changes");
  });

  it("drills along a hierarchy and along time, and back up by the trail", async () => {
    await open(page);
    await press(page, "bars", /^Region: South$/);
    await choose(page, "Drill down to City");
    await press(page, "bars", /^City: (Rome|Naples)$/);
    await page.keyboard.press("Escape");
    await press(page, "years", /2024$/);
    await choose(page, "Drill down to Quarter");
    await press(page, "years", /Q2 2024$/);
    await choose(page, "Drill down to Month");
    const trail = tile(page, "years").getByRole("navigation", { name: "Drilled to" });
    expect((await trail.getByRole("listitem").allInnerTexts()).map((text) => text.trim())).toEqual(["All", "2024", "Q2 2024"]);
    await fine("drilled-1440-light");
    await page.reload();
    await settled(page);
    await trail.getByRole("button", { name: "2024" }).click();
    await settled(page);
    await press(page, "years", /Q3 2024$/);
    await choose(page, "Drill up");
    await expect.poll(() => trail.count()).toBe(0);
    await press(page, "lines", /^Region by month$|Region: /, 0.4);
    await choose(page, "Drill up to Quarter");
    await expect.poll(() => tile(page, "lines").innerText()).toContain("by quarter");
    await page.goBack();
    await expect.poll(() => tile(page, "lines").innerText()).not.toContain("by quarter");
  });

  it("shows the rows behind a mark and how many there are", async () => {
    await open(page);
    await press(page, "bars", /^Region: West$/);
    await item(page, "Show rows").click();
    const dialog = page.getByRole("dialog", { name: "Region: West" });
    const ofWest = SALES.filter(({ region }) => region === "West");
    await dialog.getByRole("status").filter({ hasText: `${counted(ofWest.length)} rows` }).waitFor();
    expect(await dialog.getByRole("grid").getAttribute("aria-rowcount")).toBe(String(ofWest.length + 1));
    await dialog.getByRole("gridcell", { name: "Porto" }).first().waitFor();
    await fine("rows-1440-light");
    await dialog.getByRole("button", { name: "Open in Explore" }).click();
    await page.waitForURL(/\/explore/);
    await page.getByRole("gridcell", { name: "Porto" }).first().waitFor();
    await keepPicture(page, "marks-rows-in-explore");
  });

  it("is opened by keys on a row of a table and on a cell of a matrix", async () => {
    await open(page);
    await tile(page, "table").getByRole("grid").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menu").waitFor();
    expect(await head(page).innerText()).toMatch(/^City: /);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("grid");
    await tile(page, "matrix").getByRole("treegrid").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ContextMenu");
    await page.getByRole("menu").waitFor();
    expect(await head(page).innerText()).toMatch(/^Region: .+, Day \(year\): 2023$|^Day \(year\): 2023, Region: .+$/);
    await choose(page, "Exclude");
    expect(await tile(page, "matrix").innerText()).toContain("not ");
    await fine("matrix-1440-light");
  });

  it("leads to the page that tells the details of a field, and back", async () => {
    await page.goto(`${address}?page=details&mode=edit`);
    await page.getByRole("button", { name: "More for page Details" }).click();
    await item(page, "Drill through").click();
    const dialog = page.getByRole("dialog", { name: "Drill through to Details" });
    await dialog.getByRole("checkbox", { name: "Region" }).check();
    await fine("through-dialog");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    await vi.waitUntil(async () => JSON.stringify((await ask("GET", address)).body).includes("drill_through"), { timeout: 30_000, interval: 300 });
    await open(page);
    await press(page, "bars", /^Region: North$/);
    await choose(page, "Drill through to Details");
    const cities = async () => (await tile(page, "detail").getByRole("gridcell").allInnerTexts()).filter((text) => !/\d/.test(text)).sort();
    await expect.poll(cities).toEqual([...(CITIES["North"] ?? [])].sort());
    await fine("through-1440-light");
    await page.reload();
    await expect.poll(cities).toEqual([...(CITIES["North"] ?? [])].sort());
    await page.getByRole("button", { name: "Back to Overview" }).click();
    await tile(page, "bars").waitFor();
    await page.goBack();
    await expect.poll(cities).toEqual([...(CITIES["North"] ?? [])].sort());
    await page.getByRole("button", { name: "Show everything" }).click();
    await expect.poll(async () => (await cities()).length).toBe(Object.values(CITIES).flat().length);
    expect(mishaps).toEqual([]);
  });

  it("keeps its looks on a phone and in the dark, where a long press opens it", async () => {
    const phone = await browser.newContext({ baseURL: server.address, viewport: { width: 390, height: 844 }, colorScheme: "dark", reducedMotion: "reduce", hasTouch: true });
    const small = await phone.newPage();
    await signIn(small, email);
    await open(small);
    await tile(small, "bars").scrollIntoViewIfNeeded();
    const box = await tile(small, "bars").locator("[data-picture]").boundingBox();
    if (box === null) throw new Error("The picture is not on the screen.");
    const session = await phone.newCDPSession(small);
    const at = [{ x: box.x + box.width * 0.25, y: box.y + box.height * 0.7 }];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at });
    await small.getByRole("menu").waitFor();
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    expect(await head(small).innerText()).toMatch(/^Region: /);
    await fine("menu-390-dark", small);
    await choose(small, "Drill down to City");
    await fine("drilled-390-dark", small);
    expect(new URL(small.url()).search).not.toContain("picked");
    await phone.close();
  });
});
