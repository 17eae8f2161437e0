import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture } from "./browser";
import { usingStage } from "./stage";

const HISTOGRAM = /Half of the flights/;

describe("zooming into what was brushed", () => {
  const stage = usingStage("Florence Nightingale");
  let page: Page;

  beforeAll(async () => {
    ({ page } = stage);
    expect((await stage.ask("POST", "/samples")).status).toBe(201);
  });

  const tile = (): Locator => page.locator("[data-tile]").filter({ has: page.getByRole("heading", { name: HISTOGRAM }) });

  const settled = async (): Promise<void> => {
    await expect.poll(async () => page.locator("[data-tile][aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
  };

  const brush = async (...parts: number[]): Promise<void> => {
    const picture = tile().locator("[data-brushable]");
    await picture.scrollIntoViewIfNeeded();
    const box = await picture.boundingBox();
    if (box === null) throw new Error("The picture is not on the screen.");
    const [first = 0, ...rest] = parts.map((part) => box.x + box.width * part);
    const y = box.y + box.height * 0.4;
    await page.mouse.move(first, y);
    await page.mouse.down();
    for (const x of rest) await page.mouse.move(x, y);
    await page.mouse.up();
    await tile().locator("[data-brush=kept]").waitFor();
    await settled();
  };

  const button = (): Locator => tile().getByRole("button", { name: /^Zoom in to .+ – .+/ });
  const trail = (): Locator => tile().getByRole("button", { name: /^No longer filter by .+ – / });

  it("is offered at the corner of the brush, and is taken back with the address", async () => {
    await page.goto("/dashboards");
    await page.getByRole("main").getByRole("listitem").getByRole("link", { name: /Flights/ }).click();
    await page.locator("[data-tile] canvas").first().waitFor();
    await settled();
    expect(await button().count(), "nothing is brushed").toBe(0);
    await brush(0.4, 0.45, 0.5, 0.55);
    await button().waitFor();
    await keepPicture(page, "zoom-offered-1440-light");
    await expectAccessible(page);
    await button().click();
    await trail().waitFor();
    await settled();
    expect([await page.locator("[data-brush]").count(), new URL(page.url()).search.includes("kept")]).toEqual([0, true]);
    await page.goBack();
    await button().waitFor();
    expect(new URL(page.url()).search).not.toContain("kept");
  });

  it("is done with Enter, and stays within the picture where the brush reaches its edge", async () => {
    await page.keyboard.press("Escape");
    await expect.poll(async () => page.locator("[data-brush]").count()).toBe(0);
    await brush(0.6, 0.8, 0.9, 0.99);
    const [own, whole] = await Promise.all([button().boundingBox(), tile().boundingBox()]);
    expect((own?.x ?? 0) + (own?.width ?? 0)).toBeLessThanOrEqual((whole?.x ?? 0) + (whole?.width ?? 0));
    await page.emulateMedia({ colorScheme: "dark" });
    await keepPicture(page, "zoom-edge-1440-dark");
    await page.setViewportSize({ width: 390, height: 844 });
    await button().scrollIntoViewIfNeeded();
    await expectNoOverflow(page);
    await keepPicture(page, "zoom-edge-390-dark");
    await page.keyboard.press("Enter");
    await trail().waitFor();
    await settled();
    expect(await page.locator("[data-brush]").count()).toBe(0);
  });
});
