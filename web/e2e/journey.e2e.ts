import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { startServer, type Server } from "./server";

const REGIONS = ["North", "South", "East", "West"] as const;

/** Two years of sales whose sums are easy to know; one row is broken. */
const salesCsv = (): string => {
  const rows = Array.from({ length: 730 }, (_, day) => {
    const date = new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10);
    return `${date},${REGIONS[day % 4] ?? ""},00${String(500 + (day % 9))},${(10 + (day % 10)).toFixed(2)}`;
  });
  return ["date,region,code,amount", ...rows, "2024-12-31,North,00500,1.00,too,many"].join("\n");
};

/** The sum of `amount` over the rows of one region. */
const amountOf = (region: number): number =>
  Array.from({ length: 730 }, (_, day) => day).filter((day) => day % 4 === region).reduce((sum, day) => sum + 10 + (day % 10), 0);

describe("from a file to a dashboard that stays", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];
  let email: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer({ isNew: true }), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });

  afterEach(async ({ task }) => { if (task.result?.state === "fail") await keepPicture(page, `failed-${task.name.replaceAll(/\W+/g, "-").slice(0, 60)}`); });

  it("greets a visitor with a dashboard that is alive", async () => {
    await page.goto("/");
    await page.getByRole("heading", { level: 1 }).waitFor();
    const showcase = page.locator("[data-tile]").first();
    for (let tries = 0; tries < 30 && !(await showcase.isVisible()); tries += 1) {
      await page.waitForTimeout(1_000);
      await page.reload();
    }
    await page.locator("[data-tile] canvas").first().waitFor();
    await keepPicture(page, "landing");
    await expectAccessible(page);
  });

  it("lets them sign up", async () => {
    email = await signUp(page, "Ada Lovelace");
    await keepPicture(page, "home-empty");
    await expectAccessible(page);
  });

  it("takes a dropped file, and shows what it holds and what it rejected", async () => {
    await page.goto("/data");
    await page.getByRole("main").getByText("Drop a file anywhere on this page").waitFor();
    await expectAccessible(page);
    await page.locator("input[type=file]").first().setInputFiles({ name: "Sales 2023.csv", mimeType: "text/csv", buffer: Buffer.from(salesCsv()) });
    await page.getByRole("complementary", { name: "Uploads" }).getByText(/Ready · 1 rejected/).waitFor();
    await keepPicture(page, "uploaded");
    await page.getByRole("complementary", { name: "Uploads" }).getByRole("link", { name: "Open" }).click();
    await page.getByRole("heading", { level: 1, name: "Sales 2023" }).waitFor();
    const code = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "code" }) });
    await code.getByText("Text").waitFor();
    await code.getByText("00500").first().waitFor();
    await page.getByRole("img", { name: "Histogram of amount" }).waitFor();
    await keepPicture(page, "dataset");
    await expectAccessible(page);
    await page.getByRole("tab", { name: /Rejected/ }).click();
    await page.getByRole("cell", { name: "732" }).waitFor();
    await expectAccessible(page);
  });

  it("sorts and filters all rows on the server", async () => {
    await page.getByRole("tab", { name: "Rows" }).click();
    const grid = page.getByRole("grid", { name: /Rows of/ });
    await grid.getByRole("gridcell").first().waitFor();
    await grid.getByRole("columnheader", { name: /Amount/ }).getByRole("button").click();
    await grid.getByRole("columnheader", { name: /Amount/ }).getByRole("button").click();
    await expect.poll(async () => grid.getByRole("row").nth(1).textContent()).toContain("19");
    await page.getByRole("button", { name: "Filter rows" }).click();
    await page.getByRole("combobox", { name: "Column" }).click();
    await page.getByRole("option", { name: "region" }).click();
    await page.getByRole("textbox", { name: "Value" }).fill("orth");
    await page.getByRole("dialog").getByRole("button", { name: "Filter" }).click();
    await page.getByRole("status").getByText("183 of 730 rows").waitFor();
    await keepPicture(page, "rows");
    await expectAccessible(page);
  });

  it("draws a picture from two fields, and says why it is one of its kind", async () => {
    await page.getByRole("link", { name: "Explore" }).last().click();
    await page.getByRole("searchbox", { name: /fields/i }).first().waitFor();
    const fields = page.getByRole("main");
    await fields.getByRole("button", { name: /Region$/ }).first().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: /x axis/i }).click();
    await fields.getByRole("button", { name: /Amount$/ }).last().dblclick();
    await page.locator("main canvas").first().waitFor();
    await keepPicture(page, "explore");
    await expectAccessible(page);
  });

  it("puts it on a new dashboard", async () => {
    await page.getByRole("button", { name: "Save to dashboard" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await keepPicture(page, "save-dialog");
    await expectAccessible(page);
    await dialog.getByRole("radio", { name: "A new dashboard" }).click();
    await dialog.getByLabel("Name of the dashboard").fill("Sales of two years");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.goto("/dashboards");
    await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
    await page.locator("[data-tile] canvas").first().waitFor();
    await keepPicture(page, "dashboard-first");
    await expectAccessible(page);
  });

  it("is edited by keyboard, saves itself, and can be undone", async () => {
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("menuitem", { name: "Text" }).click();
    await page.getByRole("status").getByText("Saved").waitFor();
    const handle = page.getByRole("button", { name: /^Move A heading/ });
    await handle.focus();
    await page.keyboard.press("ArrowRight");
    await page.getByText(/A heading moved: column/).waitFor({ state: "attached" });
    await keepPicture(page, "dashboard-edit");
    await expectAccessible(page);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect.poll(async () => page.locator("[data-tile]").count()).toBe(1);
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(async () => page.locator("[data-tile]").count()).toBe(2);
    await page.getByRole("status").getByText("Saved").waitFor();
  });

  it("is still there after the server was killed, after a reload, and in another browser", async () => {
    await server.kill();
    await server.start();
    await page.reload();
    await expect.poll(async () => page.locator("[data-tile]").count()).toBe(2);
    const address = page.url();
    const other = await openPage(browser, server.address, { isDark: true });
    await signIn(other.page, email);
    await other.page.goto(new URL(address).pathname);
    await expect.poll(async () => other.page.locator("[data-tile]").count()).toBe(2);
    await other.page.locator("[data-tile] canvas").first().waitFor();
    await keepPicture(other.page, "dashboard-dark");
    await expectAccessible(other.page);
    await other.context.close();
  });

  it("answers with the sums that the file has", async () => {
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: /^More for/ }).first().click();
    await page.getByRole("menuitem", { name: "Show as table" }).click();
    const table = page.locator("[data-tile]").getByRole("grid");
    await table.getByRole("gridcell").first().waitFor();
    const words = (await table.textContent()) ?? "";
    for (const [index, region] of REGIONS.entries()) {
      expect(words).toContain(region);
      expect(words.replaceAll(/[\s,\u202f]/g, "")).toContain(String(amountOf(index)));
    }
  });

  it("never broke its own rules on the way", () => {
    expect(mishaps).toEqual([]);
  });
});
