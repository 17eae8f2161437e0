import { readFileSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const SALES = "day,region,amount\n" + Array.from({ length: 120 }, (_, row) => `2024-${String((row % 12) + 1).padStart(2, "0")}-01,${["North", "South", "East", "West"][row % 4] ?? ""},${String(20 + ((row * 7) % 60))}`).join("\n") + "\n";
const LONG = "A very long name of a theme that somebody took from the brand book of the year";
const LOOKS = [{ name: "1440-light", width: 1440, isDark: false }, { name: "390-dark", width: 390, isDark: true }] as const;

describe("themes of the workspace", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];
  let email: string;
  let ask: Ask;
  let dashboardId: string;

  const settled = async (target: Page): Promise<void> => {
    await target.locator("[data-tile]").first().waitFor();
    await expect.poll(async () => target.locator("[data-tile][aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
    await expect.poll(async () => target.locator("[data-tile=bars] canvas").count(), { timeout: 30_000 }).toBe(1);
  };
  const token = (target: Page, name: string): Promise<string> =>
    target.locator("[data-tile=bars]").evaluate((tile, word) => getComputedStyle(tile).getPropertyValue(word).trim(), name);
  /** The color that stands most often in a picture, beside its ground and its letters. */
  const strongest = (target: Page): Promise<string> => target.locator("[data-tile=bars] canvas").evaluate((node) => {
    const canvas = node as HTMLCanvasElement;
    const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: new Uint8ClampedArray() };
    const counts = new Map<string, number>();
    for (let at = 0; at < data.length; at += 4) {
      const color = `#${[...data.slice(at, at + 3)].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
      if (data[at + 3] === 255) counts.set(color, (counts.get(color) ?? 0) + 1);
    }
    return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? "";
  });
  const themes = async () => ((await ask("GET", "/themes")).body as { items: { id: string; name: string; is_default: boolean }[] }).items;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
    email = await signUp(page, "Ada Palette");
    ask = await askAs(server.address, email);
    const form = new FormData();
    form.append("file", new Blob([SALES], { type: "text/csv" }), "sales.csv");
    const sales = ((await ask("POST", "/datasets/upload", form)).body as { id: string }).id;
    const y = [{ role: "measure", member: "amount", aggregation: "sum" }];
    const region = { role: "dimension", member: "region" };
    const tile = (id: string, x: number, width: number, chart: object, title = id) => ({ kind: "chart", id, title, layout: { x, y: 0, width, height: 9 }, chart: { dataset_id: sales, ...chart } });
    const tiles = [
      tile("number", 0, 4, { mark: "kpi", encodings: { y } }),
      tile("bars", 4, 8, { mark: "bar", encodings: { x: region, y } }),
      tile("lines", 12, 12, { mark: "line", encodings: { x: { role: "dimension", member: "day", grain: "month" }, y, color: region } }),
      { ...tile("heat", 0, 12, { mark: "heatmap", encodings: { x: { role: "dimension", member: "day", grain: "month" }, y: y, color: region } }), layout: { x: 0, y: 9, width: 12, height: 9 } },
      { ...tile("table", 12, 12, { mark: "table", encodings: { x: region, y } }), layout: { x: 12, y: 9, width: 12, height: 9 } },
    ];
    const made = await ask("POST", "/dashboards", { name: "Sales", spec: { pages: [{ id: "p1", title: "Overview", tiles }] } });
    expect(made.status).toBe(201);
    dashboardId = (made.body as { id: string }).id;
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });

  it("teaches what a theme is where there is none, and makes one", async () => {
    await page.goto("/settings/themes");
    await page.getByText("Everything looks as Gnomon comes").waitFor();
    await keepPicture(page, "themes-empty-1440-light");
    await expectAccessible(page);
    await page.getByRole("link", { name: "New theme" }).click();
    await page.getByLabel("Name", { exact: true }).fill("House");
    await page.getByText("Every color stands out").waitFor();
    const first = page.getByRole("textbox", { name: "Color 1", exact: true });
    await first.fill("#ffe680");
    await page.getByText("#ffe680 hardly stands out from the light page").waitFor();
    await keepPicture(page, "themes-warned-1440-light");
    await expectAccessible(page);
    await first.fill("nonsense");
    expect(await first.getAttribute("aria-invalid")).toBe("true");
    await first.fill("#c2185b");
    await page.getByText("#ffe680 hardly").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Move Color 1 down" }).press("Enter");
    expect(await page.getByRole("textbox", { name: "Color 2", exact: true }).inputValue()).toBe("#c2185b");
    await page.getByRole("button", { name: "Move Color 2 up" }).press("Enter");
    await page.getByRole("textbox", { name: "Accent", exact: true }).fill("#8e1045");
    await page.getByRole("radio", { name: "Small" }).click();
    await page.getByRole("radio", { name: "Airy" }).click();
    await page.getByLabel("Letters").click();
    await page.getByRole("option", { name: /^Serif/ }).click();
    await page.getByLabel("Shadow below tiles").click();
    await page.getByRole("radio", { name: "Dark" }).click();
    await page.getByRole("button", { name: "Make Color 1 by itself" }).click();
    await expect.poll(async () => page.locator("section[aria-label=Dark] svg").count(), { timeout: 30_000 }).toBe(4);
    await keepPicture(page, "themes-editor-1440-light");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("“House” is saved").waitFor();
    expect(await themes()).toMatchObject([{ name: "House", is_default: false }]);
  });

  it("draws a dashboard in the theme that is chosen for it, at once and for readers", async () => {
    await page.goto(`/dashboards/${dashboardId}`);
    await settled(page);
    expect([await token(page, "--tile-corner"), await strongest(page)]).toEqual(["", "#0047ba"]);
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await settled(page);
    await page.getByRole("button", { name: "More for this dashboard" }).click();
    await page.getByRole("menuitem", { name: "Theme" }).click();
    await page.getByRole("radio", { name: /House/ }).click();
    await expect.poll(async () => strongest(page), { timeout: 20_000 }).toBe("#c2185b");
    await keepPicture(page, "themes-choice-1440-light");
    await expectAccessible(page);
    await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Done" }).click();
    await settled(page);
    expect([await token(page, "--tile-corner"), await token(page, "--accent")]).toEqual(["4px", "#8e1045"]);
    await expect.poll(async () => strongest(page), { timeout: 20_000 }).toBe("#c2185b");
    expect(mishaps).toEqual([]);
  });

  it.each(LOOKS)("looks the same for people and for visitors: $name", async ({ name, width, isDark }) => {
    const link = (await ask("POST", "/shares", { dashboard_id: dashboardId })).body as { path: string };
    const opened = await openPage(browser, server.address, { width, isDark });
    await opened.page.goto(link.path);
    await settled(opened.page);
    const color = await strongest(opened.page);
    await keepPicture(opened.page, `themes-shared-${name}`);
    await expectAccessible(opened.page);
    await signIn(opened.page, email);
    await opened.page.goto(`/dashboards/${dashboardId}`);
    await settled(opened.page);
    await expect.poll(async () => strongest(opened.page)).toBe(color);
    expect(color === "#c2185b").toBe(!isDark);
    await keepPicture(opened.page, `themes-dashboard-${name}`);
    await expectAccessible(opened.page);
    await opened.page.goto(`/settings/themes/${(await themes())[0]?.id ?? ""}`);
    await expect.poll(async () => opened.page.locator("section[aria-label=Dark] svg").count(), { timeout: 30_000 }).toBe(4);
    await keepPicture(opened.page, `themes-editor-${name}`);
    await expectAccessible(opened.page);
    await expectNoOverflow(opened.page);
    await opened.page.goto(`/dashboards/${dashboardId}?present=0`);
    await settled(opened.page);
    expect(await token(opened.page, "--tile-corner")).toBe("4px");
    await keepPicture(opened.page, `themes-presented-${name}`);
    expect(opened.mishaps).toEqual([]);
    await opened.context.close();
  });

  it("gives the same color to a picture from the server", async () => {
    const asked = await ask("POST", "/exports", { source: { kind: "tile", dashboard_id: dashboardId, tile_id: "bars" }, format: "svg" });
    const { id } = asked.body as { id: string };
    await expect.poll(async () => ((await ask("GET", `/exports/${id}`)).body as { state: string }).state, { timeout: 60_000 }).toBe("done");
    const ticket = (await ask("POST", `/exports/${id}/ticket`)).body as Record<string, string>;
    const path = Object.values(ticket).find((one) => typeof one === "string" && one.includes("/exports/download/")) ?? "";
    const svg = await (await fetch(new URL(path, server.address))).text();
    expect(svg).toContain("#c2185b");
    expect(svg).toContain("Georgia");
  });

  it("lists themes, makes one the default, takes one from a file, and has one back that was removed", async () => {
    await page.goto("/settings/themes");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "More for House" }).click();
    await page.getByRole("menuitem", { name: "Download as a file" }).click();
    const saved = JSON.parse(readFileSync(await (await download).path(), "utf8")) as { name: string };
    await page.locator("input[type=file]").setInputFiles({ name: "brand.theme.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ ...saved, name: LONG })) });
    await page.getByText(`“${LONG}” is here`).waitFor();
    await page.locator("input[type=file]").setInputFiles({ name: "wrong.json", mimeType: "application/json", buffer: Buffer.from("{}") });
    await page.getByText("This file holds no theme.").waitFor();
    await page.getByRole("button", { name: `More for ${LONG}` }).click();
    await page.getByRole("menuitem", { name: "Make it the default" }).click();
    await page.getByText("Default", { exact: true }).waitFor();
    await keepPicture(page, "themes-list-1440-light");
    await expectAccessible(page);
    await page.getByRole("button", { name: "More for House" }).click();
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await page.getByText("“House” was removed").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(async () => (await themes()).map(({ name }) => name), { timeout: 20_000 }).toEqual([LONG, "House"]);
    const house = (await themes()).find(({ name }) => name === "House");
    expect((await ask("DELETE", `/themes/${house?.id ?? ""}`)).status).toBe(204);
    const gone = await openPage(browser, server.address, { width: 390, isDark: true });
    await signIn(gone.page, email);
    await gone.page.goto("/settings/themes");
    await gone.page.getByText("Default", { exact: true }).waitFor();
    await keepPicture(gone.page, "themes-list-390-dark");
    await expectAccessible(gone.page);
    await expectNoOverflow(gone.page);
    await gone.page.goto(`/dashboards/${dashboardId}?mode=edit`);
    await gone.page.getByText("The theme of this dashboard was removed").waitFor();
    await keepPicture(gone.page, "themes-gone-390-dark");
    await expectAccessible(gone.page);
    await gone.context.close();
    expect(mishaps).toEqual([]);
  });
});
