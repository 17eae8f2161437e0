import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, letIn } from "./browser";
import { usingStage } from "./stage";

const REGIONS = ["North", "South", "East", "West"];
const CSV = ["region,amount", ...Array.from({ length: 400 }, (_, row) => `${REGIONS[row % 4] ?? ""},${String(row % 50)}.25`)].join("\n");

describe("rows that are taken home", () => {
  const stage = usingStage("Dora Taker");
  let page: Page;
  let mishaps: string[];
  let email: string;
  let address: string;
  let datasetId: string;

  beforeAll(async () => {
    ({ page, mishaps, email } = stage);
    const { ask } = stage;
    const form = new FormData();
    form.append("file", new Blob([CSV], { type: "text/csv" }), "Orders.csv");
    expect((await ask("POST", "/datasets/upload", form)).status).toBe(201);
    const ready = async () => ((await ask("GET", "/datasets")).body as { items: { id: string; status: string }[] }).items.find(({ status }) => status === "ready");
    datasetId = (await vi.waitUntil(ready, { timeout: 30_000, interval: 200 })).id;
    const chart = { dataset_id: datasetId, mark: "bar", encodings: { x: { role: "dimension", member: "region" }, y: [{ role: "measure", member: "amount", aggregation: "sum" }] } };
    const tiles = [{ kind: "chart", id: "bars", title: "Amount by region", layout: { x: 0, y: 0, width: 12, height: 8 }, chart }];
    const filters = [{ id: "where", label: "Region", dataset_id: datasetId, member: "region", control: "list", default: null }];
    const made = (await ask("POST", "/dashboards", { name: "Orders of the year", spec: { pages: [{ id: "page", title: "Orders", tiles, filters }] } })).body as { id: string };
    const chosen = { where: { kind: "in", member: "region", values: ["South", "West"] } };
    address = `/dashboards/${made.id}?filters=${encodeURIComponent(JSON.stringify(chosen))}`;
  });

  const openMenu = async (on: Page) => {
    await on.goto(address);
    await on.getByRole("button", { name: "More for Amount by region" }).click();
    await on.getByRole("menuitem", { name: "Download", exact: true }).hover();
    await on.getByRole("menuitem", { name: "Download", exact: true }).press("ArrowRight");
    await on.getByRole("menuitem", { name: /^CSV/ }).waitFor();
  };
  const fileOf = async (on: Page, act: () => Promise<void>) => {
    const [download] = await Promise.all([on.waitForEvent("download"), act()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk as Uint8Array));
    return { name: download.suggestedFilename(), content: Buffer.concat(chunks) };
  };
  const textOf = async (on: Page, act: () => Promise<void>) => {
    const { name, content } = await fileOf(on, act);
    return { name, text: content.toString("utf8") };
  };

  it("a tile becomes a picture, as it is drawn on the page", async () => {
    await openMenu(page);
    const { name, content } = await fileOf(page, () => page.getByRole("menuitem", { name: /^PNG/ }).click());
    expect(name).toBe("Amount by region.png");
    expect(content.subarray(1, 4).toString("latin1")).toBe("PNG");
    // Of twelve columns and eight rows, twice as many pixels each way.
    expect([content.readUInt32BE(16), content.readUInt32BE(20)]).toEqual([2400, 1408]);
    await openMenu(page);
    const svg = await textOf(page, () => page.getByRole("menuitem", { name: /^SVG/ }).click());
    expect(svg.text).toContain(">South</text>");
    expect(svg.text).toContain(">West</text>");
    expect(svg.text).not.toContain(">North</text>");
  });

  it("all pages become one file, of which each page is one", async () => {
    const aPage = (id: string) => ({ id, title: `Page ${id}`, filters: [], tiles: [{ kind: "text", id: `words-${id}`, layout: { x: 0, y: 0, width: 12, height: 4 }, markdown: `Words of ${id}` }] });
    const made = (await stage.ask("POST", "/dashboards", { name: "Two pages", spec: { pages: [aPage("a"), aPage("b")] } })).body as { id: string };
    await page.goto(`/dashboards/${made.id}`);
    await page.getByRole("button", { name: "Download the page" }).click();
    await page.getByRole("menuitem", { name: "All pages as PDF" }).waitFor();
    await keepPicture(page, "download-all-pages");
    await expectAccessible(page);
    const { name, content } = await fileOf(page, () => page.getByRole("menuitem", { name: "All pages as PDF" }).click());
    expect([name, content.subarray(0, 5).toString("latin1")]).toEqual(["Two pages.pdf", "%PDF-"]);
    expect([...content.toString("latin1").matchAll(/\/Type\s*\/Page\b/g)].length).toBe(2);
  });

  it("a tile becomes a file, under the filters that are chosen", async () => {
    await openMenu(page);
    await keepPicture(page, "download-tile");
    await expectAccessible(page);
    const { name, text } = await textOf(page, () => page.getByRole("menuitem", { name: /^CSV/ }).click());
    expect(name).toBe("Amount by region.csv");
    expect(text.split("\r\n").sort()).toEqual(["", "Region,Sum of amount", "South,2525.00", "West,2525.00"].sort());
    await page.getByText("Amount by region.csv is on its way").waitFor();
    await keepPicture(page, "download-notice");
    await expectNoOverflow(page);
    expect(mishaps).toEqual([]);
  });

  it("the menus of a tile and of Explore fit a phone in the dark", async () => {
    const phone = await stage.open({ width: 390, isDark: true });
    await letIn(phone.page, email);
    await openMenu(phone.page);
    await keepPicture(phone.page, "download-tile-phone");
    await phone.page.keyboard.press("Escape");
    await phone.page.goto(`/explore?dataset=${datasetId}`);
    await phone.page.getByRole("button", { name: "Download", exact: true }).waitFor();
    await keepPicture(phone.page, "download-explore-phone");
    await expectNoOverflow(phone.page);
    expect(phone.mishaps).toEqual([]);
    await phone.context.close();
  });
});
