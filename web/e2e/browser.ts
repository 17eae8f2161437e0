import AxeBuilder from "@axe-core/playwright";
import { existsSync, mkdirSync } from "node:fs";
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

type Look = { width?: number; isDark?: boolean };

/** A fresh profile whose page fails the test on errors that it should not have. */
export const openPage = async (browser: Browser, baseURL: string, { width = 1440, isDark = false }: Look = {}): Promise<{ context: BrowserContext; page: Page; mishaps: string[] }> => {
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

const offences = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  return violations.map(({ id, nodes }) => ({ id, places: nodes.map(({ html }) => html.slice(0, 200)) }));
};

/** Nothing that axe knows of may stand in anybody's way, once pictures have settled: drawn anew, one may be larger than its tile for a moment. */
export const expectAccessible = async (page: Page): Promise<void> => {
  await expect.poll(async () => offences(page), { timeout: 10_000, interval: 500 }).toEqual([]);
};

export const expectNoOverflow = async (page: Page): Promise<void> => {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), "the page scrolls sideways").toBe(0);
};

/** A new person, signed in, on their home page. */
export const signUp = async (page: Page, name: string): Promise<string> => {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}.${String(Date.now())}@example.org`;
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
