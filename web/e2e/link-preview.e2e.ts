import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const PUBLIC = "https://bi.example.org";
const REGIONS = ["North", "South", "East", "West"];
const ROWS = Array.from({ length: 400 }, (_, row) => `${String(row)},2026-${String(1 + (row % 12)).padStart(2, "0")}-15,${REGIONS[row % 4] ?? ""},${String(row % 50)}.25`);
const NAME = 'Orders <script>alert("1")</script>';
const artefacts = fileURLToPath(new URL("../artefacts", import.meta.url));

type Opened = { context: BrowserContext; page: Page; mishaps: string[] };

describe("what a link tells where it is pasted, and where the link of a tile leads", () => {
  let server: Server;
  let browser: Browser;
  let owner: Opened;
  let page: Page;
  let ask: Ask;
  let email: string;
  let dashboardId: string;
  let link: string;

  const dialog = () => page.getByRole("dialog");
  const fine = async (name: string, on: Opened = owner) => {
    await keepPicture(on.page, `link-preview-${name}`);
    await expectAccessible(on.page);
    await expectNoOverflow(on.page);
    expect(on.mishaps).toEqual([]);
  };
  const pasted = async () => {
    const answer = await fetch(server.address + link, { headers: { accept: "*/*", "user-agent": "Slackbot-LinkExpanding 1.0" } });
    const text = await answer.text();
    const told = [...text.matchAll(/<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"/g)].map(([, name, words]) => [name, words]);
    return { status: answer.status, told: Object.fromEntries(told) as Record<string, string>, text };
  };
  const picture = async () => fetch(`${server.address}/api/v1/public/shares/${link.replace("/s/", "")}/preview.png`);

  beforeAll(async () => {
    vi.stubEnv("GNOMON_PUBLIC_URL", PUBLIC);
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    owner = await openPage(browser, server.address);
    ({ page } = owner);
    await owner.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    email = await signUp(page, "Petra Paster");
    ask = await askAs(server.address, email);
    const form = new FormData();
    form.append("file", new Blob([["order_id,day,region,amount", ...ROWS].join("\n")], { type: "text/csv" }), "Orders.csv");
    expect((await ask("POST", "/datasets/upload", form)).status).toBe(201);
    const find = async () => ((await ask("GET", "/datasets")).body as { items: { id: string; name: string; status: string }[] }).items.find((one) => one.name === "Orders");
    await vi.waitUntil(async () => (await find())?.status === "ready", { timeout: 60_000, interval: 200 });
    const orders = (await find())?.id ?? "";
    const amount = { role: "measure", member: "amount", aggregation: "sum" };
    const tile = (id: string, title: string, mark: string, layout: object, encodings: object) => ({ kind: "chart", id, title, layout, chart: { dataset_id: orders, mark, encodings } });
    const region = { role: "dimension", member: "region" };
    const pages = [
      {
        id: "first", title: "Orders", filters: [],
        tiles: [
          tile("total", "Amount", "kpi", { x: 0, y: 0, width: 8, height: 3 }, { y: [amount] }),
          tile("bars", "Amount by region", "bar", { x: 0, y: 3, width: 12, height: 8 }, { x: region, y: [amount] }),
          tile("line", "Amount by month", "line", { x: 12, y: 3, width: 12, height: 8 }, { x: { role: "dimension", member: "day", grain: "month" }, y: [amount] }),
        ],
      },
      {
        id: "second", title: "More", filters: [{ id: "where", label: "Region", dataset_id: orders, member: "region", control: "list", default: null }],
        tiles: [...Array.from({ length: 4 }, (_, place) => tile(`table-${String(place)}`, `Table ${String(place)}`, "table", { x: 0, y: place * 10, width: 24, height: 10 }, { x: region, y: [amount] })), tile("deep", "Deep down", "bar", { x: 0, y: 40, width: 12, height: 8 }, { x: region, y: [amount] })],
      },
    ];
    const made = await ask("POST", "/dashboards", { name: NAME, description: "What came in, by region.", spec: { version: 1, pages } });
    dashboardId = (made.body as { id: string }).id;
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await owner.context.close();
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await keepPicture(page, `failed-${task.name.replaceAll(/\W+/g, "-").slice(0, 50)}`);
  });

  it("tells the name, the description and a picture of the first page", async () => {
    await page.goto(`/dashboards/${dashboardId}`);
    await page.locator("[data-tile=bars] canvas").waitFor();
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await dialog().getByRole("button", { name: "New link" }).click();
    expect(await dialog().getByRole("switch", { name: "Preview where it is pasted" }).isChecked()).toBe(true);
    await dialog().getByLabel("Name").fill("For the chat");
    await fine("form");
    await dialog().getByRole("button", { name: "Make the link" }).click();
    link = new URL(await dialog().getByRole("textbox", { name: "Address of For the chat" }).inputValue()).pathname;
    await dialog().getByText("Preview where it is pasted").waitFor();

    const { status, told, text } = await pasted();
    expect(status).toBe(200);
    expect(text).not.toContain("<script>alert");
    expect(told).toMatchObject({
      "og:title": "Orders &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;",
      "og:description": "What came in, by region.",
      "og:image": `${PUBLIC}/api/v1/public/shares/${link.replace("/s/", "")}/preview.png`,
      "twitter:card": "summary_large_image",
    });
    const answer = await picture();
    const png = Buffer.from(await answer.arrayBuffer());
    mkdirSync(artefacts, { recursive: true });
    writeFileSync(`${artefacts}/link-preview.png`, png);
    expect([answer.status, answer.headers.get("content-type"), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([200, "image/png", 1200, 630]);
    expect(png.length).toBeGreaterThan(40_000);
  });

  it("is still a page that works, and nothing was counted as a look but the one", async () => {
    const visitor = await openPage(browser, server.address, { width: 390, isDark: true });
    await visitor.page.goto(link);
    await visitor.page.getByRole("heading", { level: 1, name: NAME }).waitFor();
    await visitor.page.locator("[data-tile=bars] canvas").waitFor();
    await fine("visitor", visitor);
    await visitor.context.close();
    const { items } = (await ask("GET", `/shares?dashboard_id=${dashboardId}`)).body as { items: { view_count: number }[] };
    expect(items.map(({ view_count }) => view_count)).toEqual([1]);
  });

  it("tells nothing of the dashboard once that is switched off", async () => {
    await dialog().getByRole("button", { name: "Change For the chat" }).click();
    await dialog().getByRole("switch", { name: "Preview where it is pasted" }).click();
    await dialog().getByRole("button", { name: "Save" }).click();
    await dialog().getByText("No preview").waitFor();
    await fine("off");
    const { told, text } = await pasted();
    expect([told["og:title"], told["og:image"], text.includes("Orders")]).toEqual(["A shared dashboard", undefined, false]);
    expect((await picture()).status).toBe(404);
    await page.keyboard.press("Escape");
  });

  it("leads colleagues to a tile on its page, with what was chosen", async () => {
    await page.getByRole("tab", { name: "More" }).click();
    await page.getByRole("group", { name: "Filters" }).getByRole("button", { name: /^Region/ }).click();
    await page.getByRole("list", { name: "Values of Region" }).getByRole("checkbox", { name: "East" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "More for Deep down" }).click();
    await page.getByRole("menuitem", { name: "Copy link" }).click();
    await page.getByText("The link to “Deep down” is copied.").waitFor();
    const address = await page.evaluate(() => navigator.clipboard.readText());

    const colleague = await openPage(browser, server.address);
    await signIn(colleague.page, email);
    await colleague.page.goto(address.replace(server.address, ""));
    await expect.poll(() => colleague.page.evaluate(() => document.activeElement?.getAttribute("data-tile"))).toBe("deep");
    await expect.poll(() => colleague.page.locator("[data-tile=deep]").evaluate((tile) => {
      const { top, bottom } = tile.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight;
    })).toBe(true);
    expect(await colleague.page.getByRole("tab", { name: "More" }).getAttribute("aria-selected")).toBe("true");
    await colleague.page.getByRole("group", { name: "Filters" }).getByRole("button", { name: /Region.*East/ }).waitFor();
    await fine("reached", colleague);

    const wrongPage = new URL(address);
    wrongPage.searchParams.set("page", "first");
    await colleague.page.goto(`${wrongPage.pathname}${wrongPage.search}`);
    await expect.poll(() => colleague.page.evaluate(() => document.activeElement?.getAttribute("data-tile"))).toBe("deep");
    await colleague.page.goto(`/dashboards/${dashboardId}?tile=gone`);
    await colleague.page.getByText("The tile of this link is not on the dashboard any more.").waitFor();
    await colleague.context.close();
  });

  it("offers colleagues what is looked at now", async () => {
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await dialog().getByRole("checkbox", { name: /As I see it now/ }).click();
    const shown = new URL(await dialog().getByRole("textbox", { name: /people of this workspace/ }).inputValue());
    expect([shown.pathname, shown.searchParams.get("page"), shown.searchParams.has("filters")]).toEqual([`/dashboards/${dashboardId}`, "second", true]);
    await fine("people");
    await page.setViewportSize({ width: 390, height: 844 });
    await fine("people-phone");
    await page.emulateMedia({ colorScheme: "dark" });
    await fine("people-phone-dark");
  });
});
