import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const ROWS = Array.from({ length: 120 }, (_, row) => `${String(row)},${["North", "South", "East"][row % 3] ?? ""},${String(row % 40)}.5`);
const ORDERS = ["order_id,region,amount", ...ROWS].join("\n");

type Opened = { context: BrowserContext; page: Page; mishaps: string[] };

describe("talking about dashboards, and finding things again", () => {
  let server: Server;
  let browser: Browser;
  let owner: Opened;
  let viewer: Opened;
  let ask: Ask;
  let dashboardId: string;
  let ownerEmail: string;

  const fine = async (name: string, on: Opened = owner) => {
    await keepPicture(on.page, `talk-${name}`);
    await expectAccessible(on.page);
    await expectNoOverflow(on.page);
    expect(on.mishaps).toEqual([]);
  };
  const sheet = (on: Opened) => on.page.getByRole("dialog", { name: "Comments" });
  const openPalette = async (on: Opened, words: string) => {
    await on.page.keyboard.press("ControlOrMeta+k");
    await on.page.getByRole("combobox", { name: "Search or run a command" }).fill(words);
  };

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    [owner, viewer] = await Promise.all([openPage(browser, server.address), openPage(browser, server.address)]);
    ownerEmail = await signUp(owner.page, "Olga Owner");
    const viewerEmail = await signUp(viewer.page, "Victor Viewer");
    ask = await askAs(server.address, ownerEmail);
    const workspaceId = ((await ask("GET", "/auth/me")).body as { workspace: { id: string } }).workspace.id;
    expect((await ask("POST", `/workspaces/${workspaceId}/members`, { email: viewerEmail, role: "viewer" })).status).toBe(201);
    const form = new FormData();
    form.append("file", new Blob([ORDERS], { type: "text/csv" }), "Orders.csv");
    const dataset = ((await ask("POST", "/datasets/upload", form)).body as { id: string }).id;
    await vi.waitUntil(async () => ((await ask("GET", `/datasets/${dataset}`)).body as { status: string }).status === "ready", { timeout: 30_000, interval: 200 });
    const chart = { dataset_id: dataset, mark: "bar", encodings: { x: { role: "dimension", member: "region" }, y: [{ role: "measure", member: "amount", aggregation: "sum" }] } };
    const tile = { kind: "chart", id: "bars", title: "Amount by region", layout: { x: 0, y: 0, width: 12, height: 9 }, chart };
    const made = await ask("POST", "/dashboards", { name: "Orders of the year", spec: { pages: [{ id: "one", title: "Orders", tiles: [tile] }] } });
    dashboardId = (made.body as { id: string }).id;
    expect((await ask("POST", "/charts", { name: "Saved picture of orders", spec: chart })).status).toBe(201);
    expect((await ask("POST", "/queries/saved", { name: "Orders above the mean", description: "All large orders", sql: "SELECT * FROM orders" })).status).toBe(201);
    await viewer.page.reload();
    await viewer.page.getByRole("button", { name: /^Workspace:/ }).first().click();
    await viewer.page.getByRole("menuitemradio", { name: /You are a viewer/ }).click();
    await viewer.page.getByRole("link", { name: "Orders of the year" }).waitFor();
  });
  afterAll(async () => {
    await Promise.all([owner.context.close(), viewer.context.close()]);
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await Promise.all([keepPicture(owner.page, "talk-failed-owner"), keepPicture(viewer.page, "talk-failed-viewer")]);
  });

  it("somebody asks about a tile and calls a colleague by name, by keyboard alone", async () => {
    const { page } = owner;
    await page.goto(`/dashboards/${dashboardId}`);
    await page.getByRole("region", { name: "Amount by region" }).locator("canvas").waitFor();
    await page.getByRole("button", { name: "More for Amount by region" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Comment" }).focus();
    await page.keyboard.press("Enter");
    await sheet(owner).getByRole("textbox", { name: "Your comment" }).focus();
    await page.keyboard.type("Why is the north so low, @vic");
    await sheet(owner).getByRole("option", { name: /Victor Viewer/ }).waitFor();
    await fine("mention");
    await page.keyboard.press("Enter");
    await page.keyboard.type("?");
    await page.keyboard.press("ControlOrMeta+Enter");
    await sheet(owner).getByRole("article").getByText("@Victor Viewer").waitFor();
    await fine("thread");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "1 open comment on Amount by region" }).waitFor();
    await page.getByRole("button", { name: "Comments, 1 open" }).waitFor();
    await fine("counted");
  });

  it("whoever was called finds it on the home page, goes there, and answers", async () => {
    const { page } = viewer;
    await page.goto("/");
    const called = page.getByRole("region", { name: "You were mentioned" });
    await called.getByText("Why is the north so low").waitFor();
    await fine("home-called", viewer);
    await called.getByRole("link", { name: "Orders of the year" }).click();
    const thread = sheet(viewer).getByRole("article");
    await thread.getByText("Why is the north so low").waitFor();
    await thread.getByRole("button", { name: "Answer" }).click();
    await thread.getByRole("textbox", { name: "Your answer" }).fill("A holiday.");
    await thread.getByRole("button", { name: "Answer" }).click();
    await thread.getByText("A holiday.").waitFor();
    await thread.getByRole("button", { name: "Settle" }).click();
    await thread.getByText("Settled by Victor Viewer").waitFor();
    await fine("settled", viewer);
    await page.goto("/");
    await page.getByRole("heading", { name: "Recently opened" }).waitFor();
    expect(await called.count()).toBe(0);
  });

  it("a star on a dashboard brings it to the home page, for its person alone", async () => {
    const { page } = owner;
    await page.goto(`/dashboards/${dashboardId}`);
    await page.getByRole("button", { name: "Favourite" }).click();
    await expect.poll(() => page.getByRole("button", { name: "Favourite" }).getAttribute("aria-pressed")).toBe("true");
    await page.goto("/");
    await page.getByRole("region", { name: "Favourites" }).getByRole("link", { name: "Orders of the year" }).waitFor();
    await fine("home");
    await viewer.page.goto("/");
    await viewer.page.getByRole("heading", { name: "Recently opened" }).waitFor();
    expect(await viewer.page.getByRole("heading", { name: "Favourites" }).count()).toBe(0);
  });

  it("the palette finds whatever has a name, and what was open lately before anything is typed", async () => {
    const { page } = owner;
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("group", { name: "Recent" }).getByRole("option", { name: /Orders of the year/ }).waitFor();
    await fine("palette");
    await page.keyboard.press("Escape");
    await openPalette(owner, "orders");
    for (const group of ["Dashboards", "Datasets", "Saved queries", "Charts"]) await page.getByRole("group", { name: group }).waitFor();
    await fine("palette-found");
    await page.getByRole("combobox").fill("above the mean");
    await page.getByRole("option", { name: /Orders above the mean/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/sql\//);
    await openPalette(owner, "nothing has this name at all");
    await page.getByText("Nothing has this name.").waitFor();
    await page.keyboard.press("Escape");
  });

  it("a saved chart opens where charts are made", async () => {
    const { page } = owner;
    await openPalette(owner, "saved picture");
    await page.getByRole("option", { name: /Saved picture of orders/ }).click();
    await page.waitForURL(/\/explore\?/);
    await page.locator("canvas").first().waitFor();
    expect(owner.mishaps).toEqual([]);
  });

  it("all of it reads well on a phone and in the dark", async () => {
    const phone = await openPage(browser, server.address, { width: 390, isDark: true });
    try {
      await signIn(phone.page, ownerEmail);
      await phone.page.getByRole("region", { name: "Favourites" }).waitFor();
      await fine("phone-home", phone);
      await phone.page.goto(`/dashboards/${dashboardId}`);
      await phone.page.getByRole("button", { name: /^Comments/ }).click();
      await sheet(phone).getByRole("radio", { name: "Settled (1)" }).click();
      await sheet(phone).getByText("A holiday.").waitFor();
      await fine("phone-comments", phone);
    } finally {
      await phone.context.close();
    }
  });
});
