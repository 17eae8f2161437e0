import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useRotation } from "./use-rotation";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

const pass = (ms: number) => { act(() => { vi.advanceTimersByTime(ms); }); };

const rotate = (seconds: number) => {
  const onTurn = vi.fn();
  const hook = renderHook(({ turn, isPaused, pace }: { turn: string; isPaused: boolean; pace: number }) => useRotation({ seconds: pace, isPaused, turn, onTurn }), { initialProps: { turn: "a", isPaused: false, pace: seconds } });
  return { onTurn, ...hook };
};

it("turns the page when its time is up, having told of it before", () => {
  const { result, onTurn } = rotate(30);
  pass(24_000);
  expect([result.current.isNear, onTurn.mock.calls.length]).toEqual([false, 0]);
  pass(1_500);
  expect([result.current.isNear, onTurn.mock.calls.length]).toEqual([true, 0]);
  pass(4_500);
  expect(onTurn).toHaveBeenCalledTimes(1);
});

it("begins anew with another page", () => {
  const { result, rerender, onTurn } = rotate(30);
  pass(29_000);
  rerender({ turn: "b", isPaused: false, pace: 30 });
  expect(result.current.isNear).toBe(false);
  pass(29_000);
  expect(onTurn).not.toHaveBeenCalled();
  pass(1_000);
  expect(onTurn).toHaveBeenCalledTimes(1);
});

it("keeps what was left of a page's time while it is paused", () => {
  const { rerender, onTurn } = rotate(30);
  pass(20_000);
  rerender({ turn: "a", isPaused: true, pace: 30 });
  pass(600_000);
  expect(onTurn).not.toHaveBeenCalled();
  rerender({ turn: "a", isPaused: false, pace: 30 });
  pass(9_900);
  expect(onTurn).not.toHaveBeenCalled();
  pass(100);
  expect(onTurn).toHaveBeenCalledTimes(1);
});

it("turns nothing by itself at no pace, and has the next page ready all the same", () => {
  const { result, onTurn } = rotate(0);
  pass(2_000);
  expect(result.current.isNear).toBe(true);
  pass(3_600_000);
  expect(onTurn).not.toHaveBeenCalled();
});

it("asks for the next page half-way where a page is short", () => {
  const { result } = rotate(5);
  pass(2_400);
  expect(result.current.isNear).toBe(false);
  pass(200);
  expect(result.current.isNear).toBe(true);
});
