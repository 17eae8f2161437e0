import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useAutoRefresh } from "./use-auto-refresh";

let isHidden = false;

beforeEach(() => {
  vi.useFakeTimers();
  isHidden = false;
  vi.spyOn(document, "hidden", "get").mockImplementation(() => isHidden);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const pass = (ms: number) => { act(() => { vi.advanceTimersByTime(ms); }); };
const hide = (isOn: boolean) => {
  isHidden = isOn;
  act(() => { document.dispatchEvent(new Event("visibilitychange")); });
};

const begin = (seconds: number) => {
  const [onRefresh, onRetry] = [vi.fn(), vi.fn()];
  const hook = renderHook(({ isInVain }: { isInVain: boolean }) => { useAutoRefresh({ seconds, isInVain, onRefresh, onRetry }); }, { initialProps: { isInVain: false } });
  return { onRefresh, onRetry, ...hook };
};

it("asks anew at its pace, and never without one", () => {
  const paced = begin(60);
  const unpaced = begin(0);
  pass(59_999);
  expect(paced.onRefresh).not.toHaveBeenCalled();
  pass(120_001);
  expect(paced.onRefresh).toHaveBeenCalledTimes(3);
  expect(unpaced.onRefresh).not.toHaveBeenCalled();
});

it("rests while nobody can see the tab, and catches up once when somebody can", () => {
  const { onRefresh } = begin(60);
  pass(30_000);
  hide(true);
  pass(600_000);
  expect(onRefresh).not.toHaveBeenCalled();
  hide(false);
  pass(0);
  expect(onRefresh).toHaveBeenCalledTimes(1);
  pass(59_000);
  expect(onRefresh).toHaveBeenCalledTimes(1);
  pass(1_000);
  expect(onRefresh).toHaveBeenCalledTimes(2);
});

it("does not ask too early where the tab was hidden for a moment only", () => {
  const { onRefresh } = begin(60);
  pass(30_000);
  hide(true);
  pass(5_000);
  hide(false);
  pass(24_000);
  expect(onRefresh).not.toHaveBeenCalled();
  pass(1_000);
  expect(onRefresh).toHaveBeenCalledTimes(1);
});

it("tries again after a failure, ever later, until it went well", () => {
  const { onRetry, rerender } = begin(0);
  rerender({ isInVain: true });
  const times = [5_000, 10_000, 20_000, 40_000].map((wait) => { pass(wait); return onRetry.mock.calls.length; });
  expect(times).toEqual([1, 2, 3, 4]);
  rerender({ isInVain: false });
  pass(3_600_000);
  expect(onRetry).toHaveBeenCalledTimes(4);
});

it("ends with what it refreshes", () => {
  const { onRefresh, unmount } = begin(30);
  unmount();
  pass(600_000);
  expect(onRefresh).not.toHaveBeenCalled();
});
