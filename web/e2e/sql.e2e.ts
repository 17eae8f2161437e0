import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { focusedWords, press, walkTo } from "./keys";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

type SavedQuery = { id: string; name: string; folder: string; sql: string; revision: number; parameters: unknown[] };
type Kept<Row> = { items: Row[]; total: number };

const SALES = ["Region,Amount,Order Date,order", ...Array.from({ length: 3000 }, (_, row) => `${["North", "South", "East", "West"][row % 4] ?? ""},${String(row % 97)}.50,2024-0${String((row % 9) + 1)}-15,${String(row)}`)].join("\n");
const ENDLESS = "select count(*) from range(100000000) a, range(1000) b";

describe("SQL that people write", () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let mishaps: string[];
  let email: string;
  let ask: Ask;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    ({ context, page, mishaps } = await openPage(browser, server.address));
    email = await signUp(page, "Edgar Codd");
    ask = await askAs(server.address, email);
  });
  afterAll(async () => {
    await context.close();
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => { if (task.result?.state === "fail") await keepPicture(page, `failed-${task.name.replaceAll(/\W+/g, "-").slice(0, 60)}`); });

  const editor = () => page.getByRole("textbox", { name: "SQL", exact: true });
  const result = () => page.getByRole("region", { name: "Result" });
  const grid = () => result().getByRole("grid");
  const honest = () => result().getByRole("status").first();
  const tabs = () => page.getByRole("navigation", { name: "Open queries" });
  const lists = () => page.getByRole("complementary", { name: "Tables, saved queries and history" });
  const cell = (row: number, column: number) => grid().locator(`[data-place="${String(row)}:${String(column)}"]`);
  /** Takes the place of what is written, letter for letter, without what the editor would add by itself. */
  const write = async (sql: string) => {
    await editor().click();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.keyboard.insertText(sql);
    await page.keyboard.press("Escape");
  };
  const parameter = (name: string) => page.getByRole("form", { name: "Parameters" }).getByLabel(name, { exact: true });
  const left = async (words: string) => { for (const _ of words) await page.keyboard.press("ArrowLeft"); };
  const run = () => page.keyboard.press("Control+Enter");
  const statement = () => editor().innerText();
  const fine = async (name: string) => {
    await keepPicture(page, `sql-${name}`);
    await expectAccessible(page);
    await expectNoOverflow(page);
    expect(mishaps).toEqual([]);
  };
  const listed = (part: string) => lists().getByRole("radio", { name: part }).click();

  it("tells a workspace without data what to do first", async () => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "SQL" }).click();
    await page.getByRole("heading", { name: "There is no data yet" }).waitFor();
    await result().getByRole("button", { name: "Load sample data" }).waitFor();
    await editor().waitFor();
    await fine("no-data");
    const form = new FormData();
    form.append("file", new Blob([SALES], { type: "text/csv" }), "Sales Q4.csv");
    expect((await ask("POST", "/datasets/upload", form)).status).toBe(201);
    await expect.poll(async () => ((await ask("GET", "/queries/vocabulary")).body as { tables: { sql_name: string }[] }).tables.map(({ sql_name: name }) => name)).toEqual(["sales_q4"]);
    await page.reload();
  });

  it("begins with a statement over the reader's own data, one click away", async () => {
    await result().getByRole("button", { name: "The first rows of Sales Q4" }).waitFor();
    await fine("empty");
    await result().getByRole("button", { name: "Amount by Region" }).click();
    await expect.poll(() => honest().innerText()).toMatch(/^4 rows · \d+\s(ms|s)/);
    expect(await cell(0, 1).innerText()).toBe("750");
    await fine("result");
  });

  it("completes through an alias, and writes a name between its quotes", async () => {
    await write("");
    await page.keyboard.type("select s.");
    await page.keyboard.press("Escape");
    await page.keyboard.type(" from sales_q4 s");
    await left(" from sales_q4 s");
    await page.keyboard.type("ord");
    const choices = page.getByRole("listbox");
    await choices.getByRole("option", { name: /^Order Date/ }).waitFor();
    expect(await choices.getByRole("option").allInnerTexts()).toHaveLength(2);
    await fine("completion");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(statement).toBe('select s."Order Date" from sales_q4 s');
    await page.keyboard.type(", s.");
    await choices.getByRole("option", { name: /^Region/ }).waitFor();
    await page.keyboard.press("Escape");
  });

  it("completes the columns of a query that has a name", async () => {
    await write("with totals as (select region, sum(amount) as paid from sales_q4 group by all) select  from totals t");
    await left(" from totals t");
    await page.keyboard.type("t.");
    await expect.poll(() => page.getByRole("listbox").getByRole("option").allInnerTexts()).toHaveLength(2);
    await page.keyboard.type("pai");
    await expect.poll(() => page.getByRole("listbox").getByRole("option").allInnerTexts()).toHaveLength(1);
    await page.waitForTimeout(200);
    await page.keyboard.press("Enter");
    await run();
    await expect.poll(() => honest().innerText()).toMatch(/^4 rows/);
  });

  it("shows an error under its word, and mends it with a near miss", async () => {
    await write("select 1;\n\nselect\n  regoin,\n  count(*) as n\nfrom sales_q4\ngroup by all");
    await run();
    await result().getByRole("alert").waitFor();
    await expect.poll(() => page.locator(".cm-fault").allInnerTexts()).toEqual(["regoin"]);
    await fine("error");
    await result().getByRole("button", { name: "Go to line 4" }).click();
    expect(await page.evaluate(() => window.getSelection()?.toString())).toBe("regoin");
    await result().getByRole("group", { name: "Did you mean" }).getByRole("button").first().click();
    await expect.poll(statement).toContain("Region,");
    expect(await page.locator(".cm-fault").count()).toBe(0);
    await run();
    await expect.poll(() => honest().innerText()).toMatch(/^4 rows/);
  });

  it("marks the word of a selection where it stands in the whole text", async () => {
    await write("select 1 as one;\nselect bad_name from sales_q4");
    await page.keyboard.press("Shift+Home");
    await run();
    await expect.poll(() => page.locator(".cm-fault").allInnerTexts()).toEqual(["bad_name"]);
    await page.keyboard.press("Control+Home");
    await run();
    await expect.poll(() => grid().getByRole("columnheader").allInnerTexts()).toEqual(["one"]);
  });

  it("refuses what is no question, and says why", async () => {
    await write("drop table sales_q4");
    await run();
    await expect.poll(() => result().getByRole("alert").innerText()).toContain("This statement is not run");
    await fine("refused");
  });

  it("asks for a parameter, guesses its type, and sends it as a value", async () => {
    await write('select count(*) as n from sales_q4 where "Order Date" >= $since and region = $where');
    const field = parameter("$since");
    await expect.poll(() => field.getAttribute("type")).toBe("date");
    await editor().focus();
    await run();
    await page.getByText("Choose a value, or null.").waitFor();
    await field.fill("2024-09-01");
    await parameter("$where").fill("North");
    await page.keyboard.press("Enter");
    await expect.poll(() => honest().innerText()).toMatch(/^1 row/);
    const expected = SALES.split("\n").slice(1).filter((row) => row.startsWith("North") && row.includes("2024-09-")).length;
    expect(await cell(0, 0).innerText()).toBe(String(expected));
    await page.getByRole("button", { name: "Type and label of $where" }).click();
    await page.getByRole("dialog").getByLabel("Label").fill("Which region");
    await page.keyboard.press("Escape");
    await page.getByLabel("Which region").waitFor();
    await fine("parameters");
    await page.getByLabel("Which region").fill("x' or '1'='1");
    await page.keyboard.press("Enter");
    await expect.poll(() => cell(0, 0).innerText()).toBe("0");
  });

  it("is truncated honestly, sorts, shows a value whole and is copied without formulas", async () => {
    await write(`select "order", region, case "order" when 0 then null when 1 then '=1+1' else repeat('long ', 200) end as words from sales_q4`);
    await run();
    await expect.poll(() => honest().innerText()).toMatch(/^1,000 of 3,000 rows shown/);
    await result().getByText("Truncated", { exact: true }).waitFor();
    await grid().getByRole("columnheader", { name: /words/ }).getByRole("button").click();
    await expect.poll(() => cell(0, 2).innerText()).toBe("=1+1");
    await fine("many-rows");
    await cell(1, 2).dblclick();
    await expect.poll(() => page.getByRole("dialog").getByLabel("Value").textContent()).toHaveLength(1000);
    await fine("value");
    await page.keyboard.press("Escape");
    await result().getByRole("button", { name: "Download", exact: true }).click();
    await page.getByRole("menuitem", { name: "CSV" }).waitFor();
    await fine("download");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "CSV" }).click()]);
    const stream = await download.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
    const lines = Buffer.concat(chunks).toString("utf8").split("\r\n");
    expect([lines[0], lines[1], lines[2], lines.at(-1), lines.length]).toEqual(["order,Region,words", "0,North,", "1,South,'=1+1", "", 3002]);
    await result().getByRole("button", { name: "Receipt" }).click();
    const receipt = page.getByRole("dialog", { name: "Where this result comes from" });
    await expect.poll(() => receipt.innerText()).toContain("sales_q4");
    await receipt.getByRole("button", { name: "Verify these rows" }).click();
    await receipt.getByText(/^Asked again of the same versions: [\d,]+ values, all the same\.$/).waitFor();
    await fine("receipt");
    await page.keyboard.press("Escape");
  });

  const chart = () => page.getByRole("region", { name: "Chart of the result" });
  const drawn = (title: string) => chart().getByRole("figure", { name: title }).locator("canvas").waitFor();

  it("draws a result as it is, keeps the choice with the tab, and asks nothing again", async () => {
    await write(`select date_trunc('month', "Order Date") as month, region, sum(amount) as total from sales_q4 group by all order by all`);
    await run();
    await expect.poll(() => honest().innerText()).toMatch(/^36 rows/);
    const asked: string[] = [];
    page.on("request", (request) => { if (request.url().includes("/api/v1/queries/execute")) asked.push(request.url()); });
    await result().getByRole("radio", { name: "Chart" }).click();
    await drawn("total by month and region");
    await chart().getByText("Lines, because values run over time.").waitFor();
    await fine("chart-lines");
    await chart().getByRole("button", { name: "Kind of picture: Line" }).click();
    await page.getByRole("menuitem", { name: /^Bars/ }).click();
    await chart().getByRole("combobox", { name: "Series" }).click();
    await page.getByRole("option", { name: /^Stacked/ }).click();
    await chart().getByText("Bars compare single periods.").waitFor();
    await chart().getByRole("combobox", { name: "Color" }).click();
    await page.getByRole("option", { name: "Nothing" }).click();
    await chart().getByText("Several rows have the same month: their bars stand on each other, and the whole bar is their sum.").waitFor();
    await drawn("total by month");
    await fine("chart-bars");
    expect(asked).toEqual([]);
    await page.reload();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await chart().getByRole("button", { name: "Kind of picture: Bars" }).waitFor();
    await drawn("total by month");
  });

  it("chooses what fits another result, and says where there is nothing to draw", async () => {
    await write("select amount from sales_q4");
    await run();
    await drawn("Distribution of amount");
    await chart().getByText("The first 1,000 of 3,000 rows.").waitFor();
    await write("select count(*) as orders from sales_q4");
    await run();
    await expect.poll(() => chart().getByRole("definition").innerText()).toContain("3,000");
    await write("select region from sales_q4");
    await run();
    await chart().getByRole("heading", { name: "There is nothing to draw: none of these columns holds numbers." }).waitFor();
    await fine("chart-nothing");
    await page.keyboard.press("Escape");
    await walkTo(page, chart().getByRole("button", { name: "Show the table" }));
    await page.keyboard.press("Enter");
    await grid().waitFor();
  });

  it("lays a statement out, and takes it back", async () => {
    await write("select region, count(*) from sales_q4 group by region");
    await page.keyboard.press("Shift+Alt+f");
    await expect.poll(statement).toBe("select\n  region,\n  count(*)\nfrom\n  sales_q4\ngroup by\n  region");
    await page.keyboard.press("Control+z");
    await expect.poll(statement).toBe("select region, count(*) from sales_q4 group by region");
  });

  it("cancels what runs too long", async () => {
    await write(ENDLESS);
    await run();
    await result().getByText("Running").waitFor();
    await result().getByRole("button", { name: "Cancel" }).waitFor();
    await fine("running");
    await result().getByRole("button", { name: "Cancel" }).click();
    await result().getByText(/Cancelled after/).waitFor();
    await listed("History");
    await expect.poll(() => lists().getByRole("listitem").first().getByRole("img").first().getAttribute("aria-label"), { timeout: 30_000 }).toBe("Cancelled");
  });

  it("saves a query, keeps it through a reload, and finds it by its address", async () => {
    await tabs().getByRole("button", { name: "New query" }).click();
    await write("select region, sum(amount) as total from sales_q4 where amount > $least group by all");
    await parameter("$least").fill("50.5");
    await page.keyboard.press("Control+s");
    const dialog = page.getByRole("dialog", { name: "Save the query" });
    await dialog.getByLabel("Name").fill("Totals by region");
    await dialog.getByLabel("Folder").fill("Sales/Monthly");
    await fine("save");
    await page.keyboard.press("Enter");
    await page.getByText("“Totals by region” is saved").waitFor();
    await page.waitForURL(/\/sql\/[0-9a-f-]{36}$/);
    const saved = (await ask("GET", "/queries/saved")).body as Kept<SavedQuery>;
    expect(saved.items.map(({ name, folder, parameters }) => [name, folder, parameters])).toEqual([["Totals by region", "Sales/Monthly", [{ name: "least", type: "decimal", label: null, value: "50.5" }]]]);
    await editor().focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" order by total");
    await page.keyboard.press("Escape");
    await tabs().getByText(", with unsaved changes").waitFor({ state: "attached" });
    await page.reload();
    await expect.poll(statement).toContain("order by total");
    expect(await parameter("$least").inputValue()).toBe("50.5");
    expect(await tabs().locator("[aria-current]").innerText()).toContain("Totals by region");
  });

  it("shows both versions when somebody else was first", async () => {
    const { items: [saved] } = (await ask("GET", "/queries/saved")).body as Kept<SavedQuery>;
    if (!saved) throw new Error("Nothing is saved.");
    expect((await ask("PUT", `/queries/${saved.id}`, { name: "Totals by region", folder: "Sales/Monthly", sql: "select 'theirs'", parameters: [], revision: saved.revision })).status).toBe(200);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "This query was changed meanwhile" });
    await expect.poll(() => dialog.innerText()).toContain("select 'theirs'");
    await fine("conflict");
    await dialog.getByRole("button", { name: "Keep mine" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(((await ask("GET", `/queries/${saved.id}`)).body as SavedQuery).sql).toContain("order by total");
  });

  it("closes a tab with a way back, and opens from Saved and from History", async () => {
    await tabs().getByRole("button", { name: "Close Totals by region" }).click();
    await page.getByRole("button", { name: "Undo" }).last().click();
    await tabs().getByRole("button", { name: /^Totals by region/ }).waitFor();
    await tabs().getByRole("button", { name: "Close Totals by region" }).click();
    await page.waitForURL(/\/sql$/);
    await listed("Saved");
    await lists().getByRole("button", { name: /^Totals by region/ }).click();
    await page.waitForURL(/\/sql\/[0-9a-f-]{36}$/);
    await expect.poll(statement).toContain("order by total");
    await fine("saved");
    await listed("History");
    await lists().getByRole("searchbox").fill("count(*) as n from sales_q4");
    await lists().getByRole("listitem").filter({ hasText: "Order Date" }).getByRole("button").first().click();
    await expect.poll(statement).toContain("$since");
    expect(await parameter("$since").inputValue()).toBe("2024-09-01");
    await fine("history");
  });

  it("writes a name at the cursor from the list of tables", async () => {
    await tabs().getByRole("button", { name: "New query" }).click();
    await write("select  from sales_q4");
    await left(" from sales_q4");
    await listed("Tables");
    await lists().getByRole("searchbox").fill("order d");
    await lists().getByRole("button", { name: "Order Date" }).click();
    await expect.poll(statement).toBe('select "Order Date" from sales_q4');
  });

  it("is left by Escape and Tab, and walked by the keyboard alone", async () => {
    await editor().focus();
    await page.keyboard.press("Tab");
    expect(await focusedWords(page)).toMatch(/^div SQL/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await focusedWords(page)).not.toMatch(/^div SQL/);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Escape");
    await walkTo(page, page.getByRole("button", { name: "Run", exact: true }), "Shift+Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => honest().innerText()).toMatch(/^1,000 of 3,000/);
    await press(page, grid(), "ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
  });

  it("reads well on a phone in the dark, with its lists in a drawer", async () => {
    const phone = await openPage(browser, server.address, { width: 390, isDark: true });
    await signIn(phone.page, email);
    await phone.page.goto("/sql");
    await phone.page.getByRole("button", { name: "Amount by Region" }).click();
    await phone.page.getByRole("region", { name: "Result" }).getByRole("status").getByText(/4 rows/).waitFor();
    const look = async (name: string) => {
      await keepPicture(phone.page, `sql-phone-${name}`);
      await expectAccessible(phone.page);
      await expectNoOverflow(phone.page);
    };
    await look("result");
    await phone.page.getByRole("radio", { name: "Chart" }).click();
    await phone.page.getByRole("figure").locator("canvas").waitFor();
    await look("chart");
    await phone.page.getByRole("button", { name: "Tables, saved queries and history" }).click();
    await phone.page.getByRole("dialog").getByRole("list", { name: "Tables" }).waitFor();
    await look("tables");
    await phone.page.keyboard.press("Escape");
    await phone.page.getByRole("textbox", { name: "SQL", exact: true }).click();
    await phone.page.keyboard.press("Control+a");
    await phone.page.keyboard.insertText("select $a_rather_long_name_of_a_parameter as x, regoin from sales_q4");
    await phone.page.keyboard.press("Escape");
    await phone.page.keyboard.press("Control+Enter");
    await phone.page.getByRole("region", { name: "Result" }).getByRole("alert").waitFor();
    await look("error");
    expect(phone.mishaps).toEqual([]);
    await phone.context.close();
  });

  it("lets a viewer run, but not save", async () => {
    const shared = (await ask("POST", "/workspaces", { name: "Shared" })).body as { id: string };
    const other = await openPage(browser, server.address);
    const viewer = await signUp(other.page, "Chris Date");
    const inShared = await askAs(server.address, email, shared.id);
    expect((await inShared("POST", `/workspaces/${shared.id}/members`, { email: viewer, role: "viewer" })).status).toBe(201);
    await other.page.reload();
    await other.page.getByRole("button", { name: /^Workspace:/ }).first().click();
    await other.page.getByRole("menuitemradio", { name: /Shared/ }).click();
    await other.page.goto("/sql");
    await other.page.getByRole("textbox", { name: "SQL", exact: true }).click();
    await other.page.keyboard.insertText("select 42 as answer");
    await other.page.keyboard.press("Control+Enter");
    await other.page.getByRole("region", { name: "Result" }).getByRole("status").getByText(/^1 row/).waitFor();
    expect(await other.page.getByRole("button", { name: "Save", exact: true }).count()).toBe(0);
    await other.context.close();
  });
});
