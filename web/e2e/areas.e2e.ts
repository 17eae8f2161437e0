import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, letIn } from "./browser";
import type { Ask } from "./people";
import { usingStage } from "./stage";

type Filter = { kind: string; member: string; values?: string[]; min?: number; max?: number; include_max?: boolean; start?: string; end?: string; exclude?: boolean };
type Asked = { filters?: Filter[] };

const CITIES = Array.from({ length: 60 }, (_, place) => `City ${String(place).padStart(2, "0")}`);
const ROWS = Array.from({ length: 600 }, (_, row) => ({
  city: CITIES[row % 60] ?? "", day: new Date(Date.UTC(2024, 0, 1 + (row % 300))).toISOString().slice(0, 10),
  // Cities differ in both, so that their sums spread over the whole picture.
  weight: ((row * 37) % 500) / 10, height: ((row * 91) % 400) / 10 + (row % 60), kind: row % 3 === 0 ? "Box" : row % 3 === 1 ? "Bag" : "Barrel",
}));
const FREIGHT = `city,day,weight,height,kind\n${ROWS.map(({ city, day, weight, height, kind }) => `${city},${day},${String(weight)},${String(height)},${kind}`).join("\n")}\n`;

const by = (member: string, more: object = {}) => ({ role: "dimension", member, ...more });
const sum = (member: string) => ({ role: "measure", member, aggregation: "sum" });

