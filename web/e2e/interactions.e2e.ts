import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const REGIONS = ["North", "South", "East", "West"];
const KINDS = ["Tea", "Milk", "Bread", "Coffee", "Honey"];
const ROWS = Array.from({ length: 900 }, (_, row) => {
  const day = new Date(Date.UTC(2024, row % 12, 1 + (row % 28))).toISOString().slice(0, 10);
  return [String(row), day, REGIONS[(row * row + row) % 7 % 4] ?? "", KINDS[(row * 3 + Math.floor(row / 7)) % 5] ?? "", String(10 + ((row * 37) % 91))].join(",");
});

type Row = { day: string; region: string; kind: string; amount: number };
const PARSED: Row[] = ROWS.map((line) => { const [, day = "", region = "", kind = "", amount = "0"] = line.split(","); return { day, region, kind, amount: Number(amount) }; });

const measure = (aggregation: string) => ({ role: "measure", member: "amount", aggregation });
const dimension = (member: string, more: object = {}) => ({ role: "dimension", member, ...more });

describe("what pointing at a tile does to the others, and states that are kept", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];
  let ask: Ask;
  let email: string;
  let dashboardId: string;

  const tile = (title: string, on: Page = page) => on.locator("[data-tile]").filter({ has: on.getByRole("heading", { name: title, exact: true }) });
  const settled = async (on: Page = page) => { await expect.poll(async () => on.locator("[data-tile][aria-busy=true]").count(), { timeout: 30_000 }).toBe(0); };
  const point = async (region: string, on: Page = page) => {
    await tile("Regions", on).getByRole("gridcell", { name: region, exact: true }).click();
    await on.keyboard.press("Enter");
    await expect.poll(() => on.url()).toContain("picked");
    await settled(on);
  };
  const amounts = async (title: string, on: Page = page) => (await tile(title, on).getByRole("gridcell").allTextContents()).filter((text) => KINDS.includes(text)).length;
  const fine = async (name: string, on: Page = page) => {
    await keepPicture(on, `interactions-${name}`);
    await expectAccessible(on);
    await expectNoOverflow(on);
    expect(mishaps).toEqual([]);
  };
  type Answer = { id: string; drawing: { highlight: { parts: number[] } | null }; result: { rows: [string, string | number][] } };
  const answers = async (choices: object): Promise<Map<string, Answer>> => {
    const { status, body } = await ask("POST", `/dashboards/${dashboardId}/results`, choices);
    expect(status).toBe(200);
    return new Map((body as { items: Answer[] }).items.map((one) => [one.id, one]));
  };

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
    email = await signUp(page, "Ida Interact");
    ask = await askAs(server.address, email);
    const form = new FormData();
    form.append("file", new Blob([["order_id,day,region,kind,amount", ...ROWS].join("\n")], { type: "text/csv" }), "Orders.csv");
    expect((await ask("POST", "/datasets/upload", form)).status).toBe(201);
    const find = async () => ((await ask("GET", "/datasets")).body as { items: { id: string; status: string }[] }).items[0];
    await vi.waitUntil(async () => (await find())?.status === "ready", { timeout: 30_000, interval: 200 });
    const dataset_id = (await find())?.id ?? "";
    const chart = (id: string, title: string, [x, y, width]: readonly [number, number, number], mark: string, encodings: object) =>
      ({ kind: "chart", id, title, layout: { x, y, width, height: 8 }, chart: { dataset_id, mark, encodings } });
    const spec = {
      version: 1,
      pages: [{
        id: "one", title: "Orders",
        filters: [{ id: "kind", label: "Kind", dataset_id, member: "kind", control: "list", default: null }],
        tiles: [
          chart("regions", "Regions", [0, 0, 6], "table", { x: dimension("region"), y: [measure("sum")] }),
          chart("kinds", "Kinds", [6, 0, 6], "bar", { x: dimension("kind"), y: [measure("sum")] }),
          chart("months", "Months", [12, 0, 12], "area", { x: dimension("day", { grain: "month" }), y: [measure("sum")] }),
          chart("stacked", "Months by kind", [0, 8, 8], "bar", { x: dimension("day", { grain: "month" }), y: [measure("sum")], color: dimension("kind") }),
          chart("pie", "Shares", [8, 8, 5], "donut", { color: dimension("kind"), y: [measure("sum")] }),
          chart("average", "Average", [13, 8, 5], "bar", { x: dimension("day", { grain: "month" }), y: [measure("avg")] }),
          chart("list", "List of kinds", [18, 8, 6], "table", { x: dimension("kind"), y: [measure("sum")] }),
        ],
      }],
    };
    const made = await ask("POST", "/dashboards", { name: "Orders", spec });
    expect(made.status).toBe(201);
    dashboardId = (made.body as { id: string }).id;
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await keepPicture(page, "interactions-failed");
  });

  it("chooses on the canvas what each tile does, by pointer and by keyboard, one step of undo each", async () => {
    await page.goto(`/dashboards/${dashboardId}?mode=edit`);
    await tile("Kinds").locator("canvas").first().waitFor();
    await settled();
    await page.getByRole("button", { name: "More for Regions" }).click();
    await page.getByRole("menuitem", { name: "Interactions" }).click();
    const kinds = page.getByRole("radiogroup", { name: "Kinds, when Regions is pointed at", exact: true });
    const list = page.getByRole("radiogroup", { name: "List of kinds, when Regions is pointed at" });
    const chosen = (group: typeof kinds, name: string) => group.getByRole("radio", { name, exact: true, checked: true });
    await kinds.waitFor();
    await fine("choosing-1440-light");
    await list.getByRole("radio", { name: "Leave as it is" }).click();
    await chosen(list, "Leave as it is").waitFor();
    await chosen(kinds, "Filter").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(async () => kinds.getByRole("radio", { name: "Highlight" }).evaluate((radio) => radio === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await chosen(kinds, "Highlight").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await chosen(kinds, "Filter").waitFor();
    await chosen(list, "Leave as it is").waitFor();
    await page.getByRole("button", { name: "Redo" }).click();
    await chosen(kinds, "Highlight").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(async () => kinds.count()).toBe(0);
    await page.getByRole("button", { name: "More for page Orders" }).click();
    await page.getByRole("menuitem", { name: "Interactions" }).press("ArrowRight");
    await page.getByRole("menuitemradio", { name: "Highlights in the others" }).click();
    await page.getByRole("button", { name: "Done" }).click();
    const saved = async () => ((await ask("GET", `/dashboards/${dashboardId}`)).body as { spec: { pages: { interactions?: unknown; default_interaction?: string }[] } }).spec.pages[0];
    await expect.poll(async () => (await saved())?.default_interaction).toBe("highlight");
    expect((await saved())?.interactions).toEqual([{ source: "regions", target: "list", effect: "none" }]);
  });

  it("highlights the part that was selected, and leaves alone what was to be left alone", async () => {
    await page.goto(`/dashboards/${dashboardId}`);
    await settled();
    await tile("Kinds").locator("canvas").first().waitFor();
    await keepPicture(page, "interactions-before");
    await point("North");
    await page.waitForTimeout(500);
    await fine("highlight-1440-light");
    expect(await amounts("List of kinds")).toBe(KINDS.length);
    const dataset = (JSON.parse(decodeURIComponent(new URL(page.url()).searchParams.get("picked") ?? "[]")) as unknown[])[0];
    const found = await answers({ selections: [dataset] });
    const kinds = found.get("kinds");
    const sum = (rows: readonly Row[]) => rows.reduce((total, { amount }) => total + amount, 0);
    expect(kinds?.result.rows.map(([kind, amount]) => [kind, Number(amount)])).toEqual(KINDS.map((kind) => [kind, sum(PARSED.filter((row) => row.kind === kind))]).sort((a, b) => Number(b[1]) - Number(a[1])));
    expect(kinds?.drawing.highlight?.parts).toEqual(kinds?.result.rows.map(([kind]) => sum(PARSED.filter((row) => row.kind === kind && row.region === "North"))));
  });

  it("keeps a state, comes back to it, and shares it", async () => {
    const picked = page.url();
    await page.getByRole("button", { name: "Bookmarks" }).click();
    const panel = page.getByRole("dialog", { name: "Bookmarks" });
    await panel.getByText("No bookmarks yet").waitFor();
    await fine("bookmarks-empty");
    await panel.getByLabel("Name of a new bookmark").fill("The North");
    await page.keyboard.press("Enter");
    await panel.getByRole("button", { name: "The North", exact: true, includeHidden: false }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Clear all" }).click();
    await expect.poll(() => page.url()).not.toContain("picked");
    await page.reload();
    await settled();
    await page.getByRole("button", { name: "Bookmarks" }).click();
    await panel.getByRole("button", { name: "The North", exact: true }).click();
    await expect.poll(() => page.url()).toContain("picked");
    await page.goBack();
    await expect.poll(() => page.url()).not.toContain("picked");
    await page.goForward();
    await expect.poll(() => page.url()).toContain("picked");
    expect(new URL(page.url()).searchParams.get("picked")).toBe(new URL(picked).searchParams.get("picked"));
    await page.getByRole("button", { name: "Bookmarks" }).click();
    await panel.getByRole("button", { name: "More for The North" }).click();
    await fine("bookmarks-menu");
    await page.getByRole("menuitem", { name: "Share with everyone here" }).click();
    await panel.getByRole("heading", { name: "For everyone" }).waitFor();
    await panel.getByRole("button", { name: "More for The North" }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await page.keyboard.type("Up north");
    await page.keyboard.press("Enter");
    await panel.getByRole("button", { name: "Up north", exact: true }).waitFor();
    await fine("bookmarks-shared");
    await panel.getByRole("button", { name: "More for Up north" }).click();
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await panel.getByText("No bookmarks yet").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(async () => ((await ask("GET", `/dashboards/${dashboardId}/bookmarks`)).body as { items: { name: string; is_shared: boolean }[] }).items.map(({ name, is_shared }) => [name, is_shared])).toEqual([["Up north", true]]);
  });

  it("reads well on a phone and in the dark", async () => {
    for (const look of [{ width: 390 }, { width: 390, isDark: true }, { isDark: true }]) {
      const other = await openPage(browser, server.address, look);
      await signIn(other.page, email);
      await other.page.goto(`/dashboards/${dashboardId}`);
      await settled(other.page);
      await point("North", other.page);
      await other.page.waitForTimeout(500);
      const name = `${String(look.width ?? 1440)}-${look.isDark ? "dark" : "light"}`;
      await fine(`highlight-${name}`, other.page);
      await other.page.getByRole("button", { name: "Bookmarks" }).click();
      await other.page.getByRole("dialog", { name: "Bookmarks" }).getByText("Up north").waitFor();
      await fine(`bookmarks-${name}`, other.page);
      await other.context.close();
    }
  });
});
