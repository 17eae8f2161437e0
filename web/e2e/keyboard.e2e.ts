import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { keepPicture, openBrowser, openPage, PASSWORD } from "./browser";
import { choose, focusedWords, press, stepTo, walkTo } from "./keys";
import { startServer, type Server } from "./server";

const CSV = ["day,region,amount", ...Array.from({ length: 40 }, (_, day) => `2024-01-${String((day % 28) + 1).padStart(2, "0")},${["North", "South", "East"][day % 3] ?? ""},${String(10 + day)}`)].join("\n");

describe("the whole journey without a mouse", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });

  afterEach(async ({ task }) => {
    const words = await focusedWords(page);
    if (task.result?.state === "fail") await keepPicture(page, `failed-keyboard-${task.name.replaceAll(/\W+/g, "-").slice(0, 60)}`);
    else expect(words, "the focus was lost").not.toBe("body");
  });

  const status = (words: string | RegExp) => page.getByRole("status").getByText(words).first();

  it("signs up", async () => {
    await page.goto("/sign-up");
    await walkTo(page, page.getByLabel("Name"));
    await page.keyboard.type("Louis Braille");
    await walkTo(page, page.getByLabel("E-mail"));
    await page.keyboard.type("louis.braille@example.org");
    await walkTo(page, page.getByLabel("Password", { exact: true }));
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /Good to see you/ }).waitFor();
    await page.keyboard.press("Tab");
  });

  it("uploads a file and opens what came of it", async () => {
    await press(page, page.getByRole("link", { name: "Data", exact: true }));
    await page.getByRole("heading", { level: 1, name: "Data" }).waitFor();
    const chooser = page.waitForEvent("filechooser");
    await press(page, page.getByRole("main").getByRole("button", { name: /Upload/ }));
    await (await chooser).setFiles({ name: "Shops.csv", mimeType: "text/csv", buffer: Buffer.from(CSV) });
    await page.getByRole("complementary", { name: "Uploads" }).getByText(/Ready/).waitFor();
    await press(page, page.getByRole("complementary", { name: "Uploads" }).getByRole("link", { name: "Open" }));
    await page.getByRole("heading", { level: 1, name: "Shops" }).waitFor();
    await page.keyboard.press("Tab");
  });

  it("looks through the rows, sorts and filters them", async () => {
    await walkTo(page, page.getByRole("tab", { name: "Columns" }));
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tab", { name: "Rows", selected: true }).waitFor();
    const grid = page.getByRole("grid", { name: /Rows of/ });
    await grid.getByRole("gridcell").first().waitFor();
    await press(page, page.getByRole("button", { name: "Filter rows" }));
    await press(page, page.getByRole("combobox", { name: "Column" }));
    await choose(page, page.getByRole("option", { name: "region" }));
    await walkTo(page, page.getByRole("textbox", { name: "Value" }));
    await page.keyboard.type("orth");
    await press(page, page.getByRole("dialog").getByRole("button", { name: "Filter" }));
    await status("14 of 40 rows").waitFor();
    await walkTo(page, grid);
    for (const key of ["ArrowUp", "End", "Enter", "Enter"]) await page.keyboard.press(key);
    await expect.poll(async () => grid.getByRole("row").nth(1).textContent()).toContain("49");
    await keepPicture(page, "keyboard-rows");
  });

  it("draws a picture, sees its table and its SQL, and changes its mark", async () => {
    const main = page.getByRole("main");
    await press(page, main.getByRole("link", { name: "Explore" }));
    await press(page, main.getByRole("button", { name: /Region$/ }));
    await choose(page, page.getByRole("menuitem", { name: /x axis/i }));
    await press(page, main.getByRole("button", { name: /Amount$/ }).last());
    await choose(page, page.getByRole("menuitem", { name: /y axis/i }));
    await main.locator("canvas").first().waitFor();
    await keepPicture(page, "keyboard-explore");
    await walkTo(page, main.getByRole("radio", { name: "Picture" }));
    await stepTo(page, main.getByRole("radio", { name: "Table" }), "ArrowRight");
    await page.keyboard.press("Enter");
    await main.getByRole("grid").getByRole("gridcell", { name: "North" }).waitFor();
    await stepTo(page, main.getByRole("radio", { name: "SQL" }), "ArrowRight");
    await page.keyboard.press("Enter");
    await main.getByText(/SELECT/).first().waitFor();
    await stepTo(page, main.getByRole("radio", { name: "Picture" }), "Home");
    await page.keyboard.press("Enter");
    await main.locator("canvas").first().waitFor();
    await press(page, main.getByRole("button", { name: /^Kind of picture/ }));
    await choose(page, page.getByRole("menuitem", { name: /^Pie/ }));
    await main.getByRole("button", { name: "Kind of picture: Pie" }).waitFor();
    await press(page, main.getByRole("button", { name: /^Kind of picture/ }));
    await choose(page, page.getByRole("menuitem", { name: /^Bar/ }));
    await main.getByRole("button", { name: "Kind of picture: Bar" }).waitFor();
  });

  it("puts it on a new dashboard", async () => {
    await press(page, page.getByRole("button", { name: "Save to dashboard" }));
    const dialog = page.getByRole("dialog");
    await walkTo(page, dialog.getByRole("radio", { name: "A dashboard" }));
    await stepTo(page, dialog.getByRole("radio", { name: "A new dashboard" }), "ArrowRight");
    await page.keyboard.press("Enter");
    await walkTo(page, dialog.getByLabel("Name of the dashboard"));
    await page.keyboard.type("Shops by region");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await press(page, page.getByRole("region", { name: "Notices" }).getByRole("button", { name: "Open" }));
    await page.getByRole("heading", { level: 1, name: "Shops by region" }).waitFor();
    await page.locator("[data-tile] canvas").first().waitFor();
    await page.keyboard.press("Tab");
  });

  it("adds a text and a filter, moves and resizes a tile, takes steps back, and saves", async () => {
    await press(page, page.getByRole("button", { name: "Edit", exact: true }));
    await press(page, page.getByRole("button", { name: "Add", exact: true }));
    await choose(page, page.getByRole("menuitem", { name: "Text" }));
    const text = page.getByRole("button", { name: /^Move A heading/ });
    await walkTo(page, text);
    const tile = page.locator("[data-tile]").filter({ has: text });
    const before = await tile.boundingBox();
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Alt+ArrowDown");
    await expect.poll(async () => (await tile.boundingBox())?.x).not.toBe(before?.x);
    await expect.poll(async () => (await tile.boundingBox())?.height).not.toBe(before?.height);
    await page.keyboard.press("Delete");
    await expect.poll(async () => page.locator("[data-tile]").count()).toBe(1);
    await expect.poll(async () => focusedWords(page), { message: "the focus was lost with the tile" }).not.toBe("body");
    await page.keyboard.press("Control+z");
    await expect.poll(async () => page.locator("[data-tile]").count()).toBe(2);
    await press(page, page.getByRole("button", { name: "Add filter" }));
    await press(page, page.getByRole("dialog", { name: "Add a filter" }).getByRole("button", { name: /Region$/ }));
    await page.getByRole("group", { name: "Filters" }).getByRole("button", { name: /^Region/ }).waitFor();
    await status("Saved").waitFor();
    await keepPicture(page, "keyboard-edit");
    await press(page, page.getByRole("button", { name: "Done" }));
    await page.getByRole("button", { name: "Edit", exact: true }).waitFor();
    expect(await focusedWords(page)).not.toBe("body");
  });

  it("filters the page, and points at a mark through the table behind the picture", async () => {
    await press(page, page.getByRole("group", { name: "Filters" }).getByRole("button", { name: /^Region/ }));
    await press(page, page.getByRole("dialog").getByRole("checkbox", { name: /North/ }), "Space");
    await page.keyboard.press("Escape");
    await expect.poll(() => decodeURIComponent(new URL(page.url()).search)).toContain("North");
    await press(page, page.getByRole("button", { name: "Clear Region" }));
    await expect.poll(() => new URL(page.url()).search).toBe("");
    const tile = page.locator("[data-tile]").filter({ has: page.locator("canvas") });
    await press(page, tile.getByRole("button", { name: /^More for/ }));
    await choose(page, page.getByRole("menuitem", { name: "Show as table" }));
    await walkTo(page, page.locator("[data-tile]").getByRole("grid"));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).search).toContain("picked");
    await keepPicture(page, "keyboard-picked");
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).search).not.toContain("picked");
  });

  it("finds everything again after a reload", async () => {
    await page.reload();
    await expect.poll(async () => page.locator("[data-tile]").count()).toBe(2);
    await page.getByRole("group", { name: "Filters" }).getByRole("button", { name: /^Region/ }).waitFor();
    await page.keyboard.press("Tab");
  });

  it("reaches every place by the palette", async () => {
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog");
    await palette.getByRole("combobox").waitFor();
    await page.keyboard.type("trash");
    await palette.getByRole("option", { name: "Trash" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Trash", exact: true }).waitFor();
    await page.keyboard.press("Tab");
  });

  it("never broke its own rules on the way", () => {
    expect(mishaps).toEqual([]);
  });
});
