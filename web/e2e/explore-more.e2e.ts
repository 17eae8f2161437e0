import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, keepPicture, openBrowser, openPage, PASSWORD, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";
import { workbook } from "./workbook";

type Listed = { items: { id: string; name: string }[]; total: number };
type Dashboard = { id: string; revision: number; spec: { pages: { tiles: { id: string; title: string | null; chart: { mark: string } }[] }[] } };

const BOOK = workbook({
  Sales: [["region", "amount"], ["North", 10], ["South", 20], ["North", 12], ["East", 5]],
  People: [["name", "born"], ["Ada", 1815], ["Grace", 1906]],
  Notes: [["note"], ["Nobody wants this sheet"]],
});
const EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

describe("from one place to another, and on what one may", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];
  let email: string;
  let ask: Ask;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
    email = await signUp(page, "Grace Hopper");
    ask = await askAs(server.address, email);
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => { if (task.result?.state === "fail") await keepPicture(page, `failed-${task.name.replaceAll(/\W+/g, "-").slice(0, 60)}`); });

  const list = async (what: string): Promise<Listed> => (await ask("GET", `/${what}`)).body as Listed;
  const names = async (what: string): Promise<string[]> => (await list(what)).items.map(({ name }) => name).sort();
  const named = async (what: string, name: string): Promise<string> => (await list(what)).items.find((one) => one.name === name)?.id ?? `no ${name}`;
  const tilesOf = async (name: string) => {
    const { spec } = (await ask("GET", `/dashboards/${await named("dashboards", name)}`)).body as Dashboard;
    return spec.pages.flatMap(({ tiles }) => tiles.map(({ title, chart }) => [title, chart.mark]));
  };
  const tray = () => page.getByRole("complementary", { name: "Uploads" });
  const give = async (name: string, mimeType: string, buffer: Buffer) => {
    await page.goto("/data");
    await page.getByText("Drop a file anywhere on this page").waitFor();
    await page.locator("input[type=file]").first().setInputFiles({ name, mimeType, buffer });
  };
  const filesAtRest = async (): Promise<string[]> => {
    let files = server.files();
    await expect.poll(() => {
      const before = files;
      files = server.files();
      return before.join() === files.join();
    }, { interval: 2_000, timeout: 60_000 }).toBe(true);
    return files;
  };
  const nothingIsKept = async (before: readonly string[]) => {
    await expect.poll(() => server.files(), { timeout: 20_000 }).toEqual(before);
    await expect.poll(() => names("datasets")).toEqual([]);
    await page.reload();
    await page.getByText("Drop a file anywhere on this page").waitFor();
  };

  it("lets go of a file half-way, and nothing of it stays", async () => {
    await expect.poll(async () => (await ask("GET", "/public/showcase")).status, { timeout: 60_000 }).toBe(200);
    const before = await filesAtRest();
    const wire = await context.newCDPSession(page);
    await wire.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 200_000 });
    const rows = Buffer.from(`a,b\n${"1234567,abcdefgh\n".repeat(500_000)}`);
    await give("Large.csv", "text/csv", rows);
    await tray().getByText(/^Sending · [1-9]/).waitFor();
    await keepPicture(page, "upload-half-way");
    await expectAccessible(page);
    await tray().getByRole("button", { name: "Cancel Large.csv" }).click();
    await tray().getByText("Cancelled, nothing was kept").waitFor();
    await wire.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
    await nothingIsKept(before);
    await expectAccessible(page);
  });

  it("asks which sheets of a workbook are meant, and forgets it when none is", async () => {
    const before = await filesAtRest();
    await give("Office.xlsx", EXCEL, BOOK);
    await tray().getByText("Which sheets?").waitFor();
    expect(server.files().length).toBeGreaterThan(before.length);
    expect(await tray().getByRole("checkbox").count()).toBe(3);
    await keepPicture(page, "upload-sheets");
    await expectAccessible(page);
    await tray().getByRole("button", { name: "Cancel" }).click();
    await tray().getByText("Cancelled, nothing was kept").waitFor();
    await nothingIsKept(before);
  });

  it("brings the sheets that were chosen, and no other", async () => {
    await give("Office.xlsx", EXCEL, BOOK);
    await tray().getByRole("checkbox", { name: "Notes" }).click();
    await tray().getByRole("button", { name: "Read 2 sheets" }).click();
    await tray().getByText("Ready").waitFor();
    expect(await tray().getByRole("link", { name: /^Open/ }).count()).toBe(2);
    expect(await names("datasets")).toEqual(["Office – People", "Office – Sales"]);
    await page.getByRole("main").getByRole("link", { name: "Office – Sales" }).click();
    await page.getByRole("heading", { level: 1, name: "Office – Sales" }).waitFor();
    await page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "amount" }) }).getByText("Whole number").waitFor();
    await expectAccessible(page);
  });

  it("keeps one picture on two dashboards", async () => {
    await page.getByRole("link", { name: "Explore" }).last().click();
    const main = page.getByRole("main");
    await main.getByRole("button", { name: /Region$/ }).first().dblclick();
    await main.getByRole("button", { name: /Amount$/ }).last().dblclick();
    await page.locator("main canvas").first().waitFor();
    for (const name of ["First", "Second"]) {
      await page.getByRole("button", { name: "Save to dashboard" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Title of the picture").fill("Amount by region");
      await dialog.getByRole("radio", { name: "A new dashboard" }).click();
      await dialog.getByLabel("Name of the dashboard").fill(name);
      await dialog.getByRole("button", { name: "Save", exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
    }
    await page.getByRole("button", { name: "Save to dashboard" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Title of the picture").fill("The same once more");
    await dialog.getByRole("radio", { name: /^Second/ }).click();
    await keepPicture(page, "save-to-second");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    expect([await tilesOf("First"), await tilesOf("Second")]).toEqual([
      [["Amount by region", "auto"]],
      [["Amount by region", "auto"], ["The same once more", "auto"]],
    ]);
  });

  it("takes a tile back into Explore, changes it there, and puts it back in its place", async () => {
    await page.goto(`/dashboards/${await named("dashboards", "First")}`);
    await page.locator("[data-tile] canvas").first().waitFor();
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await page.getByRole("button", { name: "More for Amount by region" }).click();
    await page.getByRole("menuitem", { name: "Edit in Explore" }).click();
    await page.getByRole("button", { name: "Kind of picture: Bars" }).click();
    await page.getByRole("menuitem", { name: "Pie" }).click();
    await page.getByRole("button", { name: "Kind of picture: Pie" }).waitFor();
    await page.locator("main canvas").first().waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Put back" }).click();
    await page.getByRole("heading", { level: 1, name: "First" }).waitFor();
    await page.getByRole("button", { name: "Done" }).waitFor();
    await page.locator("[data-tile] canvas").first().waitFor();
    await keepPicture(page, "put-back");
    await expectAccessible(page);
    expect([await tilesOf("First"), (await tilesOf("Second")).length]).toEqual([[["Amount by region", "pie"]], 2]);
    await page.goto("/explore");
    await page.getByRole("heading", { level: 1, name: "Explore" }).waitFor();
    expect(await page.getByRole("button", { name: "Put back" }).count()).toBe(0);
  });

  it("filters a page by what stands in its data, and by numbers", async () => {
    await page.goto(`/dashboards/${await named("dashboards", "Second")}?mode=edit`);
    for (const field of ["Region", "Amount"]) {
      await page.getByRole("button", { name: "Add filter" }).click();
      await page.getByRole("dialog", { name: "Add a filter" }).getByRole("button", { name: new RegExp(`${field}$`) }).click();
    }
    await page.getByRole("status").getByText("Saved").waitFor();
    await page.getByRole("button", { name: "Done" }).click();
    const bar = page.getByRole("group", { name: "Filters" });
    await bar.getByRole("button", { name: /^Region/ }).click();
    await page.getByRole("dialog").getByRole("checkbox", { name: "North" }).click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await bar.getByRole("button", { name: /^Amount/ }).click();
    const range = page.getByRole("dialog");
    await range.getByRole("textbox", { name: "From" }).fill("eleven");
    await range.getByText("Write a number, such as 12.5").waitFor();
    await range.getByRole("textbox", { name: "From" }).fill("11");
    await range.getByRole("button", { name: "Apply" }).click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await bar.getByRole("button", { name: "Region North" }).waitFor();
    await bar.getByRole("button", { name: "Amount from 11" }).waitFor();
    await page.getByRole("button", { name: "More for Amount by region" }).click();
    await page.getByRole("menuitem", { name: "Show as table" }).click();
    await expect.poll(async () => page.locator("[data-tile]").getByRole("gridcell").allTextContents()).toEqual(["North", "12"]);
    await keepPicture(page, "page-filters");
  });

  it("shows a viewer everything and lets them change nothing", async () => {
    const other = await openPage(browser, server.address);
    const viewer = await signUp(other.page, "Vera Viewer");
    await page.goto("/settings/members");
    await page.getByLabel("E-mail").fill(viewer);
    await page.getByRole("combobox", { name: "Role", exact: true }).click();
    await page.getByRole("option", { name: /Viewer/ }).click();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText(`${viewer} was added`).waitFor();
    await expectAccessible(page);

    const { body } = await ask("GET", "/auth/me");
    const workspaceId = (body as { workspace: { id: string; name: string } }).workspace.id;
    await other.page.reload();
    await other.page.getByRole("button", { name: /^Workspace:/ }).click();
    await other.page.getByRole("menuitemradio", { name: /You are a viewer/ }).click();
    await other.page.getByRole("link", { name: "First" }).first().waitFor();

    const [datasetId, dashboardId] = [await named("datasets", "Office – Sales"), await named("dashboards", "First")];
    const places: [address: string, shown: (on: Page) => Locator, editing: RegExp][] = [
      ["/data", (on) => on.getByRole("main").getByRole("link", { name: "Office – Sales" }), /upload|sample/i],
      [`/data/${datasetId}`, (on) => on.getByRole("heading", { name: "amount" }), /edit|describe|rename|trash|new version/i],
      [`/data/${datasetId}?tab=versions`, (on) => on.getByText("Version 1"), /version$|use this/i],
      ["/dashboards", (on) => on.getByRole("main").getByRole("link", { name: "First" }), /new dashboard/i],
      [`/dashboards/${dashboardId}?mode=edit`, (on) => on.locator("[data-tile] canvas").first(), /^edit|^add|^move|done|undo/i],
      [`/explore?dataset=${datasetId}`, (on) => on.getByRole("button", { name: "Undo" }), /save|put back/i],
    ];
    const editingOn = async (on: Page, [address, shown, editing]: (typeof places)[number]): Promise<number> => {
      await on.goto(address);
      await shown(on).waitFor();
      return on.getByRole("main").getByRole("button", { name: editing }).count();
    };
    for (const place of places) {
      expect(await editingOn(other.page, place), place[0]).toBe(0);
      await expectAccessible(other.page);
      await editingOn(page, place);
      const own = page.getByRole("main").getByRole("button", { name: place[2] });
      await expect.poll(() => own.count(), { message: `${place[0]} has nothing to edit with for its owner` }).toBeGreaterThan(0);
    }
    await keepPicture(other.page, "viewer-explore");
    await other.page.goto("/dashboards");
    await other.page.getByRole("button", { name: "More for First" }).click();
    expect(await other.page.getByRole("menuitem").allTextContents()).toEqual(["Download as file"]);
    expect(other.mishaps).toEqual([]);
    await other.context.close();

    const asViewer = await askAs(server.address, viewer, workspaceId);
    const dashboard = (await asViewer("GET", `/dashboards/${dashboardId}`)).body as Dashboard;
    const refused = [
      await asViewer("PUT", `/dashboards/${dashboardId}`, { revision: dashboard.revision, name: "Mine", description: null, spec: dashboard.spec }),
      await asViewer("POST", "/dashboards", { name: "Mine" }),
      await asViewer("DELETE", `/dashboards/${dashboardId}`),
      await asViewer("PATCH", `/datasets/${datasetId}`, { name: "Mine" }),
      await asViewer("DELETE", `/datasets/${datasetId}`),
      await asViewer("POST", "/charts", { name: "Mine", spec: { dataset_id: datasetId } }),
    ];
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403));
    expect(await names("dashboards")).toEqual(["First", "Second"]);
  });

  it("leads to the sign-in page when the session is over, and from there back", async () => {
    await page.goto("/dashboards");
    await page.getByRole("main").getByRole("link", { name: "Second" }).click();
    await page.locator("[data-tile] canvas").first().waitFor();
    await page.getByRole("group", { name: "Filters" }).getByRole("button", { name: /^Region/ }).click();
    await page.getByRole("dialog").getByRole("checkbox", { name: "South" }).click();
    await page.keyboard.press("Escape");
    await expect.poll(() => decodeURIComponent(new URL(page.url()).search)).toContain("South");
    const place = page.url();
    await context.clearCookies();
    expect((await ask("DELETE", "/users/me/sessions")).status).toBe(204);
    // The page hears of it by itself.
    await page.getByText("Your session has ended").waitFor();
    await keepPicture(page, "session-ended");
    await expectAccessible(page);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Second" }).waitFor();
    expect(page.url()).toBe(place);
    await page.locator("[data-tile] canvas").first().waitFor();
    const away = await openPage(browser, server.address);
    await signIn(away.page, email);
    await away.context.clearCookies();
    await away.page.goto(place);
    await away.page.getByRole("button", { name: "Sign in" }).waitFor();
    expect(new URL(away.page.url()).searchParams.get("next")).toBe(new URL(place).pathname + new URL(place).search);
    await away.context.close();
  });

  it("never broke its own rules on the way", () => {
    expect(mishaps).toEqual([]);
  });
});
