import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, expectNoOverflow, keepPicture } from "./browser";
import { usingStage } from "./stage";

const REGIONS = ["North", "South", "East", ""];
const SALES = ["Region,Product,Amount,Buyer", ...Array.from({ length: 1200 }, (_, row) =>
  `${REGIONS[row % 4] ?? ""},${["A lamp with a name that is so long that no column could ever hold it in full", "Desk", "Chair"][row % 3] ?? ""},${String((row % 50) * 10)}.50,b${String(row % 70)}`)].join("\n");
const SQL = "select region, product, amount, buyer, amount as \"amount\" from sales";

describe("Pictures of what SQL gives", () => {
  const stage = usingStage("Ada Lovelace");
  const result = () => stage.page.getByRole("region", { name: "Result" });
  const matrix = () => result().getByRole("treegrid");
  const words = (place: string) => matrix().locator(`[data-place="${place}"]`).innerText();
  const write = async (sql: string) => {
    const editor = stage.page.getByRole("textbox", { name: "SQL", exact: true });
    await editor.click();
    await stage.page.keyboard.press("Control+a");
    await stage.page.keyboard.press("Delete");
    await stage.page.keyboard.insertText(sql);
    await stage.page.keyboard.press("Escape");
    await stage.page.keyboard.press("Control+Enter");
  };
  const fine = async (name: string) => {
    await keepPicture(stage.page, `result-pictures-${name}`);
    await expectAccessible(stage.page);
    await expectNoOverflow(stage.page);
  };

  beforeAll(async () => {
    const form = new FormData();
    form.append("file", new Blob([SALES], { type: "text/csv" }), "Sales.csv");
    expect((await stage.ask("POST", "/datasets/upload", form)).status).toBe(201);
  });

  it("groups every row of a statement, with totals of the rows themselves", async () => {
    await expect.poll(async () => ((await stage.ask("GET", "/queries/vocabulary")).body as { tables: unknown[] }).tables.length).toBe(1);
    await stage.page.goto(`${stage.server.address}/sql`);
    await write(SQL);
    await result().getByRole("radio", { name: "Chart" }).click();
    await result().getByRole("button", { name: /^Kind of picture/ }).click();
    await stage.page.getByRole("menuitem", { name: "Matrix" }).click();
    await matrix().waitFor();
    await result().getByRole("button", { name: "Rows: Region › Buyer" }).waitFor();
    await fine("proposed");
  });

  it("works out what is chosen of each group, and opens and closes groups", async () => {
    await result().getByRole("button", { name: /^Rows:/ }).click();
    await stage.page.getByRole("menuitemcheckbox", { name: "Buyer" }).click();
    await stage.page.keyboard.press("Escape");
    await result().getByRole("button", { name: /^Values:/ }).click();
    await stage.page.getByRole("menuitem", { name: "Buyer" }).press("ArrowRight");
    await stage.page.getByRole("menuitemcheckbox", { name: "Distinct values" }).click();
    await keepPicture(stage.page, "result-pictures-menu");
    await stage.page.keyboard.press("Escape");
    await stage.page.keyboard.press("Escape");
    await result().getByRole("combobox", { name: "Columns" }).click();
    await stage.page.getByRole("option", { name: "Nothing" }).click();
    await expect.poll(() => matrix().getAttribute("aria-label")).toBe("Sum of amount, sum of amount_1 and distinct values of buyer by region");
    const total = async () => (await matrix().getByRole("row").last().innerText()).replaceAll(/\s+/g, " ");
    expect(await total()).toBe("Total 294,600 294,600 70");
    await fine("one-level");
    await result().getByRole("button", { name: /^Rows:/ }).click();
    await stage.page.getByRole("menuitemcheckbox", { name: "Product" }).click();
    await stage.page.keyboard.press("Escape");
    await expect.poll(() => matrix().getAttribute("aria-label")).toMatch(/by region and product$/);
    await expect.poll(() => matrix().getByRole("row").count()).toBe(18);
    expect(await total()).toBe("Total 294,600 294,600 70");
    await fine("levels");
    await matrix().locator('[data-place="0:0"]').click();
    await expect.poll(() => matrix().getByRole("row").count()).toBe(15);
  });

  it("keeps the matrix when the page is opened again, and says what cannot be", async () => {
    await stage.page.reload();
    await write(SQL);
    await result().getByRole("button", { name: "Rows: Region › Product" }).waitFor();
    await matrix().waitFor();
    expect(await words("0:0")).not.toBe("");
    await write("select region from sales where false");
    await result().getByText("There is nothing to draw").waitFor();
    await fine("empty");
    await write(SQL);
    await matrix().waitFor();
  });

  it.each(["light", "dark"] as const)("stands on a phone, %s", async (colorScheme) => {
    await stage.page.emulateMedia({ colorScheme });
    await keepPicture(stage.page, `result-pictures-wide-${colorScheme}`);
    await stage.page.setViewportSize({ width: 390, height: 844 });
    await matrix().scrollIntoViewIfNeeded();
    await fine(`phone-${colorScheme}`);
    await stage.page.setViewportSize({ width: 1440, height: 900 });
  });
});
