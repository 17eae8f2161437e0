import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

type Sale = { day: string; region: string; city: string; paid: string; rep: string; amount: number };

const CITIES: Record<string, readonly string[]> = { North: ["Oslo", "Bergen"], South: ["Rome", "A town whose name is rather long for a column of a table"], West: ["Porto"] };
const PAID = ["card", "cash", "invoice"];

/** In April 2024 Rome nearly stops. */
const SALES: Sale[] = [1, 2, 3, 4].flatMap((month) => Array.from({ length: 20 }, (_, at) => at + 1).flatMap((day) =>
  Object.entries(CITIES).flatMap(([region, cities], r) => cities.map((city, c) => ({
    day: `2024-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`, region, city, paid: PAID[(day + c + r) % 3] ?? "", rep: `Rep ${String((day * 7 + c) % 16)}`,
    amount: city === "Rome" && month === 4 ? 5 : 100 + ((day * 13 + month * 7 + c * 5) % 23),
  })))));

const CSV = ["day,region,city,paid,rep,amount", ...SALES.map((one) => Object.values(one).join(","))].join("\n");

const dimension = (member: string, more: object = {}) => ({ role: "dimension", member, ...more });
const amount = (aggregation = "sum") => ({ role: "measure", member: "amount", aggregation });
const total = (passes: (sale: Sale) => boolean): number => SALES.filter(passes).reduce((sum, one) => sum + one.amount, 0);
const counted = (count: number): string => new Intl.NumberFormat("en-US").format(count);

