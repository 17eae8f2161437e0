// Times the frames while tiles are pulled: `node scripts/drag-bench.mjs ADDRESS [TILES]` prints milliseconds as JSON.
// ADDRESS is that of a running server, on which it makes a person and a dashboard of pictures for itself.
/* global window, document, requestAnimationFrame, cancelAnimationFrame */
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const [, , address, count = "40"] = process.argv;
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const SECONDS = 4;
const email = `bench.${String(Date.now())}@example.org`;
const password = "Analytical-1-engine";

const quantile = (values, part) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))];
const rounded = (value) => Math.round(value * 10) / 10;

const rows = Array.from({ length: 2_000 }, (_, row) => `2024-${String((row % 12) + 1).padStart(2, "0")}-01,R${String(row % 9)},${String((row * 37) % 500)}`);
const MARKS = [
  { mark: "bar", x: { role: "dimension", member: "region" } },
  { mark: "line", x: { role: "dimension", member: "day" } },
  { mark: "area", x: { role: "dimension", member: "day" }, color: { role: "dimension", member: "region" } },
  { mark: "kpi" },
];

const tileOf = (datasetId, place) => {
  const { mark, ...encodings } = MARKS[place % MARKS.length];
  return {
    kind: "chart", id: `t${String(place)}`, title: `Tile ${String(place)}`,
    layout: { x: (place % 4) * 6, y: Math.floor(place / 4) * 6, width: 6, height: 6 },
    chart: { dataset_id: datasetId, mark, encodings: { ...encodings, y: [{ role: "measure", member: "amount", aggregation: "sum" }] } },
  };
};

const makeBoard = async (page, arrangement) => {
  const login = await (await page.request.post(`${address}/api/v1/auth/login`, { data: { email, password } })).json();
  const headers = { Authorization: `Bearer ${login.access_token}` };
  const file = { name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from(`day,region,amount\n${rows.join("\n")}\n`) };
  const dataset = await (await page.request.post(`${address}/api/v1/datasets/upload`, { headers, multipart: { file } })).json();
  const tiles = Array.from({ length: Number(count) }, (_, place) => tileOf(dataset.id, place));
  const spec = { pages: [{ id: "p", title: "Page", tiles, filters: [], arrangement }] };
  return (await (await page.request.post(`${address}/api/v1/dashboards`, { headers, data: { name: "Bench", spec } })).json()).id;
};

/** Pulls `place` about in circles for some seconds, and answers how long each frame took and how long the page was at work in it. */
const timesOf = async (page, place, extent) => {
  const { x, y, width, height } = await place.boundingBox();
  const [fromX, fromY] = [x + Math.min(width / 2, 80), y + height / 2];
  await page.mouse.move(fromX, fromY);
  await page.mouse.down();
  await page.mouse.move(fromX + 10, fromY + 10);
  await page.evaluate(() => {
    window.frames_ = [];
    let before = performance.now();
    const next = (now) => {
      window.frames_.push(now - before);
      before = now;
      window.request_ = requestAnimationFrame(next);
    };
    window.request_ = requestAnimationFrame(next);
  });
  const until = performance.now() + SECONDS * 1_000;
  let moves = 0;
  for (let angle = 0; performance.now() < until; angle += 0.06, moves += 1) {
    await page.mouse.move(fromX + Math.sin(angle) * extent, fromY + (1 - Math.cos(angle * 0.7)) * extent * 0.6);
  }
  const frames = await page.evaluate(() => {
    cancelAnimationFrame(window.request_);
    return window.frames_.slice(2);
  });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  return { frames: frames.length, moves, median: rounded(quantile(frames, 0.5)), p95: rounded(quantile(frames, 0.95)), slow: rounded(frames.filter((time) => time > 20).length / frames.length * 100) };
};

const browser = await chromium.launch({ executablePath: PLACES.find((place) => existsSync(place)), args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await (await browser.newContext({ baseURL: address, viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Bench");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /Good to see you/ }).waitFor();
  const measured = {};
  for (const arrangement of ["grid", "free"]) {
    await page.goto(`/dashboards/${await makeBoard(page, arrangement)}?mode=edit`);
    await page.locator("[data-tile]").first().waitFor();
    await page.waitForFunction(() => document.querySelector("[data-tile][aria-busy=true]") === null && document.querySelectorAll("[data-tile] canvas").length > 20, undefined, { timeout: 60_000 });
    await page.waitForTimeout(1_500);
    const head = page.locator('[data-tile="t5"] header h2');
    measured[`${arrangement}: one tile`] = await timesOf(page, head, 350);
    measured[`${arrangement}: its corner`] = await timesOf(page, page.locator('[data-tile="t5"] [data-resize=se]'), 160);
    await page.keyboard.press("Escape");
    await head.click();
    await page.locator('[data-tile="t6"] header h2').click({ modifiers: ["Shift"] });
    await page.locator('[data-tile="t9"] header h2').click({ modifiers: ["Shift"] });
    measured[`${arrangement}: three tiles`] = await timesOf(page, head, 350);
  }
  process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`);
} finally {
  await browser.close();
}
