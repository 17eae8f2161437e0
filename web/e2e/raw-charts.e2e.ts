import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const SALES = "day,region,city,amount\n" + Array.from({ length: 240 }, (_, row) => {
  const region = ["North", "South", "East", "A region whose name is much too long for any axis or tooltip"][row % 4] ?? "";
  const day = new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10);
  return `${day},${region},<img src=x onerror=alert(1)> ${String(row % 9)},${String(row * 3 - 100)}`;
}).join("\n") + "\n";

const BARS = { x: { role: "dimension", member: "region" }, y: [{ role: "measure", member: "amount", aggregation: "sum" }] };

/** What the server would never let through, as if it had. */
const HOSTILE: Readonly<Record<string, object>> = {
  "an image from elsewhere": { mark: { type: "image", url: "https://evil.example/x.png", width: 40, height: 40 }, encoding: { x: { field: "region", type: "nominal" } } },
  "data from elsewhere": { data: { url: "https://evil.example/x.json" }, mark: "bar", encoding: { x: { field: "region", type: "nominal" } } },
  "links that are scripts": { mark: { type: "bar", href: "javascript:window.pwned=1" }, encoding: { x: { field: "region", type: "nominal" } } },
  "the constructor of everything": { transform: [{ calculate: "datum.region.constructor.constructor('window.pwned=1')()", as: "q" }], mark: "bar", encoding: { x: { field: "region", type: "nominal" } } },
  "HTML in titles and tooltips": { title: "<script>window.pwned=1</script>", mark: "bar", encoding: { x: { field: "region", type: "nominal", title: "<img src=x onerror='window.pwned=1'>" }, tooltip: { value: "<img src=x onerror='window.pwned=1'>" } } },
  "paint and a cursor from elsewhere": { mark: { type: "bar", fill: "url(https://evil.example/#a)", cursor: "url(https://evil.example/c.cur), auto" }, encoding: { x: { field: "region", type: "nominal" } } },
  "an element of the page": { params: [{ name: "p", value: 1, bind: { input: "text", element: "h1", name: "<img src=x onerror='window.pwned=1'>" } }], mark: "bar", encoding: { x: { field: "region", type: "nominal" } } },
};

/** The header of the one frame of an answer, changed. */
const withDrawing = (body: Buffer, change: (drawing: Record<string, unknown>) => void): Buffer => {
  const length = body.readUInt32BE(0);
  const header = JSON.parse(body.subarray(4, 4 + length).toString()) as { extra: Record<string, unknown> };
  change(header.extra);
  const text = Buffer.from(JSON.stringify(header));
  const size = Buffer.alloc(4);
  size.writeUInt32BE(text.length);
  return Buffer.concat([size, text, body.subarray(4 + length)]);
};

