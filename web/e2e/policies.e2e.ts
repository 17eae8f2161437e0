import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const REGIONS = ["North", "South", "East", "West"];
const ORDERS = [
  "order_id,region,customer_email,a_rather_long_name_of_a_column_that_somebody_once_exported,amount",
  ...Array.from({ length: 400 }, (_, row) => `${String(row)},${REGIONS[row % 4] ?? ""},person${String(row)}@example.org,x${String(row)},${String(row % 50)}.25`),
].join("\n");

type Opened = { context: BrowserContext; page: Page; mishaps: string[] };

describe("who may see what", () => {
  let server: Server;
  let browser: Browser;
  let owner: Opened;
  let viewer: Opened;
  let page: Page;
  let ask: Ask;
  let ownerEmail: string;
  let viewerEmail: string;
  let workspaceId: string;
  let orders: string;
  let dashboardId: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), openBrowser()]);
    [owner, viewer] = await Promise.all([openPage(browser, server.address), openPage(browser, server.address)]);
    ({ page } = owner);
    ownerEmail = await signUp(page, "Olga Owner");
    viewerEmail = await signUp(viewer.page, "Vera Viewer");
    ask = await askAs(server.address, ownerEmail);
    workspaceId = ((await ask("GET", "/auth/me")).body as { workspace: { id: string } }).workspace.id;
    expect((await ask("POST", `/workspaces/${workspaceId}/members`, { email: viewerEmail, role: "viewer" })).status).toBe(201);
    const form = new FormData();
    form.append("file", new Blob([ORDERS], { type: "text/csv" }), "Orders.csv");
    expect((await ask("POST", "/datasets/upload", form)).status).toBe(201);
    const datasets = async () => ((await ask("GET", "/datasets")).body as { items: { id: string; status: string }[] }).items;
    await vi.waitUntil(async () => (await datasets())[0]?.status === "ready", { timeout: 30_000, interval: 200 });
    orders = (await datasets())[0]?.id ?? "";
    const tile = (id: string, x: number, title: string, encodings: object) =>
      ({ kind: "chart", id, title, layout: { x, y: 0, width: 6, height: 8 }, chart: { dataset_id: orders, mark: "table", encodings } });
    const tiles = [
      tile("amounts", 0, "Amount by region", { x: { role: "dimension", member: "region" }, y: [{ role: "measure", member: "amount", aggregation: "sum" }] }),
      tile("people", 6, "Orders by customer", { x: { role: "dimension", member: "customer_email" }, y: [{ role: "measure", member: "*", aggregation: "count" }] }),
    ];
    const made = await ask("POST", "/dashboards", { name: "Orders", spec: { version: 1, pages: [{ id: "page", title: "Page", tiles }] } });
    dashboardId = (made.body as { id: string }).id;
    await viewer.page.reload();
    await viewer.page.getByRole("button", { name: /^Workspace:/ }).first().click();
    await viewer.page.getByRole("menuitemradio", { name: /You are a viewer/ }).click();
  });
  afterAll(async () => {
    await Promise.all([owner.context.close(), viewer.context.close()]);
    await browser.close();
    await server.remove();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    const name = task.name.replaceAll(/\W+/g, "-").slice(0, 50);
    await keepPicture(page, `failed-owner-${name}`);
    await keepPicture(viewer.page, `failed-viewer-${name}`);
  });

  const dialog = () => page.getByRole("dialog");
  const editor = () => dialog().getByRole("textbox", { name: "Formula", exact: true });
  const fine = async (name: string, on: Opened = owner) => {
    await keepPicture(on.page, `policies-${name}`);
    await expectAccessible(on.page);
    await expectNoOverflow(on.page);
    expect(on.mishaps).toEqual([]);
  };
  const explore = (chart: object) => `/explore?dataset=${orders}&chart=${encodeURIComponent(JSON.stringify(chart))}`;
  const amounts = () => explore({ mark: "table", wells: { x: [{ role: "dimension", member: "region" }], y: [{ role: "measure", member: "amount", aggregation: "sum" }] } });
  const cells = (on: Page) => on.getByRole("gridcell").allTextContents();

  it("is written by an owner: which rows", async () => {
    await page.goto(`/data/${orders}/model?tab=policies`);
    await page.getByText(/Everybody sees every row/).waitFor();
    await fine("empty");
    await page.getByRole("button", { name: "New row policy" }).click();
    await dialog().getByLabel("Name", { exact: true }).fill("own region");
    await editor().click();
    await page.keyboard.insertText("regoin = USER_ATTRIBUTE('region')");
    await dialog().getByText(/no column|none of them|regoin/).last().waitFor();
    await dialog().locator(".cm-fault").waitFor();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("region = USER_ATTRIBUTE('region')");
    await dialog().getByText("Only rows for which this is true may be seen").waitFor();
    await dialog().getByText(/Nobody has the attribute region yet/).waitFor();
    await dialog().getByRole("checkbox", { name: "Except some people" }).click();
    await dialog().getByLabel("Attribute", { exact: true }).fill("department");
    await dialog().getByLabel("Is one of").fill("finance");
    await page.keyboard.press("Enter");
    await fine("row-dialog");
    await dialog().getByRole("button", { name: "Done" }).click();
    await page.getByRole("region", { name: "Rows" }).getByText(/except people whose department is finance/).waitFor();
  });

  it("is written by an owner: which columns, and saved", async () => {
    await page.getByRole("button", { name: "New column policy" }).click();
    await dialog().getByLabel("Name", { exact: true }).fill("private details");
    await dialog().getByRole("searchbox", { name: "Search columns" }).fill("email");
    await dialog().getByRole("checkbox", { name: /customer_email/ }).click();
    await fine("column-dialog");
    await dialog().getByRole("button", { name: "Done" }).click();
    await page.getByRole("region", { name: "Columns" }).getByText(/do not see the column/).waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("The model is saved").waitFor();
    await expect.poll(() => page.url()).toMatch(/\/models\/[0-9a-f-]{36}\?tab=policies/);
    await fine("written");
    const { definition } = (await ask("GET", `/models/of-dataset/${orders}`)).body as { definition: { row_policies: object[]; column_policies: object[] } };
    expect([definition.row_policies, definition.column_policies]).toMatchObject([
      [{ name: "own region", table: "orders", formula: "region = USER_ATTRIBUTE('region')", except_for: { attribute: "department", values: ["finance"] } }],
      [{ name: "private details", table: "orders", columns: ["customer_email"] }],
    ]);
  });

  it("shows no row to a viewer of whom nothing is said", async () => {
    await viewer.page.goto(amounts());
    await viewer.page.getByText("No rows match the filters.").waitFor();
  });

  it("is told who people are", async () => {
    await page.goto("/settings/members");
    await page.getByRole("button", { name: "Attributes of Vera Viewer" }).click();
    await dialog().getByLabel("Name").fill("region");
    await dialog().getByLabel("Values").fill("North");
    await page.keyboard.press("Enter");
    await dialog().getByLabel("Values").fill("East");
    await page.keyboard.press("Enter");
    await fine("attributes");
    await dialog().getByRole("button", { name: "Save" }).click();
    await page.getByTitle("region: North, East").waitFor();
    await fine("members");
    await viewer.page.goto("/settings/members");
    await viewer.page.getByText("Olga Owner", { exact: true }).waitFor();
    expect(await viewer.page.getByText("region").count()).toBe(0);
  });

  it("shows its owner what it leaves for a person, before that person asks", async () => {
    await page.goto(`/data/${orders}/model?tab=policies`);
    await page.getByRole("combobox", { name: "Person" }).click();
    await page.getByRole("option", { name: /Vera Viewer/ }).click();
    await page.getByRole("list", { name: "What is left of each table" }).getByText(/200 of 400 rows without customer_email/).waitFor();
    await fine("see-as");
  });

  it("leaves a viewer their own rows and no hidden column, in Explore and on the dashboard", async () => {
    const theirs = viewer.page;
    await theirs.goto(amounts());
    await theirs.getByRole("gridcell", { name: "North" }).waitFor();
    expect((await cells(theirs)).filter((text) => REGIONS.includes(text)).sort()).toEqual(["East", "North"]);
    const fields = theirs.getByRole("complementary", { name: "Fields" });
    await fields.getByText("Region", { exact: true }).waitFor();
    expect(await fields.getByText(/customer email/i).count()).toBe(0);
    await theirs.getByRole("button", { name: "Where these numbers come from" }).click();
    await theirs.getByRole("dialog").getByText("Limited by policies").waitFor();
    await fine("viewer-explore", viewer);
    await theirs.goto(`/dashboards/${dashboardId}`);
    await theirs.getByRole("gridcell", { name: "East" }).waitFor();
    expect((await cells(theirs)).filter((text) => REGIONS.includes(text)).sort()).toEqual(["East", "North"]);
    await theirs.locator("[data-tile]").filter({ hasText: "Orders by customer" }).getByText(/customer_email/).first().waitFor();
    expect(await theirs.getByText("@example.org").count()).toBe(0);
    await fine("viewer-dashboard", viewer);
  });

  it("tells a viewer nothing of policies", async () => {
    await viewer.page.goto(`/data/${orders}/model?tab=policies`);
    await viewer.page.getByRole("tab", { name: /^Tables and fields/, selected: true }).waitFor();
    expect(await viewer.page.getByText(/own region|private details|Who may see what/).count()).toBe(0);
  });

  it("verifies a number: the same versions say the same", async () => {
    await page.goto(amounts());
    await page.getByRole("gridcell", { name: "West" }).waitFor();
    await page.getByRole("button", { name: "Where these numbers come from" }).click();
    const receipt = page.getByRole("dialog", { name: "Where these numbers come from" });
    await receipt.getByText("Nothing was hidden").waitFor();
    await receipt.getByRole("button", { name: "Verify these numbers" }).click();
    await receipt.getByText("Asked again of the same versions: 8 values, all the same.").waitFor();
    await fine("verified");
    await page.keyboard.press("Escape");
  });

  it("verifies what a viewer sees on a dashboard, as they see it", async () => {
    await viewer.page.goto(`/dashboards/${dashboardId}`);
    await viewer.page.locator("[data-tile]").filter({ hasText: "Amount by region" }).getByRole("button", { name: "Where these numbers come from" }).click();
    await viewer.page.getByRole("button", { name: "Verify these numbers" }).click();
    await viewer.page.getByText("Asked again of the same versions: 4 values, all the same.").waitFor();
    await fine("viewer-verified", viewer);
  });

  it("shows how the question is computed, at an address of its own", async () => {
    await page.getByRole("radio", { name: "SQL" }).click();
    await page.getByRole("link", { name: "How it is computed" }).click();
    await page.getByRole("heading", { level: 1, name: /is computed$/ }).waitFor();
    for (const stage of ["Question", "Names", "Rights", "Plan", "Rewrites", "SQL", "Answer"]) await page.getByRole("region", { name: stage, exact: true }).waitFor();
    await page.getByRole("textbox", { name: "SQL" }).getByText("SELECT").first().waitFor();
    await fine("trace");
    for (const stage of ["Rights", "Rewrites", "Answer"]) {
      await page.getByRole("region", { name: stage, exact: true }).scrollIntoViewIfNeeded();
      await fine(`trace-${stage.toLowerCase()}`);
    }
    const address = page.url();
    await page.reload();
    await page.getByRole("region", { name: "Rights", exact: true }).waitFor();
    expect(page.url()).toBe(address);
    await page.getByRole("link", { name: "Back to the picture" }).click();
    await page.getByRole("gridcell", { name: "West" }).waitFor();
    await page.goBack();
    await page.getByRole("region", { name: "Rights", exact: true }).waitFor();
    await viewer.page.goto(address.replace(server.address, ""));
    await viewer.page.getByRole("region", { name: "Rights", exact: true }).getByText(/region/).first().waitFor();
    await fine("viewer-trace", viewer);
  });

  it("reads well on a phone, in the dark", async () => {
    const phone = await openPage(browser, server.address, { width: 390, isDark: true });
    try {
      await signIn(phone.page, ownerEmail);
      await phone.page.goto(`/data/${orders}/model?tab=policies`);
      await phone.page.getByRole("region", { name: "Rows" }).getByText("own region").waitFor();
      await fine("phone-list", phone);
      await phone.page.getByRole("button", { name: "own region" }).click();
      await phone.page.getByRole("textbox", { name: "Formula", exact: true }).waitFor();
      await fine("phone-row-dialog", phone);
      await phone.page.keyboard.press("Escape");
      await phone.page.getByRole("button", { name: "private details" }).click();
      await phone.page.getByRole("list", { name: "Columns" }).waitFor();
      await fine("phone-column-dialog", phone);
      await phone.page.goto("/settings/members");
      await phone.page.getByTitle("region: North, East").waitFor();
      await fine("phone-members", phone);
      await phone.page.getByRole("button", { name: "Attributes of Vera Viewer" }).click();
      await phone.page.getByRole("dialog").waitFor();
      await fine("phone-attributes", phone);
      await phone.page.goto(amounts().replace("/explore?", "/explore/trace?"));
      await phone.page.getByRole("region", { name: "Answer", exact: true }).waitFor();
      await fine("phone-trace", phone);
      await phone.page.getByRole("region", { name: "SQL", exact: true }).scrollIntoViewIfNeeded();
      await fine("phone-trace-sql", phone);
      await phone.page.goto(amounts());
      await phone.page.getByRole("button", { name: "Where these numbers come from" }).click();
      await phone.page.getByRole("button", { name: "Verify these numbers" }).click();
      await phone.page.getByText(/all the same/).waitFor();
      await fine("phone-verified", phone);
    } finally {
      await phone.context.close();
    }
  });
});
