import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture } from "./browser";
import type { Ask } from "./people";
import { usingStage } from "./stage";

const SALES = ["Region,Amount", ...Array.from({ length: 400 }, (_, row) => `${["North", "South", "East", "West"][row % 4] ?? ""},${String(row % 97)}.50`)].join("\n");

describe("a dataset that is made of SQL", () => {
  const stage = usingStage("Edgar Codd");
  let page: Page;
  let mishaps: string[];
  let ask: Ask;

  beforeAll(async () => {
    ({ page, mishaps, ask } = stage);
    const form = new FormData();
    form.append("file", new Blob([SALES], { type: "text/csv" }), "sales.csv");
    await ask("POST", "/datasets/upload", form);
  });

  it("is named, followed and explored", async () => {
    await page.goto(`${stage.server.address}/sql`);
    const editor = page.getByRole("textbox", { name: "SQL", exact: true });
    await editor.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("SELECT Region, sum(Amount) AS total FROM sales GROUP BY ALL");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Enter");
    const open = page.getByRole("region", { name: "Result" }).getByRole("button", { name: "Save as dataset" });
    await open.click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Totals by region");
    await keepPicture(page, "query-dataset-name");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Make the dataset" }).click();
    const explore = dialog.getByRole("link", { name: "Explore it" });
    await explore.waitFor();
    expect(await dialog.getByRole("status").innerText()).toBe("4 rows, typed and counted.");
    await keepPicture(page, "query-dataset-ready");
    await expectAccessible(page);
    await expectNoOverflow(page);
    await explore.click();
    await page.waitForURL(/\/explore\?dataset=/);
    await page.getByText("Totals by region").first().waitFor();
    await page.getByText("Total", { exact: true }).first().waitFor();
    await keepPicture(page, "query-dataset-explored");
    expect(mishaps).toEqual([]);
  });

  it("tells where it comes from, and is made again", async () => {
    const { items } = (await ask("GET", "/datasets")).body as { items: { id: string; name: string }[] };
    const [totals, sales] = ["Totals by region", "sales"].map((name) => items.find((one) => one.name === name)?.id ?? "");
    await page.goto(`${stage.server.address}/data/${totals ?? ""}`);
    const origin = page.getByRole("region", { name: "Where it comes from" });
    await expect.poll(() => origin.locator("p").first().innerText()).toMatch(/^Made of a statement from sales version 1, .+ by Edgar Codd$/);
    await keepPicture(page, "query-dataset-origin");
    await expectAccessible(page);
    await origin.getByRole("button", { name: "Run again" }).click();
    await origin.getByText("A new version is in use: 4 rows.").waitFor();
    await expectAccessible(page);
    await page.getByRole("tab", { name: "Versions" }).click();
    await expect.poll(() => page.getByRole("tabpanel").getByText(/^Version \d/).allInnerTexts()).toHaveLength(2);
    await ask("DELETE", `/datasets/${sales ?? ""}`);
    await origin.getByRole("button", { name: "Run again" }).click();
    await origin.getByText("Bring back what the statement reads").waitFor();
    await keepPicture(page, "query-dataset-refused");
    await expectAccessible(page);
    await expectNoOverflow(page);
    expect(mishaps).toEqual([]);
  });
});
