import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, keepPicture } from "./browser";
import type { Ask } from "./people";
import { usingStage } from "./stage";

const ORDERS = ["region,amount", ...["North", "South", "East"].flatMap((region, at) => [`${region},${String(at + 1)}.5`, `${region},${String(at + 4)}`])].join("\n");

describe("the palette over a dashboard", () => {
  const stage = usingStage("Paula Modersohn");
  let page: Page;
  let ask: Ask;
  let id: string;

  const palette = () => page.getByRole("dialog", { name: "Search and commands" });
  const here = () => palette().getByRole("group", { name: "On this page" });
  const run = async (words: string) => {
    await page.keyboard.press("ControlOrMeta+k");
    await palette().getByRole("combobox").fill(words);
    await here().getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await palette().waitFor({ state: "detached" });
  };

  beforeAll(async () => {
    ({ page, ask } = stage);
    const form = new FormData();
    form.append("file", new Blob([ORDERS], { type: "text/csv" }), "orders.csv");
    const dataset_id = ((await ask("POST", "/datasets/upload", form)).body as { id: string }).id;
    const chart = { dataset_id, mark: "bar", encodings: { x: { role: "dimension", member: "region" }, y: [{ role: "measure", member: "amount", aggregation: "sum" }] } };
    const tile = (tileId: string, title: string) => ({ kind: "chart", id: tileId, title, layout: { x: 0, y: 0, width: 12, height: 9 }, chart });
    const pages = [{ id: "one", title: "Overview", tiles: [tile("a", "Amount by region")] }, { id: "two", title: "Warehouses", tiles: [tile("b", "Stock of the north")] }];
    id = ((await ask("POST", "/dashboards", { name: "Orders of the year", spec: { pages } })).body as { id: string }).id;
    expect((await ask("POST", `/dashboards/${id}/bookmarks`, { name: "Only the south", is_shared: false, state: { page: "two" } })).status).toBe(201);
    await page.goto(`/dashboards/${id}`);
    await page.locator("[data-tile=a] canvas").waitFor();
  });

  it("offers what the head of the page offers, its pages and its bookmarks, and its tiles once something is typed", async () => {
    await page.getByRole("button", { name: "Share", exact: true }).waitFor();
    await page.getByRole("button", { name: "Present", exact: true }).waitFor();
    await page.keyboard.press("ControlOrMeta+k");
    for (const name of ["Edit", "Share", "Refresh", "Present", "Overview Page", "Warehouses Page", "Only the south Bookmark"]) await here().getByRole("option", { name, exact: true }).waitFor();
    expect(await here().getByRole("option", { name: /Stock of the north/ }).count()).toBe(0);
    await keepPicture(page, "palette-here-1440-light");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
  });

  it("goes to a tile on another page, and back by the name of a page", async () => {
    await run("stock north");
    await page.locator("[data-tile=b]").waitFor();
    expect(new URL(page.url()).searchParams.get("tile")).toBe("b");
    await run("overview");
    await page.locator("[data-tile=a]").waitFor();
    expect(new URL(page.url()).searchParams.get("tile")).toBeNull();
  });

  it("opens a bookmark", async () => {
    await run("only the south");
    await page.locator("[data-tile=b]").waitFor();
  });

  it("presses buttons and opens menus as a hand would", async () => {
    await run("share");
    await page.getByRole("dialog", { name: /Share/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: /Share/ }).waitFor({ state: "detached" });
    await run("refresh by itself");
    await page.getByRole("menuitemradio", { name: "When data changes", exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await run("edit");
    await page.getByRole("button", { name: "Done", exact: true }).waitFor();
    await page.keyboard.press("ControlOrMeta+k");
    await here().getByRole("option", { name: "Done", exact: true }).waitFor();
    expect(await here().getByRole("option", { name: /^Undo/ }).count()).toBe(0);
    await page.keyboard.press("Escape");
    await run("done");
    await page.getByRole("button", { name: "Edit", exact: true }).waitFor();
  });

  it("offers on other pages what stands in their heads, and nothing of the dashboard", async () => {
    await page.goto("/dashboards");
    await page.getByRole("heading", { name: "Dashboards", level: 1 }).waitFor();
    await page.keyboard.press("ControlOrMeta+k");
    await palette().getByRole("combobox").fill("warehouses");
    await palette().getByText("On dashboards").or(palette().getByText("Nothing has this name.")).first().waitFor();
    expect(await here().getByRole("option", { name: /Warehouses/ }).count()).toBe(0);
    expect(stage.mishaps).toEqual([]);
  });
});
