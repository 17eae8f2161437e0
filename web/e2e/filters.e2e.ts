import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, letIn } from "./browser";
import type { Ask } from "./people";
import { usingStage } from "./stage";

const SALES = "day,region,city,amount,is_open\n" + Array.from({ length: 240 }, (_, row) => {
  const region = ["North", "South", "East", "West"][row % 4] ?? "";
  const day = new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10);
  return `${day},${region},${region} city ${String(row % 12)},${String(row * 3 - 100)},${row % 3 === 0 ? "true" : "false"}`;
}).join("\n") + "\n";

const REGION = "A very long name for the region in which a thing was sold in the end";

describe("filters, slicers and parameters of a dashboard", () => {
  const stage = usingStage("Mary Somerville");
  let page: Page;
  let mishaps: string[];
  let email: string;
  let ask: Ask;
  let sales: string;
  let address: string;

  const chart = (id: string, x: number, encodings: object, more: object = {}) => ({ kind: "chart", id: id.replaceAll(" ", "-"), title: id, layout: { x, y: 0, width: 9, height: 10 }, chart: { dataset_id: sales, encodings, ...more } });
  const sum = (member: string, aggregation: string | null = "sum") => ({ role: "measure", member, ...(aggregation !== null && { aggregation }) });

  const settled = async (target: Page): Promise<void> => {
    await target.locator("[data-tile]").first().waitFor();
    await expect.poll(async () => target.locator("[data-tile][aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
  };

  beforeAll(async () => {
    ({ page, mishaps, email, ask } = stage);
    const form = new FormData();
    form.append("file", new Blob([SALES], { type: "text/csv" }), "sales.csv");
    sales = ((await ask("POST", "/datasets/upload", form)).body as { id: string }).id;
    const definition = {
      tables: [{ name: "sales", dataset_id: sales }],
      measures: [{ name: "raised", table: "sales", formula: "SUM(amount) * (1 + $rate)" }],
      parameters: [{ name: "rate", type: "float", default: 0.5, min: 0, max: 1, step: 0.05 }],
    };
    expect((await ask("POST", "/models", { name: "Shop", definition })).status).toBe(201);
    const filter = (id: string, control: string, more: object = {}) => ({ id, label: null, dataset_id: sales, member: id, control, ...more });
    const bars = chart("Raised by region", 0, { x: { role: "dimension", member: "region" }, y: [sum("raised", null)] });
    const days = chart("Amount by city", 9, { x: { role: "dimension", member: "city" }, y: [sum("amount")] }, { filters: [{ kind: "in", member: "is_open", values: [true] }] });
    const slicer = { kind: "slicer", id: "slicer-1", control_id: "city", layout: { x: 18, y: 0, width: 6, height: 10 } };
    const spec = {
      filters: [filter("region", "single", { label: REGION, is_required: true, is_cascading: false })],
      parameters: [{ id: "rate", label: "Rise", dataset_id: sales, parameter: "rate", control: "slider", default: 0.5, min: 0, max: 1, step: 0.05 }],
      pages: [
        { id: "p1", title: "Overview", tiles: [bars, days, slicer], filters: [filter("city", "list"), filter("amount", "range"), filter("day", "date")] },
        { id: "p2", title: "Second", tiles: [{ ...bars, id: "again" }] },
      ],
    };
    const made = await ask("POST", "/dashboards", { name: "Filtered", spec });
    expect(made).toMatchObject({ status: 201 });
    address = `/dashboards/${(made.body as { id: string }).id}`;
  });

  const bar = () => page.getByRole("group", { name: "Filters", exact: true });
  const open = async (name: RegExp) => { await bar().getByRole("button", { name }).first().click(); };

  it("asks calmly for a value that is needed, and shows the tiles once it is there", async () => {
    await page.goto(address);
    await settled(page);
    await expect.poll(async () => page.getByText(`Choose a value for “${REGION}”.`).count(), { timeout: 30_000 }).toBe(2);
    expect(await page.locator("[data-tile]").getByRole("alert").count()).toBe(0);
    await keepPicture(page, "filters-needed-1440-light");
    await expectAccessible(page);
    await open(/^A very long/);
    await page.getByRole("radio", { name: "North" }).click();
    await keepPicture(page, "filters-single");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await settled(page);
    await expect.poll(async () => page.getByText("Choose a value").count()).toBe(0);
  });

  it("lists in a slicer what the other filters leave, and keeps a choice that no longer occurs", async () => {
    const slicer = page.locator("[data-tile=slicer-1]");
    await expect.poll(async () => slicer.getByRole("checkbox").allTextContents().then(({ length }) => length)).toBe(3);
    await slicer.getByRole("checkbox", { name: "North city 4" }).click();
    await open(/^A very long/);
    await page.getByRole("radio", { name: "South" }).click();
    await page.keyboard.press("Escape");
    await slicer.getByText("not there now").waitFor();
    expect(await slicer.getByRole("checkbox", { name: "North city 4" }).isChecked()).toBe(true);
    await slicer.getByRole("checkbox", { name: "North city 4" }).click();
    await settled(page);
  });

  it("draws a range along its real ends, keeps periods relative, and sets a parameter", async () => {
    await open(/^Amount/);
    await page.getByRole("slider", { name: "Amount from" }).focus();
    await page.keyboard.press("ArrowRight");
    await keepPicture(page, "filters-range");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await open(/^Day/);
    await page.getByRole("button", { name: "Previous month" }).click();
    await keepPicture(page, "filters-period");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await open(/^Rise/);
    await page.getByRole("slider", { name: "Rise" }).focus();
    await page.keyboard.press("Home");
    await keepPicture(page, "filters-parameter");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    const search = new URL(page.url()).searchParams;
    expect(JSON.parse(search.get("set") ?? "{}")).toEqual({ rate: 0 });
    expect(JSON.parse(search.get("filters") ?? "{}")).toMatchObject({ day: { kind: "relative_time", unit: "month", count: 1, include_current: false } });
  });

  it("keeps what was chosen for the dashboard on another page, and goes back to the defaults", async () => {
    await page.getByRole("tab", { name: "Second" }).click();
    await settled(page);
    await bar().getByRole("button", { name: /^A very long.*South/ }).waitFor();
    await page.getByRole("tab", { name: "Overview" }).click();
    await settled(page);
    await page.getByRole("button", { name: "Reset to defaults" }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get("filters")).toBeNull();
    expect(new URL(page.url()).searchParams.get("set")).toBeNull();
  });

  it("arranges the filters of all levels by keyboard", async () => {
    await page.goto(`${address}?mode=edit`);
    await settled(page);
    await page.getByRole("button", { name: "Arrange filters" }).click();
    const pane = page.getByRole("dialog", { name: "Filters and parameters" });
    await pane.getByText("Raised by region").waitFor();
    await keepPicture(page, "filters-pane-1440-light");
    await expectAccessible(page);
    await pane.getByRole("button", { name: "Move Amount up" }).press("Enter");
    await pane.getByRole("button", { name: "More for Day" }).press("Enter");
    await page.getByRole("menuitem", { name: "Move to the whole dashboard" }).press("Enter");
    const names = (level: string) => pane.getByRole("region", { name: level }).getByRole("listitem").locator("p:first-child").allTextContents();
    await expect.poll(async () => names("Whole dashboard")).toEqual([REGION, "Day"]);
    expect(await names("This page")).toEqual(["Amount", "City"]);
    await pane.getByRole("button", { name: "Move Is open to this page" }).click();
    await expect.poll(async () => names("This page")).toEqual(["Amount", "City", "Is open"]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Done" }).click();
    await settled(page);
    await expect.poll(async () => bar().getByRole("button", { name: /^Is open/ }).count()).toBe(1);
  });

  it("is one button with a sheet on a phone, in both looks", async () => {
    for (const look of [{ width: 390 }, { width: 390, isDark: true }, { isDark: true }]) {
      const other = await stage.open(look);
      await letIn(other.page, email);
      await other.page.goto(`${address}?filters=${encodeURIComponent(JSON.stringify({ region: { kind: "in", member: "region", values: ["North"] } }))}`);
      await settled(other.page);
      const name = `filters-${String(look.width ?? 1440)}-${look.isDark ? "dark" : "light"}`;
      await keepPicture(other.page, name);
      await expectAccessible(other.page);
      await expectNoOverflow(other.page);
      if (look.width === 390) {
        await other.page.getByRole("button", { name: /^Filters \(\d\)$/ }).click();
        await other.page.getByRole("dialog", { name: "Filters" }).getByText("Rise").click();
        await keepPicture(other.page, `${name}-sheet`);
        await expectAccessible(other.page);
        await expectNoOverflow(other.page);
      }
      expect(other.mishaps).toEqual([]);
      await other.context.close();
    }
    expect(mishaps).toEqual([]);
  });
});
