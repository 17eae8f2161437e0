import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, letIn } from "./browser";
import { usingStage } from "./stage";

const HISTOGRAM = /Half of the flights/;
const DAYS = /A few days are far worse/;
const MEDIAN = /1 in 10 is later/;

describe("brushing along a tile", () => {
  const stage = usingStage("Edith Clarke");
  let page: Page;
  let mishaps: string[];
  let email: string;

  beforeAll(async () => {
    ({ page, mishaps, email } = stage);
    expect((await stage.ask("POST", "/samples")).status).toBe(201);
  });

  const open = async (target: Page): Promise<void> => {
    await target.goto("/dashboards");
    await target.getByRole("main").getByRole("listitem").getByRole("link", { name: /Flights/ }).click();
    // A pointer that rests on a picture has its cube fetched.
    await target.mouse.move(1, 1);
    await target.locator("[data-tile] canvas").first().waitFor();
    await settled(target);
  };

  const settled = async (target: Page): Promise<void> => {
    await expect.poll(async () => target.locator("[data-tile][aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
  };

  const tile = (target: Page, heading: RegExp | string): Locator =>
    target.locator("[data-tile]").filter({ has: target.getByRole("heading", { name: heading, exact: true }) });

  const flights = (target: Page): Promise<string> => tile(target, "Flights").locator("dd").innerText();

  const box = async (target: Page, heading: RegExp) => {
    const picture = tile(target, heading).locator("[data-brushable]");
    await picture.scrollIntoViewIfNeeded();
    const found = await picture.boundingBox();
    if (found === null) throw new Error("The picture is not on the screen.");
    return { at: (part: number) => ({ x: found.x + found.width * part, y: found.y + found.height * 0.4 }) };
  };

  const answerOf = (target: Page, path: string) => target.waitForResponse((response) => response.url().endsWith(path));

  /** The pointer rests on a picture until what a brush needs is on its way. */
  const hover = async (target: Page, heading: RegExp) => {
    const { at } = await box(target, heading);
    const cube = answerOf(target, "/cube");
    await target.mouse.move(at(0.4).x, at(0.4).y);
    await cube;
    return at;
  };

  /** A drag over parts of a picture, until the server has answered what it became. */
  const drag = async (target: Page, at: (part: number) => { x: number; y: number }, ...parts: number[]) => {
    const [first = 0, ...rest] = parts;
    await target.mouse.move(at(first).x, at(first).y);
    await target.mouse.down();
    for (const part of rest) await target.mouse.move(at(part).x, at(part).y);
    const answered = answerOf(target, "/results");
    await target.mouse.up();
    await answered;
    await settled(target);
  };

  it("moves every tile while it is drawn, and asks nothing of the server", async () => {
    await open(page);
    const before = await flights(page);
    const at = await hover(page, HISTOGRAM);
    const asked: string[] = [];
    // That the dashboard was opened is written down in its own time, which may be now.
    const ofData = (url: string) => url.includes("/api/") && !url.includes("/recent/");
    page.on("request", (request) => { if (ofData(request.url())) asked.push(request.url()); });
    await page.mouse.down();
    await page.mouse.move(at(0.41).x, at(0.41).y);
    await expect.poll(async () => flights(page)).not.toBe(before);
    const seen: string[] = [];
    for (let part = 0.42; part < 0.7; part += 0.02) {
      await page.mouse.move(at(part).x, at(part).y);
      seen.push(await flights(page));
    }
    expect(new Set(seen).size).toBeGreaterThan(4);
    expect(seen).not.toContain(before);
    expect(asked).toEqual([]);
    await expect.poll(async () => tile(page, MEDIAN).locator("[title*='quantile']").count()).toBe(1);
    await keepPicture(page, "brush-1440-light");
    const live = await flights(page);
    const answered = answerOf(page, "/results");
    await page.mouse.up();
    await answered;
    await settled(page);
    expect(await flights(page), "what was seen is what the server answers").toBe(live);
    expect(new URL(page.url()).search).toContain("picked");
    expect(asked.filter((url) => url.endsWith("/results"))).toHaveLength(1);
    await expect.poll(async () => tile(page, MEDIAN).locator("[title*='quantile']").count()).toBe(0);
  });

  it("is moved as a whole, stays when the page is loaded again, and lets go with Escape", async () => {
    const { at } = await box(page, HISTOGRAM);
    const kept = await flights(page);
    await drag(page, at, 0.55, 0.6, 0.65, 0.7);
    const moved = await flights(page);
    expect(moved).not.toBe(kept);
    await page.reload();
    await page.locator("[data-brush=kept]").waitFor();
    await settled(page);
    expect(await flights(page)).toBe(moved);
    await expectAccessible(page);
    const answered = answerOf(page, "/results");
    await page.keyboard.press("Escape");
    await answered;
    await settled(page);
    expect([new URL(page.url()).search, await page.locator("[data-brush]").count()]).toEqual(["", 0]);
  });

  it("goes over days as well, is named beside the filters, and is taken back there", async () => {
    const before = await flights(page);
    await drag(page, await hover(page, DAYS), 0.4, 0.45, 0.5, 0.55);
    expect(await flights(page)).not.toBe(before);
    await keepPicture(page, "brush-kept-1440-light");
    await page.getByRole("button", { name: /Clear the selection Date: .+ – / }).click();
    await expect.poll(async () => flights(page)).toBe(before);
  });

  it("zooms into what was brushed, in finer steps, and back again", async () => {
    const { at } = await box(page, HISTOGRAM);
    const pressed = async () => { await page.mouse.click(at(0.5).x, at(0.5).y, { button: "right" }); };
    await pressed();
    await page.getByRole("menu").waitFor();
    expect(await page.getByRole("menuitem", { name: /^Zoom in/ }).count(), "nothing is brushed").toBe(0);
    await page.keyboard.press("Escape");
    await drag(page, at, 0.4, 0.45, 0.5, 0.55);
    await pressed();
    const answered = answerOf(page, "/results");
    await page.getByRole("menuitem", { name: /^Zoom in to .+ – .+/ }).click();
    await answered;
    await settled(page);
    const trail = tile(page, HISTOGRAM).getByRole("button", { name: /^No longer filter by .+ – / });
    expect(await page.locator("[data-brush]").count()).toBe(0);
    await keepPicture(page, "zoomed-1440-light");
    await expectAccessible(page);
    await trail.click();
    await settled(page);
    expect(new URL(page.url()).search).not.toContain("kept");
  });

  it("works on a phone in the dark", async () => {
    const other = await stage.open({ width: 390, isDark: true });
    await letIn(other.page, email);
    await open(other.page);
    const before = await flights(other.page);
    const at = await hover(other.page, HISTOGRAM);
    await other.page.mouse.down();
    for (const part of [0.5, 0.6, 0.7]) await other.page.mouse.move(at(part).x, at(part).y);
    await keepPicture(other.page, "brush-390-dark");
    await other.page.mouse.up();
    await expect.poll(async () => flights(other.page)).not.toBe(before);
    await expectNoOverflow(other.page);
    await other.context.close();
  });

  it("had no mishap on the way", () => {
    expect(mishaps).toEqual([]);
  });
});
