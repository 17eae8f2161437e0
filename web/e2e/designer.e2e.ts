import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, letIn } from "./browser";
import { askAs, type Ask } from "./people";
import { usingStage } from "./stage";

type Named = { id: string; name: string };

describe("designing a dashboard", () => {
  const stage = usingStage("Margaret Hamilton");
  let page: Page;
  let mishaps: string[];
  let ask: Ask;
  let email: string;
  let flights: string;

  beforeAll(async () => {
    ({ page, mishaps, email, ask } = stage);
    expect((await stage.ask("POST", "/samples")).status).toBe(201);
    ask = await askAs(stage.server.address, email);
    const dashboards = (await ask("GET", "/dashboards?limit=100")).body as { items: Named[] };
    flights = dashboards.items.find(({ name }) => name.startsWith("Flights"))?.id ?? "";
  });

  const tile = (name: string): Locator => page.locator("[data-tile]").filter({ has: page.getByRole("heading", { name, exact: true }) });
  const head = (name: string): Locator => tile(name).getByRole("heading", { name, exact: true });
  const settled = async (): Promise<void> => {
    await page.locator("[data-tile]").first().waitFor();
    await expect.poll(async () => page.locator("[data-tile][aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
  };
  const toolbar = (): Locator => page.getByRole("toolbar", { name: "Selected tiles" });

  it("chooses several tiles, and duplicates and removes them in one step each", async () => {
    await page.goto(`/dashboards/${flights}?mode=edit`);
    await settled();
    const before = await page.locator("[data-tile]").count();
    await head("Flights").click();
    await head("Airports").click({ modifiers: ["Shift"] });
    await expect.poll(async () => toolbar().textContent()).toContain("2 tiles are selected");
    for (const name of ["Flights", "Airports"]) expect(await tile(name).evaluate((one) => getComputedStyle(one).boxShadow)).not.toBe("none");
    await keepPicture(page, "designer-selected");
    await expectAccessible(page);
    await page.keyboard.press("Control+d");
    await expect.poll(async () => page.locator("[data-tile]").count()).toBe(before + 2);
    await page.keyboard.press("Delete");
    await expect.poll(async () => page.locator("[data-tile]").count()).toBe(before);
    await page.keyboard.press("Control+z");
    await expect.poll(async () => page.locator("[data-tile]").count()).toBe(before + 2);
    await page.keyboard.press("Control+z");
    await expect.poll(async () => page.locator("[data-tile]").count()).toBe(before);
  });

  it("takes steps back after a reload, and forth after another", async () => {
    const count = async (): Promise<number> => page.locator("[data-tile]").count();
    const before = await count();
    await head("Flights").click();
    await page.keyboard.press("Control+d");
    await expect.poll(count).toBe(before + 1);
    await page.getByText("Saved", { exact: true }).waitFor();
    await page.reload();
    await settled();
    expect(await count()).toBe(before + 1);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(count).toBe(before);
    await page.getByText("Saved", { exact: true }).waitFor();
    await page.reload();
    await settled();
    await page.getByRole("button", { name: "Redo" }).click();
    await expect.poll(count).toBe(before + 1);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(count).toBe(before);
  });

  it("draws a frame around tiles", async () => {
    const first = await tile("Flights").boundingBox();
    const last = await tile("Airports").boundingBox();
    if (first === null || last === null) throw new Error("The tiles are not on the screen.");
    await page.mouse.move(first.x + 5, first.y + first.height + 6);
    await page.mouse.down();
    await page.mouse.move(last.x + 10, first.y + 20, { steps: 5 });
    await keepPicture(page, "designer-frame");
    await page.mouse.up();
    await expect.poll(async () => toolbar().textContent()).toContain("4 tiles are selected");
    await page.keyboard.press("Escape");
    await toolbar().waitFor({ state: "detached" });
  });

  it("pastes what was copied into another dashboard, where it is answered and kept", async () => {
    await head("Flights").click();
    await head("Fridays are worst").click({ modifiers: ["Shift"] });
    await page.keyboard.press("Control+c");
    await page.getByText("2 tiles were copied.").waitFor();
    const made = (await ask("POST", "/dashboards", { name: "A copy", spec: { version: 1, pages: [{ id: "page-1", title: "Page 1", tiles: [], filters: [] }] } })).body as Named;
    await page.goto(`/dashboards/${made.id}?mode=edit`);
    await page.getByRole("button", { name: "Done" }).waitFor();
    await page.keyboard.press("Control+v");
    await settled();
    await expect.poll(async () => page.locator("[data-tile]").count()).toBe(2);
    await page.getByRole("button", { name: "Done" }).click();
    await page.reload();
    await settled();
    await head("Fridays are worst").waitFor();
    await keepPicture(page, "designer-pasted");
  });

  it("selects by keyboard alone", async () => {
    await page.goto(`/dashboards/${flights}?mode=edit`);
    await settled();
    await page.getByRole("button", { name: "Move Flights", exact: true }).focus();
    await page.keyboard.press("Space");
    await expect.poll(async () => toolbar().textContent()).toContain("1 tile is selected");
    await page.keyboard.press("Control+a");
    await expect.poll(async () => toolbar().textContent()).toMatch(/1\d tiles are selected/);
    await page.keyboard.press("Escape");
  });

  it.each([{ look: "wide-light", width: 1440, isDark: false }, { look: "narrow-dark", width: 390, isDark: true }])("finishes a picture with lines to compare with, $look", async ({ look, width, isDark }) => {
    const dashboard = (await ask("GET", `/dashboards/${flights}`)).body as { spec: { pages: { tiles: { chart?: { dataset_id: string } }[] }[] } };
    const dataset = dashboard.spec.pages[0]?.tiles[0]?.chart?.dataset_id ?? "";
    const chart = {
      mark: "line",
      wells: { x: [{ role: "dimension", member: "date", grain: "week" }], y: [{ role: "measure", member: "delay", aggregation: "avg" }] },
      options: { subtitle: "Minutes, early arrivals count as less than none", references: [{ kind: "band", value: 0, to: 10, label: "Fine" }, { kind: "average" }, { kind: "constant", value: 12, label: "Promised" }] },
    };
    const opened = await stage.open({ width, isDark });
    await letIn(opened.page, email);
    await opened.page.goto(`/explore?dataset=${dataset}&chart=${encodeURIComponent(JSON.stringify(chart))}`);
    await opened.page.locator("canvas").first().waitFor();
    await opened.page.getByText("Minutes, early arrivals").waitFor();
    await keepPicture(opened.page, `designer-lines-${look}`);
    await opened.page.getByRole("button", { name: /^Kind of picture/ }).click();
    await opened.page.getByRole("menuitem", { name: "Waterfall" }).waitFor();
    await keepPicture(opened.page, `designer-kinds-${look}`);
    await expectAccessible(opened.page);
    await opened.page.keyboard.press("Escape");
    await opened.page.getByRole("button", { name: "Options of the picture" }).click();
    const options = opened.page.getByRole("dialog", { name: "Options of the picture" });
    await options.getByRole("button", { name: "Add a line" }).click();
    await options.getByRole("combobox", { name: "Kind of line 4" }).waitFor();
    await keepPicture(opened.page, `designer-options-${look}`);
    await expectAccessible(opened.page);
    await expectNoOverflow(opened.page);
    expect(opened.mishaps).toEqual([]);
    await opened.context.close();
  });

  it("went without a mishap", () => { expect(mishaps).toEqual([]); });
});
