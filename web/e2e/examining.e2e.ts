import AxeBuilder from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { offences, openBrowser, TAGS } from "./browser";

const WITH_FAULTS = `<!doctype html><html><head><title>Faults</title></head><body>
  <p style="color:#aaa;background:#fff">Hardly to be read</p><img src="data:,"><input type="text"><button></button>
  <div role="checkbox">No state</div><a href="#" style="display:inline-block;width:4px;height:4px"></a><ul><p>Not an item</p></ul>
</body></html>`;
const WITHOUT = `<!doctype html><html lang="en"><head><title>Fine</title></head><body><main><h1>Fine</h1><p>Words.</p></main></body></html>`;

describe("how a page is examined", () => {
  let browser: Browser;
  beforeAll(async () => { browser = await openBrowser(); });
  afterAll(async () => { await browser.close(); });

  it("finds what the builder of axe finds, in one place as in frames, and nothing where nothing is", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.setContent(WITH_FAULTS);
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
    const expected = violations.map(({ id, nodes }) => ({ id, places: nodes.map(({ html }) => html.slice(0, 200)) }));
    expect(expected.map(({ id }) => id)).toEqual(expect.arrayContaining(["button-name", "color-contrast", "html-has-lang", "image-alt", "label", "list"]));
    expect(await offences(page)).toEqual(expected);
    await page.setContent(`<!doctype html><html lang="en"><head><title>Frame</title></head><body><iframe title="Inner" srcdoc='${WITH_FAULTS.replaceAll("'", "&#39;")}'></iframe></body></html>`);
    await page.frameLocator("iframe").getByText("Not an item").waitFor();
    expect((await offences(page)).map(({ id }) => id)).toContain("color-contrast");
    await page.setContent(WITHOUT);
    expect(await offences(page)).toEqual([]);
    await context.close();
  });
});
