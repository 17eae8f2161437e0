import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

type Opened = { context: BrowserContext; page: Page; mishaps: string[] };

const REGIONS = ["North", "South", "East", "West"];
const ORDERS = ["order_id,region,amount", ...Array.from({ length: 200 }, (_, row) => `${String(row)},${REGIONS[row % 4] ?? ""},${String(row % 50)}.25`)].join("\n");

describe("a dashboard that is published by hand", () => {
  let server: Server;
  let browser: Browser;
  let owner: Opened;
  let viewer: Opened;
  let visitor: Opened;
  let page: Page;
  let ask: Ask;
  let email: string;
  let dashboardId: string;
  let link: string;

  const fine = async (name: string, on: Opened = owner) => {
    await keepPicture(on.page, `publish-${name}`);
    await expectAccessible(on.page);
    await expectNoOverflow(on.page);
    expect(on.mishaps).toEqual([]);
  };
  const titles = async (on: Page) => {
    await on.getByRole("heading", { level: 1, name: "Orders of the year" }).waitFor();
    await on.locator("[data-tile=bars]").waitFor();
    return (await on.locator("[data-tile]").evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("data-tile")))).sort();
  };
  const dialog = (name: RegExp) => page.getByRole("dialog", { name });
  const saved = () => page.getByRole("status").filter({ hasText: "Saved" }).waitFor();

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    [owner, viewer, visitor] = await Promise.all([openPage(browser, server.address), openPage(browser, server.address), openPage(browser, server.address)]);
    ({ page } = owner);
    email = await signUp(page, "Dora Designer");
    const reader = await signUp(viewer.page, "Vera Viewer");
    ask = await askAs(server.address, email);
    const workspaceId = ((await ask("GET", "/auth/me")).body as { workspace: { id: string } }).workspace.id;
    expect((await ask("POST", `/workspaces/${workspaceId}/members`, { email: reader, role: "viewer" })).status).toBe(201);
    const form = new FormData();
    form.append("file", new Blob([ORDERS], { type: "text/csv" }), "Orders.csv");
    expect((await ask("POST", "/datasets/upload", form)).status).toBe(201);
    const find = async () => ((await ask("GET", "/datasets")).body as { items: { id: string; status: string }[] }).items[0];
    await vi.waitUntil(async () => (await find())?.status === "ready", { timeout: 30_000, interval: 200 });
    const dataset_id = (await find())?.id ?? "";
    const tile = (id: string, x: number, title: string, mark: string) =>
      ({ kind: "chart", id, title, layout: { x, y: 0, width: 12, height: 8 }, chart: { dataset_id, mark, encodings: { x: { role: "dimension", member: "region" }, y: [{ role: "measure", member: "amount", aggregation: "sum" }] } } });
    const pages = [
      { id: "orders", title: "Orders", tiles: [tile("bars", 0, "Amount in bars", "bar"), tile("table", 12, "Amount by region", "table")] },
      { id: "notes", title: "Notes", tiles: [{ kind: "text", id: "words", layout: { x: 0, y: 0, width: 12, height: 4 }, markdown: "# Read this first" }] },
    ];
    dashboardId = ((await ask("POST", "/dashboards", { name: "Orders of the year", spec: { version: 1, pages } })).body as { id: string }).id;
    link = ((await ask("POST", "/shares", { dashboard_id: dashboardId })).body as { path: string }).path;
    await viewer.page.reload();
    await viewer.page.getByRole("button", { name: /^Workspace:/ }).first().click();
    await viewer.page.getByRole("menuitemradio", { name: /You are a viewer/ }).click();
  });
  afterAll(async () => {
    await Promise.all([owner.context.close(), viewer.context.close(), visitor.context.close()]);
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await keepPicture(page, `publish-failed-${task.name.replaceAll(/\W+/g, "-").slice(0, 50)}`);
  });

  it("is made so in the header, and from then on readers see the last published state", async () => {
    await page.goto(`/dashboards/${dashboardId}?mode=edit`);
    await titles(page);
    await page.getByRole("button", { name: "Published: publishing" }).click();
    await dialog(/^Publishing$/).getByText("Readers see every change as soon as it is saved.").waitFor();
    await fine("live");
    await dialog(/^Publishing$/).getByRole("switch", { name: "Publish changes as they are saved" }).click();
    await dialog(/^Publishing$/).getByText("Readers see this dashboard as it is now.").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("menuitem", { name: "Text" }).click();
    await page.getByRole("button", { name: "Publish", exact: true }).waitFor();
    await saved();
    await page.getByRole("button", { name: "More for this dashboard" }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await dialog(/Rename/).getByLabel("Name").fill("Orders of the year, anew");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Orders of the year, anew" }).waitFor();
    await saved();
    await fine("draft");
    for (const [on, at] of [[viewer, `/dashboards/${dashboardId}`], [visitor, link]] as const) {
      await on.page.goto(at);
      expect(await titles(on.page)).toEqual(["bars", "table"]);
      expect(await on.page.textContent("body")).not.toContain("anew");
      await fine(on === viewer ? "viewer-before" : "visitor-before", on);
    }
  });

  it("tells editors who look that it is a draft, and shows them what readers see", async () => {
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByText("Draft with changes.").waitFor();
    await fine("bar");
    await page.getByRole("button", { name: "See what readers see" }).click();
    await page.getByText("This is what readers see.").waitFor();
    expect(await titles(page)).toEqual(["bars", "table"]);
    await page.locator("[data-tile=bars] canvas").waitFor();
    await fine("as-readers");
    await page.getByRole("button", { name: "Back to the draft" }).click();
    await page.getByRole("heading", { level: 1, name: "Orders of the year, anew" }).waitFor();
  });

  it("is published with what changes in view, and then readers see it", async () => {
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await dialog(/^Publish$/).getByText("1 tile added, the dashboard as a whole changed.").waitFor();
    await dialog(/^Publish$/).getByRole("img", { name: /^Orders, With the draft: 3 tiles/ }).waitFor();
    await fine("dialog");
    await dialog(/^Publish$/).getByLabel(/Note/).fill("A word of welcome");
    await dialog(/^Publish$/).getByRole("button", { name: "Publish" }).click();
    await page.getByText("Published: readers see it now.").waitFor();
    for (const on of [viewer, visitor]) {
      await on.page.reload();
      await on.page.getByRole("heading", { level: 1, name: "Orders of the year, anew" }).waitFor();
      await on.page.locator("[data-tile]").nth(2).waitFor();
    }
  });

  it("compares revisions, side by side and in words", async () => {
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await page.getByRole("button", { name: "More for this dashboard" }).click();
    await page.getByRole("menuitem", { name: "History" }).click();
    await dialog(/^History$/).getByText("“A word of welcome”").waitFor();
    await fine("history");
    await dialog(/^History$/).getByRole("button", { name: "Compare revision 1" }).click();
    await dialog(/^What changed/).getByText("The dashboard: name Orders of the year → Orders of the year, anew").waitFor();
    await dialog(/^What changed/).getByRole("list", { name: "Changes on Orders" }).waitFor();
    await fine("compare");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
  });

  it("goes back to what is published, and that is undone", async () => {
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("menuitem", { name: "Text" }).click();
    await saved();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await dialog(/^Publish$/).getByRole("button", { name: "Discard the draft" }).click();
    await page.getByText("The draft was discarded.").waitFor();
    await page.getByRole("button", { name: "Published: publishing" }).waitFor();
    await expect.poll(() => page.locator("[data-tile]").count()).toBe(3);
    await fine("discarded");
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    await page.getByRole("button", { name: "Publish", exact: true }).waitFor();
    await expect.poll(() => page.locator("[data-tile]").count()).toBe(4);
  });

  it("reads well on a phone and in the dark", async () => {
    for (const look of [{ width: 390 }, { width: 390, isDark: true }, { isDark: true }]) {
      const other = await openPage(browser, server.address, look);
      const name = `${String(look.width ?? 1440)}-${look.isDark ? "dark" : "light"}`;
      try {
        await signIn(other.page, email);
        await other.page.goto(`/dashboards/${dashboardId}`);
        await other.page.getByText("Draft with changes.").waitFor();
        await fine(`bar-${name}`, other);
        await other.page.getByRole("button", { name: "Publish", exact: true }).click();
        await other.page.getByRole("img", { name: /With the draft/ }).first().waitFor();
        await fine(`dialog-${name}`, other);
        await other.page.keyboard.press("Escape");
        await other.page.goto(`/dashboards/${dashboardId}?mode=edit`);
        await other.page.getByRole("button", { name: look.width === undefined ? "Publish" : "Done", exact: true }).waitFor();
        await fine(`edit-${name}`, other);
        await other.page.goto("/dashboards");
        await other.page.getByText("Changed since published").waitFor();
        await fine(`list-${name}`, other);
      } finally {
        await other.context.close();
      }
    }
  });
});
