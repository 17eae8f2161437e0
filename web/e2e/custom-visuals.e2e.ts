import { createHash } from "node:crypto";
import { createServer } from "node:net";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, letIn, letInNew, openBrowser, openPage } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const CITIES = ["Aarhus", "Bergen", "Cádiz", "Dresden", "Espoo", "Faro", "Ghent", "Hull", "A city whose name is much too long for any picture", "<img src=x onerror=alert(1)>", "Łódź", "Málaga"];
const SALES = "city,plan,actual\n" + CITIES.map((city, row) => `${city},${String(120 + row * 37)},${String(90 + ((row * 71) % 410))}`).join("\n") + "\n";
const SAMPLE = fileURLToPath(new URL("../../src/gnomon/visuals/sample/dumbbell", import.meta.url));

const CHANNELS = [{ channel: "x", label: "Cities", role: "dimension" }, { channel: "y", label: "Values", role: "measure", at_most: 10 }];

/** Whatever a script could try; each line says what came of it. */
const reachingOut = (port: number): string => `
const told = [];
const attempt = (name, work) => { try { told.push(name + ": " + work()); } catch (error) { told.push(name + ": refused"); } };
const draw = ({ size }) => {
  attempt("page", () => typeof document + " " + typeof parent + " " + typeof top + " " + typeof localStorage);
  attempt("request", () => { const asked = new XMLHttpRequest(); asked.open("GET", "http://127.0.0.1:${String(port)}/xhr", false); asked.send(); return "sent"; });
  attempt("script", () => { importScripts("http://127.0.0.1:${String(port)}/x.js"); return "loaded"; });
  try { new WebSocket("ws://127.0.0.1:${String(port)}/"); } catch { }
  try { new EventSource("http://127.0.0.1:${String(port)}/events"); } catch { }
  try { import("http://127.0.0.1:${String(port)}/module.js").catch(() => 0); } catch { }
  attempt("text as code", () => new Function("return 'ran'")());
  fetch("http://127.0.0.1:${String(port)}/fetch").then(() => 0, () => 0);
  for (const began = performance.now(); performance.now() - began < 1500;);
  return "<svg>" + told.map((line, at) => '<text x="10" y="' + (20 + at * 20) + '" font-size="12">' + gnomon.escape(line) + "</text>").join("") + "</svg>";
};`;

const SCRIPTS: Readonly<Record<string, string>> = {
  "hangs": "const draw = () => { while (true); };",
  "draws-script": "const draw = () => '<svg><script>parent.pwned = 1</script></svg>';",
  "draws-image": "const draw = () => '<svg><image href=\"https://evil.example/a.png\"/></svg>';",
  "draws-much": "const draw = () => '<svg>' + '<g/>'.repeat(20001) + '</svg>';",
};

const install = (folder: string, id: string, script: string, change: object = {}): void => {
  mkdirSync(join(folder, id));
  writeFileSync(join(folder, id, "draw.js"), script);
  const sha256 = createHash("sha256").update(script).digest("hex");
  writeFileSync(join(folder, id, "visual.json"), JSON.stringify({ contract: 1, id, name: id, version: "1.0.0", channels: CHANNELS, script: { file: "draw.js", sha256 }, ...change }));
};

