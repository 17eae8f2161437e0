import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, letIn } from "./browser";
import { usingStage } from "./stage";

describe("a dashboard over real sample data", () => {
  const stage = usingStage("Grace Hopper");
  let page: Page;
  let mishaps: string[];
  let email: string;

  beforeAll(async () => {
    ({ page, mishaps, email } = stage);
    await page.goto("/");
    await page.getByRole("button", { name: "Load sample data" }).click();
    await page.getByText("The sample data is here").waitFor({ timeout: 90_000 });
  });

  const open = async (target: Page, name: RegExp): Promise<void> => {
    await target.goto("/dashboards");
    await target.getByRole("main").getByRole("listitem").getByRole("link", { name }).click();
    await target.locator("[data-tile] canvas").first().waitFor();
    await expect.poll(async () => target.locator("[data-tile][aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
  };

  it("shows every tile without a mishap", async () => {
    await open(page, /Flights/);
    await keepPicture(page, "flights-1440-light");
    await expectAccessible(page);
    expect(await page.locator("[data-tile]").getByRole("alert").count()).toBe(0);
  });

  it("filters the other tiles when a mark is clicked, and lets go when it is clicked again", async () => {
    const kpi = page.locator("[data-tile]").filter({ has: page.getByRole("heading", { name: "Flights", exact: true }) });
    const before = await kpi.textContent();
    const bars = page.locator("[data-tile]").filter({ has: page.getByRole("heading", { name: /Fridays/ }) }).locator("canvas").first();
    const box = await bars.boundingBox();
    if (box === null) throw new Error("The bars are not on the screen.");
    const bar = { x: box.width * 0.62, y: box.height * 0.7 };
    await bars.click({ position: bar });
    await expect.poll(async () => kpi.textContent()).not.toBe(before);
    expect(new URL(page.url()).search).toContain("picked");
    await keepPicture(page, "flights-picked");
    const picked = page.url();
    await page.reload();
    await expect.poll(async () => kpi.textContent()).not.toBe(before);
    expect(page.url()).toBe(picked);
    await page.getByRole("button", { name: /Clear the selection/ }).click();
    await expect.poll(async () => kpi.textContent()).toBe(before);
  });

  it("keeps a page filter in the address", async () => {
    await page.getByRole("group", { name: "Filters" }).getByRole("button", { name: /From/ }).click();
    await page.getByRole("dialog").getByRole("checkbox").first().click();
    await page.keyboard.press("Escape");
    await expect.poll(() => new URL(page.url()).search).toContain("filters");
    await page.getByRole("button", { name: "Clear all" }).click();
    await expect.poll(() => new URL(page.url()).search).toBe("");
  });

  it("reads well on a phone and in the dark", async () => {
    for (const look of [{ width: 390 }, { width: 390, isDark: true }, { isDark: true }]) {
      const other = await stage.open(look);
      await letIn(other.page, email);
      await open(other.page, /Flights/);
      await keepPicture(other.page, `flights-${String(look.width ?? 1440)}-${look.isDark ? "dark" : "light"}`);
      await expectAccessible(other.page);
      await expectNoOverflow(other.page);
      await other.context.close();
    }
  });

  it("can be moved about by mouse", async () => {
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    const tile = page.locator("[data-tile]").first();
    await tile.waitFor();
    const start = await tile.boundingBox();
    const handle = tile.getByRole("button", { name: /^Move/ });
    const grip = await handle.boundingBox();
    if (start === null || grip === null) throw new Error("The tile is not on the screen.");
    await page.mouse.move(grip.x + 5, grip.y + 5);
    await page.mouse.down();
    await page.mouse.move(grip.x + 305, grip.y + 5, { steps: 8 });
    await page.mouse.up();
    await expect.poll(async () => (await tile.boundingBox())?.x).not.toBe(start.x);
    await page.getByRole("status").getByText("Saved").waitFor();
  });

  it("never broke its own rules on the way", () => {
    expect(mishaps).toEqual([]);
  });
});