describe("pictures that people write themselves, and pictures in tooltips", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];
  let email: string;
  let ask: Ask;
  let sales: string;
  let board: string;

  const explore = (chart: object = { wells: { x: [BARS.x], y: BARS.y } }): string => `/explore?dataset=${sales}&chart=${encodeURIComponent(JSON.stringify(chart))}`;
  const editor = () => page.getByRole("textbox", { name: "Vega-Lite document" });
  const panel = () => page.getByRole("region", { name: "Vega-Lite" });
  const rich = () => page.locator("[data-rich-tooltip]");
  const write = async (text: string): Promise<void> => {
    await editor().click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(text);
  };
  const settled = async (): Promise<void> => {
    await page.locator("[data-tile] canvas").first().waitFor();
    await expect.poll(async () => page.locator("[data-tile][aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
  };

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
    email = await signUp(page, "Florence Nightingale");
    ask = await askAs(server.address, email);
    const form = new FormData();
    form.append("file", new Blob([SALES], { type: "text/csv" }), "sales.csv");
    sales = ((await ask("POST", "/datasets/upload", form)).body as { id: string }).id;
    const small = { dataset_id: sales, mark: "line", encodings: { x: { role: "dimension", member: "day", grain: "month" }, y: BARS.y } };
    const tile = { kind: "chart", id: "bars", title: "Amount by region", layout: { x: 0, y: 0, width: 12, height: 10 }, chart: { dataset_id: sales, mark: "bar", encodings: BARS }, tooltip: { chart: small, title: "By month" } };
    const plain = { ...tile, id: "plain", title: "Without", layout: { ...tile.layout, x: 12 }, tooltip: null };
    const made = await ask("POST", "/dashboards", { name: "Tooltips", spec: { pages: [{ id: "p1", title: "Overview", tiles: [tile, plain] }] } });
    expect(made, JSON.stringify(made.body)).toMatchObject({ status: 201 });
    board = (made.body as { id: string }).id;
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });

  it("goes on from the picture that stands there, and draws what is written", async () => {
    await page.goto(explore());
    await page.locator("figure canvas").waitFor();
    await page.getByRole("button", { name: /^Kind of picture/ }).click();
    await page.getByRole("menuitem", { name: "Vega-Lite" }).click();
    await panel().waitFor();
    await panel().getByText("Drawn as it is written").waitFor();
    await page.locator("figure canvas").waitFor();
    expect(await editor().textContent()).toContain('"sum_amount"');
    await keepPicture(page, "raw-charts-1440-light");
    await expectAccessible(page);
    await write('{ "mark": "arc", "encoding": { "theta": { "field": "sum_amount", "type": "quantitative" }, "color": { "field": "region", "type": "nominal" } } }');
    await panel().getByText("Drawn as it is written").waitFor();
    await page.locator("figure canvas").waitFor();
    await panel().getByRole("button", { name: "Tidy" }).click();
    await page.reload();
    await panel().getByText("Drawn as it is written").waitFor();
    expect(await editor().textContent()).toContain('"arc"');
  });

  it("tells a fault at its word, offers words, and lets go by Escape and Tab", async () => {
    await write('{ "mark": "barr", "encoding": { "x": { "field": "regon", "type": "nominal" } } }');
    await panel().getByRole("button", { name: /Did you mean “bar”/ }).waitFor();
    await page.locator(".cm-fault").first().waitFor();
    expect(await page.locator(".cm-fault").allTextContents()).toEqual(['"mark": "barr"']);
    await keepPicture(page, "raw-charts-fault-1440-light");
    await expectAccessible(page);
    await write('{ "mark": "bar", "data": { "url": "https://evil.example/x.json" } }');
    await panel().getByRole("button", { name: /shows the rows of its fields/ }).waitFor();
    await write('{ "mark": "bar", ');
    await panel().getByText("This is no JSON yet").waitFor();
    await write('{ "mark": "bar", "encoding": { "x": {  } } }');
    for (let step = 0; step < 7; step++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Control+Space");
    await page.locator(".cm-tooltip-autocomplete").getByText("field", { exact: true }).waitFor();
    await keepPicture(page, "raw-charts-completion");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await editor().evaluate((element) => element.contains(document.activeElement))).toBe(false);
  });

  it("stays readable on a phone and in the dark", async () => {
    const dark = await openPage(browser, server.address, { isDark: true });
    await signIn(dark.page, email);
    const document = '{ "mark": "circle", "encoding": { "x": { "field": "region", "type": "nominal" }, "y": { "field": "sum_amount", "type": "quantitative" } } }';
    await dark.page.goto(explore({ mark: "vega_lite", wells: { x: [BARS.x], y: BARS.y }, options: { document } }));
    await dark.page.getByText("Drawn as it is written").waitFor();
    await dark.page.locator("figure canvas").waitFor();
    await keepPicture(dark.page, "raw-charts-1440-dark");
    await expectAccessible(dark.page);
    await dark.page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(dark.page);
    await keepPicture(dark.page, "raw-charts-390-dark");
    expect(dark.mishaps).toEqual([]);
    await dark.context.close();
  });

  it.each(Object.keys(HOSTILE))("even past the server, %s does nothing", async (name) => {
    const document = '{ "mark": "bar", "encoding": { "x": { "field": "region", "type": "nominal" } } }';
    const change = async (route: Route) => {
      const response = await route.fetch();
      const body = withDrawing(await response.body(), (drawing) => { drawing["vega_lite"] = { data: { name: "result" }, width: "container", height: "container", ...HOSTILE[name] }; });
      await route.fulfill({ response, body });
    };
    await page.route("**/api/v1/charts/preview", change);
    await page.goto(explore({ mark: "vega_lite", wells: { x: [BARS.x], y: BARS.y }, options: { document } }));
    await page.locator("figure").locator("canvas, [role=alert]").first().waitFor();
    await page.locator("figure").first().hover();
    await page.locator("figure").first().click();
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => "pwned" in window)).toBe(false);
    expect(mishaps.filter((one) => one.startsWith("asked"))).toEqual([]);
    await page.unroute("**/api/v1/charts/preview", change);
  });

  it("shows another picture of a mark that somebody stays on, and asks once for each", async () => {
    mishaps.length = 0;
    const asked: string[] = [];
    await page.goto(`/dashboards/${board}`);
    await settled();
    page.on("request", (request) => { if (request.url().endsWith("/results")) asked.push(request.url()); });
    const box = await page.locator("[data-tile=bars] canvas").boundingBox();
    if (!box) throw new Error("There is no picture.");
    const stay = async (across: number) => { await page.mouse.move(box.x + box.width * across, box.y + box.height * 0.6, { steps: 4 }); };
    await stay(0.25);
    await rich().getByText("By month").waitFor();
    await rich().locator("canvas").waitFor();
    await keepPicture(page, "tooltips-1440-light");
    const first = asked.length;
    expect(first).toBe(1);
    await page.mouse.move(2, 2);
    await expect.poll(async () => rich().count()).toBe(0);
    await stay(0.25);
    await rich().locator("canvas").waitFor();
    expect(asked.length).toBe(first);
    const plain = await page.locator("[data-tile=plain] canvas").boundingBox();
    if (!plain) throw new Error("There is no second picture.");
    await page.mouse.move(plain.x + plain.width * 0.25, plain.y + plain.height * 0.6, { steps: 4 });
    await page.waitForTimeout(500);
    expect(asked.length).toBe(first);
    expect(await rich().count()).toBe(0);
  });

  it("shows it by keyboard, and closes it by Escape", async () => {
    const marks = page.locator("[data-tile=bars]").getByRole("slider", { name: "Marks of the picture" });
    await page.mouse.move(2, 2);
    await marks.focus();
    await page.keyboard.press("ArrowRight");
    await rich().locator("canvas").waitFor();
    expect(await marks.getAttribute("aria-valuetext")).toContain("Region: ");
    await keepPicture(page, "tooltips-keyboard-1440-light");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect.poll(async () => rich().count()).toBe(0);
    expect(mishaps).toEqual([]);
  });

  it("is chosen in the menu of the tile", async () => {
    await page.goto(`/dashboards/${board}?mode=edit`);
    await settled();
    await page.getByRole("button", { name: "More for Without" }).click();
    await page.getByRole("menuitem", { name: "Tooltips" }).click();
    const dialog = page.getByRole("dialog", { name: "Tooltips of the tile" });
    await dialog.getByRole("combobox", { name: "Picture of each mark" }).click();
    await page.getByRole("option", { name: "Donut" }).click();
    await keepPicture(page, "tooltips-dialog-1440-light");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect.poll(async () => ((await ask("GET", `/dashboards/${board}`)).body as { spec: { pages: { tiles: { tooltip?: { chart: { mark: string } } }[] }[] } }).spec.pages[0]?.tiles[1]?.tooltip?.chart.mark, { timeout: 20_000 }).toBe("donut");
  });

  it("reads well in the dark, and never leaves the window", async () => {
    const dark = await openPage(browser, server.address, { isDark: true });
    await signIn(dark.page, email);
    await dark.page.goto(`/dashboards/${board}`);
    await dark.page.locator("[data-tile] canvas").first().waitFor();
    const marks = dark.page.locator("[data-tile=bars]").getByRole("slider", { name: "Marks of the picture" });
    await marks.focus();
    await dark.page.keyboard.press("End");
    await dark.page.locator("[data-rich-tooltip] canvas").waitFor();
    await keepPicture(dark.page, "tooltips-1440-dark");
    await dark.page.setViewportSize({ width: 390, height: 844 });
    await marks.focus();
    await dark.page.keyboard.press("Home");
    await dark.page.locator("[data-rich-tooltip] canvas").waitFor();
    const box = await dark.page.locator("[data-rich-tooltip]").boundingBox();
    expect(box && box.x >= 0 && box.y >= 0 && box.x + box.width <= 390 && box.y + box.height <= 844).toBe(true);
    await keepPicture(dark.page, "tooltips-390-dark");
    expect(dark.mishaps).toEqual([]);
    await dark.context.close();
  });
});