describe("custom visuals", () => {
  let folder: string;
  let reached = 0;
  const elsewhere = createServer((socket) => { reached += 1; socket.destroy(); });
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];
  let ask: Ask;
  let email: string;
  let sales: string;
  let board: string;
  let dark: string;

  const by = { role: "dimension", member: "city" };
  const of = (member: string) => ({ role: "measure", member, aggregation: "sum" });
  const chart = (visual_id: string, options = {}) => ({ dataset_id: sales, mark: "custom", encodings: { x: by, y: [of("plan"), of("actual")] }, options: { custom: { visual_id, options } } });
  const frameOf = async (where: Page, tile: string): Promise<Frame> => {
    const element = await where.locator(`[data-tile=${tile}] iframe`).elementHandle();
    const frame = await element?.contentFrame();
    if (!frame) throw new Error(`The tile ${tile} has no frame.`);
    return frame;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "gnomon-visuals-"));
    chmodSync(folder, 0o755);
    cpSync(SAMPLE, join(folder, "dumbbell"), { recursive: true });
    await new Promise<void>((resolve) => { elsewhere.listen(0, "127.0.0.1", resolve); });
    const place = elsewhere.address();
    install(folder, "reaches-out", reachingOut(typeof place === "object" && place ? place.port : 0));
    for (const [id, script] of Object.entries(SCRIPTS)) install(folder, id, script);
    install(folder, "tampered", "const draw = () => '<svg/>';", { script: { file: "draw.js", sha256: "0".repeat(64) } });
    process.env["GNOMON_VISUALS_FOLDER"] = folder;
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
    email = await letInNew(page, "Florence Nightingale");
    ask = await askAs(server.address, email);
    const form = new FormData();
    form.append("file", new Blob([SALES], { type: "text/csv" }), "sales.csv");
    sales = ((await ask("POST", "/datasets/upload", form)).body as { id: string }).id;
    for (;;) {
      if (((await ask("GET", `/datasets/${sales}`)).body as { status: string }).status === "ready") break;
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
    const tile = (id: string, place: number, spec: object) => ({ kind: "chart", id, title: id, layout: { x: (place % 2) * 12, y: Math.floor(place / 2) * 10, width: 12, height: 10 }, chart: spec });
    const fine = [tile("dumbbells", 0, chart("dumbbell")), tile("rows", 1, { dataset_id: sales, mark: "table", encodings: { x: by, y: [of("plan"), of("actual")] } })];
    const ids = ["reaches-out", ...Object.keys(SCRIPTS), "never-was", "tampered"];
    const made = await ask("POST", "/dashboards", { name: "Plan and actual", spec: { pages: [{ id: "p1", title: "Overview", tiles: fine }] } });
    expect(made, JSON.stringify(made.body)).toMatchObject({ status: 201 });
    board = (made.body as { id: string }).id;
    const hostile = await ask("POST", "/dashboards", { name: "Hostile", spec: { pages: [{ id: "p1", title: "Overview", tiles: ids.map((id, place) => tile(id, place, chart(id))) }] } });
    expect(hostile, JSON.stringify(hostile.body)).toMatchObject({ status: 201 });
    dark = (hostile.body as { id: string }).id;
  }, 120_000);
  afterAll(async () => {
    delete process.env["GNOMON_VISUALS_FOLDER"];
    await context.close();
    await browser.close();
    await server.remove();
    elsewhere.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("are drawn in a frame without an origin, and their marks tell, filter and fade like those of others", async () => {
    await page.goto(`/dashboards/${board}`);
    const frame = await page.locator("[data-tile=dumbbells] iframe").waitFor().then(() => frameOf(page, "dumbbells"));
    await frame.locator("[data-row]").first().waitFor();
    expect(await frame.evaluate(() => [self.origin, document.fonts.size > 0])).toEqual(["null", true]);
    await page.waitForTimeout(300);
    await keepPicture(page, "custom-visuals-1440-light");
    await expectAccessible(page);
    const box = await frame.locator("[data-row]").filter({ hasText: "Aarhus" }).locator("circle").first().boundingBox();
    if (!box) throw new Error("The mark has no place.");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x - 3, y);
    await page.mouse.move(x, y);
    await page.locator("dl").getByText("Aarhus").waitFor();
    await keepPicture(page, "custom-visuals-tooltip-1440-light");
    await page.mouse.click(x, y);
    await expect.poll(async () => frame.locator("[data-faded]").count()).toBe(CITIES.length - 1);
    await expect.poll(async () => page.locator("[data-tile=rows] [role=row]").count(), { timeout: 15_000 }).toBe(2);
    await page.mouse.click(x, y, { button: "right" });
    await page.getByRole("menuitem", { name: /^Keep only/ }).waitFor();
    await page.keyboard.press("Escape");
    expect(mishaps).toEqual([]);
  });

  it("reach nothing: no page, no network, no script from elsewhere; and one that hangs is ended with a way out", async () => {
    const asked: string[] = [];
    context.on("request", (request) => { asked.push(request.url()); });
    await page.goto(`/dashboards/${dark}`);
    const frame = await page.locator("[data-tile=reaches-out] iframe").waitFor().then(() => frameOf(page, "reaches-out"));
    await frame.locator("text").first().waitFor();
    expect(await frame.locator("text").allTextContents()).toEqual([
      "page: undefined undefined undefined undefined", "request: refused", "script: refused", "text as code: refused",
    ]);
    await page.locator("[data-tile=hangs]").getByText(/took longer than 5 seconds/).first().waitFor({ timeout: 20_000 });
    await page.locator("[data-tile=draws-script]").getByText(/<script>, which no picture may hold/).first().waitFor();
    await page.locator("[data-tile=draws-image]").getByText(/<image>, which no picture may hold/).first().waitFor();
    await page.locator("[data-tile=draws-much]").getByText(/more than 20,000 elements/).first().waitFor();
    await page.locator("[data-tile=never-was]").getByText(/is not installed here/).first().waitFor();
    await page.locator("[data-tile=tampered]").getByText(/is not installed here/).first().waitFor();
    await keepPicture(page, "custom-visuals-hostile-1440-light");
    await expectAccessible(page);
    expect(await page.evaluate(() => "pwned" in window)).toBe(false);
    expect(reached).toBe(0);
    expect(asked.filter((url) => !url.startsWith(server.address) && !url.startsWith("blob:") && !url.startsWith("data:") && !url.startsWith("http://127.0.0.1"))).toEqual([]);
  });

  it("are chosen in Explore, with their options; owners are told what is broken, and why", async () => {
    const wells = { x: [by], y: [of("plan"), of("actual")] };
    await page.goto(`/explore?dataset=${sales}&chart=${encodeURIComponent(JSON.stringify({ wells }))}`);
    await page.locator("figure canvas").waitFor();
    await page.getByRole("button", { name: /^Kind of picture/ }).click();
    await page.getByRole("menuitem", { name: "Custom visual" }).click();
    const panel = page.getByRole("region", { name: "Custom visual" });
    await panel.getByText(/script\.sha256/).first().waitFor();
    // The first of the list is one of those that never draw: it is only its place that is waited for.
    await page.locator("figure iframe").waitFor({ state: "attached" });
    await panel.getByRole("combobox", { name: "Drawn by" }).click();
    await page.getByRole("option", { name: "Dumbbells" }).click();
    const marks = page.frameLocator("figure iframe").locator("[data-row]");
    const names = async () => marks.evaluateAll((found) => found.map((mark) => mark.getAttribute("data-row")));
    await expect.poll(async () => (await names()).length).toBe(CITIES.length);
    const before = await names();
    await panel.getByRole("combobox", { name: "Order" }).click();
    await page.getByRole("option", { name: "Largest rise first" }).click();
    await expect.poll(names).not.toEqual(before);
    await keepPicture(page, "custom-visuals-explore-1440-light");
    await expectAccessible(page);
  });

  it("are shown to visitors of a link, who get those of its dashboard and no other", async () => {
    const link = (await ask("POST", "/shares", { dashboard_id: board })).body as { path: string };
    const visitor = await openPage(browser, server.address, { width: 390, isDark: true });
    await visitor.page.goto(link.path);
    const frame = await visitor.page.locator("[data-tile=dumbbells] iframe").waitFor().then(() => frameOf(visitor.page, "dumbbells"));
    await frame.locator("[data-row]").first().waitFor();
    await visitor.page.waitForTimeout(300);
    await keepPicture(visitor.page, "custom-visuals-visitor-390-dark");
    await expectAccessible(visitor.page);
    await expectNoOverflow(visitor.page);
    const token = link.path.split("/").at(-1) ?? "";
    const told = await Promise.all(["dumbbell", "hangs"].map(async (id) => (await fetch(`${server.address}/api/v1/public/shares/${token}/visuals/${id}`)).status));
    expect([...told, (await fetch(`${server.address}/api/v1/visuals`)).status]).toEqual([200, 404, 401]);
    await visitor.context.close();
  });

  it("look as well in the dark", async () => {
    const late = await openPage(browser, server.address, { isDark: true });
    await letIn(late.page, email);
    await late.page.goto(`/dashboards/${board}`);
    const frame = await late.page.locator("[data-tile=dumbbells] iframe").waitFor().then(() => frameOf(late.page, "dumbbells"));
    await frame.locator("[data-row]").first().waitFor();
    await late.page.waitForTimeout(300);
    await keepPicture(late.page, "custom-visuals-1440-dark");
    await late.context.close();
  });
});
