import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { choose, press, walkTo } from "./keys";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

type Tile = Record<string, unknown> & { id: string; kind: string };
type Dashboard = { id: string; spec: { pages: { id: string; tiles: Tile[] }[] } };

const CSV = "region,amount\nNorth,1000\nSouth,2000\nEast,3250.5\n";
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 48"><script>document.title = "broken into"</script><rect width="160" height="48" rx="8" fill="#1f4fd8" onclick="alert(1)"/><circle cx="26" cy="24" r="12" fill="#fff"/><text x="50" y="31" font-size="20" font-family="sans-serif" fill="#fff">Acme data</text></svg>`;

describe("texts, images, shapes and buttons", () => {
  let server: Server;
  let browser: Browser;
  let email: string;
  let datasetId: string;
  let otherId: string;
  let ask: Ask;
  const open: { context: BrowserContext; page: Page; mishaps: string[] }[] = [];

  const api = async <Answer,>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const reply = await ask(method, path, body);
    if (reply.status >= 400) throw new Error(`${method} ${path}: ${String(reply.status)} ${JSON.stringify(reply.body)}`);
    return reply.body as Answer;
  };
  const chart = (): Tile => ({
    kind: "chart", id: "bars", layout: { x: 0, y: 0, width: 12, height: 8 }, title: "Amounts",
    chart: { dataset_id: datasetId, mark: "bar", encodings: { x: { role: "dimension", member: "region" }, y: [{ role: "measure", member: "amount", aggregation: "sum" }] } },
  });
  const make = (name: string): Promise<Dashboard> => {
    const filter = { id: "region", label: "Region", dataset_id: datasetId, member: "region", control: "list", default: null };
    const pages = [{ id: "one", title: "Overview", tiles: [chart()], filters: [filter] }, { id: "two", title: "Details", tiles: [], filters: [] }];
    return api("POST", "/dashboards", { name, spec: { pages } });
  };
  const kept = async ({ id }: Dashboard): Promise<Tile[]> => (await api<Dashboard>("GET", `/dashboards/${id}`)).spec.pages[0]?.tiles ?? [];
  const look = async (width: number, isDark: boolean, isSignedIn = true): Promise<Page> => {
    const opened = await openPage(browser, server.address, { width, isDark });
    open.push(opened);
    if (isSignedIn) await signIn(opened.page, email);
    return opened.page;
  };
  const isSaved = (page: Page): Promise<void> => page.getByRole("status").getByText("Saved").waitFor();
  const dialog = (page: Page): Locator => page.getByRole("dialog");
  const pick = async (page: Page, field: string, option: string | RegExp): Promise<void> => {
    await dialog(page).getByLabel(field, { exact: true }).click();
    await page.getByRole("option", { name: option, ...(typeof option === "string" && { exact: true }) }).click();
  };
  const addByMouse = async (page: Page, kind: string): Promise<void> => {
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("menuitem", { name: kind, exact: true }).click();
  };

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    const { context, page } = await openPage(browser, server.address);
    email = await signUp(page, "Elena Elements");
    await context.close();
    ask = await askAs(server.address, email);
    const form = new FormData();
    form.append("file", new Blob([CSV], { type: "text/csv" }), "amounts.csv");
    datasetId = (await api<{ id: string }>("POST", "/datasets/upload", form)).id;
    otherId = (await api<Dashboard>("POST", "/dashboards", { name: "Another one" })).id;
  });
  afterAll(async () => {
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => {
    const failed = open.at(-1);
    if (task.result?.state === "fail" && failed) await keepPicture(failed.page, `failed-elements-${task.name.replaceAll(/\W+/g, "-").slice(0, 50)}`);
    const mishaps = open.flatMap((one) => one.mishaps);
    await Promise.all(open.splice(0).map(({ context }) => context.close()));
    expect(mishaps).toEqual([]);
  });

  it("are added by mouse, changed again, and shown to a visitor", async () => {
    const dashboard = await make("Elements by mouse");
    const page = await look(1440, false);
    await page.goto(`/dashboards/${dashboard.id}?mode=edit`);
    await page.locator("[data-tile] canvas").first().waitFor();

    await addByMouse(page, "Image");
    await dialog(page).getByLabel("Image file").setInputFiles({ name: "../logo.svg", mimeType: "image/png", buffer: Buffer.from(LOGO) });
    await dialog(page).getByText("logo.svg", { exact: true }).waitFor();
    await dialog(page).getByLabel("What it shows").fill("The logo of Acme data");
    await keepPicture(page, "elements-image-dialog");
    await expectAccessible(page);
    await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("img", { name: "The logo of Acme data" }).waitFor();

    await addByMouse(page, "Shape");
    await dialog(page).getByRole("radio", { name: "Arrow" }).click();
    await pick(page, "Colour", "Category 2");
    await dialog(page).getByLabel("Thickness").fill("6");
    await keepPicture(page, "elements-shape-dialog");
    await expectAccessible(page);
    await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
    await page.locator('[data-tile][aria-label="Arrow"] svg').first().waitFor();

    for (const [words, action, more] of [["To the details", "Go to a page", null], ["Another dashboard", "Open another dashboard", "Another one"], ["Our site", "Open an address", null]] as const) {
      await addByMouse(page, "Button");
      await dialog(page).getByLabel("Words").fill(words);
      await pick(page, "When pressed", action);
      if (more !== null) await pick(page, "Dashboard", more);
      if (action === "Open an address") {
        await dialog(page).getByLabel("Address").fill("javascript:alert(1)");
        await dialog(page).getByText("The address begins with https://.").waitFor();
        expect(await dialog(page).getByRole("button", { name: "Add", exact: true }).isDisabled()).toBe(true);
        await dialog(page).getByLabel("Address").fill("https://example.org/acme");
        await keepPicture(page, "elements-button-dialog");
        await expectAccessible(page);
      }
      await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
      await dialog(page).waitFor({ state: "detached" });
    }

    await addByMouse(page, "Text");
    const text = page.locator('[data-tile][aria-label="A heading"]');
    await text.hover();
    await text.getByRole("button", { name: "More for A heading" }).click();
    await page.getByRole("menuitem", { name: "Edit the text" }).click();
    await dialog(page).getByLabel("Text", { exact: true }).fill("## This year\n\nWe sold **");
    await dialog(page).getByRole("button", { name: "Add a number from the data" }).click();
    await pick(page, "Field", /^amount$/i);
    await pick(page, "Written as", "Number");
    await page.getByRole("spinbutton", { name: "Decimals" }).fill("2");
    await page.keyboard.press("Enter");
    await keepPicture(page, "elements-text-dialog");
    await expectAccessible(page);
    await dialog(page).getByRole("button", { name: "Insert Sum of amount" }).click();
    await dialog(page).getByLabel("Text", { exact: true }).press("End");
    await page.keyboard.type("** in all.");
    await dialog(page).getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("6,250.50").waitFor();
    await isSaved(page);
    await keepPicture(page, "elements-edited");
    await expectAccessible(page);

    const tiles = await kept(dashboard);
    expect(tiles.map(({ kind }) => kind)).toEqual(["chart", "image", "shape", "button", "button", "button", "text"]);
    expect(tiles.find(({ kind }) => kind === "text")).toMatchObject({ markdown: "## This year\n\nWe sold **{sum_of_amount}** in all.", figures: [{ name: "sum_of_amount", dataset_id: datasetId, number_format: ",.2f" }] });

    await page.getByRole("button", { name: "Done", exact: true }).click();
    await page.getByRole("button", { name: "Edit", exact: true }).waitFor();
    await page.getByRole("button", { name: "6,250.50" }).click();
    await page.getByRole("dialog", { name: "Where sum_of_amount comes from" }).waitFor();
    await page.keyboard.press("Escape");
    await page.mouse.move(0, 0);
    await keepPicture(page, "elements-read");
    await expectAccessible(page);
    await page.getByRole("button", { name: "To the details" }).click();
    await page.getByRole("tab", { name: "Details", selected: true }).waitFor();
    await page.goBack();
    await page.getByRole("link", { name: "Another dashboard" }).click();
    await page.getByRole("heading", { level: 1, name: "Another one" }).waitFor();

    const { path } = await api<{ path: string }>("POST", "/shares", { dashboard_id: dashboard.id });
    for (const [width, isDark] of [[1440, true], [390, false]] as const) {
      const visitor = await look(width, isDark, false);
      await visitor.goto(path);
      await visitor.getByText("6,250.50").waitFor();
      await visitor.getByRole("img", { name: "The logo of Acme data" }).waitFor();
      await expect.poll(() => visitor.getByRole("img", { name: "The logo of Acme data" }).evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
      expect(await visitor.getByText("Another dashboard").count(), "other dashboards are none of a visitor's business").toBe(0);
      expect(await visitor.getByRole("link", { name: /Our site/ }).getAttribute("rel")).toBe("noopener noreferrer nofollow");
      expect((await visitor.content()).includes(otherId)).toBe(false);
      expect(await visitor.title()).not.toContain("broken");
      await visitor.locator("[data-tile] canvas").first().waitFor();
      await keepPicture(visitor, `elements-visitor-${String(width)}-${isDark ? "dark" : "light"}`);
      await expectAccessible(visitor);
      await expectNoOverflow(visitor);
    }
  });

  it("are added by keyboard, and set and clear what a reader chose", async () => {
    const dashboard = await make("Elements by keyboard");
    const north = { filter_id: "region", filter: { kind: "in", member: "region", values: ["North"], exclude: false } };
    const page = await look(1440, true);
    await page.goto(`/dashboards/${dashboard.id}?mode=edit&filters=${encodeURIComponent(JSON.stringify({ region: north.filter }))}`);
    await page.locator("[data-tile] canvas").first().waitFor();

    const add = page.getByRole("button", { name: "Add", exact: true });
    await press(page, add);
    await choose(page, page.getByRole("menuitem", { name: "Button", exact: true }));
    await dialog(page).getByLabel("Words").waitFor();
    await page.keyboard.type("Only the north");
    await walkTo(page, dialog(page).getByLabel("When pressed"));
    await page.keyboard.press("Enter");
    await choose(page, page.getByRole("option", { name: "Set filters and selections" }));
    await dialog(page).getByText("1 filter.").waitFor();
    await press(page, dialog(page).getByRole("button", { name: "Add", exact: true }));
    await page.getByText("1 tile is selected").first().waitFor();

    await press(page, add);
    await choose(page, page.getByRole("menuitem", { name: "Button", exact: true }));
    await page.keyboard.type("Everything");
    await walkTo(page, dialog(page).getByLabel("When pressed"));
    await page.keyboard.press("Enter");
    await choose(page, page.getByRole("option", { name: "Clear filters and selections" }));
    await press(page, dialog(page).getByRole("button", { name: "Add", exact: true }));

    await press(page, add);
    await choose(page, page.getByRole("menuitem", { name: "Shape", exact: true }));
    await dialog(page).getByLabel("Thickness").waitFor();
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    await isSaved(page);
    await keepPicture(page, "elements-by-keyboard");
    expect((await kept(dashboard)).map(({ kind, words = null }) => [kind, words])).toEqual([["chart", null], ["button", "Only the north"], ["button", "Everything"], ["shape", null]]);

    await page.getByRole("button", { name: "Done", exact: true }).click();
    await press(page, page.getByRole("button", { name: "Everything", exact: true }));
    await expect.poll(() => new URL(page.url()).searchParams.get("filters")).toBe(null);
    await press(page, page.getByRole("button", { name: "Only the north", exact: true }));
    await expect.poll(() => new URL(page.url()).searchParams.get("filters")).toContain("North");
    await page.mouse.move(0, 0);
    await keepPicture(page, "elements-read-dark");
    await expectAccessible(page);
  });
});
