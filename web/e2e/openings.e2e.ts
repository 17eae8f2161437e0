import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp, type Opened } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const REGIONS = ["North", "South", "East", "West"];
const ROWS = Array.from({ length: 400 }, (_, row) => `${String(row)},${REGIONS[row % 4] ?? ""},${String(row % 50)}.25`);
const CSV = ["order_id,region,amount", ...ROWS].join("\n");
const LONG = "Quarterly reviews of every region, with the long name that folders get over the years";

type Made = { id: string };

describe("what a dashboard, its pages and its links open with, and where it lies", () => {
  let server: Server;
  let browser: Browser;
  let owner: Opened;
  let visitor: Opened;
  let page: Page;
  let ask: Ask;
  let email: string;
  let dashboardId: string;

  const fine = async (name: string, on: Opened = owner) => {
    await keepPicture(on.page, `openings-${name}`);
    await expectAccessible(on.page);
    await expectNoOverflow(on.page);
    expect(on.mishaps).toEqual([]);
  };
  const regions = async (on: Page) => (await on.getByRole("gridcell").allTextContents()).filter((text) => REGIONS.includes(text)).sort();
  const shows = (on: Page, ...wanted: string[]) => vi.waitFor(async () => { expect(await regions(on)).toEqual(wanted); }, { timeout: 15_000, interval: 200 });
  const post = async (path: string, body: unknown) => {
    const answer = await ask("POST", path, body);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body as Made;
  };
  const only = (region: string) => ({ filters: { where: { kind: "in", member: "region", values: [region] } } });

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    [owner, visitor] = await Promise.all([openPage(browser, server.address), openPage(browser, server.address)]);
    ({ page } = owner);
    email = await signUp(page, "Olga Opener");
    ask = await askAs(server.address, email);
    const form = new FormData();
    form.append("file", new Blob([CSV], { type: "text/csv" }), "Orders.csv");
    expect((await ask("POST", "/datasets/upload", form)).status).toBe(201);
    const find = async () => ((await ask("GET", "/datasets")).body as { items: { id: string; name: string; status: string }[] }).items.find((one) => one.name === "Orders");
    await vi.waitUntil(async () => (await find())?.status === "ready", { timeout: 30_000, interval: 200 });
    const dataset = (await find())?.id ?? "";
    const tile = (id: string, mark: string, x: number) =>
      ({ kind: "chart", id, title: `Amount as ${mark}`, layout: { x, y: 0, width: 12, height: 8 }, chart: { dataset_id: dataset, mark, encodings: { x: { role: "dimension", member: "region" }, y: [{ role: "measure", member: "amount", aggregation: "sum" }] } } });
    const pages = [{ id: "first", title: "First", tiles: [tile("table", "table", 0), tile("bars", "bar", 12)] }, { id: "second", title: "Second", tiles: [tile("again", "table", 0)] }];
    const filters = [{ id: "where", label: "Region", dataset_id: dataset, member: "region", control: "list", default: null }];
    dashboardId = (await post("/dashboards", { name: "Orders of the year", spec: { version: 1, pages, filters } })).id;
    await post(`/dashboards/${dashboardId}/bookmarks`, { name: "Only the west", state: only("West"), is_shared: true });
    await post(`/dashboards/${dashboardId}/bookmarks`, { name: "Only the east", state: only("East"), is_shared: true });
    const outer = await post("/folders", { name: "Plans", parent_id: null });
    const inner = await post("/folders", { name: LONG, parent_id: outer.id });
    await ask("PUT", "/things/folder", { things: [{ kind: "dashboard", id: dashboardId }], folder_id: inner.id });
  });
  afterAll(async () => {
    await Promise.all([owner.context.close(), visitor.context.close()]);
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    const name = task.name.replaceAll(/\W+/g, "-").slice(0, 50);
    await keepPicture(page, `failed-opener-${name}`);
    await keepPicture(visitor.page, `failed-opener-visitor-${name}`);
  });

  it("says in which folders it lies, and leads there", async () => {
    await page.goto(`/dashboards/${dashboardId}`);
    await shows(page, ...[...REGIONS].sort());
    await page.getByRole("link", { name: "Plans" }).waitFor();
    await fine("trail");
    await page.getByRole("link", { name: LONG }).click();
    await page.getByRole("heading", { level: 1, name: LONG }).waitFor();
    await page.getByRole("list", { name: "What lies here" }).getByRole("link", { name: "Orders of the year" }).waitFor();
  });

  it("opens one page with a bookmark that is chosen in its menu", async () => {
    await page.goto(`/dashboards/${dashboardId}?page=second`);
    await page.getByRole("button", { name: "Bookmarks" }).click();
    await page.getByRole("button", { name: "More for Only the east" }).click();
    await page.getByRole("menuitem", { name: "Open this page with it" }).click();
    await page.getByText("“Second” opens with “Only the east”.").waitFor();
    await page.getByText("this page opens with it").waitFor();
    await shows(page, ...[...REGIONS].sort());
    await fine("bookmarks");
    await page.goto(`/dashboards/${dashboardId}`);
    await shows(page, ...[...REGIONS].sort());
    await page.getByRole("tab", { name: "Second" }).click();
    await shows(page, "East");
  });

  it("opens a link with a bookmark of its own, of which visitors learn the state alone", async () => {
    await page.goto(`/dashboards/${dashboardId}`);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.getByRole("button", { name: "New link" }).click();
    await page.getByRole("combobox", { name: "Opens with" }).click();
    await page.getByRole("option", { name: "Only the west" }).click();
    await fine("share-form");
    await page.getByRole("button", { name: "Make the link" }).click();
    const link = await page.getByLabel("Address of Link").inputValue();
    await page.getByText("Opens with a bookmark").waitFor();
    await visitor.page.goto(link);
    await shows(visitor.page, "West");
    expect(await visitor.page.content()).not.toContain("Only the west");
    await fine("visitor", visitor);
    await visitor.page.getByRole("tab", { name: "Second" }).click();
    await shows(visitor.page, "East");

    const { items } = (await ask("GET", `/dashboards/${dashboardId}/bookmarks`)).body as { items: { id: string; name: string }[] };
    await ask("DELETE", `/dashboards/${dashboardId}/bookmarks/${items.find(({ name }) => name === "Only the west")?.id ?? ""}`);
    await visitor.page.goto("about:blank");
    await visitor.page.goto(link);
    await shows(visitor.page, ...[...REGIONS].sort());
    await page.reload();
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.getByText("Its bookmark is gone: it opens as the dashboard does").waitFor();
    await fine("gone");
  });

  it("draws pictures as lines where the canvas is enlarged, and anew as pixels where it is not", async () => {
    await page.goto(`/dashboards/${dashboardId}?mode=edit`);
    const canvas = page.locator("[data-zoom] canvas");
    const lines = page.locator("[data-zoom] svg.marks");
    await canvas.first().waitFor();
    expect(await lines.count()).toBe(0);
    await page.getByRole("button", { name: "Zoom in" }).click();
    await lines.first().waitFor();
    expect(await canvas.count()).toBe(0);
    await fine("zoomed");
    await page.getByRole("button", { name: "Zoom out" }).click();
    await canvas.first().waitFor();
    expect(await lines.count()).toBe(0);
  });

  it("begins a dashboard with nothing, with a template or with a file, from one menu", async () => {
    await page.goto("/dashboards");
    await page.getByRole("button", { name: "New dashboard" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "From a template" }).waitFor();
    await fine("new");
    await page.getByRole("menuitem", { name: "From a template" }).click();
    await page.getByRole("heading", { level: 1, name: "New dashboard" }).waitFor();
    await page.goto("/dashboards");
    const file = { name: "Broken.json", mimeType: "application/json", buffer: Buffer.from("[]") };
    await page.getByLabel("Dashboard file").setInputFiles(file);
    await page.getByText("“Broken.json” is no dashboard.").waitFor();
    const { body } = await ask("GET", `/dashboards/${dashboardId}/file`);
    await page.getByLabel("Dashboard file").setInputFiles({ ...file, name: "Orders.json", buffer: Buffer.from(JSON.stringify(body)) });
    await page.getByRole("heading", { level: 1, name: "Orders.json" }).waitFor();
    await page.goto("/dashboards");
    await page.getByRole("button", { name: "New dashboard" }).click();
    await page.getByRole("menuitem", { name: "Blank" }).click();
    await page.getByRole("button", { name: "Done" }).waitFor();
  });

  it.each([false, true])("shares and publishes from the menu on a phone, dark %s", async (isDark) => {
    const phone = await openPage(browser, server.address, { width: 390, isDark });
    await signIn(phone.page, email);
    await phone.page.goto(`/dashboards/${dashboardId}?mode=edit`);
    const more = phone.page.getByRole("button", { name: "More for this dashboard" });
    await phone.page.getByRole("link", { name: "Plans" }).waitFor();
    await more.focus();
    await phone.page.keyboard.press("Enter");
    await phone.page.getByRole("menuitem", { name: "Share" }).waitFor();
    await fine(`phone-${isDark ? "dark" : "light"}`, phone);
    await phone.page.getByRole("menuitem", { name: "Share" }).press("Enter");
    await phone.page.getByRole("dialog", { name: "Share" }).waitFor();
    await fine(`phone-share-${isDark ? "dark" : "light"}`, phone);
    await phone.page.keyboard.press("Escape");
    await more.click();
    await phone.page.getByRole("menuitem", { name: /^Publish/ }).click();
    await phone.page.getByRole("dialog").waitFor();
    await fine(`phone-publish-${isDark ? "dark" : "light"}`, phone);
    await phone.context.close();
  });
});
