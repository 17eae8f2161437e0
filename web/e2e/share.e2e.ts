import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const REGIONS = ["North", "South", "East", "West"];
const ROWS = Array.from({ length: 400 }, (_, row) => `${String(row)},${REGIONS[row % 4] ?? ""},${String(row % 50)}.25`);
const FILES = { Orders: ["order_id,region,amount", ...ROWS].join("\n"), Returns: ["return_id,reason,amount", "1,broken,5", "2,late,7"].join("\n") };

type Opened = { context: BrowserContext; page: Page; mishaps: string[] };

describe("a link to a dashboard for anyone", () => {
  let server: Server;
  let browser: Browser;
  let owner: Opened;
  let visitor: Opened;
  let page: Page;
  let ask: Ask;
  let email: string;
  let dashboardId: string;
  let password: string;
  let link: string;

  const dialog = () => page.getByRole("dialog");
  const fine = async (name: string, on: Opened = owner) => {
    await keepPicture(on.page, `share-${name}`);
    await expectAccessible(on.page);
    await expectNoOverflow(on.page);
    expect(on.mishaps).toEqual([]);
  };
  const regions = async (on: Page) => (await on.getByRole("gridcell").allTextContents()).filter((text) => REGIONS.includes(text)).sort();
  const openTo = async (on: Page) => {
    await on.goto(link);
    await on.getByLabel("Password").fill(password);
    await on.keyboard.press("Enter");
    await on.getByRole("heading", { level: 1, name: "Orders of the year" }).waitFor();
  };

  const upload = async (name: keyof typeof FILES): Promise<string> => {
    const form = new FormData();
    form.append("file", new Blob([FILES[name]], { type: "text/csv" }), `${name}.csv`);
    expect((await ask("POST", "/datasets/upload", form)).status).toBe(201);
    const find = async () => ((await ask("GET", "/datasets")).body as { items: { id: string; name: string; status: string }[] }).items.find((one) => one.name === name);
    await vi.waitUntil(async () => (await find())?.status === "ready", { timeout: 30_000, interval: 200 });
    return (await find())?.id ?? "";
  };

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    [owner, visitor] = await Promise.all([openPage(browser, server.address), openPage(browser, server.address)]);
    ({ page } = owner);
    email = await signUp(page, "Sam Sharer");
    ask = await askAs(server.address, email);
    const [orders, returns] = [await upload("Orders"), await upload("Returns")];
    const tile = (id: string, dataset_id: string, x: number, title: string, mark: string, by: string) =>
      ({ kind: "chart", id, title, layout: { x, y: 0, width: 12, height: 8 }, chart: { dataset_id, mark, encodings: { x: { role: "dimension", member: by }, y: [{ role: "measure", member: "amount", aggregation: "sum" }] } } });
    const pages = [
      { id: "orders", title: "Orders", filters: [{ id: "where", label: "Region", dataset_id: orders, member: "region", control: "list", default: null }], tiles: [tile("table", orders, 0, "Amount by region", "table", "region"), tile("bars", orders, 12, "Amount in bars", "bar", "region")] },
      { id: "returns", title: "Returns", tiles: [tile("reasons", returns, 0, "Returns by reason", "table", "reason")] },
    ];
    const made = await ask("POST", "/dashboards", { name: "Orders of the year", description: "What came in, by region.", spec: { version: 1, pages } });
    dashboardId = (made.body as { id: string }).id;
  });
  afterAll(async () => {
    await Promise.all([owner.context.close(), visitor.context.close()]);
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    const name = task.name.replaceAll(/\W+/g, "-").slice(0, 50);
    await keepPicture(page, `failed-sharer-${name}`);
    await keepPicture(visitor.page, `failed-visitor-${name}`);
  });

  it("is made in the dialog, with a password and a lock", async () => {
    await page.goto(`/dashboards/${dashboardId}`);
    await page.getByRole("gridcell", { name: "West" }).waitFor();
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await dialog().getByText("Nobody outside can see this").waitFor();
    expect(await dialog().getByRole("textbox", { name: /people of this workspace/ }).inputValue()).toBe(`${server.address}/dashboards/${dashboardId}`);
    await fine("empty");
    await dialog().getByRole("button", { name: "New link" }).click();
    await dialog().getByLabel("Name").fill("For the East");
    await dialog().getByRole("combobox", { name: "Expires" }).click();
    await page.getByRole("option", { name: "In a week" }).click();
    await dialog().getByRole("button", { name: "Generate" }).click();
    password = await dialog().getByLabel("Password").inputValue();
    await dialog().getByRole("button", { name: "Lock a field" }).click();
    await dialog().getByRole("combobox", { name: "Field" }).click();
    await page.getByRole("option", { name: "Region" }).click();
    await dialog().getByRole("checkbox", { name: "East" }).click();
    await fine("form");
    await dialog().getByRole("button", { name: "Done" }).click();
    await dialog().getByText("Only Region: East").waitFor();
    await dialog().getByText(/Pictures of Returns show nothing/).waitFor();
    await fine("locked");
    await dialog().getByRole("button", { name: "Make the link" }).click();
    const address = dialog().getByRole("textbox", { name: "Address of For the East" });
    await address.waitFor();
    link = new URL(await address.inputValue()).pathname;
    expect(await address.inputValue()).toBe(server.address + link);
    await fine("made");
    await dialog().getByRole("button", { name: "QR code of For the East" }).click();
    await dialog().getByRole("img", { name: "QR code of the address of For the East" }).waitFor();
    await fine("qr");
    await page.keyboard.press("Escape");
  });

  it("asks whoever comes for the password, and says that a wrong one is wrong", async () => {
    await visitor.page.goto(link);
    await visitor.page.getByRole("heading", { level: 1, name: "This dashboard has a password" }).waitFor();
    await fine("password", visitor);
    await visitor.page.getByLabel("Password").fill("open-sesame");
    await visitor.page.keyboard.press("Enter");
    await visitor.page.getByText("This is not the password of this link.").waitFor();
    await fine("wrong-password", visitor);
    expect(await visitor.page.getByText("Orders of the year").count()).toBe(0);
  });

  it("shows with the password the locked rows alone, in pictures and in the values of filters", async () => {
    await openTo(visitor.page);
    await visitor.page.getByRole("gridcell", { name: "East" }).waitFor();
    expect(await regions(visitor.page)).toEqual(["East"]);
    expect(await visitor.page.locator("meta[name=robots]").getAttribute("content")).toBe("noindex");
    expect(await visitor.page.getByRole("navigation").count()).toBe(0);
    await visitor.page.locator("[data-tile=bars] canvas").waitFor();
    await fine("visitor", visitor);
    await visitor.page.getByRole("group", { name: "Filters" }).getByRole("button", { name: /^Region/ }).click();
    const values = visitor.page.getByRole("list", { name: "Values of Region" });
    await values.getByRole("checkbox", { name: "East" }).waitFor();
    expect(await values.getByRole("checkbox").count()).toBe(1);
    await values.getByRole("checkbox", { name: "East" }).click();
    await visitor.page.keyboard.press("Escape");
    await expect.poll(() => new URL(visitor.page.url()).search).toContain("filters");
    await visitor.page.reload();
    await visitor.page.getByRole("gridcell", { name: "East" }).waitFor();
    await visitor.page.getByRole("button", { name: "Clear all" }).click();
    await visitor.page.getByRole("button", { name: "Clear all" }).waitFor({ state: "detached" });
    await visitor.page.locator("[data-tile=bars] canvas").waitFor();
    await expect.poll(async () => visitor.page.locator("[data-tile][aria-busy=true]").count()).toBe(0);
    await visitor.page.locator("[data-tile=bars] canvas").click({ position: { x: 250, y: 150 } });
    await visitor.page.getByRole("button", { name: /Clear the selection Region: East/ }).click();
  });

  it("shows nothing of a table that has no lock", async () => {
    await visitor.page.getByRole("tab", { name: "Returns" }).click();
    const tile = visitor.page.locator("[data-tile=reasons]");
    await tile.getByText("This tile is not shown here.").waitFor();
    expect(await tile.textContent()).not.toMatch(/broken|late/);
    await fine("visitor-unlocked", visitor);
  });

  it("asks no session of the server, and none is needed: whoever is signed in sees the same", async () => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await openTo(page);
    await page.getByRole("gridcell", { name: "East" }).waitFor();
    expect(await regions(page)).toEqual(["East"]);
    expect(asked.filter((path) => path.startsWith("/api/") && !path.startsWith("/api/v1/public/shares/"))).toEqual([]);
    expect(asked.filter((path) => /\/shell-/.test(path))).toEqual([]);
  });

  it("reads well on a phone and in the dark", async () => {
    for (const look of [{ width: 390 }, { width: 390, isDark: true }, { isDark: true }]) {
      const other = await openPage(browser, server.address, look);
      const name = `${String(look.width ?? 1440)}-${look.isDark ? "dark" : "light"}`;
      try {
        await other.page.goto(link);
        await other.page.getByLabel("Password").waitFor();
        await fine(`password-${name}`, other);
        await openTo(other.page);
        await other.page.getByRole("gridcell", { name: "East" }).waitFor();
        await other.page.locator("[data-tile=bars] canvas").waitFor();
        await fine(`visitor-${name}`, other);
        await other.page.goto("/s/nothing-of-the-kind");
        await other.page.getByRole("heading", { level: 1, name: "This link leads nowhere any more" }).waitFor();
        await fine(`gone-${name}`, other);
        await signIn(other.page, email);
        await other.page.goto(`/dashboards/${dashboardId}`);
        await other.page.getByRole("button", { name: "Share", exact: true }).click();
        await other.page.getByRole("list", { name: "Links" }).waitFor();
        await fine(`links-${name}`, other);
        await other.page.getByRole("button", { name: "Change For the East" }).click();
        await other.page.getByText("Only Region: East").waitFor();
        await fine(`change-${name}`, other);
      } finally {
        await other.context.close();
      }
    }
  });

  it("is changed and ended in the dialog, for those who look at it too", async () => {
    await page.goto(`/dashboards/${dashboardId}`);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await dialog().getByText(/Opened \d+ times/).waitFor();
    await dialog().getByRole("button", { name: "Change For the East" }).click();
    await dialog().getByLabel("Name").fill("For the East and West");
    await dialog().getByRole("button", { name: "Change the lock on Region" }).click();
    await dialog().getByRole("checkbox", { name: "West" }).click();
    await dialog().getByRole("button", { name: "Save" }).click();
    await dialog().getByText(/Only region: East, West/).waitFor();
    await fine("links");
    await visitor.page.reload();
    await visitor.page.getByRole("tab", { name: "Orders" }).click();
    await visitor.page.getByRole("gridcell", { name: "West" }).waitFor();
    expect(await regions(visitor.page)).toEqual(["East", "West"]);
    await dialog().getByRole("button", { name: "End For the East and West" }).click();
    await dialog().getByText(/leads nowhere from that moment/).waitFor();
    await fine("ending");
    await dialog().getByRole("button", { name: "End the link" }).click();
    await dialog().getByText("Nobody outside can see this").waitFor();
    await visitor.page.getByRole("tab", { name: "Returns" }).click();
    await visitor.page.getByRole("heading", { level: 1, name: "This link leads nowhere any more" }).waitFor();
    await visitor.page.reload();
    await visitor.page.getByRole("heading", { level: 1, name: "This link leads nowhere any more" }).waitFor();
    await fine("gone", visitor);
    expect(visitor.mishaps).toEqual([]);
  });
});
