import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture } from "./browser";
import type { Ask } from "./people";
import { usingStage } from "./stage";

const LONG = "A town with a name so long that hardly any list on any screen has the room for it";
const PLACES: readonly (readonly [string, string])[] = [
  ["North", "Oslo"], ["North", "Bergen"], ["North", LONG], ["South", "Rome"], ["South", "Bari"], ["West", "Porto"], ["West", "Cork"], ["West", "Brest"],
];
const SALES = "day,region,town,amount\n" + Array.from({ length: 240 }, (_, row) => {
  const [region, town] = PLACES[row % PLACES.length] ?? ["", ""];
  return `${new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10)},${region},${town},${String((row % PLACES.length) * 10 + 5)}`;
}).join("\n") + "\n";
/** Every town has 30 rows. */
const ROWS = 30;

describe("hierarchies and the best of a field", () => {
  const stage = usingStage("Sofia Kovalevskaya");
  let page: Page;
  let mishaps: string[];
  let ask: Ask;
  let sales: string;
  let id: string;

  const settled = async (): Promise<void> => {
    await page.locator("[data-tile]").first().waitFor();
    await expect.poll(async () => page.locator("[data-tile][aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
  };
  const total = () => page.locator("[data-tile=total]");
  const showsTotal = async (value: number) => { await expect.poll(async () => total().innerText(), { timeout: 30_000 }).toContain(value.toLocaleString("en-US")); };
  const chosen = () => JSON.parse(new URL(page.url()).searchParams.get("filters") ?? "{}") as Record<string, unknown>;

  beforeAll(async () => {
    ({ page, mishaps, ask } = stage);
    const form = new FormData();
    form.append("file", new Blob([SALES], { type: "text/csv" }), "sales.csv");
    sales = ((await ask("POST", "/datasets/upload", form)).body as { id: string }).id;
    const hierarchies = [{ name: "Places", levels: [{ column: "region" }, { column: "town" }] }];
    expect((await ask("POST", "/models", { name: "Sales", definition: { tables: [{ name: "sales", dataset_id: sales, hierarchies }] } })).status).toBe(201);
    const sum = { role: "measure", member: "amount", aggregation: "sum" };
    const chart = (name: string, x: number, encodings: object, more: object = {}) => ({ kind: "chart", id: name, title: name, layout: { x, y: 0, width: 8, height: 9 }, chart: { dataset_id: sales, encodings: { y: [sum], ...encodings }, ...more } });
    const spec = { pages: [{ id: "p1", title: "Overview", tiles: [chart("total", 0, {}, { mark: "kpi" }), chart("towns", 8, { x: { role: "dimension", member: "town" } }, { mark: "bar" })] }] };
    id = ((await ask("POST", "/dashboards", { name: "Sliced", spec })).body as { id: string }).id;
  });

  it("adds a hierarchy and the best of a field while editing, and puts both on the page", async () => {
    await page.goto(`/dashboards/${id}`);
    await settled();
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await page.getByRole("button", { name: "Add filter", exact: true }).click();
    await page.getByRole("button", { name: /Places/ }).click();
    await page.getByRole("button", { name: "Add filter", exact: true }).click();
    await page.getByRole("dialog", { name: "Add a filter" }).getByRole("button", { name: /Town$/ }).click();
    await page.getByRole("button", { name: "Arrange filters" }).click();
    const pane = page.getByRole("dialog", { name: "Filters and parameters" });
    await pane.getByRole("button", { name: "More for Town" }).press("Enter");
    await page.getByRole("menuitem", { name: "How it is set" }).press("ArrowRight");
    await page.getByRole("menuitemradio", { name: "The best by a measure" }).press("Enter");
    await pane.getByRole("button", { name: "More for Town" }).press("Enter");
    await page.getByRole("menuitem", { name: "Ranked by" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Ranked by" });
    await dialog.getByRole("checkbox", { name: "Number of rows" }).click();
    await keepPicture(page, "slicers-ranked-by");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Save" }).click();
    for (const name of ["Places", "Town"]) {
      await pane.getByRole("button", { name: `More for ${name}` }).press("Enter");
      await page.getByRole("menuitem", { name: "Place it on the page" }).press("Enter");
    }
    await pane.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Done", exact: true }).click();
    await page.getByRole("button", { name: "Edit", exact: true }).waitFor();
    await page.getByRole("tree", { name: "Values of Places" }).waitFor();
    await settled();
  });

  it("chooses parts of a tree by mouse and by keyboard, each level asked for when it is opened", async () => {
    const tree = page.getByRole("tree", { name: "Values of Places" });
    const item = (name: string) => tree.getByRole("treeitem", { name, exact: true });
    await item("North").waitFor();
    await expect.poll(async () => tree.getByRole("treeitem").count()).toBe(3);
    await item("North").focus();
    await page.keyboard.press("ArrowRight");
    await item("Bergen").waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    await expect.poll(async () => item("North").getAttribute("aria-checked")).toBe("mixed");
    const [first] = await tree.locator("[role=treeitem] [role=treeitem][aria-checked=true]").all();
    expect(first).toBeDefined();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Space");
    await expect.poll(async () => item("North").getAttribute("aria-checked")).toBe("true");
    await showsTotal((5 + 15 + 25) * ROWS);
    await item("Bergen").locator("[data-part=box]").click();
    await expect.poll(async () => item("North").getAttribute("aria-checked")).toBe("mixed");
    await showsTotal((5 + 25) * ROWS);
    await keepPicture(page, "slicers-tree-1440-light");
    await expectAccessible(page);
    await page.getByRole("searchbox", { name: "Search the values of Places" }).fill("co");
    await item("Cork").waitFor();
    await expect.poll(async () => tree.getByRole("treeitem").count()).toBe(2);
    await item("Cork").locator("[data-part=box]").click();
    await showsTotal((5 + 25 + 65) * ROWS);
    await page.getByRole("searchbox", { name: "Search the values of Places" }).fill("");
    await page.getByRole("button", { name: "Clear Places" }).click();
    await showsTotal(320 * ROWS);
  });

  it("leaves the best, says so on every tile, and ranks by what was offered", async () => {
    const slicer = page.getByRole("group", { name: "Town", exact: true });
    await slicer.getByRole("switch", { name: "Show the best only" }).click();
    await slicer.getByRole("spinbutton", { name: "How many" }).fill("3");
    await showsTotal((75 + 65 + 55) * ROWS);
    await expect.poll(async () => slicer.getByRole("listitem").allInnerTexts()).toHaveLength(3);
    expect(JSON.stringify(chosen())).toContain('"kind":"top"');
    await slicer.getByRole("radio", { name: "Smallest" }).click();
    await showsTotal((5 + 15 + 25) * ROWS);
    await slicer.getByRole("spinbutton", { name: "How many" }).fill("0");
    await slicer.getByText("1 to 50").waitFor();
    await keepPicture(page, "slicers-top-1440-light");
    await expectAccessible(page);
    await slicer.getByRole("spinbutton", { name: "How many" }).fill("2");
    await page.reload();
    await showsTotal((5 + 15) * ROWS);
  });

  it("opens with a shared bookmark for everybody, comes back to it by the reset, and without it once it is gone", async () => {
    const made = await ask("POST", `/dashboards/${id}/bookmarks`, { name: "The least two", is_shared: true, state: { filters: chosen() } });
    expect(made.status).toBe(201);
    await page.reload();
    await settled();
    await page.getByRole("button", { name: "Bookmarks", exact: true }).click();
    await page.getByRole("button", { name: "More for The least two" }).click();
    await page.getByRole("menuitem", { name: "Open the dashboard with it" }).click();
    await page.getByText("The dashboard opens with “The least two”.").waitFor();
    await keepPicture(page, "slicers-opening");
    await page.goto(`/dashboards/${id}`);
    await showsTotal((5 + 15) * ROWS);
    await page.getByRole("group", { name: "Town", exact: true }).getByRole("radio", { name: "Largest" }).click();
    await showsTotal((75 + 65) * ROWS);
    await page.getByRole("button", { name: "Reset to defaults" }).click();
    await showsTotal((5 + 15) * ROWS);
    await page.getByRole("button", { name: "Clear Town" }).click();
    await showsTotal(320 * ROWS);
    const bookmark = (made.body as { id: string }).id;
    await page.goto(`/dashboards/${id}?bookmark=${bookmark}`);
    await showsTotal((5 + 15) * ROWS);
    expect(new URL(page.url()).searchParams.get("bookmark")).toBeNull();
    expect((await ask("DELETE", `/dashboards/${id}/bookmarks/${bookmark}`)).status).toBe(204);
    await page.goto(`/dashboards/${id}`);
    await showsTotal(320 * ROWS);
  });

  it("takes a hierarchy from the fields, drills along it from its pill and from a mark", async () => {
    await page.goto(`/explore?dataset=${sales}`);
    await page.getByRole("button", { name: "Places", exact: true }).dblclick();
    await page.getByRole("button", { name: /Amount$/ }).last().dblclick();
    await page.getByRole("button", { name: "Levels of Places" }).click();
    await page.getByRole("list", { name: "Levels of Places" }).waitFor();
    await keepPicture(page, "fields-hierarchy-1440-light");
    await expectAccessible(page);
    const axis = page.getByRole("region", { name: "X axis" });
    await axis.getByRole("button", { name: "Region", exact: true }).click();
    await page.getByRole("menuitem", { name: "Drill down to Town" }).click();
    await axis.getByRole("button", { name: "Town", exact: true }).waitFor();
    await axis.getByRole("button", { name: "Town", exact: true }).click();
    await page.getByRole("menuitem", { name: "Drill up to Region" }).click();
    await axis.getByRole("button", { name: "Region", exact: true }).waitFor();
  });

  it("stands well on a phone and in the dark", async () => {
    await page.goto(`/dashboards/${id}`);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 844 });
    await settled();
    await page.getByRole("tree", { name: "Values of Places" }).scrollIntoViewIfNeeded();
    await page.getByRole("treeitem", { name: "North", exact: true }).locator("[data-part=opener]").first().click();
    await page.getByRole("treeitem", { name: LONG }).waitFor();
    await page.getByRole("switch", { name: "Show the best only" }).click();
    await settled();
    await keepPicture(page, "slicers-390-dark");
    await expectAccessible(page);
    await expectNoOverflow(page);
    expect(mishaps).toEqual([]);
  });
});
