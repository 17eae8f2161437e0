import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const STATES = ["Paid", "Cancelled", "Open", "A very long name of a state in which hardly any order ever is", "constructor", "Returned", "Lost", "Held", "Shipped", "Packed"];
const ORDERS = "day,state,amount\n" + Array.from({ length: 300 }, (_, row) => {
  const day = new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10);
  return `${day},${STATES[row % STATES.length] ?? ""},${String(40 + row)}`;
}).join("\n") + "\n";
const RED = [192, 16, 42] as const;

/** How many pixels of a picture have a colour. */
const pixels = async (page: Page, [red, green, blue]: readonly [number, number, number]): Promise<number> =>
  page.locator("section canvas").first().evaluate((canvas: HTMLCanvasElement, [r, g, b]) => {
    const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] as number[] };
    let count = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] === r && data[at + 1] === g && data[at + 2] === b) count += 1;
    return count;
  }, [red, green, blue] as [number, number, number]);

describe("the colors of a picture", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];
  let email: string;
  let ask: Ask;
  let orders: string;

  const wells = { x: [{ role: "dimension", member: "day", grain: "month" }], y: [{ role: "measure", member: "amount", aggregation: "sum" }], color: [{ role: "dimension", member: "state" }] };
  const addressOf = (chart: object) => `/explore?dataset=${orders}&chart=${encodeURIComponent(JSON.stringify(chart))}`;
  const drawn = async (on: Page) => { await on.locator("section canvas").first().waitFor({ timeout: 30_000 }); };

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
    email = await signUp(page, "Sonia Kovalevsky");
    ask = await askAs(server.address, email);
    const form = new FormData();
    form.append("file", new Blob([ORDERS], { type: "text/csv" }), "orders.csv");
    orders = ((await ask("POST", "/datasets/upload", form)).body as { id: string }).id;
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });

  const options = async (on: Page = page) => {
    await on.getByRole("button", { name: "Options of the picture" }).click();
    await on.getByRole("heading", { name: "Colors", exact: true }).scrollIntoViewIfNeeded();
  };

  it("gives a value a color of its own by keyboard, which it keeps when others are filtered away", async () => {
    await page.goto(addressOf({ mark: "bar", wells }));
    await drawn(page);
    await options();
    await page.getByRole("searchbox", { name: "Find a value" }).fill("canc");
    const value = page.getByRole("button", { name: /^Cancelled/ });
    await value.focus();
    await page.keyboard.press("Enter");
    const hex = page.getByRole("textbox", { name: "Hex code of the color of Cancelled" });
    await hex.fill("nonsense");
    await page.getByText("A color is written as #rrggbb.").waitFor();
    await hex.fill("#c0102a");
    await page.keyboard.press("Enter");
    await expect.poll(() => pixels(page, RED), { timeout: 30_000 }).toBeGreaterThan(100);
    await keepPicture(page, "colors-member-1440-light");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    const kept = JSON.parse(new URL(page.url()).searchParams.get("chart") ?? "{}") as { options: object };
    expect(kept.options).toMatchObject({ colors: { members: [{ label: "Cancelled", color: "#c0102a" }] } });
    await page.goto(addressOf({ mark: "bar", wells, options: kept.options, filters: [{ kind: "in", member: "state", values: ["Cancelled", "Open"] }] }));
    await drawn(page);
    await expect.poll(() => pixels(page, RED), { timeout: 30_000 }).toBeGreaterThan(100);
    await options();
    await page.getByRole("button", { name: "Reset all colors" }).click();
    await expect.poll(() => pixels(page, RED), { timeout: 30_000 }).toBe(0);
    await page.keyboard.press("Escape");
  });

  it("chooses a set, a single color, the colors of amounts, and those of rises and falls", async () => {
    await page.goto(addressOf({ mark: "line", wells }));
    await drawn(page);
    await options();
    await page.getByRole("combobox", { name: "Set of colors" }).click();
    await page.getByRole("option", { name: /Okabe and Ito/ }).click();
    await keepPicture(page, "colors-set-1440-light");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.goto(addressOf({ mark: "bar", wells: { x: wells.x, y: wells.y } }));
    await drawn(page);
    await options();
    await page.getByRole("button", { name: /^All marks/ }).click();
    await page.getByRole("button", { name: "Theme color 4" }).click();
    await expect.poll(() => pixels(page, [163, 103, 172]), { timeout: 30_000 }).toBeGreaterThan(1000);
    await page.keyboard.press("Escape");
    await page.goto(addressOf({ mark: "heatmap", wells: { x: wells.x, y: [{ role: "dimension", member: "state" }], color: wells.y } }));
    await drawn(page);
    await options();
    await page.getByRole("combobox", { name: "Colors of the amounts" }).click();
    await page.getByRole("option", { name: /Blue to red/ }).click();
    await page.getByRole("spinbutton", { name: "In so many steps" }).fill("5");
    await page.keyboard.press("Enter");
    await keepPicture(page, "colors-amounts-1440-light");
    await page.keyboard.press("Escape");
    await page.goto(addressOf({ mark: "waterfall", wells: { x: wells.x, y: wells.y } }));
    await drawn(page);
    await expect.poll(() => pixels(page, [17, 122, 101]), { timeout: 30_000 }).toBeGreaterThan(100);
    await options();
    await page.getByRole("button", { name: /^Rises/ }).waitFor();
    await keepPicture(page, "colors-directions-1440-light");
    await expectAccessible(page);
  });

  it("follows rules: bars in the color of the first that holds, a number with its tone and sign", async () => {
    await page.goto(addressOf({ mark: "bar", wells: { x: wells.x, y: wells.y } }));
    await drawn(page);
    await options();
    await page.getByRole("button", { name: "Add a rule of color" }).click();
    const rule = page.getByRole("group", { name: "Color by rule 1" });
    await rule.getByRole("combobox", { name: "How it is compared" }).click();
    await page.getByRole("option", { name: "At least" }).click();
    await rule.getByRole("spinbutton", { name: "Value" }).fill("6000");
    await page.keyboard.press("Enter");
    await rule.getByRole("button", { name: /^Rule 1/ }).click();
    await rule.getByRole("textbox", { name: "Hex code of the color of Rule 1" }).fill("#c0102a");
    await page.keyboard.press("Enter");
    await expect.poll(() => pixels(page, RED), { timeout: 30_000 }).toBeGreaterThan(1000);
    await keepPicture(page, "colors-rules-1440-light");
    await expectAccessible(page);
    const before = await pixels(page, RED);
    // By hand: the amounts are 40, 41 and so on by day, so June comes to 6,195 and July to 7,347.
    await rule.getByRole("spinbutton", { name: "Value" }).fill("7000");
    await page.keyboard.press("Enter");
    await expect.poll(() => pixels(page, RED), { timeout: 30_000 }).toBeLessThan(before);
    await page.keyboard.press("Escape");
    const bad = [{ column: "sum_amount", kind: "rule", rules: [{ op: "at_least", value: 1000, tone: "bad", icon: null }] }];
    await page.goto(addressOf({ mark: "kpi", wells: { y: wells.y }, options: { cells: bad } }));
    await page.getByTitle(/^[\d,]+$/).filter({ hasText: "bad" }).waitFor();
    await page.getByRole("button", { name: "Options of the picture" }).click();
    await page.getByRole("heading", { name: "Good and bad", exact: true }).scrollIntoViewIfNeeded();
    await keepPicture(page, "colors-number-1440-light");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
  });

  it("is chosen on a phone and seen by night", async () => {
    const phone = await openPage(browser, server.address, { width: 390, isDark: true });
    await signIn(phone.page, email);
    await phone.page.goto(addressOf({ mark: "bar", wells, options: { colors: { members: [{ label: "Cancelled", color: "#330000" }, { label: "Gone", color: "category-2" }] } } }));
    await drawn(phone.page);
    await options(phone.page);
    await phone.page.getByRole("button", { name: /^Cancelled/ }).click();
    await keepPicture(phone.page, "colors-390-dark");
    await expectNoOverflow(phone.page);
    await expectAccessible(phone.page);
    expect(phone.mishaps).toEqual([]);
    await phone.context.close();
    expect(mishaps).toEqual([]);
  });
});