describe("a rectangle over the marks of a picture", () => {
  const stage = usingStage("Hertha Ayrton");
  let page: Page;
  let ask: Ask;
  let freight: string;
  let board: string;

  const pictureIn = (place: Locator): Locator => place.locator("[data-pickable] canvas").first();
  const bar = (): Locator => page.getByRole("status").filter({ has: page.getByRole("button", { name: "Keep only these" }) });
  const explore = async (mark: string, wells: object, on = page): Promise<Locator> => {
    await on.goto(`/explore?${new URLSearchParams({ dataset: freight, chart: JSON.stringify({ mark, wells }) }).toString()}`);
    const picture = pictureIn(on.getByRole("main"));
    await picture.waitFor();
    await on.getByRole("main").locator("[data-areas], [data-brushable]").waitFor();
    return picture;
  };
  const asked = (): Asked => JSON.parse(new URL(page.url()).searchParams.get("chart") ?? "{}") as Asked;
  const filters = (): Filter[] => asked().filters ?? [];
  const at = async (picture: Locator, x: number, y: number): Promise<[number, number]> => {
    const box = await picture.boundingBox();
    if (box === null) throw new Error("The picture is not on the screen.");
    return [box.x + box.width * x, box.y + box.height * y];
  };
  const drag = async (picture: Locator, from: [number, number], to: [number, number], name?: string): Promise<void> => {
    await page.mouse.move(...await at(picture, ...from));
    await page.mouse.down();
    await page.mouse.move(...await at(picture, (from[0] + to[0]) / 2, (from[1] + to[1]) / 2), { steps: 4 });
    await page.mouse.move(...await at(picture, ...to), { steps: 4 });
    if (name !== undefined) {
      await page.locator("[data-area=held]").waitFor();
      await keepPicture(page, name);
    }
    await page.mouse.up();
  };
  const shownRows = async (count: number): Promise<void> => {
    await page.getByText(`${String(count)} row${count === 1 ? "" : "s"}.`, { exact: false }).first().waitFor({ state: "attached" });
  };
  const passes = (row: (typeof ROWS)[number], all: readonly Filter[]): boolean => all.every((filter) => {
    const value = row[filter.member as keyof typeof row];
    if (filter.kind === "in") return (filter.values ?? []).includes(String(value)) !== (filter.exclude ?? false);
    if (filter.kind === "range") return Number(value) >= (filter.min ?? -Infinity) && (filter.include_max ? Number(value) <= (filter.max ?? Infinity) : Number(value) < (filter.max ?? Infinity));
    return String(value) >= (filter.start ?? "") && String(value) < (filter.end ?? "~");
  });

  beforeAll(async () => {
    ({ page, ask } = stage);
    const form = new FormData();
    form.append("file", new Blob([FREIGHT], { type: "text/csv" }), "freight.csv");
    freight = ((await ask("POST", "/datasets/upload", form)).body as { id: string }).id;
    const tile = (id: string, x: number, chart: object, width = 12) => ({ id, kind: "chart", layout: { x, y: 0, width, height: 8 }, chart: { dataset_id: freight, time_zone: "UTC", ...chart } });
    const tiles = [
      tile("points", 0, { mark: "scatter", encodings: { x: sum("weight"), y: [sum("height")], tooltip: [by("city")] } }, 14),
      tile("rows", 14, { mark: "kpi", encodings: { y: [{ role: "measure", member: "*", aggregation: "count" }] } }, 10),
    ];
    const made = await ask("POST", "/dashboards", { name: "Freight", spec: { pages: [{ id: "p", title: "Page", tiles, filters: [] }] } });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    board = (made.body as { id: string }).id;
  });

  it("keeps the rows whose two values lie in it, in Explore", async () => {
    const picture = await explore("scatter", { x: [by("weight")], y: [by("height")] });
    await drag(picture, [0.3, 0.7], [0.7, 0.3], "areas-rows-held");
    await bar().waitFor();
    await page.locator("[data-area=kept]").waitFor();
    await keepPicture(page, "areas-rows-kept-1440-light");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await bar().waitFor({ state: "detached" });
    await drag(picture, [0.3, 0.7], [0.7, 0.3]);
    await bar().getByRole("button", { name: "Keep only these" }).click();
    await expect.poll(() => filters().map(({ member }) => member).sort()).toEqual(["height", "weight"]);
    const count = ROWS.filter((row) => passes(row, filters())).length;
    expect(count).toBeGreaterThan(20);
    expect(count).toBeLessThan(400);
    await shownRows(count);
  });

  it("takes nothing after Escape, and lets go beside the marks", async () => {
    const picture = await explore("scatter", { x: [by("weight")], y: [by("height")] });
    await page.mouse.move(...await at(picture, 0.3, 0.7));
    await page.mouse.down();
    await page.mouse.move(...await at(picture, 0.6, 0.4), { steps: 5 });
    await page.locator("[data-area=held]").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("[data-area]").waitFor({ state: "detached" });
    await page.mouse.up();
    expect(await bar().count()).toBe(0);
  });

  it("takes the squares of a heatmap that it touches, and leaves them out", async () => {
    const picture = await explore("heatmap", { x: [by("kind")], y: [by("city")], color: [sum("weight")] });
    await drag(picture, [0.25, 0.12], [0.28, 0.9]);
    await bar().waitFor();
    await keepPicture(page, "areas-heatmap");
    expect(await bar().getByRole("button", { name: "Leave out these" }).count()).toBe(0);
    await bar().getByRole("button", { name: "Keep only these" }).click();
    await expect.poll(() => filters().map(({ member }) => member).sort()).toEqual(["city", "kind"]);
    const kept = filters().find(({ member }) => member === "kind")?.values ?? [];
    expect(kept.length).toBe(1);
  });

  it("brushes along time in Explore, keeps and leaves out", async () => {
    const count = { role: "measure", member: "*", aggregation: "count" };
    const picture = await explore("bar", { x: [by("day", { grain: "month" })], y: [count] });
    await drag(picture, [0.3, 0.5], [0.6, 0.5]);
    await bar().waitFor();
    await keepPicture(page, "areas-brush-1440-light");
    await expectAccessible(page);
    await bar().getByRole("button", { name: "Leave out these" }).click();
    await expect.poll(() => filters().length).toBe(1);
    const [left] = filters() as unknown as { kind: string; filters: { end?: string; start?: string }[] }[];
    expect(left?.kind).toBe("any");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => filters().length).toBe(0);
    await drag(pictureIn(page.getByRole("main")), [0.3, 0.5], [0.6, 0.5]);
    await bar().getByRole("button", { name: "Keep only these" }).click();
    await expect.poll(() => filters().map(({ kind }) => kind)).toEqual(["time_range"]);
    const months = new Set(ROWS.filter((row) => passes(row, filters())).map(({ day }) => day.slice(0, 7)));
    await page.getByText(`${String(months.size)} values.`, { exact: false }).first().waitFor({ state: "attached" });
  });

  it("filters the other tiles by the groups that it takes, more with Shift", async () => {
    await page.goto(`/dashboards/${board}`);
    const tile = (id: string): Locator => page.locator(`[data-tile=${id}]`);
    const picture = pictureIn(tile("points"));
    await tile("points").locator("[data-areas]").waitFor();
    const number = async (): Promise<number> => Number((await tile("rows").locator("dd span[title]").first().getAttribute("title") ?? "").replaceAll(",", ""));
    await expect.poll(number).toBe(600);
    await drag(picture, [0.15, 0.85], [0.5, 0.45], "areas-tile-held");
    // Each city has ten rows, so that the number tells how many cities were taken.
    await expect.poll(number).toBeLessThan(600);
    const first = await number();
    expect(first % 10).toBe(0);
    expect(first).toBeGreaterThan(0);
    await keepPicture(page, "areas-tile-1440-light");
    await expectAccessible(page);
    await page.keyboard.down("Shift");
    await drag(picture, [0.5, 0.45], [0.95, 0.05]);
    await page.keyboard.up("Shift");
    await expect.poll(number).toBeGreaterThan(first);
    await page.mouse.click(...await at(picture, 0.14, 0.06));
    await expect.poll(number).toBe(600);
  });

  it("is seen by night and fits a phone", async () => {
    const { page: phone, context } = await stage.open({ isDark: true, width: 390 });
    await letIn(phone, stage.email);
    const picture = await explore("scatter", { x: [by("weight")], y: [by("height")] }, phone);
    const box = await picture.boundingBox();
    if (box === null) throw new Error("The picture is not on the screen.");
    await phone.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.6);
    await phone.mouse.down();
    await phone.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.3, { steps: 5 });
    await phone.mouse.up();
    await phone.getByRole("button", { name: "Keep only these" }).waitFor();
    await keepPicture(phone, "areas-390-dark");
    await expectNoOverflow(phone);
    await expectAccessible(phone);
    await context.close();
    expect(stage.mishaps).toEqual([]);
  });
});
