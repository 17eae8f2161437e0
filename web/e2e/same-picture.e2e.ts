import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture } from "./browser";
import { usingStage } from "./stage";

const REGIONS = ["North", "South", "East", "West", "A <b>long</b> name & more of it"];
const ROWS = Array.from({ length: 600 }, (_, row) => `2026-${String(1 + (row % 10)).padStart(2, "0")}-${String(1 + (row % 28)).padStart(2, "0")},${REGIONS[row % 5] ?? ""},${String(((row * 37) % 101) + 0.5)},${String((row * 13) % 47)}`);
const artefacts = fileURLToPath(new URL("../artefacts", import.meta.url));

/** What a file has around its picture, in the pixels of the screen: a margin, and one line of title. */
const [AROUND, HEAD, ZOOM, PNG_SCALE] = [20, 32.4, 1.5, 2];
const DRAWN = ["bar", "line", "pie", "scatter", "heatmap"] as const;

type Difference = { mean: number; far: number };

describe("a tile as a file", () => {
  const stage = usingStage("Sam Picture");
  let page: Page;
  let dashboardId: string;
  const shots = new Map<string, { url: string; width: number; height: number }>();
  const files = new Map<string, string>();

  const tileAt = (id: string) => page.locator(`[data-tile=${id}]`);
  const fileOf = async (tileId: string, format: string, picture: object): Promise<Buffer> => {
    const source = { kind: "tile", dashboard_id: dashboardId, tile_id: tileId };
    const begun = await stage.ask("POST", "/exports", { source, format, picture });
    expect(begun.status).toBe(202);
    const { id } = begun.body as { id: string };
    const ended = async () => ["done", "failed"].includes(((await stage.ask("GET", `/exports/${id}`)).body as { state: string }).state);
    await vi.waitUntil(ended, { timeout: 60_000, interval: 100 });
    const { url } = (await stage.ask("POST", `/exports/${id}/ticket`)).body as { url: string };
    return Buffer.from(await (await fetch(stage.server.address + url)).arrayBuffer());
  };
  /** How much two pictures differ, in blocks of four pixels so that the edges of letters do not count. */
  const differ = async (screen: string, file: string, width: number, height: number, at: { x: number; y: number; scale: number }): Promise<Difference> => {
    const blank = await stage.browser.newPage();
    const told = await blank.evaluate(async ([one, other, wide, high, place]) => {
      const drawn = async (url: string, from: { x: number; y: number; scale: number } | null) => {
        const image = new Image();
        image.src = url;
        await image.decode();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [Math.floor(wide / 4), Math.floor(high / 4)];
        const pen = canvas.getContext("2d");
        if (pen === null) throw new Error("There is no canvas.");
        pen.imageSmoothingQuality = "high";
        pen.fillStyle = "white";
        pen.fillRect(0, 0, canvas.width, canvas.height);
        const [x, y, scale] = from === null ? [0, 0, image.width / wide] : [from.x * from.scale, from.y * from.scale, from.scale];
        pen.drawImage(image, x, y, canvas.width * 4 * scale, canvas.height * 4 * scale, 0, 0, canvas.width, canvas.height);
        return pen.getImageData(0, 0, canvas.width, canvas.height).data;
      };
      const [a, b] = [await drawn(one, null), await drawn(other, place)];
      let [sum, far] = [0, 0];
      for (let at = 0; at < a.length; at += 4) {
        const most = Math.max(...[0, 1, 2].map((channel) => Math.abs((a[at + channel] ?? 0) - (b[at + channel] ?? 0))));
        sum += most;
        if (most > 64) far += 1;
      }
      return { mean: sum / (a.length / 4), far: far / (a.length / 4) };
    }, [screen, file, width, height, at] as const);
    await blank.close();
    return told;
  };

  beforeAll(async () => {
    ({ page } = stage);
    const form = new FormData();
    form.append("file", new Blob([["day,region,amount,weight", ...ROWS].join("\n")], { type: "text/csv" }), "Orders.csv");
    expect((await stage.ask("POST", "/datasets/upload", form)).status).toBe(201);
    const ready = async () => ((await stage.ask("GET", "/datasets")).body as { items: { id: string; status: string }[] }).items.find(({ status }) => status === "ready");
    const { id: dataset_id } = await vi.waitUntil(ready, { timeout: 60_000, interval: 200 });
    const [region, month] = [{ role: "dimension", member: "region" }, { role: "dimension", member: "day", grain: "month" }];
    const [amount, weight] = [{ role: "measure", member: "amount", aggregation: "sum" }, { role: "measure", member: "weight", aggregation: "avg" }];
    const rules = [{ op: "above", value: 5_900, tone: "good" }, { op: "at_most", value: 5_900, tone: "bad" }];
    const cells = [{ column: "amount", kind: "bar" }, { column: "weight", kind: "color_scale" }, { column: "amount", kind: "rule", rules }];
    const moving = { comparison: "previous_period", show_sparkline: true };
    const wells: [id: string, encodings: object, options: object][] = [
      ["bar", { x: region, y: [amount] }, {}],
      ["line", { x: month, y: [amount] }, {}],
      ["pie", { x: region, y: [amount] }, {}],
      ["scatter", { x: { role: "dimension", member: "amount" }, y: [{ role: "dimension", member: "weight" }] }, {}],
      ["heatmap", { x: month, y: [region], color: amount }, {}],
      ["kpi", { x: month, y: [amount] }, moving],
      ["table", { x: region, y: [amount, weight] }, { cells }],
      ["matrix", { x: month, y: [region, amount] }, {}],
    ];
    const tiles = wells.map(([mark, encodings, options], place) => ({
      kind: "chart", id: mark, title: `The ${mark}`, layout: { x: (place % 2) * 12, y: Math.floor(place / 2) * 9, width: 12, height: 9 }, chart: { dataset_id, mark, encodings, options },
    }));
    const made = await stage.ask("POST", "/dashboards", { name: "Same", spec: { pages: [{ id: "page", title: "Page", tiles }] } });
    expect(made.status).toBe(201);
    dashboardId = (made.body as { id: string }).id;
    await page.setViewportSize({ width: 1440, height: 2200 });
    await page.goto(`/dashboards/${dashboardId}`);
    mkdirSync(artefacts, { recursive: true });
  });

  it.each(DRAWN)("is drawn on the server as on the screen: %s", async (mark) => {
    const canvas = tileAt(mark).locator("canvas").first();
    await canvas.waitFor();
    await expect.poll(async () => canvas.evaluate((one) => (one as HTMLCanvasElement).toDataURL().length)).toBeGreaterThan(4_000);
    const [url, width, height] = await canvas.evaluate((one) => [(one as HTMLCanvasElement).toDataURL("image/png"), one.clientWidth, one.clientHeight] as const);
    const size = { width: Math.round((width + 2 * AROUND) * ZOOM), height: Math.round((height + 2 * AROUND + HEAD) * ZOOM) };
    const png = await fileOf(mark, "png", { theme: "light", ...size });
    writeFileSync(`${artefacts}/same-${mark}-server.png`, png);
    writeFileSync(`${artefacts}/same-${mark}-screen.png`, Buffer.from(url.split(",")[1] ?? "", "base64"));
    const file = `data:image/png;base64,${png.toString("base64")}`;
    shots.set(mark, { url, width, height });
    files.set(mark, file);
    const difference = await differ(url, file, width, height, { x: AROUND, y: AROUND + HEAD, scale: ZOOM * PNG_SCALE });
    // A long name in a legend is some pixels wider or narrower there, which moves the whole of a round picture.
    const [mean, far] = mark === "pie" ? [7, 0.05] : [4, 0.01];
    expect(difference.mean, JSON.stringify(difference)).toBeLessThan(mean);
    expect(difference.far, JSON.stringify(difference)).toBeLessThan(far);
  });

  it("is another picture where another thing is drawn", async () => {
    const [bar, line] = [shots.get("bar"), files.get("line")];
    expect(bar !== undefined && line !== undefined).toBe(true);
    const { mean, far } = await differ(bar?.url ?? "", line ?? "", bar?.width ?? 0, bar?.height ?? 0, { x: AROUND, y: AROUND + HEAD, scale: ZOOM * PNG_SCALE });
    expect(mean).toBeGreaterThan(12);
    expect(far).toBeGreaterThan(0.05);
  });

  const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words = ""]) => words.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"));
  const shownIn = (id: string) => tileAt(id).evaluate((tile) => (tile as HTMLElement).innerText.replaceAll(/[\s\u00a0]+/g, " ").replaceAll(" , ", ", "));
  const hexOf = (rgb: string) => `#${(rgb.match(/\d+/g) ?? []).slice(0, 3).map((one) => Number(one).toString(16).padStart(2, "0")).join("")}`;
  const svgOf = async (id: string) => {
    const svg = (await fileOf(id, "svg", { theme: "light", width: 1200, height: 900 })).toString("utf8");
    writeFileSync(`${artefacts}/same-${id}-server.png`, await fileOf(id, "png", { theme: "light", width: 1200, height: 900 }));
    await tileAt(id).screenshot({ path: `${artefacts}/same-${id}-screen.png` });
    return svg;
  };

  it("says the same numbers in the same colors: a number that moved", async () => {
    await tileAt("kpi").locator("polyline").first().waitFor();
    const svg = await svgOf("kpi");
    const shown = await shownIn("kpi");
    const [title = "", number = "", period = "", change = "", since = ""] = textsOf(svg);
    expect(title).toBe("The kpi");
    for (const words of [number, period, change, since]) expect(shown).toContain(words);
    expect(change).toMatch(/^(Up|Down) [\d.]+%/);
    const stroke = await tileAt("kpi").locator("polyline").first().evaluate((line) => getComputedStyle(line).stroke);
    expect(/<polyline[^>]*stroke="([^"]+)"/.exec(svg)?.[1]).toBe(hexOf(stroke));
    const points = await tileAt("kpi").locator("polyline").first().evaluate((line) => (line.getAttribute("points") ?? "").split(" ").length);
    expect(/<polyline points="([^"]+)"/.exec(svg)?.[1]?.split(" ").length).toBe(points);
  });

  it.each(["table", "matrix"])("says the same in its cells: %s", async (id) => {
    await tileAt(id).getByRole(id === "table" ? "grid" : "treegrid").waitFor();
    const svg = await svgOf(id);
    const shown = await shownIn(id);
    const [, ...words] = textsOf(svg);
    expect(words.length).toBeGreaterThan(15);
    const missing = words.filter((one) => !one.endsWith("…") && !one.startsWith("First ") && !shown.includes(one));
    // What is scrolled out of sight of a screen is not read there.
    if (id === "table") expect(missing).toEqual([]);
    else expect(missing.length / words.length).toBeLessThan(0.25);
  });

  it("shows the same bars and signs in cells", async () => {
    const svg = await svgOf("table");
    const widths = await tileAt("table").locator("[data-bar] > span:first-child").evaluateAll((bars) => bars.map((bar) => Number.parseFloat((bar as HTMLElement).style.width)));
    const drawn = [...svg.matchAll(/<rect[^>]*width="([\d.]+)"[^>]*data-bar/g)].map(([, width]) => Number(width));
    expect(drawn.length).toBe(widths.length);
    const longest = Math.max(...drawn);
    const whole = Math.max(...widths);
    drawn.forEach((width, place) => { expect(Math.abs(width / longest - (widths[place] ?? 0) / whole)).toBeLessThan(0.01); });
    const signs = await tileAt("table").locator("svg.lucide-circle-check, svg.lucide-triangle-alert, svg.lucide-triangle-exclamation-point").count();
    expect([...svg.matchAll(/data-icon="(check|warning)"/g)].length).toBe(signs);
    expect(signs).toBe(REGIONS.length);
  });

  it("is offered for a number and a table in the menu", async () => {
    for (const id of ["kpi", "table"]) {
      await page.getByRole("button", { name: `More for The ${id}` }).click();
      await page.getByRole("menuitem", { name: "Download", exact: true }).press("ArrowRight");
      await page.getByRole("menuitem", { name: /^PNG/ }).waitFor();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
    }
    await keepPicture(page, "same-picture");
    expect(stage.mishaps).toEqual([]);
  });

  const taken = async (label: string) => {
    await page.getByRole("button", { name: "Download the page" }).click();
    const item = page.getByRole("menuitem", { name: label });
    await item.waitFor();
    await expectAccessible(page);
    const [file] = await Promise.all([page.waitForEvent("download", { timeout: 60_000 }), item.click()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk as Uint8Array));
    return { name: file.suggestedFilename(), content: Buffer.concat(chunks) };
  };

  it("is taken home with its whole page, every tile where it stands", async () => {
    const svg = await taken("This page as SVG");
    expect(svg.name).toBe("Same.svg");
    const words = textsOf(svg.content.toString("utf8"));
    for (const mark of [...DRAWN, "kpi", "table", "matrix"]) expect(words).toContain(`The ${mark}`);
    expect(words.at(-1)).toMatch(/^Made \d+ \w+ \d{4}/);
    const pdf = await taken("This page as PDF");
    expect([pdf.name, pdf.content.subarray(0, 5).toString()]).toEqual(["Same.pdf", "%PDF-"]);
    const png = await taken("This page as PNG");
    expect(png.content.readUInt32BE(16)).toBe(2400);
    writeFileSync(`${artefacts}/same-page-server.png`, png.content);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "Download the page" }).click();
    await page.getByRole("menuitem", { name: "This page as PDF" }).waitFor();
    await expectNoOverflow(page);
    await keepPicture(page, "same-page-phone");
    expect(stage.mishaps).toEqual([]);
  });
});
