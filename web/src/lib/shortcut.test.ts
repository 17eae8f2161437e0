import { afterEach, expect, test, vi } from "vitest";
import { shortcut } from "./shortcut";

afterEach(() => { vi.restoreAllMocks(); });

const written = (userAgent: string) => {
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue(userAgent);
  return [shortcut("Z"), shortcut("Z", { withShift: true })];
};

test("keys are called as they stand on the keyboard of each system", () => {
  expect(written("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)")).toEqual(["⌘Z", "⇧⌘Z"]);
  expect(written("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X)")).toEqual(["⌘Z", "⇧⌘Z"]);
  expect(written("Mozilla/5.0 (Windows NT 10.0; Win64; x64)")).toEqual(["Ctrl+Z", "Ctrl+Shift+Z"]);
  expect(written("Mozilla/5.0 (X11; Linux x86_64)")).toEqual(["Ctrl+Z", "Ctrl+Shift+Z"]);
});