describe("explaining a figure", () => {
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
    email = await signUp(page, "Evelyn Kitagawa");
    ask = await askAs(server.address, email);
    const form = new FormData();
    form.append("file", new Blob([CSV], { type: "text/csv" }), "sales.csv");
    const { id: dataset_id } = (await ask("POST", "/datasets/upload", form)).body as { id: string };
    const isReady = async () => ((await ask("GET", "/datasets")).body as { items: { status: string }[] }).items[0]?.status === "ready";
    await vi.waitUntil(isReady, { timeout: 30_000, interval: 200 });
    const tile = (id: string, title: string, [x, y, width, height]: readonly [number, number, number, number], mark: string, encodings: object, options: object = {}) =>
      ({ kind: "chart", id, title, layout: { x, y, width, height }, chart: { dataset_id, mark, encodings, options } });
    const tiles = [
      tile("months", "Amount by month", [0, 0, 12, 8], "bar", { x: dimension("day", { grain: "month" }), y: [amount()] }),
      tile("table", "Average by region", [12, 0, 12, 8], "table", { x: dimension("region"), y: [amount("avg")] }),
      tile("total", "Amount", [0, 8, 8, 6], "kpi", { x: dimension("day", { grain: "month" }), y: [amount()] }, { comparison: "previous_period" }),
      tile("middle", "Median by region", [8, 8, 8, 6], "table", { x: dimension("region"), y: [amount("median")] }),
    ];
    const made = await ask("POST", "/dashboards", { name: "Sales", spec: { pages: [{ id: "page", title: "Page", tiles }] } });
    address = `/dashboards/${(made.body as { id: string }).id}`;
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => { if (task.result?.state === "fail") await keepPicture(page, `failed-explain-${task.name.replaceAll(/\W+/g, "-").slice(0, 50)}`); });

  const settled = async (target: Page): Promise<void> => {
    await target.locator("[data-tile]").first().waitFor();
    await expect.poll(async () => target.locator("[data-tile] [aria-busy=true], [data-tile][aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
  };
  const open = async (target: Page): Promise<void> => {
    await target.goto(address);
    await settled(target);
    await target.locator("[data-tile] canvas").first().waitFor();
  };
  const tile = (target: Page, id: string): Locator => target.locator(`[data-tile="${id}"]`);
  const item = (target: Page, name: string): Locator => target.getByRole("menuitem", { name, exact: true });
  const head = (target: Page): Locator => target.getByRole("menu").locator("[title]").first();
  const section = (target: Page): Locator => target.getByRole("region", { name: "Where the difference lies" });

  /** Right clicks along a picture until the menu names the mark that is wanted. */
  const press = async (target: Page, within: Locator, wanted: RegExp, height = 0.8): Promise<void> => {
    const box = await within.locator("[data-picture]").boundingBox();
    if (box === null) throw new Error("The picture is not on the screen.");
    for (let part = 0.95; part > 0; part -= 0.06) {
      const [x, y] = [box.x + box.width * part, box.y + box.height * height];
      await target.mouse.move(x, y);
      await target.mouse.click(x, y, { button: "right" });
      await target.getByRole("menu").waitFor();
      if (wanted.test(await head(target).innerText())) return;
      await target.keyboard.press("Escape");
      await target.getByRole("menu").waitFor({ state: "detached" });
    }
    throw new Error(`No mark is called ${String(wanted)}.`);
  };
  const whole = async (target: Page): Promise<void> => {
    await section(target).waitFor();
    await section(target).getByRole("progressbar").waitFor({ state: "detached" });
  };
  const fine = async (name: string, target = page): Promise<void> => {
    await keepPicture(target, `explain-${name}`);
    await expectAccessible(target);
    await expectNoOverflow(target);
  };

  it("says what a month is, and that one town makes the difference", async () => {
    await open(page);
    await press(page, tile(page, "months"), /Apr 2024$/);
    await item(page, "Explain").click();
    const dialog = page.getByRole("dialog", { name: /Apr 2024$/ });
    await whole(page);
    const [april, march] = ["2024-04", "2024-03"].map((month) => total(({ day }) => day.startsWith(month))) as [number, number];
    expect(await dialog.innerText()).toContain(`−${counted(march - april)}`);
    const parts = section(page).getByRole("region");
    expect(await parts.first().getAttribute("aria-label")).toBe("By City");
    expect(await parts.first().getByRole("rowheader").first().innerText()).toBe("Rome");
    await fine("month-1440-light");
    await dialog.getByRole("button", { name: "Show rows of Rome" }).click();
    await page.getByRole("dialog", { name: "City: Rome" }).getByRole("status").filter({ hasText: "20 rows" }).waitFor();
    await fine("rows-1440-light");
    await page.keyboard.press("Escape");
    await dialog.getByRole("combobox", { name: "Compared with" }).click();
    await page.getByRole("option", { name: /average of the others/ }).click();
    await whole(page);
    expect(await dialog.getByRole("combobox", { name: "Compared with" }).innerText()).toContain("(3)");
    await dialog.getByRole("button", { name: "Where these numbers come from" }).first().click();
    await page.getByRole("button", { name: "Verify these numbers" }).click();
    await page.getByText(/the same|identical|agree/i).first().waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Copy SQL" }).waitFor({ state: "detached" });
    await expect.poll(async () => {
      await page.keyboard.press("Escape");
      return dialog.count();
    }).toBe(0);
    expect(mishaps).toEqual([]);
  });

  it("takes an average apart by keyboard, shows a median side by side, and explains a number by its last period", async () => {
    await open(page);
    await tile(page, "table").getByRole("grid").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menu").waitFor();
    await item(page, "Explain").focus();
    await page.keyboard.press("Enter");
    await whole(page);
    await section(page).getByRole("columnheader", { name: "Mix" }).first().waitFor();
    await fine("average-1440-light");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await tile(page, "middle").getByRole("gridcell").first().click({ button: "right" });
    await item(page, "Explain").click();
    await whole(page);
    expect(await page.getByRole("dialog").innerText()).toContain("It is a median");
    expect(await section(page).getByRole("columnheader", { name: "Contributes" }).count()).toBe(0);
    await fine("median-1440-light");
    await page.keyboard.press("Escape");
    await tile(page, "total").locator("[data-picture]").click({ button: "right" });
    await item(page, "Explain").click();
    await whole(page);
    await fine("number-1440-light");
    await page.keyboard.press("Escape");
  });

  it("stands in a tile that is shown large, where Escape closes the menu, the sheet and then the tile", async () => {
    await open(page);
    await tile(page, "months").getByRole("button", { name: /^More/ }).click();
    await item(page, "Show large").click();
    const large = page.getByRole("dialog", { name: "Amount by month" });
    await large.locator("canvas").waitFor();
    await settled(page);
    await press(page, large, /Apr 2024$/);
    await fine("large-menu-1440-light");
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    expect(await large.isVisible()).toBe(true);
    await press(page, large, /Apr 2024$/);
    await item(page, "Explain").click();
    await whole(page);
    await page.keyboard.press("Escape");
    await section(page).waitFor({ state: "detached" });
    expect(await large.isVisible()).toBe(true);
    await press(page, large, /Apr 2024$/);
    await item(page, "Exclude").click();
    await expect.poll(async () => large.innerText()).toContain("not Apr 2024");
    await large.getByRole("button", { name: "Show as table" }).click();
    await large.getByRole("grid").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menu").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await large.waitFor({ state: "detached" });
    expect(mishaps).toEqual([]);
  });

  it("reads well on a phone in the dark", async () => {
    const { context: phone, page: small } = await openPage(browser, server.address, { width: 390, isDark: true });
    await signIn(small, email);
    await open(small);
    await tile(small, "months").scrollIntoViewIfNeeded();
    await press(small, tile(small, "months"), /Apr 2024$/);
    await item(small, "Explain").click();
    await whole(small);
    await fine("month-390-dark", small);
    await section(small).getByRole("region").first().scrollIntoViewIfNeeded();
    await fine("parts-390-dark", small);
    await phone.close();
  });
});
