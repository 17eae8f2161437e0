import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Bins, DrawnMark, FieldRef } from "../src/api/contracts";
import { ALL_MARKS, MARKS } from "../src/viz/marks";
import { expectAccessible, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

type Aggregation = NonNullable<FieldRef["aggregation"]>;
type Wells = Partial<Record<"x" | "color" | "size" | "facet", FieldRef>> & { y?: FieldRef[]; tooltip?: FieldRef[] };
type Example = { data: keyof typeof DATA; wells: Wells; options?: Record<string, unknown> };

const SAMPLES = new URL("../../src/gnomon/dashboards/samples/data/", import.meta.url);
const sample = (name: string) => (): string => readFileSync(new URL(name, SAMPLES), "utf8");

/** A price that goes its way for 60 days, the same each time. */
const prices = (): string => {
  const days = Array.from({ length: 60 }, (_, day) => {
    const at = (hour: number) => 100 + 12 * Math.sin((day + hour) / 7) + 4 * Math.sin((day + hour) * 1.9);
    const [open, close] = [at(0), at(0.8)];
    const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
    return [date, open, Math.max(open, close) + 2, Math.min(open, close) - 2, close].map((value) => (typeof value === "number" ? value.toFixed(2) : value)).join(",");
  });
  return ["date,open,high,low,close", ...days].join("\n");
};

const DATA = {
  flights: { name: "flights.json", read: sample("flights-20k.json") },
  movies: { name: "movies.json", read: sample("movies.json") },
  countries: { name: "gapminder.json", read: sample("gapminder.json") },
  penguins: { name: "penguins.json", read: sample("penguins.json") },
  cars: { name: "cars.json", read: sample("cars.json") },
  airports: { name: "airports.csv", read: sample("airports.csv") },
  weather: { name: "weather.csv", read: sample("seattle-weather.csv") },
  prices: { name: "prices.csv", read: prices },
} as const;

const by = (member: string, more: Partial<FieldRef> = {}): FieldRef => ({ role: "dimension", member, ...more });
const of = (member: string, aggregation: Aggregation): FieldRef => ({ role: "measure", member, aggregation });
const bins = (at_most: number): Bins => ({ at_most });
const ROWS = of("*", "count");
const MASS = of("Body Mass (g)", "avg");
const GROSS = of("Worldwide Gross", "sum");

/** Those that come with the application; plug-ins have a test of their own. */
type OwnMark = Exclude<DrawnMark, "custom">;
const OWN_MARKS = ALL_MARKS.filter((mark): mark is OwnMark => mark !== "custom");

/** One of each kind: what is missing here does not compile. */
const EXAMPLES: Record<OwnMark, Example> = {
  kpi: { data: "flights", wells: { x: by("date", { grain: "week" }), y: [of("delay", "avg")] }, options: { comparison: "previous_period", show_sparkline: true, number_format: ".1f" } },
  gauge: { data: "flights", wells: { y: [of("delay", "avg")] } },
  table: { data: "movies", wells: { x: by("Major Genre"), y: [ROWS, GROSS] } },
  matrix: { data: "movies", wells: { x: by("MPAA Rating"), y: [by("Major Genre"), ROWS] } },
  bar: { data: "movies", wells: { x: by("Major Genre"), y: [GROSS] }, options: { references: [{ kind: "average" }] } },
  lollipop: { data: "movies", wells: { x: by("Major Genre"), y: [of("IMDB Rating", "avg")] } },
  bullet: { data: "movies", wells: { x: by("Major Genre"), y: [GROSS, of("Production Budget", "sum")] } },
  line: { data: "weather", wells: { x: by("date", { grain: "week" }), y: [of("temp_max", "avg"), of("temp_min", "avg")] } },
  area: { data: "flights", wells: { x: by("date", { grain: "week" }), y: [ROWS], color: by("date", { grain: "day_of_week" }) } },
  slope: { data: "countries", wells: { x: by("year"), y: [of("life_expect", "avg")], color: by("cluster") } },
  bump: { data: "weather", wells: { x: by("date", { grain: "quarter" }), y: [ROWS], color: by("weather") } },
  combo: { data: "weather", wells: { x: by("date", { grain: "month_of_year" }), y: [of("precipitation", "sum"), of("temp_max", "avg")] } },
  waterfall: { data: "weather", wells: { x: by("date", { grain: "year" }), y: [of("precipitation", "sum")] } },
  funnel: { data: "movies", wells: { x: by("MPAA Rating"), y: [ROWS] } },
  scatter: { data: "movies", wells: { x: by("IMDB Rating"), y: [by("Rotten Tomatoes Rating")] } },
  pie: { data: "weather", wells: { color: by("weather"), y: [ROWS] } },
  donut: { data: "weather", wells: { color: by("weather"), y: [ROWS] } },
  heatmap: { data: "flights", wells: { x: by("date", { grain: "hour_of_day" }), y: [by("date", { grain: "day_of_week" })], color: of("delay", "avg") } },
  histogram: { data: "flights", wells: { x: by("delay", { bins: bins(40) }) } },
  box: { data: "penguins", wells: { x: by("Species"), y: [MASS] } },
  strip: { data: "penguins", wells: { x: by("Species"), y: [by("Body Mass (g)")] } },
  density: { data: "penguins", wells: { x: by("Body Mass (g)"), color: by("Species") } },
  violin: { data: "penguins", wells: { x: by("Species"), y: [MASS] } },
  calendar: { data: "weather", wells: { x: by("date"), y: [of("temp_max", "avg")] } },
  bubble: { data: "countries", wells: { x: of("fertility", "avg"), y: [of("life_expect", "avg")], size: of("pop", "sum"), color: by("cluster"), tooltip: [by("country")] } },
  candlestick: { data: "prices", wells: { x: by("date", { grain: "day" }), y: [of("open", "avg"), of("high", "max"), of("low", "min"), of("close", "avg")] } },
  radar: { data: "cars", wells: { y: [of("Horsepower", "avg"), of("Acceleration", "avg"), of("Miles_per_Gallon", "avg"), of("Displacement", "avg"), of("Weight_in_lbs", "avg")], color: by("Origin") } },
  parallel: { data: "cars", wells: { y: [of("Horsepower", "avg"), of("Acceleration", "avg"), of("Miles_per_Gallon", "avg"), of("Weight_in_lbs", "avg")], color: by("Origin"), tooltip: [by("Cylinders")] } },
  stream: { data: "weather", wells: { x: by("date", { grain: "month" }), y: [ROWS], color: by("weather") } },
  treemap: { data: "movies", wells: { x: by("Major Genre"), color: by("MPAA Rating"), y: [GROSS] } },
  sunburst: { data: "movies", wells: { x: by("Major Genre"), color: by("MPAA Rating"), y: [GROSS] } },
  choropleth: { data: "countries", wells: { x: by("country"), y: [of("life_expect", "avg")] } },
  point_map: { data: "airports", wells: { x: by("longitude"), y: [by("latitude")] } },
  sankey: { data: "movies", wells: { x: by("Major Genre"), color: by("MPAA Rating"), y: [ROWS] } },
  words: { data: "movies", wells: { x: by("Director"), y: [GROSS] } },
  vega_lite: { data: "movies", wells: { x: by("Major Genre"), y: [of("IMDB Rating", "avg"), ROWS] }, options: { document: '{ "mark": { "type": "circle" }, "encoding": { "x": { "field": "avg_IMDB Rating", "type": "quantitative", "title": "Rating", "scale": { "zero": false } }, "y": { "field": "Major Genre", "type": "nominal", "title": null, "sort": "-x" }, "size": { "field": "count", "type": "quantitative", "title": "Films" } } }' } },
};

const WITHOUT_VEGA: ReadonlySet<DrawnMark> = new Set(["kpi", "table", "matrix"]);
const A_PAGE = 12;
const LOOKS = [{ name: "light", isDark: false }, { name: "dark", isDark: true }] as const;
const pages = Array.from({ length: Math.ceil(OWN_MARKS.length / A_PAGE) }, (_, page) => OWN_MARKS.slice(page * A_PAGE, (page + 1) * A_PAGE));

const upload = async (ask: Ask, name: string, content: string): Promise<string> => {
  const form = new FormData();
  form.append("file", new Blob([content]), name);
  const { id } = (await ask("POST", "/datasets/upload", form)).body as { id: string };
  for (;;) {
    const { status } = (await ask("GET", `/datasets/${id}`)).body as { status: string };
    if (status === "ready") return id;
    if (status !== "importing") throw new Error(`${name} was not imported.`);
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
};

describe("the gallery: one of every kind of picture", () => {
  let server: Server;
  let browser: Browser;
  let email: string;
  let dashboard: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    const { context, page } = await openPage(browser, server.address);
    email = await signUp(page, "Edward Tufte");
    await context.close();
    const ask = await askAs(server.address, email);
    const ids: Record<string, string> = {};
    for (const [key, { name, read }] of Object.entries(DATA)) ids[key] = await upload(ask, name, read());
    const tileOf = (mark: OwnMark, place: number) => {
      const { data, wells: { x, y, color, size, facet, tooltip }, options } = EXAMPLES[mark];
      const encodings = { x: x ?? null, y: y ?? [], color: color ?? null, size: size ?? null, facet: facet ?? null, tooltip: tooltip ?? [] };
      const layout = { x: (place % 3) * 8, y: Math.floor(place / 3) * 9, width: 8, height: 9 };
      return { kind: "chart", id: `tile-${mark.replaceAll("_", "-")}`, title: MARKS[mark].word, layout, chart: { dataset_id: ids[data], mark, encodings, ...(options && { options }) } };
    };
    const spec = { version: 1, pages: pages.map((marks, page) => ({ id: `page-${String(page + 1)}`, title: `Page ${String(page + 1)}`, tiles: marks.map(tileOf) })) };
    const made = await ask("POST", "/dashboards", { name: "Gallery", spec });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    dashboard = (made.body as { id: string }).id;
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await server.remove();
  });

  describe.each(LOOKS)("$name", ({ name: look, isDark }) => {
    it.each(pages.map((_, place) => place + 1))("page %i is drawn, readable and without a mishap", async (place) => {
      const { context, page, mishaps } = await openPage(browser, server.address, { isDark });
      await signIn(page, email);
      await page.setViewportSize({ width: 1440, height: 1800 });
      await page.goto(`/dashboards/${dashboard}?page=page-${String(place)}`);
      await page.locator("[data-tile]").first().waitFor();
      const marks = pages[place - 1] ?? [];
      await expect.poll(async () => page.locator("[data-tile][aria-busy=true]").count(), { timeout: 60_000 }).toBe(0);
      const painted = marks.filter((mark) => !WITHOUT_VEGA.has(mark)).length;
      await expect.poll(async () => page.locator("[data-tile]").filter({ has: page.locator("canvas") }).count(), { timeout: 30_000 }).toBe(painted);
      // Pictures settle into their tiles once their labels have been measured.
      await page.waitForTimeout(1_000);
      await keepPicture(page, `gallery-${look}-${String(place)}`);
      expect(await page.locator("[data-tile]").getByRole("alert").allTextContents()).toEqual([]);
      await expectAccessible(page);
      expect(mishaps).toEqual([]);
      await context.close();
    });
  });

  it.each(pages.map((_, place) => place + 1))("every picture of page %i is told as a table too", async (place) => {
    const { context, page, mishaps } = await openPage(browser, server.address);
    await signIn(page, email);
    await page.setViewportSize({ width: 1440, height: 1800 });
    await page.goto(`/dashboards/${dashboard}?page=page-${String(place)}`);
    await page.locator("[data-tile]").first().waitFor();
    await expect.poll(async () => page.locator("[data-tile][aria-busy=true]").count(), { timeout: 60_000 }).toBe(0);
    for (const mark of pages[place - 1] ?? []) {
      const tile = page.locator(`[data-tile="tile-${mark.replaceAll("_", "-")}"]`);
      await tile.getByRole("button", { name: /^More for/ }).click();
      await page.getByRole("menuitem", { name: "Show as table" }).click();
      const grid = tile.getByRole("grid");
      await grid.waitFor();
      // One row names the columns.
      await expect.poll(async () => Number(await grid.getAttribute("aria-rowcount")), { message: mark }).toBeGreaterThan(1);
      await expect.poll(async () => (await grid.getByRole("gridcell").allTextContents()).some((words) => /[\p{L}\p{N}]/u.test(words)), { message: mark }).toBe(true);
      expect((await grid.getByRole("columnheader").allTextContents()).every((words) => words.trim() !== ""), `${mark}: every column has a name`).toBe(true);
      expect(await tile.locator("canvas").count(), `${mark}: the picture has made way`).toBe(0);
    }
    expect(await page.locator("[data-tile]").getByRole("alert").allTextContents()).toEqual([]);
    await keepPicture(page, `gallery-tables-${String(place)}`);
    await expectAccessible(page);
    expect(mishaps).toEqual([]);
    await context.close();
  });
});
