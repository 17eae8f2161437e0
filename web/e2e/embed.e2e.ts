import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture, openBrowser, openPage, signIn, signUp } from "./browser";
import { signToken, startSite, type Site } from "./host-page";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

const REGIONS = ["North", "South", "East", "West"];
const ROWS = Array.from({ length: 400 }, (_, row) => `${String(row)},${REGIONS[row % 4] ?? ""},${row % 3 === 0 ? "Shop" : "Web"},${String(row % 50)}.25`);
const ORDERS = ["order_id,region,channel,amount", ...ROWS].join("\n");
/** The sums of a reader, from the very rows. */
const sumOf = (...regions: string[]): number => ROWS.map((row) => row.split(",")).filter(([, region]) => regions.includes(region ?? "")).reduce((sum, [, , , amount]) => sum + Number(amount), 0);

type Made = { id: string; embed_id: string; key_id: string; secret: string };
type Told = [name: string, event: Record<string, unknown>][];

const NAMES = ["ready", "filterchange", "select", "resize", "error"];

const hostPage = (server: string, embedId: string, more = ""): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Portal</title>
<body style="font: 15px system-ui; margin: 24px; background: #fff8ec"><h1>Customer portal</h1><div id="place"></div><p id="below">Below the dashboard.</p>
<script src="${server}/gnomon-embed.js"></script><script>
window.told = [];
window.dashboard = Gnomon.embed("#place", { server: "${server}", embedId: "${embedId}", title: "Orders", getToken: async () => { window.asked = (window.asked ?? 0) + 1; return (await fetch("/token")).text(); }, ${more} });
for (const name of ${JSON.stringify(NAMES)}) window.dashboard.on(name, (event) => window.told.push([name, event]));
</script></body></html>`;

// As a browser that lets frames of other sites keep nothing: whoever touches storage there fails.
const WITHOUT_STORAGE = `if (window !== window.top) for (const name of ["localStorage", "sessionStorage", "indexedDB"]) Object.defineProperty(window, name, { get() { throw new DOMException("Access is denied.", "SecurityError"); } });`;

describe("a dashboard in a page of another site", () => {
  let server: Server;
  let browser: Browser;
  let [site, stranger]: Site[] = [];
  let owner: { context: BrowserContext; page: Page; mishaps: string[] };
  let ask: Ask;
  let email: string;
  let dashboardId: string;
  let made: Made;
  let guest: BrowserContext;
  let page: Page;
  const mishaps: string[] = [];
  const asked: string[] = [];

  const dialog = () => owner.page.getByRole("dialog");
  const fine = async (name: string, on: Page = owner.page) => {
    await keepPicture(on, `embed-${name}`);
    await expectAccessible(on);
    await expectNoOverflow(on);
    expect(owner.mishaps).toEqual([]);
  };
  const told = () => page.evaluate(() => (window as unknown as { told: Told }).told);
  const lastOf = async (name: string) => (await told()).findLast(([one]) => one === name)?.[1];
  const act = (code: string) => page.evaluate(code);
  const frame = (): Frame => {
    const found = page.frames().find((one) => one.url().startsWith(`${server.address}/embed/`));
    if (found === undefined) throw new Error("There is no frame.");
    return found;
  };
  const regions = async () => (await frame().locator("[data-tile=table]").getByRole("gridcell").allTextContents()).filter((text) => REGIONS.includes(text)).sort();
  const visit = async (token: string, more = "") => {
    site?.put("/token", token);
    site?.put("/portal", hostPage(server.address, made.embed_id, more));
    await page.goto(`${site?.origin ?? ""}/portal`);
  };

  beforeAll(async () => {
    [server, browser, site, stranger] = await Promise.all([startServer(), openBrowser(), startSite(), startSite()]);
    owner = await openPage(browser, server.address);
    email = await signUp(owner.page, "Emma Embedder");
    ask = await askAs(server.address, email);
    const form = new FormData();
    form.append("file", new Blob([ORDERS], { type: "text/csv" }), "Orders.csv");
    expect((await ask("POST", "/datasets/upload", form)).status).toBe(201);
    const find = async () => ((await ask("GET", "/datasets")).body as { items: { id: string; name: string; status: string }[] }).items.find((one) => one.name === "Orders");
    await vi.waitUntil(async () => (await find())?.status === "ready", { timeout: 30_000, interval: 200 });
    const orders = (await find())?.id ?? "";
    const tile = (id: string, x: number, title: string, mark: string, by: string) =>
      ({ kind: "chart", id, title, layout: { x, y: 0, width: 12, height: 8 }, chart: { dataset_id: orders, mark, encodings: { x: { role: "dimension", member: by }, y: [{ role: "measure", member: "amount", aggregation: "sum" }] } } });
    const filter = (member: string, label: string) => ({ id: `by-${member}`, label, dataset_id: orders, member, control: "list", default: null });
    const pages = [{ id: "orders", title: "Orders", filters: [filter("region", "Region"), filter("channel", "Channel")], tiles: [tile("table", 0, "Amount by region", "table", "region"), tile("bars", 12, "Amount in bars", "bar", "region")] }];
    const dashboard = await ask("POST", "/dashboards", { name: "Orders of the year", description: "What came in, by region.", spec: { version: 1, pages } });
    dashboardId = (dashboard.body as { id: string }).id;
    guest = await browser.newContext({ viewport: { width: 1200, height: 900 }, colorScheme: "light", reducedMotion: "reduce" });
    await guest.addInitScript(WITHOUT_STORAGE);
    page = await guest.newPage();
    page.setDefaultTimeout(30_000);
    page.on("pageerror", (error) => mishaps.push(error.message));
    page.on("request", (request) => asked.push(request.url()));
  });
  afterAll(async () => {
    await Promise.all([owner.context.close(), guest.close()]);
    await browser.close();
    await Promise.all([server.remove(), site?.close(), stranger?.close()]);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    const name = task.name.replaceAll(/\W+/g, "-").slice(0, 50);
    await keepPicture(owner.page, `failed-embed-owner-${name}`);
    await keepPicture(page, `failed-embed-guest-${name}`);
  });

  it("is made in the dialog by keyboard, and its secret is shown once", async () => {
    await owner.page.goto(`/dashboards/${dashboardId}`);
    await owner.page.getByRole("gridcell", { name: "West" }).waitFor();
    await owner.page.getByRole("button", { name: "Share", exact: true }).click();
    await dialog().getByRole("button", { name: "Embed", exact: true }).press("Enter");
    await dialog().getByText("No other site shows this").waitFor();
    await fine("empty");
    await dialog().getByRole("button", { name: "New embed" }).press("Enter");
    await dialog().getByLabel("Name", { exact: true }).fill("Customer portal");
    await dialog().getByLabel("Sites that may show it").fill("https://*.example.org");
    await owner.page.keyboard.press("Enter");
    await dialog().getByText(/is not an origin/).waitFor();
    await fine("wrong-origin");
    await owner.page.keyboard.press("Backspace");
    await owner.page.keyboard.type(site?.origin ?? "");
    await owner.page.keyboard.press("Enter");
    await dialog().getByRole("button", { name: "Lock a field" }).press("Enter");
    await dialog().getByRole("combobox", { name: "Field" }).click();
    await owner.page.getByRole("option", { name: "Region" }).click();
    expect(await dialog().getByLabel("Name in tokens").inputValue()).toBe("region");
    await dialog().getByRole("checkbox", { name: "Channel" }).press("Space");
    await fine("form");
    await dialog().getByRole("button", { name: "Make the embed" }).click();
    const secret = dialog().getByLabel("Secret of Customer portal");
    await secret.waitFor();
    const { items } = (await ask("GET", `/embeds?dashboard_id=${dashboardId}`)).body as { items: Made[] };
    made = { ...(items[0] as Made), secret: await secret.inputValue() };
    expect(made.secret).toMatch(/^gne_[\w-]{43}$/);
    await fine("made");
    await dialog().getByRole("radio", { name: "Token in Python" }).press("Space");
    expect(await dialog().getByRole("region", { name: "Code" }).textContent()).toContain('"locks": {"region": ["…"]}');
    await fine("code");
    await dialog().getByRole("button", { name: "Done" }).click();
    await dialog().getByRole("list", { name: "Embeds" }).waitFor();
    expect(await owner.page.content()).not.toContain(made.secret);
    await fine("list");
  });

  it("shows in the site what its token locks, without cookies, storage, or a token in any address", async () => {
    asked.length = 0;
    await visit(signToken(made, { locks: { region: ["East", "West"] } }));
    await expect.poll(async () => lastOf("ready")).toEqual({ name: "Orders of the year", pages: ["Orders"] });
    await frame().locator("[data-tile=bars] canvas").waitFor();
    await expect.poll(regions).toEqual(["East", "West"]);
    expect(await frame().getByRole("group", { name: "Filters" }).getByRole("button", { name: /^(Region|Channel)/ }).count()).toBe(1);
    const { height } = (await lastOf("resize")) as { height: number };
    await expect.poll(async () => (await page.locator("iframe").boundingBox())?.height).toBe(height);
    expect(await frame().evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBe(0);
    expect(await guest.cookies()).toEqual([]);
    const token = await (await fetch(`${site?.origin ?? ""}/token`)).text();
    expect(asked.filter((address) => address.includes(token) || address.includes(token.split(".")[2] ?? ""))).toEqual([]);
    const ours = asked.filter((address) => address.startsWith(`${server.address}/api/`));
    expect(ours.filter((address) => !address.startsWith(`${server.address}/api/v1/public/embeds/${made.embed_id}`))).toEqual([]);
    expect(mishaps).toEqual([]);
    await keepPicture(page, "embed-portal");
    await expectAccessible(page);
    await expectNoOverflow(page);
  });

  it("takes filters and looks in, and gives what visitors do out", async () => {
    await act(`dashboard.setFilters({ region: ["East"], nothing: ["x"] })`);
    await expect.poll(regions).toEqual(["East"]);
    expect(await lastOf("filterchange")).toEqual({ filters: { region: ["East"] } });
    await expect.poll(() => frame().locator("[data-tile=table]").textContent()).toContain(sumOf("East").toLocaleString("en-US"));
    await act(`dashboard.setFilters({ region: null })`);
    await expect.poll(regions).toEqual(["East", "West"]);
    await frame().locator("[data-tile=bars] canvas").click({ position: { x: 130, y: 150 } });
    await expect.poll(async () => lastOf("select")).toMatchObject({ tile: "bars", title: "Amount in bars", selected: [{ field: "region" }] });
    const { selected } = (await lastOf("select")) as { selected: { values: string[] }[] };
    expect(["East", "West"]).toContain(selected[0]?.values[0]);
    await keepPicture(page, "embed-selected");
    await frame().getByRole("button", { name: /^Clear the selection/ }).click();
    await expect.poll(async () => lastOf("select")).toMatchObject({ selected: [] });
    await act(`dashboard.setTheme("dark")`);
    await expect.poll(() => frame().evaluate(() => document.documentElement.classList.contains("dark"))).toBe(true);
    await page.waitForTimeout(500);
    await keepPicture(page, "embed-portal-dark");
    await act(`dashboard.setTheme("light")`);
    // Nothing beyond: what a token closes, and what is malformed.
    const before = (await told()).length;
    await act(`for (const wish of [{ channel: ["Shop"] }, { region: "East" }, { region: [{}] }, "x", null, 7, { region: { kind: "any", filters: [] } }]) dashboard.iframe.contentWindow.postMessage({ gnomon: 1, type: "filters", filters: wish }, "${server.address}")`);
    await act(`for (const message of [null, "x", { gnomon: 2, type: "refresh" }, { gnomon: 1 }, { gnomon: 1, type: "token" }, { gnomon: 1, type: "theme", theme: "<b>" }]) dashboard.iframe.contentWindow.postMessage(message, "${server.address}")`);
    await page.waitForTimeout(500);
    expect((await told()).slice(before).filter(([name]) => name !== "resize")).toEqual([]);
    expect(await regions()).toEqual(["East", "West"]);
    expect(mishaps).toEqual([]);
  });

  it("heeds no message of a page that is not around it, and the site none of another frame", async () => {
    stranger?.put("/other", `<!doctype html><title>Other</title><script>
      addEventListener("message", () => {});
      const tell = () => {
        parent.postMessage({ gnomon: 1, type: "select", tile: "forged", title: "", selected: [] }, "*");
        for (const one of Array.from({ length: parent.length }, (_, at) => parent[at])) one.postMessage({ gnomon: 1, type: "filters", filters: { region: ["East"] } }, "*");
      };
      setInterval(tell, 50);
    </script>`);
    await act(`document.body.append(Object.assign(document.createElement("iframe"), { src: "${stranger?.origin ?? ""}/other", title: "Other" }))`);
    await page.waitForTimeout(1_500);
    expect((await told()).filter(([, event]) => event["tile"] === "forged")).toEqual([]);
    expect(await regions()).toEqual(["East", "West"]);
    await act(`dashboard.setFilters({ region: ["West"] })`);
    await expect.poll(regions).toEqual(["West"]);
  });

  it("is refused by the browser on a site that is not listed", async () => {
    stranger?.put("/token", signToken(made, { locks: { region: ["East"] } }));
    stranger?.put("/portal", hostPage(server.address, made.embed_id));
    const other = await guest.newPage();
    const refusals: string[] = [];
    other.on("console", (message) => refusals.push(message.text()));
    await other.goto(`${stranger?.origin ?? ""}/portal`);
    await expect.poll(() => refusals.join(" ")).toMatch(/frame-ancestors/);
    await expect.poll(() => other.frames().map((one) => one.url()).slice(1)).toEqual(["chrome-error://chromewebdata/"]);
    await keepPicture(other, "embed-refused");
    await expect.poll(() => other.evaluate(() => (window as unknown as { told: Told }).told.map(([name, event]) => [name, event["code"]])), { timeout: 20_000 }).toEqual([["error", "UNREACHABLE"]]);
    await other.goto(`${site?.origin ?? ""}/portal`);
    stranger?.put("/inner", `<!doctype html><title>Inner</title><iframe title="x" src="${server.address}/dashboards/${dashboardId}"></iframe>`);
    await other.goto(`${stranger?.origin ?? ""}/inner`);
    await expect.poll(() => refusals.filter((text) => text.includes("frame-ancestors 'none'") || text.includes("'frame-ancestors'")).length).toBeGreaterThan(0);
    await other.close();
  });

  it("is framed by the site that its token names alone, though others are listed", async () => {
    const [here, there] = [site?.origin ?? "", stranger?.origin ?? ""];
    const body = { dashboard_id: dashboardId, name: "Two portals", origins: [here, there] };
    const two = (await ask("POST", "/embeds", body)).body as Made;
    const token = signToken(two, { origins: [here] });
    const other = await guest.newPage();
    const refusals: string[] = [];
    other.on("console", (message) => refusals.push(message.text()));
    const inFrame = () => other.frames().find((one) => one.url().startsWith(`${server.address}/embed/`));
    for (const one of [site, stranger]) {
      one?.put("/token", token);
      one?.put("/portal", hostPage(server.address, two.embed_id));
      one?.put("/plain", `<!doctype html><title>Plain</title><iframe title="x" src="${server.address}/embed/${two.embed_id}#token=${token}&theme=dark"></iframe>`);
    }
    for (const path of ["/portal", "/plain"]) {
      await other.goto(`${here}${path}`);
      await expect.poll(async () => inFrame()?.getByRole("heading", { name: "Orders of the year" }).count().catch(() => 0), { timeout: 30_000 }).toBe(1);
      expect(new URL(inFrame()?.url() ?? "").hash).toBe("");
      if (path === "/plain") await expect.poll(() => inFrame()?.evaluate(() => document.documentElement.classList.contains("dark"))).toBe(true);
      refusals.length = 0;
      await other.goto(`${there}${path}`);
      await expect.poll(() => refusals.join(" ")).toMatch(/frame-ancestors/);
      await expect.poll(() => other.frames().map((one) => one.url()).slice(1)).toEqual(["chrome-error://chromewebdata/"]);
    }
    await other.close();
    await ask("DELETE", `/embeds/${two.id}`);
  });

  it("says what is wrong with a token, to the visitor and to the site", async () => {
    await visit(signToken(made));
    await frame().getByRole("heading", { name: "This dashboard is not shown" }).waitFor();
    await expect.poll(async () => lastOf("error")).toEqual({ code: "EMBED_LOCK_MISSING", message: "The token of this frame has to lock “region”." });
    await keepPicture(page, "embed-lock-missing");
    await visit(signToken({ ...made, secret: "gne_somebody-else" }, { locks: { region: ["East"] } }));
    await expect.poll(async () => (await lastOf("error"))?.["code"]).toBe("EMBED_TOKEN_REFUSED");
    expect(await page.locator("iframe").count()).toBe(1);
    expect(await frame().getByText("Orders of the year").count()).toBe(0);
  });

  it("asks the site for another token when one has ended, and goes on", async () => {
    const now = Math.floor(Date.now() / 1000);
    // Of the minute that clocks may differ, some seconds are left.
    await visit(signToken(made, { locks: { region: ["East"] }, iat: now - 300, exp: now - 54 }));
    await frame().locator("[data-tile=bars] canvas").waitFor();
    site?.put("/token", signToken(made, { locks: { region: ["West"] } }));
    await page.waitForTimeout(7_000);
    await act("dashboard.refresh()");
    await expect.poll(regions).toEqual(["West"]);
    expect(await act("window.asked")).toBe(2);
    expect((await told()).filter(([name]) => name === "error")).toEqual([]);
  });

  it("stands in a bare frame, with the token in the fragment, on a phone and in the dark", async () => {
    const token = signToken(made, { locks: { region: ["North"] }, theme: "dark", locale: "de-DE" });
    site?.put("/bare", `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Bare</title><body style="margin:0"><iframe title="Orders" style="border:0;width:100%;height:1000px" src="${server.address}/embed/${made.embed_id}#token=${token}"></iframe></body></html>`);
    const phone = await browser.newContext({ viewport: { width: 390, height: 1000 }, reducedMotion: "reduce" });
    const bare = await phone.newPage();
    await bare.goto(`${site?.origin ?? ""}/bare`);
    const inner = bare.frameLocator("iframe");
    await inner.locator("[data-tile=bars] canvas").waitFor();
    await expect.poll(() => inner.locator("[data-tile=table]").textContent()).toContain(sumOf("North").toLocaleString("de-DE"));
    expect(bare.frames()[1]?.url()).toBe(`${server.address}/embed/${made.embed_id}`);
    expect(await bare.frames()[1]?.evaluate(() => document.documentElement.classList.contains("dark"))).toBe(true);
    await keepPicture(bare, "embed-bare-390-dark");
    await expectAccessible(bare);
    await expectNoOverflow(bare);
    await phone.close();
  });

  it("is previewed, rotated, and ended while somebody looks", async () => {
    await dialog().getByRole("button", { name: "Preview Customer portal" }).click();
    await dialog().getByRole("checkbox", { name: "South" }).click();
    await dialog().getByRole("button", { name: "Make a preview" }).click();
    const opened = owner.context.waitForEvent("page");
    await dialog().getByRole("link", { name: "Open the preview" }).click();
    const preview = await opened;
    await preview.locator("[data-tile=bars] canvas").waitFor();
    await keepPicture(preview, "embed-preview");
    await preview.close();
    await fine("previewing");
    await dialog().getByRole("button", { name: "Back" }).click();

    await visit(signToken(made, { locks: { region: ["East"] } }));
    await frame().locator("[data-tile=bars] canvas").waitFor();
    await dialog().getByRole("button", { name: "New secret for Customer portal" }).click();
    await fine("rotating");
    await dialog().getByRole("button", { name: "Make a new secret" }).click();
    await dialog().getByLabel("Secret of Customer portal").waitFor();
    await act("dashboard.refresh()");
    await frame().getByRole("heading", { name: "This dashboard is not shown" }).waitFor();
    const secret = await dialog().getByLabel("Secret of Customer portal").inputValue();
    const { items } = (await ask("GET", `/embeds?dashboard_id=${dashboardId}`)).body as { items: Made[] };
    made = { ...(items[0] as Made), secret };
    await dialog().getByRole("button", { name: "Done" }).click();

    await visit(signToken(made, { locks: { region: ["East"] } }));
    await frame().locator("[data-tile=bars] canvas").waitFor();
    await dialog().getByRole("button", { name: "End Customer portal" }).click();
    await fine("ending");
    await dialog().getByRole("button", { name: "End the embed" }).click();
    await dialog().getByText("No other site shows this").waitFor();
    const began = Date.now();
    await act("dashboard.refresh()");
    await frame().getByRole("heading", { name: "This dashboard is not shown here any more" }).waitFor();
    expect(Date.now() - began).toBeLessThan(5_000);
    expect((await lastOf("error"))?.["code"]).toBe("NOT_FOUND");
    await keepPicture(page, "embed-ended");
    await page.reload();
    await frame().getByRole("heading", { name: "This dashboard is not shown here any more" }).waitFor();
    expect(mishaps).toEqual([]);
  });

  it("reads well in the dialog on a phone and in the dark", async () => {
    const body = { dashboard_id: dashboardId, name: "Shop", origins: ["https://shop.example", "https://staging.shop.example:8443"], open_filters: [] };
    expect((await ask("POST", "/embeds", body)).status).toBe(201);
    for (const look of [{ width: 390 }, { width: 390, isDark: true }, { isDark: true }]) {
      const other = await openPage(browser, server.address, look);
      const name = `${String(look.width ?? 1440)}-${look.isDark ? "dark" : "light"}`;
      await signIn(other.page, email);
      await other.page.goto(`/dashboards/${dashboardId}`);
      await other.page.getByRole("button", { name: "Share", exact: true }).click();
      await other.page.getByRole("button", { name: "Embed", exact: true }).click();
      await other.page.getByRole("list", { name: "Embeds" }).waitFor();
      await fine(`list-${name}`, other.page);
      await other.page.getByRole("button", { name: "Change Shop" }).click();
      await other.page.getByRole("button", { name: "Lock a field" }).click();
      await fine(`form-${name}`, other.page);
      await other.page.getByRole("button", { name: "Back" }).click();
      await other.page.getByRole("button", { name: "Code of Shop" }).click();
      await fine(`code-${name}`, other.page);
      const box = await other.page.getByRole("dialog").boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(look.width ?? 1440);
      await other.context.close();
    }
  });
});
