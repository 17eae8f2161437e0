import { readFile } from "node:fs/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const LONG = "A very long name of a dashboard that somebody gave it in a hurry, with everything in it that came to mind";

const ORDERS = "order_date,customer,category,country,segment,sales,hours\n" + Array.from({ length: 360 }, (_, row) => {
  const day = new Date(Date.UTC(2023, 0, 1 + 2 * row)).toISOString().slice(0, 10);
  return `${day},Person ${String(row % 17)},${"ABCDE"[row % 5] ?? ""} goods,${["France", "Spain", "Italy"][row % 3] ?? ""},${["Shop", "Web"][row % 2] ?? ""},${String((row * 37) % 101)}.5,${String(row % 40)}`;
}).join("\n") + "\n";

const READINGS = "taken_on,value\n" + Array.from({ length: 90 }, (_, row) => `2024-0${String(1 + (row % 9))}-1${String(row % 10)},${String(row % 31)}`).join("\n") + "\n";

describe("templates, and a dashboard as a file", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];
  let ask: Ask;

  const upload = async (asked: Ask, name: string, content: string): Promise<string> => {
    const form = new FormData();
    form.append("file", new Blob([content], { type: "text/csv" }), name);
    return ((await asked("POST", "/datasets/upload", form)).body as { id: string }).id;
  };

  const settled = async (): Promise<void> => {
    await page.locator("[data-tile]").first().waitFor({ timeout: 60_000 });
    await expect.poll(async () => page.locator("[data-tile][aria-busy=true]").count(), { timeout: 60_000 }).toBe(0);
  };

  const pictures = async (name: string): Promise<void> => {
    await keepPicture(page, `${name}-1440-light`);
    await page.emulateMedia({ colorScheme: "dark" });
    await keepPicture(page, `${name}-1440-dark`);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(page);
    await keepPicture(page, `${name}-390-dark`);
    await page.emulateMedia({ colorScheme: "light" });
    await keepPicture(page, `${name}-390-light`);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  };

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
    const email = await signUp(page, "Florence Nightingale");
    ask = await askAs(server.address, email);
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });

  it("offers templates before there is data, and says what to do", async () => {
    await page.goto("/dashboards");
    await page.getByRole("button", { name: "New dashboard" }).click();
    await page.getByRole("menuitem", { name: "From a template" }).click();
    await page.getByRole("heading", { name: "New dashboard" }).waitFor();
    await page.getByRole("button", { name: "Sales overview" }).click();
    await page.getByText("There is no data yet").waitFor();
    await keepPicture(page, "templates-empty-1440-light");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByRole("heading", { name: "For any data" }).waitFor();
  });

  it("shows a gallery that is searched and narrowed", async () => {
    await upload(ask, "orders.csv", ORDERS);
    await upload(ask, "readings.csv", READINGS);
    const made = await ask("POST", "/dashboards", { name: LONG, description: "Twice as long as it has to be" });
    expect((await ask("POST", "/dashboard-templates", { dashboard_id: (made.body as { id: string }).id, name: LONG })).status).toBe(201);
    await page.goto("/dashboards/new");
    await page.getByRole("button", { name: LONG, exact: true }).waitFor();
    await pictures("templates-gallery");
    await page.getByRole("searchbox", { name: "Search templates" }).fill("quarter");
    await expect.poll(async () => page.getByRole("listitem").getByRole("heading").allTextContents()).toEqual(["Finance by month"]);
    await page.getByRole("searchbox", { name: "Search templates" }).fill("");
  });

  it("proposes the fields of a template, and makes a dashboard whose tiles all draw", async () => {
    await page.getByRole("button", { name: "Sales overview" }).press("Enter");
    await page.getByText("Everything is there.").waitFor();
    expect(new URL(page.url()).searchParams.get("template")).not.toBeNull();
    await expect.poll(async () => page.getByRole("combobox", { name: "Amount" }).textContent()).toContain("Sales");
    expect(await page.getByRole("combobox", { name: "Order date" }).textContent()).toContain("Order date");
    await pictures("templates-mapping");
    await page.getByRole("button", { name: "Create dashboard" }).click();
    await page.waitForURL(/dashboards\/[0-9a-f-]{36}/);
    await settled();
    expect(await page.locator("[data-tile]").getByRole("alert").count()).toBe(0);
    await keepPicture(page, "templates-result-1440-light");
    await page.emulateMedia({ colorScheme: "dark" });
    await keepPicture(page, "templates-result-1440-dark");
    await page.emulateMedia({ colorScheme: "light" });
  });

  it("shows what would be missing with other data, and leaves it out", async () => {
    await page.goto("/dashboards/new");
    await page.getByRole("button", { name: "Sales overview" }).click();
    await page.getByRole("combobox", { name: "Data" }).click();
    await page.getByRole("option", { name: /readings/ }).click();
    await page.getByRole("list", { name: "What misses fields" }).waitFor();
    await pictures("templates-missing");
    await page.getByRole("textbox", { name: "Name" }).fill("Readings");
    await page.getByRole("button", { name: "Create dashboard" }).click();
    await page.getByText("“Readings” is not quite the same").waitFor();
    await settled();
    expect(await page.locator("[data-tile]").count()).toBe(4);
    await keepPicture(page, "templates-left-out-1440-light");
  });

  it("takes a dashboard home as a file and brings it back under other names of fields", async () => {
    await page.goto("/dashboards");
    await page.getByRole("button", { name: "More for Readings" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "Download as file" }).click()]);
    expect(download.suggestedFilename()).toBe("Readings.gnomon.json");
    const path = await download.path();
    const text = await readFile(path, "utf8");
    expect(JSON.parse(text)).toMatchObject({ format: "gnomon-dashboard", name: "Readings", datasets: [{ name: "readings" }] });
    await page.getByLabel("Dashboard file").setInputFiles({ name: "Readings.gnomon.json", mimeType: "application/json", buffer: Buffer.from(text.replaceAll("taken_on", "measured_at").replaceAll("Taken on", "Measured").replaceAll('"readings"', '"other"')) });
    await page.getByRole("heading", { name: "Readings.gnomon.json" }).waitFor();
    await page.getByRole("combobox", { name: "Data" }).waitFor();
    await page.getByRole("list", { name: "What misses fields" }).waitFor();
    const date = page.getByRole("combobox").filter({ hasText: "None" }).first();
    await date.click();
    await page.getByRole("option", { name: /Taken on/ }).click();
    await page.getByText("Everything is there.").waitFor();
    await keepPicture(page, "templates-file-1440-light");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Create dashboard" }).click();
    await page.waitForURL(/dashboards\/[0-9a-f-]{36}/);
    await settled();
    expect(await page.locator("[data-tile]").getByRole("alert").count()).toBe(0);
  });

  it("refuses a wrong file with the place of the fault", async () => {
    await page.goto("/dashboards/new");
    const wrong = { format: "gnomon-dashboard", version: 1, name: "Wrong", spec: { pages: [{ id: "p", title: "P", tiles: [{ kind: "chart", id: "t" }] }] } };
    await page.getByLabel("Dashboard file").setInputFiles({ name: "wrong.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(wrong)) });
    await page.getByText("“wrong.json” cannot be brought in").waitFor();
    await keepPicture(page, "templates-wrong-1440-light");
    await expectAccessible(page);
    await page.getByLabel("Dashboard file").count().then((count) => { expect(count).toBe(0); });
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByLabel("Dashboard file").setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("hello") });
    await page.getByText("“notes.txt” is no dashboard.").waitFor();
  });

  it("keeps a dashboard as a template from the editor, calls it otherwise, and throws it away with undo", async () => {
    await page.goto("/dashboards");
    await page.getByRole("link", { name: "Sales overview" }).click();
    await settled();
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await page.getByRole("button", { name: "More for this dashboard" }).click();
    await page.getByRole("menuitem", { name: "Save as template" }).click();
    const dialog = page.getByRole("dialog", { name: "Save as a template" });
    await dialog.getByRole("textbox", { name: "Name" }).fill("Our sales");
    await keepPicture(page, "templates-save-1440-light");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("“Our sales” is a template.").waitFor();
    await page.goto("/dashboards/new");
    await page.getByRole("button", { name: "More for Our sales" }).press("Enter");
    await page.getByRole("menuitem", { name: "Edit" }).press("Enter");
    await page.getByRole("dialog", { name: "Edit the template" }).getByRole("textbox", { name: "Name" }).fill("Sales of ours");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Sales of ours", exact: true }).waitFor();
    await page.getByRole("button", { name: "More for Sales of ours" }).click();
    await page.getByRole("menuitem", { name: "Move to the trash" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Sales of ours", exact: true }).waitFor();
    expect(mishaps.filter((one) => !one.includes("422"))).toEqual([]);
  });
});
