import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** More stops than this between two places is nothing that a person would walk. */
const MAX_STOPS = 120;

/** What has the focus, in words; `body` means that it was lost. */
export const focusedWords = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return "body";
    return `${at.tagName.toLowerCase()} ${at.getAttribute("aria-label") ?? at.textContent.trim().slice(0, 60)}`;
  });

/** Walk on with Tab until the place has the focus, and see that the focus shows. */
export const walkTo = async (page: Page, place: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> => {
  await place.first().waitFor();
  const seen: string[] = [];
  for (let stop = 0; stop < MAX_STOPS; stop += 1) {
    if (await place.first().evaluate((element) => element === document.activeElement)) {
      await expectVisibleFocus(page);
      return;
    }
    await page.keyboard.press(key);
    seen.push(await focusedWords(page));
  }
  throw new Error(`Tab never came to ${String(place)}; it came by: ${seen.join(" | ")}`);
};

/** Somebody who sees must see where they are: an outline, a ring or a border that the place has by its focus alone. */
const expectVisibleFocus = async (page: Page): Promise<void> => {
  const look = await page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement)) return null;
    const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(at);
    const { width, height } = at.getBoundingClientRect();
    const hasMark = (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    return { hasMark, isSeen: width > 1 && height > 1, words: `${outlineStyle} ${outlineWidth} ${boxShadow} ${borderColor} ${backgroundColor}` };
  });
  if (look?.hasMark !== true || !look.isSeen) throw new Error(`The focus does not show on ${await focusedWords(page)}: ${String(look?.words)}`);
};

/** Walk to a place and press it. */
export const press = async (page: Page, place: Locator, key = "Enter"): Promise<void> => {
  await walkTo(page, place);
  await page.keyboard.press(key);
};

/** In an open menu: down to the item, and take it. */
export const choose = async (page: Page, item: Locator): Promise<void> => {
  await item.first().waitFor();
  for (let stop = 0; stop < MAX_STOPS; stop += 1) {
    if (await item.first().evaluate((element) => element === document.activeElement || element.hasAttribute("data-highlighted"))) {
      await page.keyboard.press("Enter");
      return;
    }
    await page.keyboard.press("ArrowDown");
    await page.waitForTimeout(20);
  }
  throw new Error(`The arrow keys never came to ${String(item)}`);
};

/** One key inside a group, and the place that it leads to. */
export const stepTo = async (page: Page, place: Locator, key: string): Promise<void> => {
  await page.keyboard.press(key);
  await expect.poll(() => place.evaluate((element) => element === document.activeElement)).toBe(true);
};
