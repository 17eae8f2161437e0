import AxeBuilder from "@axe-core/playwright";
import type axe from "axe-core";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { expect } from "vitest";

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const artefacts = fileURLToPath(new URL("../artefacts", import.meta.url));

export const PASSWORD = "Analytical-1-engine";

export const openBrowser = (): Promise<Browser> => {
  const executablePath = PLACES.find((place) => existsSync(place));
  if (executablePath === undefined) throw new Error("Chromium is missing: `make test` installs it.");
  return chromium.launch({ executablePath, args: FLAGS });
};

export type Look = { width?: number; isDark?: boolean };
export type Opened = { context: BrowserContext; page: Page; mishaps: string[] };

/** A fresh profile whose page fails the test on errors that it should not have. */
export const openPage = async (browser: Browser, baseURL: string, { width = 1440, isDark = false }: Look = {}): Promise<Opened> => {
  const context = await browser.newContext({ baseURL, viewport: { width, height: 900 }, colorScheme: isDark ? "dark" : "light", reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const mishaps: string[] = [];
  page.on("pageerror", (error) => mishaps.push(error.message));
  page.on("console", (message) => { if (message.text().includes("Content Security Policy")) mishaps.push(message.text()); });
  page.on("request", (request) => { if (!request.url().startsWith(baseURL) && !/^(data|blob):/.test(request.url())) mishaps.push(`asked ${request.url()}`); });
  return { context, page, mishaps };
};

export const keepPicture = async (page: Page, name: string): Promise<void> => {
  mkdirSync(artefacts, { recursive: true });
  await page.screenshot({ path: `${artefacts}/${name}.png` });
};

/** What axe is asked: every rule of the levels A and AA. */
export const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The very axe that `AxeBuilder` examines by. */
const AXE = readFileSync(createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright")).resolve("axe-core/axe.min.js"), "utf8");

/** A page without frames is examined where it stands; putting the parts of frames together takes a second page and four times as long. */
const findings = async (page: Page): Promise<axe.Result[]> => {
  if (page.frames().length > 1) return (await new AxeBuilder({ page }).withTags(TAGS).analyze()).violations;
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return page.evaluate(async (values) => {
    const { axe: there } = window as unknown as { axe: typeof axe };
    return (await there.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] })).violations;
  }, TAGS);
};

export const offences = async (page: Page) =>
  (await findings(page)).map(({ id, nodes }) => ({ id, places: nodes.map(({ html }) => html.slice(0, 200)) }));

/** Nothing that axe knows of may stand in anybody's way, once pictures have settled: drawn anew, one may be larger than its tile for a moment. */
export const expectAccessible = async (page: Page): Promise<void> => {
  await expect.poll(async () => offences(page), { timeout: 10_000, interval: 500 }).toEqual([]);
};

export const expectNoOverflow = async (page: Page): Promise<void> => {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), "the page scrolls sideways").toBe(0);
};

const newEmail = (name: string): string => `${name.toLowerCase().replaceAll(" ", ".")}.${String(Date.now())}@example.org`;

/** Signed in without the pages for it, which the journeys walk: the profile must be fresh, and its page goes anywhere from here. */
export const letIn = async (page: Page, email: string): Promise<void> => {
  await page.goto("/favicon.svg");
  const headers = { "X-Gnomon-Session": "cookie" };
  const reply = await page.request.post("/api/v1/auth/login", { headers, data: { email, password: PASSWORD } });
  expect(reply.status()).toBe(200);
  const { user } = (await reply.json()) as { user: { id: string } };
  await page.evaluate((id) => { localStorage.setItem("gnomon.signed-in", id); }, user.id);
};

/** A new person, let in; gives their e-mail. */
export const letInNew = async (page: Page, name: string): Promise<string> => {
  const email = newEmail(name);
  const reply = await page.request.post("/api/v1/auth/register", { data: { email, password: PASSWORD, full_name: name } });
  expect(reply.status()).toBe(201);
  await letIn(page, email);
  return email;
};

/** A new person signs up, and is on their home page. */
export const signUp = async (page: Page, name: string): Promise<string> => {
  const email = newEmail(name);
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /Good to see you/ }).waitFor();
  return email;
};

export const signIn = async (page: Page, email: string): Promise<void> => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /Good to see you/ }).waitFor();
};
