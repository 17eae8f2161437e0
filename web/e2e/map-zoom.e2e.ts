import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, signIn } from "./browser";
import { usingStage } from "./stage";

const CITIES = [
  ["Vienna", "Austria", 16.37, 48.21], ["Berlin", "Germany", 13.4, 52.52], ["Paris", "France", 2.35, 48.86], ["Madrid", "Spain", -3.7, 40.42],
  ["Helsinki", "Finland", 24.94, 60.17], ["Austin", "United States", -97.74, 30.27], ["Recife", "Brazil", -34.88, -8.05], ["Perth", "Australia", 115.86, -31.95],
] as const;
const CSV = ["city,country,longitude,latitude,amount", ...CITIES.map((city, at) => [...city, 100 + at * 70].join(","))].join("\n");
const by = (member: string) => ({ role: "dimension", member });
const AMOUNT = { role: "measure", member: "amount", aggregation: "sum" };
const COUNTRIES = { mark: "choropleth", encodings: { x: by("country"), y: [AMOUNT] } };
const POINTS = { mark: "point_map", encodings: { x: by("longitude"), y: [by("latitude")], size: AMOUNT, tooltip: [by("city")] } };

describe("zooming a map", () => {
  const stage = usingStage("Gerardus Mercator");
  let page: Page;
  let datasetId: string;
  let board: string;

  beforeAll(async () => {
    ({ page } = stage);
    const form = new FormData();
    form.append("file", new Blob([CSV], { type: "text/csv" }), "Orders.csv");
    expect((await stage.ask("POST", "/datasets/upload", form)).status).toBe(201);
    const ready = async () => ((await stage.ask("GET", "/datasets")).body as { items: { id: string; name: string; status: string }[] }).items.find(({ name, status }) => name === "Orders" && status === "ready");
    datasetId = (await vi.waitUntil(ready, { timeout: 60_000, interval: 200 })).id;
    const tile = (id: string, x: number, title: string, chart: object) => ({ kind: "chart", id, title, layout: { x, y: 0, width: 12, height: 9 }, chart: { dataset_id: datasetId, ...chart } });
    const pages = [{ id: "page", title: "Page", tiles: [tile("countries", 0, "Amount by country", COUNTRIES), tile("points", 12, "Where they live", POINTS)] }];
    const made = await stage.ask("POST", "/dashboards", { name: "Maps", spec: { pages } });
    expect(made.status).toBe(201);
    board = (made.body as { id: string }).id;
  });

  const mapIn = (place: Locator): Locator => place.locator("[data-map]");
  const tileAt = (on: Page, id: string): Locator => on.locator(`[data-tile=${id}]`);
  const verb = (place: Locator, name: string): Locator => place.getByRole("button", { name, exact: true });
  const picture = async (place: Locator): Promise<string> => mapIn(place).locator("canvas").evaluate((one) => (one as HTMLCanvasElement).toDataURL());
  const zoomOf = async (place: Locator): Promise<string> => (await place.getByRole("group", { name: "Zoom of the map" }).getByRole("status").textContent()) ?? "";
  const shown = async (place: Locator): Promise<string> => {
    await mapIn(place).locator("canvas").waitFor();
    await verb(place, "Zoom in").waitFor();
    await expect.poll(async () => (await picture(place)).length).toBeGreaterThan(4_000);
    return picture(place);
  };
  const middle = async (map: Locator): Promise<{ x: number; y: number }> => {
    const box = await map.boundingBox();
    if (box === null) throw new Error("The map is not on the screen.");
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const explore = async (on: Page, mark: "choropleth" | "point_map"): Promise<Locator> => {
    const wells = mark === "choropleth" ? { x: [by("country")], y: [AMOUNT] } : { x: [by("longitude")], y: [by("latitude")], size: [AMOUNT], tooltip: [by("city")] };
    await on.goto(`/explore?${new URLSearchParams({ dataset: datasetId, chart: JSON.stringify({ mark, wells }) }).toString()}`);
    return on.locator("main");
  };

  it("is done by Ctrl and the wheel, by dragging, by keys and by buttons in Explore", async () => {
    const main = await explore(page, "choropleth");
    const whole = await shown(main);
    const { x, y } = await middle(mapIn(main));
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -240);
    expect(await zoomOf(main)).toBe("");
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -480);
    await page.keyboard.up("Control");
    await expect.poll(async () => zoomOf(main)).toBe("Zoomed in 4.0 times");
    await expect.poll(async () => picture(main)).not.toBe(whole);
    const near = await picture(main);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 90, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => picture(main)).not.toBe(near);
    expect(await page.getByRole("button", { name: /^Keep/ }).count(), "the drag picked a country").toBe(0);
    await keepPicture(page, "map-zoom-countries-1440-light");
    await expectAccessible(page);
    await mapIn(main).focus();
    await page.keyboard.press("-");
    await expect.poll(async () => zoomOf(main)).toBe("Zoomed in 2.7 times");
    await page.keyboard.press("0");
    await page.mouse.move(2, 2);
    await expect.poll(async () => picture(main)).toBe(whole);
    await verb(main, "Zoom in").click();
    await expect.poll(async () => zoomOf(main)).toBe("Zoomed in 1.5 times");
    await verb(main, "Show the whole map").click();
    await expect.poll(async () => zoomOf(main)).toBe("");
  });

  it("keeps the points within their picture", async () => {
    const main = await explore(page, "point_map");
    await shown(main);
    await mapIn(main).focus();
    for (const _ of [1, 2]) await page.keyboard.press("+");
    await expect.poll(async () => zoomOf(main)).toBe("Zoomed in 2.3 times");
    await keepPicture(page, "map-zoom-points-1440-light");
    await expectAccessible(page);
  });

  it("stays where it was while a dashboard is read, each map by itself", async () => {
    await page.goto(`/dashboards/${board}`);
    const [countries, points] = [tileAt(page, "countries"), tileAt(page, "points")];
    const [whole] = [await shown(countries), await shown(points)];
    await mapIn(points).focus();
    await page.keyboard.press("+");
    await expect.poll(async () => zoomOf(points)).toBe("Zoomed in 1.5 times");
    expect(await zoomOf(countries)).toBe("");
    await mapIn(countries).focus();
    for (const _ of [1, 2, 3]) await page.keyboard.press("+");
    await expect.poll(async () => zoomOf(countries)).toBe("Zoomed in 3.4 times");
    await keepPicture(page, "map-zoom-dashboard-1440-light");
    await expectAccessible(page);
    await page.setViewportSize({ width: 1200, height: 900 });
    await expect.poll(async () => zoomOf(countries)).toBe("Zoomed in 3.4 times");
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.keyboard.press("0");
    await expect.poll(async () => picture(countries)).toBe(whole);
  });

  it("is there for whoever has a link, in the dark and by two fingers", async () => {
    const { path } = (await stage.ask("POST", "/shares", { dashboard_id: board })).body as { path: string };
    const phone = await stage.browser.newContext({ baseURL: stage.server.address, viewport: { width: 390, height: 844 }, colorScheme: "dark", reducedMotion: "reduce", hasTouch: true });
    const hand = await phone.newPage();
    await hand.goto(path);
    const tile = tileAt(hand, "countries");
    await shown(tile);
    await tile.scrollIntoViewIfNeeded();
    const { x, y } = await middle(mapIn(tile));
    const session = await phone.newCDPSession(hand);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", apart: number) =>
      session.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x: x - apart, y, id: 0 }, { x: x + apart, y, id: 1 }] });
    await touch("touchStart", 20);
    for (const apart of [30, 40, 50, 60]) await touch("touchMove", apart);
    await touch("touchEnd", 60);
    await expect.poll(async () => zoomOf(tile)).toBe("Zoomed in 3.0 times");
    await keepPicture(hand, "map-zoom-link-390-dark");
    await expectAccessible(hand);
    await expectNoOverflow(hand);
    await phone.close();
  });

  it("is as plain in the dark on a wide screen", async () => {
    const dark = await stage.open({ isDark: true });
    await signIn(dark.page, stage.email);
    const main = await explore(dark.page, "choropleth");
    await shown(main);
    await mapIn(main).focus();
    for (const _ of [1, 2]) await dark.page.keyboard.press("+");
    await expect.poll(async () => zoomOf(main)).toBe("Zoomed in 2.3 times");
    await keepPicture(dark.page, "map-zoom-countries-1440-dark");
    await expectAccessible(dark.page);
    expect([...dark.mishaps, ...stage.mishaps]).toEqual([]);
    await dark.context.close();
  });
});
