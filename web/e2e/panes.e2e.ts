import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, letIn } from "./browser";
import type { Ask } from "./people";
import { usingStage } from "./stage";

type Layout = { x: number; y: number; width: number; height: number };
type Field = { role: string; member: string; aggregation?: string | null };
type Chart = { mark: string; encodings: { x: Field | null; y: Field[]; color: Field | null }; filters: unknown[]; options: Record<string, unknown> };
type Tile = { id: string; kind: string; title: string | null; layout: Layout; chart: Chart };

const SALES = "day,region,city,amount,cost\n" + Array.from({ length: 240 }, (_, row) => {
  const region = ["North", "South", "East", "West"][row % 4] ?? "";
  const day = new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10);
  return `${day},${region},${region} city ${String(row % 12)},${String(row * 3 + 10)},${String(row)}`;
}).join("\n") + "\n";

const LONG = "How much was sold in every region of the country, by far the longest title on this page";

describe("the pane of fields and formats beside the canvas", () => {
  const stage = usingStage("Charles Minard");
  let page: Page;
  let mishaps: string[];
  let email: string;
  let ask: Ask;
  let sales: string;
  let id: string;
  let address: string;

  const chart = (tile: string, title: string | null, x: number, more: object = {}) => ({
    kind: "chart", id: tile, title, layout: { x, y: 0, width: 8, height: 10 },
    chart: { dataset_id: sales, mark: "bar", encodings: { x: { role: "dimension", member: "region" }, y: [{ role: "measure", member: "amount", aggregation: "sum" }] }, ...more },
  });
  const settled = async (target: Page): Promise<void> => {
    await target.locator("[data-tile]").first().waitFor();
    await expect.poll(async () => target.locator("[data-tile][aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
  };
  const kept = async (tileId: string): Promise<Tile> => {
    const { body } = await ask("GET", `/dashboards/${id}`);
    const tiles = (body as { spec: { pages: { tiles: Tile[] }[] } }).spec.pages.flatMap(({ tiles }) => tiles);
    const found = tiles.find((one) => one.id === tileId);
    if (found === undefined) throw new Error(`There is no ${tileId}.`);
    return found;
  };
  /** Waits until the server has this of a tile. */
  const isKept = async <Value,>(tileId: string, read: (tile: Tile) => Value, value: Value): Promise<void> => {
    await expect.poll(async () => read(await kept(tileId)), { timeout: 20_000 }).toEqual(value);
  };
  const pane = (): Locator => page.getByRole("complementary", { name: "Fields and format" });
  const tile = (tileId: string): Locator => page.locator(`[data-tile="${tileId}"]`);
  const well = (name: string): Locator => pane().getByRole("region", { name, exact: true });
  const undo = (): Promise<void> => page.getByRole("button", { name: "Undo" }).click();
  const middle = async (place: Locator): Promise<[x: number, y: number]> => {
    await place.scrollIntoViewIfNeeded();
    const box = await place.boundingBox();
    if (box === null) throw new Error("It is not on the screen.");
    return [box.x + box.width / 2, box.y + box.height / 2];
  };

  beforeAll(async () => {
    ({ page, mishaps, email, ask } = stage);
    const form = new FormData();
    form.append("file", new Blob([SALES], { type: "text/csv" }), "sales.csv");
    sales = ((await ask("POST", "/datasets/upload", form)).body as { id: string }).id;
    const document = JSON.stringify({ mark: "bar", encoding: { x: { field: "region", type: "nominal" }, y: { field: "sum_amount", type: "quantitative" } } });
    const tiles = [
      chart("regions", LONG, 0),
      chart("cities", "By city", 8, { mark: "table", encodings: { x: { role: "dimension", member: "city" }, y: [{ role: "measure", member: "amount", aggregation: "sum" }] } }),
      chart("drawn", "Drawn by hand", 16, { mark: "vega_lite", options: { document } }),
      { kind: "text", id: "words", layout: { x: 0, y: 10, width: 12, height: 4 }, markdown: "# About\n\nSales of a year." },
    ];
    const made = await ask("POST", "/dashboards", { name: "Panes", spec: { pages: [{ id: "p1", title: "Overview", tiles, filters: [] }] } });
    expect(made).toMatchObject({ status: 201 });
    ({ id } = made.body as { id: string });
    address = `/dashboards/${id}`;
  });

  it("opens beside the page, says what to do, and shows what is selected", async () => {
    await page.goto(`${address}?mode=edit`);
    await settled(page);
    await page.getByRole("button", { name: "Fields and format" }).click();
    await pane().getByText("Nothing is selected").waitFor();
    await keepPicture(page, "panes-nothing-1440-light");
    await expectAccessible(page);
    await tile("regions").getByRole("heading").click();
    await pane().getByRole("heading", { name: LONG }).waitFor();
    await well("X axis").getByRole("button", { name: "Region", exact: true }).waitFor();
    await keepPicture(page, "panes-fields-1440-light");
    await expectAccessible(page);
    await expectNoOverflow(page);
  });

  it("takes a field by the mouse, redraws the tile where it stands, and takes the step back", async () => {
    const [fromX, fromY] = await middle(pane().getByRole("button", { name: "Text City", exact: true }));
    const [toX, toY] = await middle(well("Color"));
    await page.mouse.move(fromX, fromY);
    await page.mouse.down();
    await page.mouse.move(fromX + 10, fromY - 10, { steps: 3 });
    await page.mouse.move(toX, toY, { steps: 8 });
    await keepPicture(page, "panes-dragging");
    await page.mouse.up();
    await isKept("regions", ({ chart: { encodings } }) => encodings.color?.member, "city");
    await settled(page);
    await keepPicture(page, "panes-colored");
    await undo();
    await isKept("regions", ({ chart: { encodings } }) => encodings.color, null);
    await well("Color").getByText("Tells series apart").waitFor();
    await page.getByRole("button", { name: "Redo" }).click();
    await isKept("regions", ({ chart: { encodings } }) => encodings.color?.member, "city");
    await undo();
    await isKept("regions", ({ chart: { encodings } }) => encodings.color, null);
  });

  it("takes a field that is dropped on the tile itself", async () => {
    const [fromX, fromY] = await middle(pane().getByRole("button", { name: "Measure Cost", exact: true }));
    const [toX, toY] = await middle(tile("regions"));
    await page.mouse.move(fromX, fromY);
    await page.mouse.down();
    await page.mouse.move(fromX - 10, fromY - 10, { steps: 3 });
    await page.mouse.move(toX, toY, { steps: 8 });
    await page.getByText("Cost is over the picture.").waitFor({ state: "attached" });
    await keepPicture(page, "panes-over-tile");
    await page.mouse.up();
    await isKept("regions", ({ chart: { encodings } }) => encodings.y.map(({ member }) => member), ["amount", "cost"]);
    await undo();
    await isKept("regions", ({ chart: { encodings } }) => encodings.y.map(({ member }) => member), ["amount"]);
  });

  it("takes fields by keyboard; Delete takes a field away and never the tile", async () => {
    const cost = pane().getByRole("button", { name: "Measure Cost", exact: true });
    await cost.focus();
    await page.keyboard.press("Space");
    await page.getByText("Picked up Cost.").waitFor({ state: "attached" });
    for (const place of ["X axis", "Y axis"]) {
      await page.keyboard.press("ArrowDown");
      await page.getByText(`Cost is over ${place}.`).waitFor({ state: "attached" });
    }
    await page.keyboard.press("Space");
    await isKept("regions", ({ chart: { encodings } }) => encodings.y.map(({ member }) => member), ["amount", "cost"]);
    const pill = well("Y axis").getByRole("button", { name: "Sum of cost", exact: true });
    await pill.focus();
    await page.keyboard.press("Delete");
    await isKept("regions", ({ chart: { encodings } }) => encodings.y.map(({ member }) => member), ["amount"]);
    expect(await tile("regions").count()).toBe(1);
  });

  it("filters the tile, and changes its kind of picture", async () => {
    await pane().getByRole("button", { name: "Add Region to a well" }).first().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Filters" }).click();
    await page.getByRole("dialog", { name: "Filter by Region" }).getByRole("checkbox", { name: "North" }).click();
    await isKept("regions", ({ chart: { filters } }) => filters.length, 1);
    expect((await kept("regions")).chart.filters).toMatchObject([{ kind: "in", member: "region", values: ["North"] }]);
    await page.keyboard.press("Escape");
    await pane().getByRole("button", { name: "Remove the filter on Region" }).click();
    await isKept("regions", ({ chart: { filters } }) => filters, []);
    await pane().getByRole("button", { name: /^Kind of picture/ }).click();
    await page.getByRole("menuitem", { name: "Lollipops" }).click();
    await isKept("regions", ({ chart: { mark } }) => mark, "lollipop");
    await settled(page);
    await undo();
    await isKept("regions", ({ chart: { mark } }) => mark, "bar");
  });

  it("defines a measure without leaving the page, and shows it", async () => {
    await pane().getByRole("button", { name: "New field" }).click();
    await page.getByRole("menuitem", { name: "New measure" }).click();
    const dialog = page.getByRole("dialog", { name: "New measure" });
    await dialog.getByLabel("Name", { exact: true }).fill("doubled");
    await dialog.getByRole("textbox", { name: "Formula", exact: true }).click();
    await page.keyboard.insertText("2 * SUM(amount)");
    await dialog.getByText("Gives whole number").waitFor();
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("“doubled” is one of the fields now").waitFor();
    await dialog.waitFor({ state: "detached" });
    await pane().getByRole("button", { name: /^(?!Add ).*doubled$/i }).dblclick();
    await isKept("regions", ({ chart: { encodings } }) => encodings.y.map(({ member }) => member), ["amount", "doubled"]);
    await settled(page);
    await keepPicture(page, "panes-new-measure");
    await undo();
    await isKept("regions", ({ chart: { encodings } }) => encodings.y.map(({ member }) => member), ["amount"]);
  });

  it("says what is missing of a picture that cannot be drawn, in the tile and beside it", async () => {
    await pane().getByRole("button", { name: /^Kind of picture/ }).click();
    await page.getByRole("menuitem", { name: "Points", exact: true }).click();
    await pane().getByRole("button", { name: "Remove Sum of amount" }).click();
    await settled(page);
    await keepPicture(page, "panes-missing");
    await undo();
    await undo();
    await pane().getByRole("button", { name: "Empty the wells" }).click();
    await pane().getByText("No field is chosen yet.").waitFor();
    await settled(page);
    await keepPicture(page, "panes-empty");
    await expectAccessible(page);
    await undo();
    await isKept("regions", ({ chart: { mark, encodings } }) => [mark, encodings.x?.member], ["bar", "region"]);
    await tile("regions").getByRole("figure").waitFor();
  });

  it("writes numbers in another currency, and puts the categories in order by hand", async () => {
    const choose = async (list: string, option: string | RegExp): Promise<void> => {
      await pane().getByRole("combobox", { name: list, exact: true }).click();
      await page.getByRole("option", { name: option }).click();
    };
    await pane().getByRole("tab", { name: "Format" }).click();
    await choose("Numbers", "Currency");
    await choose("Currency", /^EUR/);
    await isKept("regions", ({ chart: { options } }) => options["number_format"], "$EUR,.2f");
    await choose("Order", "By hand");
    await pane().getByRole("button", { name: "Move North to the front" }).click();
    await isKept("regions", ({ chart: { options } }) => (options["order"] as string[])[0], "North");
    await settled(page);
    await pane().getByRole("button", { name: "Move North down" }).focus();
    await page.keyboard.press("Enter");
    await isKept("regions", ({ chart: { options } }) => (options["order"] as string[])[1], "North");
    await settled(page);
    await keepPicture(page, "panes-currency-by-hand");
    await expectAccessible(page);
    for (const _ of ["down", "front", "by hand", "euro", "currency"]) await undo();
    await isKept("regions", ({ chart: { options } }) => [options["number_format"] ?? null, options["sort"] ?? "auto", options["order"] ?? []], [null, "auto", []]);
    await pane().getByRole("tab", { name: "Fields" }).click();
  });

  it("chooses each axis by itself, and a unit for its numbers", async () => {
    const choose = async (list: string, option: string | RegExp): Promise<void> => {
      await pane().getByRole("combobox", { name: list, exact: true }).click();
      await page.getByRole("option", { name: option }).click();
    };
    await pane().getByRole("tab", { name: "Format" }).click();
    // Only letters of an SVG can be read.
    await page.evaluate(() => { document.documentElement.style.setProperty("--drawn", "svg"); });
    const letters = () => tile("regions").locator("svg text");
    await pane().getByRole("radio", { name: "At the left" }).click();
    await choose("Gridlines", "None");
    await choose("Numbers of the axis", "Number");
    await choose("Unit", /^In thousands/);
    await isKept("regions", ({ chart: { options } }) => options["axes"], { y: { has_grid: false, number_format: ",.1f;K" } });
    await letters().filter({ hasText: /^[\d.]+K$/ }).first().waitFor({ state: "attached" });
    await letters().filter({ hasText: /^North$/ }).first().waitFor({ state: "attached" });
    await settled(page);
    await pane().getByRole("radio", { name: "At the left" }).scrollIntoViewIfNeeded();
    await keepPicture(page, "panes-axes");
    await page.emulateMedia({ colorScheme: "dark" });
    await keepPicture(page, "panes-axes-dark");
    await page.emulateMedia({ colorScheme: "light" });
    await expectAccessible(page);
    await pane().getByRole("radio", { name: "Below" }).click();
    await pane().getByRole("checkbox", { name: "Line and labels" }).click();
    await isKept("regions", ({ chart: { options } }) => (options["axes"] as { x: unknown }).x, { is_hidden: true });
    await letters().filter({ hasText: /^North$/ }).first().waitFor({ state: "detached" });
    await page.evaluate(() => { document.documentElement.style.removeProperty("--drawn"); });
    for (const _ of ["hidden", "unit", "number", "grid"]) await undo();
    await isKept("regions", ({ chart: { options } }) => options["axes"] ?? null, null);
    await pane().getByRole("tab", { name: "Fields" }).click();
  });

  it("changes title, subtitle and format; what is typed is taken when another tile is chosen", async () => {
    await pane().getByRole("tab", { name: "Format" }).click();
    await keepPicture(page, "panes-format-1440-light");
    await expectAccessible(page);
    await pane().getByRole("checkbox", { name: "Values beside the marks" }).click();
    await isKept("regions", ({ chart: { options } }) => options["show_labels"], true);
    await settled(page);
    await pane().getByRole("textbox", { name: "Title", exact: true }).fill("Sold");
    await tile("cities").getByRole("heading").click();
    await isKept("regions", ({ title }) => title, "Sold");
    await pane().getByRole("heading", { name: "By city" }).waitFor();
    await pane().getByRole("textbox", { name: "Subtitle" }).fill("In euros");
    await page.keyboard.press("Enter");
    await tile("cities").getByText("In euros").waitFor();
    await keepPicture(page, "panes-format-table");
    await page.reload();
    await settled(page);
    await isKept("regions", ({ title, chart: { options } }) => [title, options["show_labels"]], ["Sold", true]);
    await isKept("cities", ({ chart: { options } }) => options["subtitle"], "In euros");
  });

  it("is there again after the reload, and places what is selected by numbers", async () => {
    await pane().getByText("Nothing is selected").waitFor();
    await tile("words").getByRole("button", { name: /^Move / }).focus();
    await page.keyboard.press("Alt+Enter");
    await pane().getByRole("heading", { name: "About" }).waitFor();
    await expect.poll(async () => page.evaluate(() => document.activeElement?.textContent)).toBe("About");
    await page.keyboard.press("Escape");
    await expect.poll(async () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Move About");
    await pane().getByRole("spinbutton", { name: "Width in columns" }).fill("7");
    await page.keyboard.press("Enter");
    await isKept("words", ({ layout }) => layout, { x: 0, y: 10, width: 7, height: 4 });
    await pane().getByRole("spinbutton", { name: "X, columns from the left" }).focus();
    await page.keyboard.press("ArrowUp");
    await isKept("words", ({ layout }) => layout, { x: 1, y: 10, width: 7, height: 4 });
    await keepPicture(page, "panes-text");
    await expectAccessible(page);
    await undo();
    await undo();
    await isKept("words", ({ layout }) => layout, { x: 0, y: 10, width: 12, height: 4 });
    await tile("regions").getByRole("heading").click();
    await tile("cities").getByRole("heading").click({ modifiers: ["Shift"] });
    await pane().getByRole("heading", { name: "2 tiles" }).waitFor();
    await pane().getByRole("spinbutton", { name: "Height in rows" }).fill("8");
    await page.keyboard.press("Enter");
    await isKept("cities", ({ layout }) => layout.height, 8);
    await isKept("regions", ({ layout }) => layout.height, 8);
    await keepPicture(page, "panes-several");
  });

  it("stands in a small window of a laptop", async () => {
    await page.setViewportSize({ width: 1180, height: 640 });
    await tile("regions").getByRole("heading").click();
    await settled(page);
    await keepPicture(page, "panes-laptop-format");
    await expectNoOverflow(page);
    await pane().getByRole("tab", { name: "Fields" }).click();
    await well("Filters").waitFor();
    await keepPicture(page, "panes-laptop-fields");
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it("leads to the editor of what somebody draws themselves, and is reached from the menu of a tile", async () => {
    await tile("drawn").getByRole("button", { name: /^More for/ }).click();
    await page.getByRole("menuitem", { name: "Fields and format" }).click();
    await expect.poll(async () => page.evaluate(() => document.activeElement?.textContent)).toBe("Drawn by hand");
    await pane().getByRole("button", { name: "Edit in Explore" }).waitFor();
    await keepPicture(page, "panes-own-editor");
    await pane().getByRole("button", { name: "Edit in Explore" }).click();
    await page.getByRole("button", { name: "Put back" }).waitFor();
    await page.goBack();
    await settled(page);
  });

  it("is dark in the dark, and a sheet where there is no room", async () => {
    for (const look of [{ isDark: true }, { width: 390 }, { width: 390, isDark: true }]) {
      const other = await stage.open(look);
      await letIn(other.page, email);
      await other.page.goto(`${address}?mode=edit`);
      await settled(other.page);
      const name = `panes-${String(look.width ?? 1440)}-${look.isDark ? "dark" : "light"}`;
      await other.page.locator("[data-tile=regions]").getByRole("heading").click();
      if (look.width === undefined) {
        await other.page.getByRole("button", { name: "Fields and format" }).first().click();
      } else {
        await other.page.getByRole("button", { name: "More for this dashboard" }).click();
        await other.page.getByRole("menuitem", { name: "Fields and format" }).click();
      }
      await other.page.getByRole("region", { name: "Y axis" }).waitFor();
      await keepPicture(other.page, `${name}-fields`);
      await expectAccessible(other.page);
      await other.page.getByRole("tab", { name: "Format" }).click();
      await keepPicture(other.page, `${name}-format`);
      await expectAccessible(other.page);
      await expectNoOverflow(other.page);
      expect(other.mishaps).toEqual([]);
      await other.context.close();
    }
    expect(mishaps).toEqual([]);
  });
});
