import { act, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Enlarged, useSharpness } from "./sharpness";

function Told() {
  return <output>{useSharpness()}</output>;
}

const told = () => screen.getByRole("status").textContent;

afterEach(() => { vi.unstubAllGlobals(); });

/** A screen whose queries hear of its own density alone, as those of a browser. */
const screenOf = (first: number) => {
  const listeners = new Map<string, Set<() => void>>();
  vi.stubGlobal("devicePixelRatio", first);
  vi.stubGlobal("matchMedia", (query: string) => {
    const mine = listeners.get(query) ?? new Set();
    listeners.set(query, mine);
    return { addEventListener: (_: string, heard: () => void) => mine.add(heard), removeEventListener: (_: string, heard: () => void) => mine.delete(heard) };
  });
  const turn = (ratio: number) => {
    const query = `(resolution: ${String(window.devicePixelRatio)}dppx)`;
    vi.stubGlobal("devicePixelRatio", ratio);
    for (const heard of [...(listeners.get(query) ?? [])]) heard();
  };
  return { turn, count: () => [...listeners.values()].reduce((sum, one) => sum + one.size, 0) };
};

test("a picture is drawn anew on a denser screen, each time that it changes, and nobody listens afterwards", () => {
  const { turn, count } = screenOf(1);
  const { unmount } = render(<Told />);
  const found = [told()];
  for (const ratio of [2, 1.5]) {
    act(() => { turn(ratio); });
    found.push(told());
  }
  expect(found).toEqual(["pixels 1", "pixels 2", "pixels 1.5"]);
  unmount();
  expect(count()).toBe(0);
});

test("what is drawn larger than it is wants lines", () => {
  screenOf(1);
  const { rerender } = render(<Enlarged value={false}><Told /></Enlarged>);
  expect(told()).toBe("pixels 1");
  rerender(<Enlarged value><Told /></Enlarged>);
  expect(told()).toBe("lines 1");
});
