import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { press, walkTo } from "./keys";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const ORDERS = ["order_id,customer_id,amount,cost,ordered_at", ...Array.from({ length: 600 }, (_, row) => `${String(row)},${String(row % 30)},${String(20 + (row % 50))}.50,${String(10 + (row % 20))}.25,2024-${String((row % 12) + 1).padStart(2, "0")}-15`)].join("\n");
const CUSTOMERS = ["customer_id,country,a_rather_long_name_of_a_column_that_somebody_once_exported", ...Array.from({ length: 30 }, (_, row) => `${String(row)},${["Norway", "Peru", "Japan"][row % 3] ?? ""},x${String(row)}`)].join("\n");

type Model = { id: string; revision: number; definition: { relationships: unknown[]; measures: { name: string; formula: string }[]; tables: { name: string; calculated: { name: string; formula: string }[] }[] } };

describe("a model of the data", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];
  let email: string;
  let ask: Ask;
  let orders: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
    email = await signUp(page, "Edgar Codd");
    ask = await askAs(server.address, email);
    for (const [name, text] of [["Orders", ORDERS], ["Customers", CUSTOMERS]] as const) {
      const form = new FormData();
      form.append("file", new Blob([text], { type: "text/csv" }), `${name}.csv`);
      expect((await ask("POST", "/datasets/upload", form)).status).toBe(201);
    }
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => { if (task.result?.state === "fail") await keepPicture(page, `failed-${task.name.replaceAll(/\W+/g, "-").slice(0, 60)}`); });

  const stored = async (): Promise<Model> => (await ask("GET", `/models/of-dataset/${orders}`)).body as Model;
  const dialog = () => page.getByRole("dialog");
  const editor = () => dialog().getByRole("textbox", { name: "Formula", exact: true });
  const tab = (name: string | RegExp) => page.getByRole("tab", { name });
  const fine = async (name: string) => {
    await keepPicture(page, `model-${name}`);
    await expectAccessible(page);
    await expectNoOverflow(page);
    expect(mishaps).toEqual([]);
  };

  it("is empty in a new workspace, and begins with a dataset", async () => {
    const datasets = async () => ((await ask("GET", "/datasets")).body as { items: { id: string; name: string; status: string }[] }).items;
    await expect.poll(async () => (await datasets()).filter(({ status }) => status === "ready").length, { timeout: 30_000 }).toBe(2);
    orders = (await datasets()).find(({ name }) => name === "Orders")?.id ?? "";
    await page.goto("/models");
    await page.getByRole("heading", { name: "Nobody has defined a model yet" }).waitFor();
    await page.getByRole("link", { name: "Orders" }).waitFor();
    await fine("none");
    await page.getByRole("link", { name: "Orders" }).click();
    await page.getByRole("heading", { name: "Orders", level: 1 }).waitFor();
    await fine("inferred");
  });

  it("joins another table by one click on what the rows confirm", async () => {
    await page.getByRole("button", { name: "Add a table" }).click();
    await page.getByRole("menuitem", { name: "Customers" }).click();
    await page.getByRole("region", { name: "customers" }).waitFor();
    await tab(/^Relationships/).click();
    const suggestion = page.getByRole("region", { name: "Suggestions" });
    await suggestion.getByText("100 % of the rows find a partner").waitFor();
    await fine("suggestion");
    await suggestion.getByRole("button", { name: /^Accept orders to customers/ }).click();
    await page.getByRole("region", { name: "Relationships" }).getByText("Many to one").waitFor();
    await fine("relationships");
  });

  it("writes a measure with completion, its check and its number", async () => {
    await tab(/^Measures/).click();
    await page.getByRole("button", { name: "New measure" }).click();
    await dialog().getByLabel("Name", { exact: true }).fill("margin");
    await editor().click();
    await page.keyboard.type("(su");
    await dialog().getByRole("option", { name: "SUM", exact: true }).waitFor();
    await fine("completion");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("(SUM(amount) - SUM(csot)) / SUM(amount)");
    await dialog().getByText(/csot/).last().waitFor();
    await dialog().locator(".cm-fault").waitFor();
    await fine("wrong-formula");
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("(SUM(amount) - SUM(cost)) / SUM(amount)");
    await dialog().getByText("Gives number").waitFor();
    await dialog().getByText(/now 0\.\d+/).waitFor();
    await fine("formula");
    await dialog().getByText("Words and format").click();
    await dialog().getByLabel("Label").fill("Profit margin");
    await dialog().getByLabel("Number format").click();
    await page.getByRole("option", { name: "Percent" }).click();
    await dialog().getByRole("button", { name: "Done" }).click();
    await page.getByRole("region", { name: "Measures" }).getByText("Profit margin").waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("The model is saved").waitFor();
    await expect.poll(() => page.url()).toMatch(/\/models\/[0-9a-f-]{36}/);
    expect((await stored()).definition).toMatchObject({ relationships: [{ from_table: "orders", to_table: "customers" }], measures: [{ name: "margin" }] });
    await fine("measures");
  });

  it("takes a calculated column by keyboard alone", async () => {
    await walkTo(page, tab(/^Measures/));
    await page.keyboard.press("ArrowLeft");
    await press(page, page.getByRole("region", { name: "orders" }).getByRole("button", { name: "New calculated column" }));
    await dialog().getByLabel("Name", { exact: true }).waitFor();
    await page.keyboard.type("profit");
    // The frame around the editor shows the focus, not the text in it.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect.poll(() => editor().evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.insertText("amount - cost");
    await dialog().getByText(/^Gives decimal/i).waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("region", { name: "orders" }).getByText("amount - cost").waitFor();
    await page.keyboard.press("Control+s");
    await expect.poll(async () => (await stored()).definition.tables[0]?.calculated.map(({ name }) => name)).toEqual(["profit"]);
    await fine("fields");
  });

  it("says what somebody else changed in the meantime, and keeps what was written", async () => {
    const { id, revision, definition } = await stored();
    expect((await ask("PUT", `/models/${id}`, { name: "Orders", description: null, revision, definition: { ...definition, parameters: [{ name: "tax", type: "float", default: 0.2 }] } })).status).toBe(200);
    await tab("Calendar").click();
    await page.getByLabel("Weeks begin on").click();
    await page.getByRole("option", { name: "Sunday" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await dialog().getByText("parameters/tax").waitFor();
    await fine("conflict");
    await dialog().getByRole("button", { name: "Load the present one" }).click();
    await tab("Parameters").click();
    await page.getByText("$tax").waitFor();
  });

  it("does not leave unsaved changes behind without a word", async () => {
    await tab("Calendar").click();
    await page.getByLabel("Weeks begin on").click();
    await page.getByRole("option", { name: "Sunday" }).click();
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Data" }).click();
    await dialog().getByText("What you changed in this model would be lost.").waitFor();
    await dialog().getByRole("button", { name: "Stay here" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => page.getByText("Not saved yet").count()).toBe(0);
    await tab("YAML").click();
    await page.getByLabel("The model as YAML").getByText("margin").waitFor();
    await fine("yaml");
  });

  it("offers all of it in Explore", async () => {
    await page.goto(`/explore?dataset=${orders}`);
    const fields = page.getByRole("complementary", { name: "Fields" });
    await fields.getByRole("button", { name: /Profit margin$/ }).first().dblclick();
    await fields.getByRole("button", { name: /Country$/ }).first().dblclick();
    await page.getByText("Profit margin by country").first().waitFor();
    await page.locator("canvas, svg[role='graphics-document'], [role='graphics-document']").first().waitFor();
    await fine("explore");
    await fields.getByRole("button", { name: "Add Country to a well" }).click();
    await page.getByRole("menuitem", { name: "Filters" }).click();
    const condition = page.getByRole("dialog", { name: "Filter by Country" });
    await condition.getByText("Norway").click();
    await page.getByText("Norway", { exact: false }).first().waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("region", { name: "Filters" }).innerText()).toContain("Norway");
    await fields.getByLabel("Search fields").fill("prof");
    await fields.getByRole("button", { name: /Profit/ }).first().waitFor();
  });

  it("defines a measure from Explore", async () => {
    await page.getByRole("button", { name: "New field" }).click();
    await page.getByRole("menuitem", { name: "New measure" }).click();
    await dialog().getByLabel("Name", { exact: true }).fill("orders_per_customer");
    await editor().click();
    await page.keyboard.insertText("COUNT(*) / COUNT(DISTINCT customer_id)");
    await dialog().getByText("Gives number").waitFor();
    await dialog().getByRole("button", { name: "Save" }).click();
    await page.getByText("“orders_per_customer” is one of the fields now").waitFor();
    expect((await stored()).definition.measures.map(({ name }) => name)).toEqual(["margin", "orders_per_customer"]);
  });

  it("reads well on a phone, in the dark", async () => {
    const { id } = await stored();
    const phone = await openPage(browser, server.address, { width: 390, isDark: true });
    try {
      await signIn(phone.page, email);
      for (const part of ["fields", "measures", "relationships"]) {
        await phone.page.goto(`/models/${id}?tab=${part}`);
        await phone.page.getByRole("tab", { selected: true }).waitFor();
        await phone.page.getByRole("tabpanel").waitFor();
        await keepPicture(phone.page, `model-phone-${part}`);
        await expectAccessible(phone.page);
        await expectNoOverflow(phone.page);
      }
      await phone.page.goto(`/models/${id}?tab=measures`);
      await phone.page.getByRole("button", { name: "Profit margin" }).click();
      await phone.page.getByRole("textbox", { name: "Formula", exact: true }).waitFor();
      await keepPicture(phone.page, "model-phone-formula");
      await expectAccessible(phone.page);
      expect(phone.mishaps).toEqual([]);
    } finally {
      await phone.context.close();
    }
  });
});
