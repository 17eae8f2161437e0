import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

type Layout = { x: number; y: number; width: number; height: number };
type Tile = Record<string, unknown> & { id: string; layout: Layout; locked?: boolean; group?: string; layer?: number };
type Phone = { order: string[]; heights: Record<string, number>; hidden: string[] };
type DashboardPage = { id: string; title: string; tiles: Tile[]; filters: unknown[]; arrangement?: string; phone?: Phone };
type Dashboard = { id: string; revision: number; name: string; spec: { pages: DashboardPage[] } };

const CSV = "region,amount\nNorth,10\nSouth,20\nEast,30\n";
const TITLES: Record<string, string> = { a: "Alpha", b: "Beta", c: "Gamma", d: "Delta" };

describe("the canvas", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];
  let ask: Ask;
  let email: string;
  let datasetId: string;
  let board: Dashboard;

  const api = async <Answer,>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const reply = await ask(method, path, body);
    if (reply.status >= 400) throw new Error(`${method} ${path}: ${String(reply.status)} ${JSON.stringify(reply.body)}`);
    return reply.body as Answer;
  };
  const picture = (id: string, x: number, y: number, width = 6, height = 5): Tile => ({
    kind: "chart", id, layout: { x, y, width, height }, title: TITLES[id],
    chart: { dataset_id: datasetId, mark: "bar", encodings: { x: { role: "dimension", member: "region" }, y: [{ role: "measure", member: "amount", aggregation: "sum" }] } },
  });
  const kept = async (): Promise<DashboardPage> => {
    const [first] = (await api<Dashboard>("GET", `/dashboards/${board.id}`)).spec.pages;
    if (first === undefined) throw new Error("There is a page.");
    return first;
  };
  const keptTile = async (id: string): Promise<Tile> => {
    const found = (await kept()).tiles.find((tile) => tile.id === id);
    if (found === undefined) throw new Error(`There is no ${id}.`);
    return found;
  };
  const places = async (): Promise<Record<string, Layout>> => Object.fromEntries((await kept()).tiles.map(({ id, layout }) => [id, layout]));
  const isKept = async <Value,>(read: () => Promise<Value>, value: Value): Promise<void> => { await expect.poll(read, { timeout: 20_000 }).toEqual(value); };

  const open = async (tiles: Tile[], more: Partial<DashboardPage> = {}): Promise<void> => {
    board = await api("POST", "/dashboards", { name: "Canvas", spec: { pages: [{ id: "p", title: "Page", tiles, filters: [], ...more }] } });
    await page.goto(`/dashboards/${board.id}?mode=edit`);
    await settled(page);
  };
  const settled = async (where: Page): Promise<void> => {
    await where.locator("[data-tile]").first().waitFor();
    await expect.poll(async () => where.locator("[data-tile][aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
  };
  const tile = (id: string): Locator => page.locator(`[data-tile="${id}"]`);
  const head = (id: string): Locator => tile(id).getByRole("heading");
  const handle = (id: string): Locator => page.getByRole("button", { name: new RegExp(`^Move ${TITLES[id] ?? ""}`) });
  const toolbar = (): Locator => page.getByRole("toolbar", { name: "Selected tiles" });
  const choose = async (...ids: string[]): Promise<void> => {
    await page.keyboard.press("Escape");
    for (const [index, id] of ids.entries()) await head(id).click(index > 0 ? { modifiers: ["Shift"] } : {});
  };
  const box = async (place: Locator): Promise<{ x: number; y: number; width: number; height: number }> => {
    const found = await place.boundingBox();
    if (found === null) throw new Error("It is not on the screen.");
    return found;
  };
  /** Pulls something with the mouse, and does `meanwhile` before letting go. */
  const pull = async (place: Locator, dx: number, dy: number, meanwhile?: () => Promise<void>): Promise<void> => {
    const { x, y, width, height } = await box(place);
    const [fromX, fromY] = [x + width / 2, y + height / 2];
    await page.mouse.move(fromX, fromY);
    await page.mouse.down();
    await page.mouse.move(fromX + dx, fromY + dy, { steps: 6 });
    await meanwhile?.();
    await page.mouse.up();
  };
  const align = async (item: string): Promise<void> => {
    await toolbar().getByRole("button", { name: "Align and distribute" }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  const undo = (): Promise<void> => page.keyboard.press("Control+z");

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
    email = await signUp(page, "Ivan Sutherland");
    ask = await askAs(server.address, email);
    const form = new FormData();
    form.append("file", new Blob([CSV], { type: "text/csv" }), "amounts.csv");
    datasetId = (await api<{ id: string }>("POST", "/datasets/upload", form)).id;
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });
  beforeEach(async () => { await page.keyboard.up("Control"); });

  it("moves several tiles at once on the grid, locks one, and takes each step back", async () => {
    const before = { a: { x: 0, y: 0, width: 6, height: 5 }, b: { x: 6, y: 0, width: 6, height: 5 }, c: { x: 0, y: 5, width: 12, height: 5 } };
    await open([picture("a", 0, 0), picture("b", 6, 0), picture("c", 0, 5, 12)]);
    const step = (await box(tile("c"))).width / 12;
    await choose("a", "b");
    await pull(head("b"), step * 4, 4, () => keepPicture(page, "canvas-several-pulled"));
    await isKept(places, { ...before, a: { ...before.a, x: 4 }, b: { ...before.b, x: 10 } });
    await expect.poll(async () => toolbar().textContent()).toContain("2 tiles are selected");
    await undo();
    await isKept(places, before);
    await choose("a");
    await page.keyboard.press("Control+Shift+l");
    await isKept(async () => (await keptTile("a")).locked, true);
    await pull(head("a"), step * 4, 0);
    await page.getByText("“Alpha” is locked.").first().waitFor();
    await page.keyboard.press("Delete");
    await handle("a").focus();
    await page.keyboard.press("ArrowRight");
    await pull(head("c"), 0, -400);
    await page.waitForTimeout(1_500);
    expect(await places()).toEqual(before);
    await expectAccessible(page);
    await keepPicture(page, "canvas-locked");
    await tile("a").getByRole("button", { name: "More for Alpha" }).click();
    await page.getByRole("menuitem", { name: "Unlock" }).click();
    await isKept(async () => (await keptTile("a")).locked, undefined);
    await undo();
    await isKept(async () => (await keptTile("a")).locked, true);
  });

  it("puts a tile where its gap equals another, shows both, and goes anywhere with Alt", async () => {
    await open([picture("a", 0, 0), picture("b", 7.25, 0), picture("c", 17, 1)], { arrangement: "free" });
    const step = ((await box(tile("b"))).x - (await box(tile("a"))).x) / 7.25;
    const gaps = page.locator("[data-gap=x]");
    await pull(head("c"), -2.5 * step + 4, 0, async () => {
      await expect.poll(() => gaps.count()).toBe(2);
      const [first, second] = await gaps.allTextContents();
      expect([first, second]).toEqual([first, first]);
      expect(first).toMatch(/^\d+ px$/);
      await keepPicture(page, "canvas-gaps");
    });
    await isKept(async () => (await keptTile("c")).layout.x, 14.5);
    await undo();
    await isKept(async () => (await keptTile("c")).layout.x, 17);
    await page.keyboard.down("Alt");
    await pull(head("c"), -2.5 * step + 4, 0, () => expect.poll(() => gaps.count()).toBe(0));
    await page.keyboard.up("Alt");
    await expect.poll(async () => [14.5, 17].includes((await keptTile("c")).layout.x)).toBe(false);
  });

  it("places tiles freely onto lines of others, and goes back to the grid in one step", async () => {
    await open([picture("a", 0, 0), picture("b", 8, 2), picture("c", 16, 0)]);
    await page.getByRole("radio", { name: "Free" }).click();
    await isKept(async () => (await kept()).arrangement, "free");
    const start = await places();
    const step = (await box(tile("b"))).width / 6;
    const guides = page.locator("[data-guide]");
    await pull(head("b"), 10, -2 * 44 + 4, async () => {
      await expect.poll(() => guides.count()).toBeGreaterThan(0);
      await keepPicture(page, "canvas-snapped");
    });
    await isKept(async () => (await keptTile("b")).layout.y, start["a"]?.y ?? -1);
    await undo();
    await isKept(places, start);
    await page.keyboard.down("Alt");
    await pull(head("b"), step * 0.3, 20);
    await page.keyboard.up("Alt");
    await expect.poll(async () => Number.isInteger((await keptTile("b")).layout.y)).toBe(false);
    await pull(head("b"), -step * 6, 30);
    await expect.poll(async () => (await keptTile("b")).layout.x).toBeLessThan(4);
    await page.getByRole("radio", { name: "Grid" }).click();
    await isKept(async () => (await kept()).arrangement, undefined);
    expect(Object.values(await places()).flatMap((place) => Object.values(place)).every(Number.isInteger)).toBe(true);
    await undo();
    await isKept(async () => (await kept()).arrangement, "free");
    await expect.poll(async () => (await keptTile("b")).layout.x).toBeLessThan(4);
  });

  it("resizes a tile by each edge and corner, several together, and with Shift in proportion", async () => {
    const side = (id: string, name: string): Locator => tile(id).locator(`[data-resize=${name}]`);
    await open([picture("a", 8, 0), picture("b", 14, 0)]);
    const step = (await box(tile("a"))).width / 6;
    await tile("a").hover();
    await pull(side("a", "w"), -step * 2, 0, () => keepPicture(page, "canvas-resize-left-edge"));
    await isKept(async () => (await keptTile("a")).layout, { x: 6, y: 0, width: 8, height: 5 });
    await undo();
    await isKept(async () => (await keptTile("a")).layout, { x: 8, y: 0, width: 6, height: 5 });

    await open([picture("a", 8, 8), picture("b", 16, 8)], { arrangement: "free" });
    await tile("a").hover();
    await pull(side("a", "nw"), -step * 3, -44 * 2);
    await isKept(async () => (await keptTile("a")).layout, { x: 5, y: 6, width: 9, height: 7 });
    await undo();
    await isKept(async () => (await keptTile("a")).layout, { x: 8, y: 8, width: 6, height: 5 });
    await tile("a").hover();
    await page.keyboard.down("Shift");
    await pull(side("a", "se"), step * 3, 0);
    await page.keyboard.up("Shift");
    await expect.poll(async () => (await keptTile("a")).layout.width, { timeout: 20_000 }).toBeGreaterThan(8.5);
    const { width, height } = (await keptTile("a")).layout;
    expect(width / height).toBeCloseTo(6 / 5, 1);
    await undo();
    await isKept(async () => (await keptTile("a")).layout, { x: 8, y: 8, width: 6, height: 5 });
    await choose("a", "b");
    await tile("b").hover();
    await pull(side("b", "n"), 0, -44 * 5, () => keepPicture(page, "canvas-resize-several-top"));
    await isKept(places, { a: { x: 8, y: 3, width: 6, height: 10 }, b: { x: 16, y: 3, width: 6, height: 10 } });
    await page.keyboard.press("Escape");
  });

  it("puts tiles in line, in layers and in groups", async () => {
    await open([picture("a", 1, 0, 4, 4), picture("b", 3, 6, 6, 4), picture("c", 14, 3, 4, 4), picture("d", 2, 1, 6, 4)], { arrangement: "free" });
    const start = await places();
    await choose("a", "b", "c");
    await align("Align left");
    await isKept(async () => Object.values(await places()).map(({ x }) => x).toSorted((one, two) => one - two), [1, 1, 1, 2]);
    await undo();
    await isKept(places, start);
    await align("Distribute horizontally");
    await isKept(async () => (await keptTile("b")).layout.x, 6.5);
    await keepPicture(page, "canvas-distributed");
    await undo();
    await isKept(places, start);

    const isAbove = (id: string) => tile(id).evaluate((element) => {
      const { x, y } = element.getBoundingClientRect();
      const [at] = [document.elementFromPoint(x + 120, y + 60)];
      return at?.closest("[data-tile]")?.getAttribute("data-tile");
    });
    await page.keyboard.press("Escape");
    expect(await isAbove("d")).toBe("d");
    await handle("a").focus();
    await page.keyboard.press("]");
    await page.keyboard.press("Shift+}");
    await expect.poll(() => isAbove("d")).toBe("a");
    await undo();
    await undo();
    await expect.poll(() => isAbove("d")).toBe("d");

    await choose("a", "c");
    await page.keyboard.press("Control+g");
    await isKept(async () => (await keptTile("a")).group === (await keptTile("c")).group && (await keptTile("a")).group !== undefined, true);
    await choose("a");
    await expect.poll(async () => toolbar().textContent()).toContain("2 tiles are selected");
    await page.keyboard.press("ArrowRight");
    await isKept(async () => [(await keptTile("a")).layout.x, (await keptTile("c")).layout.x], [1.125, 14.125]);
    await head("a").dblclick();
    await expect.poll(async () => toolbar().textContent()).toContain("1 tile is selected");
    await choose("a");
    await page.keyboard.press("Control+d");
    await expect.poll(async () => new Set((await kept()).tiles.map(({ group }) => group)).size).toBe(3);
    await keepPicture(page, "canvas-grouped");
    await expectAccessible(page);
    await undo();
    await choose("a");
    await page.keyboard.press("Control+Shift+g");
    await isKept(async () => (await kept()).tiles.map(({ group }) => group).filter(Boolean), []);
    await undo();
    await expect.poll(async () => (await keptTile("a")).group).toBeDefined();
  });

  it("stays exact when it is drawn larger or smaller", async () => {
    await open([picture("a", 0, 0), picture("b", 12, 0)]);
    const step = (await box(tile("a"))).width / 6;
    await page.keyboard.press("Control+-");
    await page.getByRole("button", { name: /^Zoom 90 %/ }).waitFor();
    await page.keyboard.press("Control+-");
    await page.keyboard.press("Control+-");
    await page.getByRole("button", { name: /^Zoom 75 %/ }).waitFor();
    await expect.poll(async () => (await box(tile("a"))).width / 6 / step).toBeCloseTo(0.75, 1);
    await pull(head("a"), step * 0.75 * 3, 0);
    await isKept(async () => (await keptTile("a")).layout.x, 3);
    await keepPicture(page, "canvas-zoomed-out");
    await page.keyboard.press("Control+0");
    await page.mouse.move(600, 500);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -200);
    await page.keyboard.up("Control");
    await page.getByRole("button", { name: /^Zoom 1[1-9]\d %/ }).waitFor();
    await keepPicture(page, "canvas-zoomed-in");
    await expectNoOverflow(page);
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Zoom 1\d\d %/ }).click();
  });

  it("fits a whole page into the window, by a button and by a key", async () => {
    await open([picture("a", 0, 0, 12, 14), picture("b", 12, 0, 12, 14), picture("c", 0, 14, 24, 14)]);
    const isWhole = async (): Promise<boolean> => {
      const boxes = await Promise.all(["a", "b", "c"].map((id) => box(tile(id))));
      return boxes.every(({ y, height }) => y >= 0 && y + height <= 900);
    };
    expect(await isWhole()).toBe(false);
    await page.getByRole("button", { name: "Fit the page" }).click();
    await expect.poll(isWhole).toBe(true);
    await keepPicture(page, "canvas-whole-page");
    await page.keyboard.press("Control+0");
    await page.getByRole("button", { name: /^Zoom 100 %/ }).waitFor();
    await head("a").click();
    await page.keyboard.press("Shift+Digit1");
    await expect.poll(isWhole).toBe(true);
    await page.keyboard.press("Control+0");
    await page.getByRole("button", { name: /^Zoom 100 %/ }).waitFor();
  });

  it("zooms to what is selected, keeps the place under the wheel, and is pulled about by Space and by the middle button", async () => {
    await open([picture("a", 0, 0, 12, 14), picture("b", 12, 0, 12, 14), picture("c", 0, 14, 6, 8), picture("d", 18, 14, 6, 8)]);
    await choose("d");
    await page.keyboard.press("Shift+Digit2");
    await page.getByRole("button", { name: /^Zoom (1[1-9]\d|200) %/ }).waitFor();
    const middleOf = async (id: string) => { const { x, y, width, height } = await box(tile(id)); return { x: x + width / 2, y: y + height / 2 }; };
    const { x: mainX, width: mainWidth } = await box(page.getByRole("main"));
    await expect.poll(async () => { const at = await middleOf("d"); return at.x > mainX && at.x < mainX + mainWidth && at.y > 150 && at.y < 800; }).toBe(true);
    await keepPicture(page, "canvas-zoomed-to-tile");
    await expectAccessible(page);
    // What lies under the pointer stays there, sideways too.
    const before = await middleOf("d");
    await page.mouse.move(before.x, before.y);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, 120);
    await page.keyboard.up("Control");
    await expect.poll(async () => { const now = await middleOf("d"); return Math.hypot(now.x - before.x, now.y - before.y) < 60; }).toBe(true);
    await page.keyboard.press("Escape");
    const drag = async (button: "left" | "middle") => {
      const from = await middleOf("d");
      await page.mouse.move(from.x, from.y);
      await page.mouse.down({ button });
      await page.mouse.move(from.x + 30, from.y + 90, { steps: 5 });
      await page.mouse.up({ button });
      return { from, to: await middleOf("d") };
    };
    const main = page.getByRole("main");
    await main.evaluate((one) => { one.scrollTop -= 200; });
    await page.keyboard.down("Space");
    const first = await drag("left");
    await page.keyboard.up("Space");
    expect(first.to.y - first.from.y).toBeCloseTo(90, -1);
    const second = await drag("middle");
    expect(second.to.y - second.from.y).toBeCloseTo(90, -1);
    expect(await toolbar().count()).toBe(0);
    expect((await places())["d"]).toEqual({ x: 18, y: 14, width: 6, height: 8 });
    await page.keyboard.press("Control+0");
    await page.getByRole("button", { name: /^Zoom 100 %/ }).waitFor();
  });

  it("takes back a pull by Escape, and nothing else", async () => {
    await open([picture("a", 0, 0), picture("b", 6, 0)]);
    await choose("a", "b");
    await pull(head("b"), 200, 0, () => page.keyboard.press("Escape"));
    await expect.poll(async () => toolbar().textContent()).toContain("2 tiles are selected");
    expect(await places()).toEqual({ a: { x: 0, y: 0, width: 6, height: 5 }, b: { x: 6, y: 0, width: 6, height: 5 } });
    await page.keyboard.press("Escape");
    await toolbar().waitFor({ state: "detached" });
  });

  it("pastes a filter on the canvas into another dashboard with what it filters by", async () => {
    const filter = { id: "where", label: "Where", dataset_id: datasetId, member: "region", control: "list" };
    const slicer: Tile = { kind: "slicer", id: "s", layout: { x: 12, y: 0, width: 6, height: 8 }, control_id: "where" };
    await open([picture("a", 0, 0), slicer], { filters: [filter] });
    await page.locator("[data-tile=s] header").click();
    await page.keyboard.press("Control+c");
    await page.getByText("The tile was copied.").waitFor();
    await open([picture("b", 0, 0)]);
    await page.keyboard.press("Control+v");
    await isKept(async () => (await kept()).tiles.map(({ kind }) => kind).sort(), ["chart", "slicer"]);
    const there = await kept();
    const [pasted] = there.filters as { id: string; label: string; member: string }[];
    expect(there.filters).toEqual([expect.objectContaining({ label: "Where", member: "region", control: "list" })]);
    expect(there.tiles.find(({ kind }) => kind === "slicer")?.["control_id"]).toBe(pasted?.id);
    await page.getByRole("checkbox", { name: /North/ }).or(page.getByRole("option", { name: /North/ })).first().waitFor();
    await undo();
    await isKept(async () => { const now = await kept(); return [now.tiles.length, now.filters.length]; }, [1, 0]);
  });

  it.each([{ look: "light", isDark: false }, { look: "dark", isDark: true }])("is arranged for phones, and seen so on one, $look", async ({ look, isDark }) => {
    await page.emulateMedia({ colorScheme: isDark ? "dark" : "light" });
    await open([picture("a", 0, 0), picture("b", 6, 0), picture("c", 12, 0), picture("d", 0, 5)]);
    await page.getByRole("radio", { name: "Phone" }).click();
    await page.getByRole("group", { name: "The page on a phone" }).waitFor();
    await page.getByText("Generated from the page").waitFor();
    await handle("c").focus();
    await page.keyboard.press("ArrowUp");
    await isKept(async () => (await kept()).phone?.order, ["a", "c", "b", "d"]);
    await page.keyboard.press("Alt+ArrowDown");
    await isKept(async () => (await kept()).phone?.heights, { c: 6 });
    await pull(head("a"), 0, 330, () => keepPicture(page, `canvas-phone-pulled-${look}`));
    await isKept(async () => (await kept()).phone?.order, ["c", "a", "b", "d"]);
    await tile("b").getByRole("button", { name: "More for Beta" }).click();
    await page.getByRole("menuitem", { name: "Hide on phones" }).click();
    await isKept(async () => (await kept()).phone?.hidden, ["b"]);
    await page.getByRole("button", { name: "Show Beta on phones" }).waitFor();
    await keepPicture(page, `canvas-phone-edited-${look}`);
    await expectAccessible(page);

    const small = await openPage(browser, server.address, { width: 390, isDark });
    await signIn(small.page, email);
    await small.page.goto(`/dashboards/${board.id}`);
    await settled(small.page);
    await small.page.locator("canvas").nth(1).waitFor();
    expect(await small.page.locator("[data-tile]").evaluateAll((tiles) => tiles.map((one) => one.getAttribute("data-tile")))).toEqual(["c", "a", "d"]);
    await keepPicture(small.page, `canvas-phone-seen-${look}`);
    await expectNoOverflow(small.page);
    await expectAccessible(small.page);
    expect(small.mishaps).toEqual([]);
    await small.context.close();

    await page.getByRole("button", { name: "Back to the generated one" }).click();
    await isKept(async () => (await kept()).phone, undefined);
    await undo();
    await isKept(async () => (await kept()).phone?.hidden, ["b"]);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.getByRole("radio", { name: "Desktop" }).click();
    await choose("a", "b");
    await toolbar().getByRole("button", { name: "Align and distribute" }).click();
    await keepPicture(page, "canvas-menu-dark");
    await page.keyboard.press("Escape");
    await page.emulateMedia({ colorScheme: "light" });
  });

  it("went without a mishap", () => { expect(mishaps).toEqual([]); });
});
