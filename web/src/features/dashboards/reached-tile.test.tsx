import { render, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DashboardPage } from "@/api/contracts";
import { useToasts } from "@/ui/toast-store";
import { NO_CHOICES } from "./choices";
import { ReachedTile } from "./reached-tile";

const page = (id: string, ...tiles: string[]): DashboardPage => ({ id, title: id, filters: [], tiles: tiles.map((tile) => ({ kind: "text" as const, id: tile, layout: { x: 0, y: 0, width: 4, height: 4 }, markdown: tile })) });
const PAGES = [page("one", "a"), page("two", "b")];

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
  Element.prototype.animate = vi.fn();
});
afterEach(() => { useToasts.setState({ toasts: [] }); });

const arrive = (tileId: string, presentPage?: string) => {
  const onChoices = vi.fn();
  render(<><section data-tile="a" /><section data-tile="b" /><ReachedTile tileId={tileId} pages={PAGES} choices={{ ...NO_CHOICES, ...(presentPage !== undefined && { page: presentPage }) }} onChoices={onChoices} /></>);
  return onChoices;
};

describe("whoever comes by the link of a tile", () => {
  it("has it before them", async () => {
    const onChoices = arrive("a");
    const frame = document.querySelector("[data-tile=a]");
    await waitFor(() => { expect(frame).toHaveFocus(); });
    expect(frame?.scrollIntoView).toHaveBeenCalledTimes(1);
    expect(onChoices).not.toHaveBeenCalled();
  });

  it("comes to the page on which it stands by now", async () => {
    const onChoices = arrive("b", "one");
    expect(onChoices).toHaveBeenCalledExactlyOnceWith({ ...NO_CHOICES, page: "two" }, { isReplacing: true });
    await waitFor(() => { expect(document.querySelector("[data-tile=b]")).toHaveFocus(); });
  });

  it("is told when it is there no more", () => {
    const onChoices = arrive("gone");
    expect(onChoices).not.toHaveBeenCalled();
    expect(useToasts.getState().toasts.map(({ title }) => title)).toEqual(["The tile of this link is not on the dashboard any more."]);
  });
});
