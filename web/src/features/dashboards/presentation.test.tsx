import { act, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DashboardPage } from "@/api/contracts";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { NO_CHOICES, type Choices } from "./choices";
import { Presentation } from "./presentation";

vi.mock("./page-view", () => ({ PageView: ({ page }: { page: DashboardPage }) => <p>{`The tiles of ${page.title}`}</p> }));

const PAGES: DashboardPage[] = ["Regions", "Months", "Shares"].map((title) => ({ id: title.toLowerCase(), title, tiles: [], filters: [] }));
const SOURCE = { address: "/d", send: () => Promise.reject(new Error("asked")) };

const chosen = vi.fn<(choices: Choices) => void>();

function Stage({ pages, at }: { pages: DashboardPage[]; at: Partial<Choices> }) {
  const [choices, setChoices] = useState<Choices>({ ...NO_CHOICES, present: 0, ...at });
  const change = (next: Choices) => { chosen(next); setChoices(next); };
  if (choices.present === undefined) return <p>Read as usual</p>;
  return <TooltipProvider><Presentation name="Orders" pages={pages} shared={{}} source={SOURCE} choices={choices} onChoices={change} /></TooltipProvider>;
}

const present = (at: Partial<Choices> = {}, pages = PAGES) => render(<Stage pages={pages} at={at} />);
const shown = () => document.querySelector("[data-stage=shown]")?.getAttribute("aria-label");
const waiting = () => document.querySelector("[data-stage=waiting]")?.getAttribute("aria-label");
const press = (key: string, on: Element = document.body) => fireEvent.keyDown(on, { key });

beforeEach(() => { chosen.mockClear(); });
afterEach(() => { vi.useRealTimers(); });

test("pages are turned by arrow keys, round and round, and by their dots", async () => {
  present({ page: "shares" });
  expect(shown()).toBe("Shares");
  press("ArrowRight");
  expect(shown()).toBe("Regions");
  press("ArrowLeft");
  press("PageUp");
  expect(shown()).toBe("Months");
  await userEvent.click(screen.getByRole("button", { name: "Shares" }));
  expect(shown()).toBe("Shares");
  expect(screen.getByRole("button", { name: "Shares" })).toHaveAttribute("aria-current", "page");
  expect(chosen).toHaveBeenLastCalledWith({ ...NO_CHOICES, present: 0, page: "shares" });
  expect(await axeFindings()).toEqual([]);
});

test("a finger across the screen turns the page, one that goes up or down does not", () => {
  present();
  const stage = screen.getByRole("main");
  const swipe = (dx: number, dy: number) => {
    fireEvent.touchStart(stage, { touches: [{ clientX: 300, clientY: 300 }] });
    fireEvent.touchEnd(stage, { changedTouches: [{ clientX: 300 + dx, clientY: 300 + dy }] });
  };
  swipe(-120, 10);
  expect(shown()).toBe("Months");
  swipe(-40, 0);
  swipe(-120, 200);
  expect(shown()).toBe("Months");
  swipe(120, 10);
  expect(shown()).toBe("Regions");
});

test("Escape and the button end it, and only what was chosen for it is given up", async () => {
  const { unmount } = present({ page: "months", present: 30 });
  press("Escape");
  expect(chosen).toHaveBeenLastCalledWith({ ...NO_CHOICES, page: "months" });
  expect(screen.getByText("Read as usual")).toBeInTheDocument();
  unmount();
  present();
  await userEvent.click(screen.getByRole("button", { name: "End" }));
  expect(screen.getByText("Read as usual")).toBeInTheDocument();
});

test("keys that mean something where they are pressed turn nothing", () => {
  present();
  const field = document.body.appendChild(document.createElement("input"));
  press("ArrowRight", field);
  press("Escape", field);
  field.remove();
  fireEvent.keyDown(document.body, { key: "ArrowRight", ctrlKey: true });
  expect([shown(), chosen.mock.calls.length]).toEqual(["Regions", 0]);
});

test("the next page is there, unseen and untouchable, before it is shown, and pausing holds the present one", () => {
  vi.useFakeTimers();
  present({ present: 30 });
  const pass = (ms: number) => { act(() => { vi.advanceTimersByTime(ms); }); };
  pass(24_000);
  expect([shown(), waiting()]).toEqual(["Regions", undefined]);
  pass(2_000);
  expect([shown(), waiting()]).toEqual(["Regions", "Months"]);
  expect(document.querySelector("[data-stage=waiting]")).toHaveAttribute("inert");
  const element = document.querySelector("[data-stage=waiting]");
  pass(4_000);
  expect([shown(), waiting()]).toEqual(["Months", undefined]);
  expect(document.querySelector("[data-stage=shown]")).toBe(element);
  press(" ");
  pass(600_000);
  expect(shown()).toBe("Months");
  press(" ");
  pass(30_000);
  expect(shown()).toBe("Shares");
});

test("one page has nothing to turn", () => {
  vi.useFakeTimers();
  present({ present: 10 }, PAGES.slice(0, 1));
  act(() => { vi.advanceTimersByTime(60_000); });
  press("ArrowRight");
  expect([shown(), chosen.mock.calls.length]).toEqual(["Regions", 0]);
  expect(screen.queryByRole("button", { name: "Next page" })).not.toBeInTheDocument();
});
