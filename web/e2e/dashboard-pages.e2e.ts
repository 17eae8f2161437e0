import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { choose, focusedWords, press, stepTo, walkTo } from "./keys";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

type Tile = Record<string, unknown> & { id: string };
type DashboardPage = { id: string; title: string; tiles: Tile[]; filters: unknown[] };
type Dashboard = { id: string; name: string; revision: number; description: string | null; spec: { version: 1; pages: DashboardPage[] } };

const CSV = "region,amount\nNorth,10\nSouth,20\nEast,30\n";
const LONG = "Deliveries to every region of the country, by carrier";

const words = (id: string): Tile => ({ kind: "text", id, layout: { x: 12, y: 0, width: 12, height: 4 }, markdown: `## Words ${id}\n\nWhat the reader should know.` });
const picture = (id: string, datasetId: string): Tile => ({
  kind: "chart", id, layout: { x: 0, y: 0, width: 12, height: 8 }, title: "Amounts",
  chart: { dataset_id: datasetId, mark: "bar", encodings: { x: { role: "dimension", member: "region" }, y: [{ role: "measure", member: "amount", aggregation: "sum" }] } },
});
const pageOf = (id: string, title: string, ...tiles: Tile[]): DashboardPage => ({ id, title, tiles, filters: [] });

