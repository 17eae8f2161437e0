import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const MONTHS = Array.from({ length: 60 }, (_, at) => ({
  day: `${String(2021 + Math.floor(at / 12))}-${String((at % 12) + 1).padStart(2, "0")}-01`,
  amount: Math.round(400 + at * 6 + 120 * Math.sin((at / 12) * 2 * Math.PI) + ((at * 37) % 23)),
}));
const CSV = ["day,amount", ...MONTHS.map(({ day, amount }) => `${day},${String(amount)}`)].join("\n");
const MONTHLY = { x: { role: "dimension", member: "day", grain: "month" }, y: [{ role: "measure", member: "amount", aggregation: "sum" }] };
const NOTES = [
  { kind: "range", text: "Renovation, during which only the ground floor was open", x: "2022-03-01", x_to: "2022-08-31" },
  { kind: "height", text: "What the house can hold", y: 700 },
  { kind: "point", text: "Long ago", x: "1999-01-01" },
];

describe("what lies over a picture", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];
  let email: string;
  let ask: Ask;
  let address: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
    email = await signUp(page, "Florence Nightingale");
    ask = await askAs(server.address, email);
    const form = new FormData();
    form.append("file", new Blob([CSV], { type: "text/csv" }), "visits.csv");
    const { id: dataset_id } = (await ask("POST", "/datasets/upload", form)).body as { id: string };
    await vi.waitUntil(async () => ((await ask("GET", "/datasets")).body as { items: { status: string }[] }).items[0]?.status === "ready", { timeout: 30_000, interval: 200 });
    const tile = (id: string, title: string, [x, y]: readonly [number, number], mark: string, options: object, filters: object[] = []) =>
      ({ kind: "chart", id, title, layout: { x, y, width: 12, height: 9 }, chart: { dataset_id, mark, encodings: MONTHLY, options, filters } });
    const tiles = [
      tile("ahead", "Visits, and what is to come", [0, 0], "line", { forecast: { periods: 12, interval: 95 } }),
      tile("noted", "Visits by month", [12, 0], "line", { annotations: NOTES }),
      tile("bars", "Visits as bars", [0, 9], "bar", { forecast: { periods: 6 }, annotations: NOTES }),
      tile("short", "Too far ahead", [12, 9], "line", { forecast: { periods: 6 } }, [{ kind: "time_range", member: "day", start: "2025-01-01", end: null }]),
    ];
    const made = await ask("POST", "/dashboards", { name: "Visits", spec: { pages: [{ id: "overview", title: "Overview", tiles }] } });
    address = `/dashboards/${(made.body as { id: string }).id}`;
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => { if (task.result?.state === "fail") await keepPicture(page, `failed-layers-${task.name.replaceAll(/\W+/g, "-").slice(0, 50)}`); });

  const tile = (target: Page, id: string): Locator => target.locator(`[data-tile="${id}"]`);
  const settled = async (target: Page): Promise<void> => {
    await target.locator("[data-tile] canvas").first().waitFor();
    await expect.poll(async () => target.locator("[data-tile] [aria-busy=true], [data-tile][aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
  };
  const open = async (target: Page): Promise<void> => {
    await target.goto(address);
    await settled(target);
  };

  it("looks ahead and says how good that is, or why it does not", async () => {
    await open(page);
    await keepPicture(page, "layers-1440-light");
    await expectAccessible(page);
    await tile(page, "ahead").getByRole("button", { name: /Forecast of the next 12 months/ }).click();
    await page.getByRole("dialog", { name: "What to know about this picture" }).getByText(/the last 12 months were off by \d+\.\d% on average/).waitFor();
    await page.keyboard.press("Escape");
    await tile(page, "short").getByRole("button", { name: /No forecast: it needs 24 months/ }).waitFor();
    await tile(page, "noted").getByRole("button", { name: "1 note lies outside of what is drawn." }).waitFor();
    await tile(page, "ahead").getByRole("button", { name: /^More/ }).click();
    await page.getByRole("menuitem", { name: "Show as table" }).click();
    const table = tile(page, "ahead").getByRole("grid", { name: /: forecast$/ });
    await table.getByText("Jan 2026").waitFor();
    await tile(page, "ahead").getByText("Forecast: worked out, not measured").waitFor();
    await keepPicture(page, "layers-table-1440-light");
    await expectAccessible(page);
  });

  it("takes a note at a mark while editing, which Explore changes and removes by keyboard", async () => {
    await open(page);
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await settled(page);
    const box = await tile(page, "noted").locator("[data-picture]").boundingBox();
    if (box === null) throw new Error("The picture is not on the screen.");
    for (let part = 0.5; part < 0.9; part += 0.03) {
      await page.mouse.move(box.x + box.width * part, box.y + box.height * 0.5);
      await page.mouse.click(box.x + box.width * part, box.y + box.height * 0.5, { button: "right" });
      await page.getByRole("menu").waitFor();
      if (await page.getByRole("menuitem", { name: "Annotate…" }).count() > 0) break;
      await page.keyboard.press("Escape");
    }
    await page.getByRole("menuitem", { name: "Annotate…" }).click();
    await page.getByRole("textbox", { name: /^Note at/ }).fill("The <b>new</b> wing opens");
    await page.getByRole("button", { name: "Save" }).click();
    await expect.poll(async () => JSON.stringify((await ask("GET", address)).body), { timeout: 15_000 }).toContain("The <b>new</b> wing opens");
    await settled(page);
    await keepPicture(page, "layers-annotated-1440-light");
    await tile(page, "noted").getByRole("button", { name: /^More/ }).click();
    await page.getByRole("menuitem", { name: /Explore/ }).click();
    const options = page.getByRole("button", { name: "Options of the picture" });
    await options.focus();
    await page.keyboard.press("Enter");
    const note = page.getByRole("group", { name: "Note 4" });
    await note.getByRole("textbox", { name: "Words" }).fill("The new wing");
    await page.keyboard.press("Enter");
    await note.scrollIntoViewIfNeeded();
    await keepPicture(page, "layers-options-1440-light");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Remove note 3" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("group", { name: /^Note \d$/ }).count()).toBe(3);
    await page.getByRole("checkbox", { name: "Look ahead" }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("spinbutton", { name: "So many periods" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /notes$|Forecast of/ }).first().waitFor();
    await keepPicture(page, "layers-explored-1440-light");
  });

  it("reads well in the dark and on a phone", async () => {
    for (const [width, isDark] of [[1440, true], [390, false]] as const) {
      const { context: its, page: there } = await openPage(browser, server.address, { width, isDark });
      await signIn(there, email);
      await open(there);
      await keepPicture(there, `layers-${String(width)}-${isDark ? "dark" : "light"}`);
      await expectAccessible(there);
      await expectNoOverflow(there);
      await its.close();
    }
    expect(mishaps).toEqual([]);
  });
});
