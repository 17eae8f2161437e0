import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const ORDERS = ["region,amount", ...Array.from({ length: 30 }, (_, row) => `${["North", "South"][row % 2] ?? ""},${String(row)}`)].join("\n");

type Opened = { context: BrowserContext; page: Page; mishaps: string[] };

describe("folders, who sees them, and what is found", () => {
  let server: Server;
  let browser: Browser;
  let owner: Opened;
  let viewer: Opened;
  let ask: Ask;
  let ownerEmail: string;
  let board: string;

  const fine = async (name: string, on: Opened = owner) => {
    await keepPicture(on.page, `folders-${name}`);
    await expectAccessible(on.page);
    await expectNoOverflow(on.page);
    expect(on.mishaps).toEqual([]);
  };
  const list = (on: Opened = owner) => on.page.getByRole("list", { name: "What lies here" });
  const tree = (on: Opened = owner) => on.page.getByRole("navigation", { name: "Folders", exact: true });
  const heading = (name: string, on: Opened = owner) => on.page.getByRole("heading", { level: 1, name: new RegExp(`^${name}`) });

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
    const tile = { kind: "chart", id: "bars", title: "Revenue by region", layout: { x: 0, y: 0, width: 12, height: 9 }, chart };
    board = ((await ask("POST", "/dashboards", { name: "Board figures", spec: { pages: [{ id: "one", title: "First", tiles: [] }, { id: "two", title: "Second", tiles: [tile] }] } })).body as { id: string }).id;
    const wordy = "A chart with a very long name that somebody pasted from the title of a report about the third quarter in all regions of the country";
    expect((await ask("POST", "/charts", { name: wordy, spec: chart })).status).toBe(201);
    expect((await ask("POST", "/queries/saved", { name: "Large orders", sql: "SELECT * FROM orders" })).status).toBe(201);
    await viewer.page.reload();
    await viewer.page.getByRole("button", { name: /^Workspace:/ }).first().click();
    await viewer.page.getByRole("menuitemradio", { name: /You are a viewer/ }).click();
    await viewer.page.getByRole("link", { name: "Board figures" }).waitFor();
  });
  afterAll(async () => {
    await Promise.all([owner.context.close(), viewer.context.close()]);
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await Promise.all([keepPicture(owner.page, "folders-failed-owner"), keepPicture(viewer.page, "folders-failed-viewer")]);
  });

  it("folders are made, and things put in them, by keyboard alone", async () => {
    const { page } = owner;
    await page.goto("/folders");
    await list().getByRole("link", { name: "Board figures" }).waitFor();
    await fine("root");
    await page.getByRole("button", { name: "New folder" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("a/b");
    await page.keyboard.press("Enter");
    await page.getByText("A folder’s name has no slash in it.").waitFor();
    await page.getByRole("textbox", { name: "Name" }).fill("Plans");
    await page.keyboard.press("Enter");
    await heading("Plans").waitFor();
    await fine("empty");
    await page.getByRole("button", { name: "New folder" }).first().focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("Board room");
    await page.keyboard.press("Enter");
    await heading("Board room").waitFor();
    await page.goto("/folders");
    await page.getByRole("checkbox", { name: "Choose Board figures" }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("checkbox", { name: "Choose Large orders" }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("toolbar", { name: "With what is chosen" }).getByText("2 chosen").waitFor();
    await fine("chosen");
    await page.getByRole("button", { name: "Move to…" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Move 2 things" }).getByRole("radio", { name: /Board room/ }).focus();
    await page.keyboard.press("Space");
    await fine("move");
    await page.getByRole("button", { name: "Move here" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("2 moved to “Board room”.").waitFor();
    await expect.poll(() => list().getByRole("link", { name: "Board figures" }).count()).toBe(0);
    await tree().getByRole("link", { name: "Board room" }).click();
    await heading("Board room").waitFor();
    await list().getByRole("link", { name: "Board figures" }).waitFor();
    await fine("filed");
  });

  it("a thing is pulled over a folder with the mouse, and put back by one press", async () => {
    const { page } = owner;
    await tree().getByRole("link", { name: "In no folder" }).click();
    await list().getByRole("link", { name: /very long name/ }).waitFor();
    await list().getByRole("listitem").filter({ hasText: "very long name" }).dragTo(tree().getByRole("link", { name: "Plans" }));
    await page.getByText("Moved to “Plans”.").waitFor();
    await page.getByRole("button", { name: "Undo" }).last().click();
    await list().getByRole("link", { name: /very long name/ }).waitFor();
  });

  it("a closed folder is gone for whoever is not let in, and there again for whoever is", async () => {
    const { page } = owner;
    await viewer.page.goto(`/dashboards/${board}`);
    await viewer.page.getByRole("heading", { name: "Board figures" }).waitFor();
    await tree().getByRole("link", { name: "Plans" }).click();
    await heading("Plans").waitFor();
    await page.getByRole("banner").or(page.locator("header")).getByRole("button", { name: "More for Plans" }).first().click();
    await page.getByRole("menuitem", { name: "Who sees it" }).click();
    const dialog = page.getByRole("dialog", { name: "Who sees “Plans”" });
    await dialog.getByRole("combobox", { name: "Who sees what lies in it" }).click();
    await page.getByRole("option", { name: "Only the people chosen below" }).click();
    await dialog.getByText("Victor Viewer").waitFor();
    await fine("access");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("It is saved who sees this folder.").waitFor();
    await expect.poll(() => tree().getByRole("link", { name: /Plans.*not open to everybody/ }).count()).toBe(1);
    await viewer.page.reload();
    await viewer.page.getByText("This dashboard is not here").waitFor();
    await viewer.page.goto("/folders");
    await list(viewer).getByRole("link", { name: /very long name/ }).waitFor();
    expect(await viewer.page.getByText("Plans").count()).toBe(0);
    viewer.mishaps.length = 0;
    await page.getByRole("button", { name: "More for Plans" }).first().click();
    await page.getByRole("menuitem", { name: "Who sees it" }).click();
    await dialog.getByRole("checkbox", { name: /Victor Viewer/ }).click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    await viewer.page.goto(`/dashboards/${board}`);
    await viewer.page.getByRole("heading", { name: "Board figures" }).waitFor();
  });

  it("removing a folder asks what becomes of what lies in it, and is taken back", async () => {
    const { page } = owner;
    await tree().getByRole("link", { name: "Board room" }).click();
    await heading("Board room").waitFor();
    await page.getByRole("button", { name: "More for Board room" }).first().click();
    await page.getByRole("menuitem", { name: "Remove" }).click();
    const dialog = page.getByRole("dialog", { name: "Remove “Board room”" });
    await dialog.getByText("In it lie 2 things. What becomes of them?").waitFor();
    await fine("remove");
    await dialog.getByRole("button", { name: "Move all to the trash" }).click();
    await heading("Plans").waitFor();
    expect(((await ask("GET", "/trash")).body as { total: number }).total).toBe(2);
    await page.getByRole("button", { name: "Undo" }).last().click();
    await tree().getByRole("link", { name: "Board room" }).click();
    await list().getByRole("link", { name: "Board figures" }).waitFor();
    expect(((await ask("GET", "/trash")).body as { total: number }).total).toBe(0);
  });

  it("the palette finds what stands on dashboards and in datasets, and leads to the place", async () => {
    const { page } = owner;
    const find = async (words: string) => {
      await page.keyboard.press("ControlOrMeta+k");
      await page.getByRole("combobox", { name: "Search or run a command" }).fill(words);
    };
    await find("revenue");
    await page.getByRole("group", { name: "On dashboards" }).getByRole("option", { name: /Revenue by region.*Tile on Board figures/ }).waitFor();
    await fine("found");
    await page.keyboard.press("Enter");
    await page.waitForURL(/page=two/);
    expect(new URL(page.url()).searchParams.get("tile")).toContain("bars");
    await page.getByRole("region", { name: "Revenue by region" }).locator("canvas").waitFor();
    await fine("led");
    await find("amuont");
    await page.getByRole("group", { name: "Fields" }).getByRole("option", { name: /Amount.*Column of Orders/ }).click();
    await page.waitForURL(/\/data\/[0-9a-f-]+\?column=amount/);
    await page.getByRole("heading", { name: "Amount" }).waitFor();
    await find("newdash");
    await page.getByRole("option", { name: "New dashboard" }).click();
    await page.waitForURL(/\/dashboards\/[0-9a-f-]+\?mode=edit/);
    expect(owner.mishaps).toEqual([]);
  });

  it("all of it on a phone, in the dark", async () => {
    const phone = await openPage(browser, server.address, { width: 390, isDark: true });
    await signIn(phone.page, ownerEmail);
    await phone.page.goto("/folders");
    await list(phone).getByRole("link", { name: /^Plans/ }).waitFor();
    await fine("phone", phone);
    await list(phone).getByRole("link", { name: /^Plans/ }).click();
    await list(phone).getByRole("link", { name: "Board room" }).click();
    await phone.page.getByRole("navigation", { name: "Where it lies" }).getByRole("link", { name: "Plans" }).waitFor();
    await fine("phone-inner", phone);
    await phone.context.close();
  });
});