describe("the pages of a dashboard", () => {
  let server: Server;
  let browser: Browser;
  let email: string;
  let datasetId: string;
  let ask: Ask;
  const open: { context: BrowserContext; page: Page; mishaps: string[] }[] = [];

  const api = async <Answer,>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const reply = await ask(method, path, body);
    if (reply.status >= 400) throw new Error(`${method} ${path}: ${String(reply.status)} ${JSON.stringify(reply.body)}`);
    return reply.body as Answer;
  };
  const make = (name: string, ...pages: DashboardPage[]): Promise<Dashboard> => api("POST", "/dashboards", { name, spec: { version: 1, pages } });
  const kept = async ({ id }: Dashboard): Promise<DashboardPage[]> => (await api<Dashboard>("GET", `/dashboards/${id}`)).spec.pages;
  const titlesOf = async (dashboard: Dashboard): Promise<string[]> => (await kept(dashboard)).map(({ title }) => title);

  const look = async (width: number, isDark: boolean): Promise<Page> => {
    const opened = await openPage(browser, server.address, { width, isDark });
    open.push(opened);
    await signIn(opened.page, email);
    return opened.page;
  };

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    const { context, page } = await openPage(browser, server.address);
    email = await signUp(page, "Maria Merian");
    await context.close();
    ask = await askAs(server.address, email);
    const form = new FormData();
    form.append("file", new Blob([CSV], { type: "text/csv" }), "amounts.csv");
    datasetId = (await api<{ id: string }>("POST", "/datasets/upload", form)).id;
  });
  afterAll(async () => {
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => {
    const failed = open.at(-1);
    if (task.result?.state === "fail" && failed) await keepPicture(failed.page, `failed-pages-${task.name.replaceAll(/\W+/g, "-").slice(0, 50)}`);
    const mishaps = open.flatMap((one) => one.mishaps);
    await Promise.all(open.splice(0).map(({ context }) => context.close()));
    expect(mishaps).toEqual([]);
  });

  const tab = (page: Page, name: string): Locator => page.getByRole("tab", { name, exact: true });
  const tabs = (page: Page): Promise<string[]> => page.getByRole("tab").allTextContents();
  const nameField = (page: Page): Locator => page.getByRole("textbox", { name: "Name of the page" });
  const hasFocus = (place: Locator) => expect.poll(() => place.evaluate((element) => element === document.activeElement)).toBe(true);
  const isShown = async (page: Page, name: string): Promise<void> => { await page.getByRole("tabpanel", { name, exact: true }).waitFor(); };
  const isSaved = (page: Page): Promise<void> => page.getByRole("status").getByText("Saved").waitFor();
  const tiles = (page: Page): Locator => page.locator("[data-tile]");
  /** Where a tab lies against the window that shows the strip: both ends at once within it. */
  const isInView = (page: Page, name: string): Promise<boolean> =>
    tab(page, name).evaluate((element) => {
      const [place, strip] = [element.getBoundingClientRect(), element.closest("[data-strip]")?.getBoundingClientRect()];
      return strip !== undefined && place.left >= strip.left - 1 && place.right <= strip.right + 1;
    });

  const pull = async (page: Page, name: string, to: Locator): Promise<void> => {
    const [from, target] = [await tab(page, name).boundingBox(), await to.boundingBox()];
    if (from === null || target === null) throw new Error("The tabs are not on the screen.");
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 12 });
  };

  it("by mouse, wide and light", async () => {
    const dashboard = await make("Amounts by mouse", pageOf("first", "Page 1", picture("bars", datasetId), words("note")));
    const page = await look(1440, false);
    await page.goto(`/dashboards/${dashboard.id}`);
    await tiles(page).first().waitFor();
    expect(await page.getByRole("tablist").count(), "who reads one page needs no tabs").toBe(0);

    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await page.getByRole("button", { name: "Add a page" }).click();
    await hasFocus(nameField(page));
    await nameField(page).fill("  ");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("A page needs a name.").waitFor();
    await keepPicture(page, "dashboard-pages-name-refused");
    await expectAccessible(page);
    await nameField(page).fill("Costs");
    await page.keyboard.press("Enter");
    await isShown(page, "Costs");
    await tab(page, "Page 1").dblclick();
    await page.keyboard.type("Overview");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "More for page Overview" }).click();
    await page.getByRole("menuitem", { name: /^Rename/ }).click();
    await hasFocus(nameField(page));
    await page.keyboard.type("Summary");
    await page.getByRole("heading", { level: 1 }).click();
    await expect.poll(() => tabs(page)).toEqual(["Summary", "Costs"]);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect.poll(() => tabs(page)).toEqual(["Overview", "Costs"]);

    await tab(page, "Overview").click({ button: "right" });
    await page.getByRole("menu").waitFor();
    await keepPicture(page, "dashboard-pages-menu");
    await expectAccessible(page);
    await page.getByRole("menuitem", { name: /^Duplicate/ }).click();
    await isShown(page, "Overview (copy)");
    await expect.poll(() => tiles(page).count()).toBe(2);
    await tiles(page).locator("canvas").first().waitFor();

    await pull(page, "Costs", tab(page, "Overview"));
    await keepPicture(page, "dashboard-pages-pulled");
    await page.mouse.up();
    await expect.poll(() => tabs(page)).toEqual(["Costs", "Overview", "Overview (copy)"]);
    await isShown(page, "Costs");
    await pull(page, "Costs", tab(page, "Overview (copy)"));
    await page.keyboard.press("Escape");
    await page.mouse.up();
    expect(await tabs(page)).toEqual(["Costs", "Overview", "Overview (copy)"]);

    await tab(page, "Overview").click();
    await page.getByRole("button", { name: "More for Amounts" }).click();
    await page.getByRole("menuitem", { name: "Move to page" }).click();
    await page.getByRole("menuitem", { name: "Costs", exact: true }).waitFor();
    await keepPicture(page, "dashboard-pages-move-to");
    await page.getByRole("menuitem", { name: "Costs", exact: true }).click();
    await page.getByText("“Amounts” was moved to “Costs”.").waitFor();
    await expect.poll(() => tiles(page).count()).toBe(1);
    await tab(page, "Costs").click();
    await tiles(page).locator("canvas").first().waitFor();
    await isSaved(page);
    expect((await kept(dashboard)).map(({ title, tiles: on }) => [title, on.map(({ kind }) => kind)])).toEqual([
      ["Costs", ["chart"]], ["Overview", ["text"]], ["Overview (copy)", ["chart", "text"]],
    ]);

    await tab(page, "Overview (copy)").click();
    await page.getByRole("button", { name: "More for page Overview (copy)" }).click();
    await page.getByRole("menuitem", { name: /^Remove/ }).click();
    await page.getByRole("dialog", { name: "Remove “Overview (copy)”?" }).waitFor();
    await keepPicture(page, "dashboard-pages-remove");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Remove page" }).click();
    await isShown(page, "Overview");
    await hasFocus(tab(page, "Overview"));
    await page.getByRole("button", { name: "Undo", exact: true }).first().click();
    await isShown(page, "Overview (copy)");
    await expect.poll(() => tiles(page).count()).toBe(2);
    await page.getByRole("button", { name: "Redo" }).click();
    await expect.poll(() => tabs(page)).toEqual(["Costs", "Overview"]);
    await isShown(page, "Overview");

    await isSaved(page);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Edit", exact: true }).waitFor();
    await tab(page, "Costs").click();
    await isShown(page, "Costs");
    await keepPicture(page, "dashboard-pages-read");
    await expectAccessible(page);
    const address = page.url();
    await tab(page, "Overview").click();
    await page.goBack();
    await isShown(page, "Costs");
    await page.reload();
    await isShown(page, "Costs");
    expect(page.url()).toBe(address);
  });

  it("by keyboard, narrow and dark", async () => {
    const dashboard = await make("Amounts by keyboard", pageOf("a", "North", words("a1")), pageOf("b", "South"), pageOf("c", "East", picture("c1", datasetId)));
    const page = await look(390, true);
    await page.goto(`/dashboards/${dashboard.id}?mode=edit`);
    await walkTo(page, tab(page, "North"));
    await stepTo(page, tab(page, "South"), "ArrowRight");
    await stepTo(page, tab(page, "North"), "Home");
    await stepTo(page, tab(page, "East"), "End");
    await stepTo(page, tab(page, "North"), "ArrowRight");
    await stepTo(page, tab(page, "East"), "ArrowLeft");
    await isShown(page, "North");
    await page.keyboard.press("Enter");
    await isShown(page, "East");
    expect(new URL(page.url()).searchParams.get("page")).toBe("c");

    await page.keyboard.press("Alt+ArrowLeft");
    await page.keyboard.press("Alt+ArrowLeft");
    await page.keyboard.press("Alt+ArrowLeft");
    await expect.poll(() => tabs(page)).toEqual(["East", "North", "South"]);
    await hasFocus(tab(page, "East"));
    expect(new URL(page.url()).pathname, "Alt with an arrow is not the way back").toBe(`/dashboards/${dashboard.id}`);
    await page.keyboard.press("F2");
    await hasFocus(nameField(page));
    await page.keyboard.type("Gone");
    await page.keyboard.press("Escape");
    await hasFocus(tab(page, "East"));
    await page.keyboard.press("F2");
    await hasFocus(nameField(page));
    await page.keyboard.type("Far east");
    await page.keyboard.press("Enter");
    await hasFocus(tab(page, "Far east"));
    await keepPicture(page, "dashboard-pages-narrow");
    await expectAccessible(page);
    await expectNoOverflow(page);

    await press(page, page.getByRole("button", { name: "More for page Far east" }));
    await page.getByRole("menu").waitFor();
    await keepPicture(page, "dashboard-pages-narrow-menu");
    await expectAccessible(page);
    await choose(page, page.getByRole("menuitem", { name: /^Move right/ }));
    await expect.poll(() => tabs(page)).toEqual(["North", "Far east", "South"]);
    await hasFocus(tab(page, "Far east"));

    await press(page, page.getByRole("button", { name: "More for Amounts" }));
    await choose(page, page.getByRole("menuitem", { name: "Move to page" }));
    await page.getByRole("menuitem", { name: "South", exact: true }).waitFor();
    await keepPicture(page, "dashboard-pages-narrow-move-to");
    await choose(page, page.getByRole("menuitem", { name: "South", exact: true }));
    await expect.poll(() => tiles(page).count()).toBe(0);
    await expect.poll(() => focusedWords(page), { message: "the focus was lost with the tile" }).not.toBe("body");

    await walkTo(page, tab(page, "Far east"), "Shift+Tab");
    await stepTo(page, tab(page, "North"), "ArrowLeft");
    await page.keyboard.press("Delete");
    await page.getByRole("dialog", { name: "Remove “North”?" }).waitFor();
    await keepPicture(page, "dashboard-pages-narrow-remove");
    await expectAccessible(page);
    await press(page, page.getByRole("button", { name: "Remove page" }));
    await hasFocus(tab(page, "Far east"));
    await page.keyboard.press("Delete");
    await expect.poll(() => tabs(page)).toEqual(["South"]);
    await hasFocus(tab(page, "South"));
    await isShown(page, "South");
    await page.keyboard.press("Delete");
    expect(await tabs(page), "the last page stays").toEqual(["South"]);
    for (let step = 0; step < 4; step += 1) await page.keyboard.press("Control+z");
    await expect.poll(() => tabs(page)).toEqual(["Far east", "North", "South"]);
    await isSaved(page);
    expect(await titlesOf(dashboard)).toEqual(["Far east", "North", "South"]);
    expect(await focusedWords(page)).not.toBe("body");
  });

  it("twenty with long names scroll in their strip, the chosen one in view, on every width", async () => {
    const pages = Array.from({ length: 20 }, (_, index) => pageOf(`p${String(index + 1)}`, `${String(index + 1)} ${LONG}`, words(`w${String(index)}`)));
    const dashboard = await make("Many pages", ...pages);
    for (const [width, isDark] of [[1440, false], [390, true]] as const) {
      const page = await look(width, isDark);
      await page.goto(`/dashboards/${dashboard.id}?page=p14&mode=edit`);
      await isShown(page, `14 ${LONG}`);
      await expect.poll(() => isInView(page, `14 ${LONG}`)).toBe(true);
      await keepPicture(page, `dashboard-pages-many-${String(width)}`);
      await expectAccessible(page);
      await expectNoOverflow(page);
      await page.getByRole("button", { name: "Add a page" }).click();
      await hasFocus(nameField(page));
      await keepPicture(page, `dashboard-pages-many-naming-${String(width)}`);
      await page.keyboard.press("Escape");
      await expect.poll(() => isInView(page, "Page 21")).toBe(true);
      await page.keyboard.press("Home");
      await expect.poll(() => isInView(page, `1 ${LONG}`)).toBe(true);
      await page.keyboard.press("Control+z");
      await expect.poll(async () => (await tabs(page)).length).toBe(20);
      await isSaved(page);
      await page.goto(`/dashboards/${dashboard.id}?page=p9`);
      await expect.poll(() => isInView(page, `9 ${LONG}`)).toBe(true);
      await keepPicture(page, `dashboard-pages-many-read-${String(width)}`);
      await expectAccessible(page);
      await expectNoOverflow(page);
    }
  });

  it("edited by two at once keep what both did", async () => {
    const dashboard = await make("Two at once", pageOf("a", "A", words("a1")), pageOf("b", "B"), pageOf("c", "C"));
    const page = await look(1440, true);
    await page.goto(`/dashboards/${dashboard.id}?mode=edit`);
    await tab(page, "C").waitFor();
    const { spec, revision, name, description } = dashboard;
    const theirs = { ...spec, pages: spec.pages.map((one) => (one.id === "a" ? { ...one, title: "Renamed by another" } : one)).toSpliced(1, 0, pageOf("x", "Added by another")) };
    await api("PUT", `/dashboards/${dashboard.id}`, { name, description, revision, spec: theirs });
    await tab(page, "C").focus();
    await page.keyboard.press("Alt+ArrowLeft");
    await page.keyboard.press("Alt+ArrowLeft");
    await expect.poll(() => tabs(page)).toEqual(["C", "Renamed by another", "Added by another", "B"]);
    await isSaved(page);
    expect(await titlesOf(dashboard)).toEqual(["C", "Renamed by another", "Added by another", "B"]);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect.poll(() => tabs(page), { message: "undo takes back one's own steps only" }).toEqual(["Renamed by another", "Added by another", "B", "C"]);
  });
});
