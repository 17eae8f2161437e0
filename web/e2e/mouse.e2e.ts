import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture } from "./browser";
import type { Ask } from "./people";
import { usingStage } from "./stage";

type Layout = { x: number; y: number; width: number; height: number };
type Tile = { id: string; layout: Layout; chart: { mark: string; encodings: { x: { member: string } | null; y: { member: string }[]; color: { member: string } | null } } };

const REGIONS = ["North", "South", "East", "West"] as const;
const ROWS = Array.from({ length: 240 }, (_, row) => ({ day: new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10), region: REGIONS[row % 4] ?? "", amount: row * 3 + 10 }));
const SALES = `day,region,amount\n${ROWS.map(({ day, region, amount }) => `${day},${region},${String(amount)}`).join("\n")}\n`;
const amountOf = (region: string): number => ROWS.filter((row) => row.region === region).reduce((sum, { amount }) => sum + amount, 0);

describe("a dashboard from nothing, by the mouse alone", () => {
  const stage = usingStage("Michael Friendly");
  let page: Page;
  let ask: Ask;
  const pressed: string[] = [];

  const main = (): Locator => page.getByRole("main");
  const pane = (): Locator => page.getByRole("complementary", { name: "Fields and format" });
  const well = (name: string): Locator => pane().getByRole("region", { name, exact: true });
  const tiles = (): Locator => page.locator("[data-tile]");
  const named = (name: string): Locator => tiles().filter({ has: page.getByRole("heading", { name, exact: true }) });
  const settled = async (): Promise<void> => {
    await tiles().first().waitFor();
    await expect.poll(async () => page.locator("[data-tile][aria-busy=true]").count(), { timeout: 30_000 }).toBe(0);
  };
  const kept = async (): Promise<Tile[]> => {
    const { body } = await ask("GET", `/dashboards/${new URL(page.url()).pathname.split("/").pop() ?? ""}`);
    return (body as { spec: { pages: { tiles: Tile[] }[] } }).spec.pages.flatMap(({ tiles: all }) => all);
  };
  /** Where the number stands that the server has. */
  const numberAt = async (): Promise<Layout | undefined> => (await kept()).find(({ chart: { encodings } }) => encodings.x === null)?.layout;
  const fields = async (): Promise<unknown> => (await kept()).map(({ chart: { encodings } }) => [encodings.x?.member ?? null, ...encodings.y.map(({ member }) => member)]);
  const middle = async (place: Locator): Promise<[x: number, y: number]> => {
    const box = await place.boundingBox();
    if (box === null) throw new Error("It is not on the screen.");
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const drag = async ([fromX, fromY]: [number, number], [toX, toY]: [number, number], picture?: string): Promise<void> => {
    await page.mouse.move(fromX, fromY);
    await page.mouse.down();
    await page.mouse.move(fromX + 8, fromY + 8, { steps: 3 });
    await page.mouse.move(toX, toY, { steps: 10 });
    if (picture !== undefined) await keepPicture(page, picture);
    await page.mouse.up();
  };
  const field = (name: string): Locator => pane().getByRole("button", { name, exact: true });

  beforeAll(async () => {
    ({ page, ask } = stage);
    await page.exposeFunction("noteKey", (key: string) => { pressed.push(key); });
    await page.addInitScript(`addEventListener("keydown", ({ key }) => { noteKey(key); }, true)`);
    await page.goto("/");
  });

  it("uploads a file", async () => {
    await page.getByRole("link", { name: "Data", exact: true }).first().click();
    const chooser = page.waitForEvent("filechooser");
    await main().getByRole("button", { name: /^(Upload|Choose)/ }).first().click();
    await (await chooser).setFiles({ name: "sales.csv", mimeType: "text/csv", buffer: Buffer.from(SALES) });
    await page.getByRole("complementary", { name: "Uploads" }).getByText(/Ready/).waitFor();
  });

  it("begins an empty dashboard, whose page says what to do", async () => {
    await page.getByRole("link", { name: "Dashboards", exact: true }).first().click();
    await main().getByRole("button", { name: "New dashboard" }).click();
    await page.getByRole("menuitem", { name: "Blank" }).click();
    await page.getByText("This page is empty").waitFor();
    await keepPicture(page, "mouse-empty");
    await main().getByRole("button", { name: "Make a picture" }).click();
    await pane().getByRole("heading", { name: "New picture" }).waitFor();
    await field("Measure Amount").waitFor();
    await keepPicture(page, "mouse-pane");
    await expectAccessible(page);
  });

  it("drops a field on the page, and gives the picture another in its wells", async () => {
    await drag(await middle(field("Measure Amount")), await middle(page.getByText("This page is empty")), "mouse-carrying");
    await well("Y axis").getByRole("button", { name: "Sum of amount", exact: true }).waitFor();
    await settled();
    await drag(await middle(field("Text Region")), await middle(well("X axis")));
    await expect.poll(fields, { timeout: 20_000 }).toEqual([["region", "amount"]]);
    await settled();
    await keepPicture(page, "mouse-first");
  });

  it("begins another one beside it, where the field is let go", async () => {
    const box = await tiles().first().boundingBox();
    if (box === null) throw new Error("It is not on the screen.");
    await page.mouse.click(box.x + box.width + 200, box.y + box.height + 40);
    await pane().getByRole("heading", { name: "New picture" }).waitFor();
    await drag(await middle(field("Date Day")), [box.x + box.width * 1.5, box.y + 30], "mouse-second-carried");
    await well("X axis").getByRole("button", { name: /Day/ }).first().waitFor();
    await field("Measure Amount").dblclick();
    await expect.poll(fields, { timeout: 20_000 }).toEqual([["region", "amount"], ["day", "amount"]]);
    expect((await kept()).map(({ layout }) => [layout.x, layout.y])).toEqual([[0, 0], [12, 0]]);
    await settled();
    await keepPicture(page, "mouse-second");
  });

  it("adds a number by a double click, from the menu of what can be added", async () => {
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("menuitem", { name: "Picture", exact: true }).click();
    await pane().getByRole("heading", { name: "New picture" }).waitFor();
    await field("Measure Amount").dblclick();
    await expect.poll(fields, { timeout: 20_000 }).toEqual([["region", "amount"], ["day", "amount"], [null, "amount"]]);
    await settled();
  });

  it("makes a tile smaller, and carries it to the top", async () => {
    const number = named("Sum of amount");
    await number.scrollIntoViewIfNeeded();
    const box = await number.boundingBox();
    if (box === null) throw new Error("It is not on the screen.");
    await number.hover();
    await drag([box.x + box.width - 6, box.y + box.height - 6], [box.x + box.width / 2, box.y + box.height / 2]);
    await expect.poll(async () => (await numberAt())?.width, { timeout: 20_000 }).toBeLessThan(12);
    await number.hover();
    const [, top] = await middle(named("Sum of amount by region"));
    await drag(await middle(number.getByRole("button", { name: /^Move / })), [box.x + 60, top - 120]);
    await expect.poll(async () => (await numberAt())?.y, { timeout: 20_000 }).toBe(0);
    await settled();
    await keepPicture(page, "mouse-arranged");
  });

  it("is done, and a click on a bar filters the others to what the file says", async () => {
    await page.getByRole("button", { name: "Done" }).click();
    await settled();
    const bars = named("Sum of amount by region");
    await bars.locator("canvas").waitFor();
    await keepPicture(page, "mouse-done");
    await expectAccessible(page);
    await expectNoOverflow(page);
    const box = await bars.locator("canvas").boundingBox();
    if (box === null) throw new Error("It is not on the screen.");
    await page.mouse.click(box.x + box.width / 2 - 20, box.y + box.height * 0.8);
    const number = named("Sum of amount");
    const sums = REGIONS.map((region) => amountOf(region).toLocaleString("en-US"));
    await expect.poll(async () => {
      const words = await number.innerText();
      return sums.filter((sum) => words.includes(sum)).length;
    }, { timeout: 20_000 }).toBe(1);
    await keepPicture(page, "mouse-filtered");
  });

  it("needed no key, and broke no rule on the way", () => {
    expect([pressed, stage.mishaps]).toEqual([[], []]);
  });
});
