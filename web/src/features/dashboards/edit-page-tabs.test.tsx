import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useEffect, useReducer, useState } from "react";
import { afterEach, expect, it } from "vitest";
import type { DashboardPage, Tile } from "@/api/contracts";
import { materialise, replaceContent } from "@/sync/dashboard-document";
import { createDocument } from "@/sync/dashboard-history";
import { axeFindings } from "@/test-axe";
import { useToasts } from "@/ui/toast-store";
import { TooltipProvider } from "@/ui/tooltip";
import { EditPageTabs } from "./edit-page-tabs";
import { PagePanel } from "./page-panel";
import { useOfferedUndo } from "./use-offered-undo";

const text: Tile = { kind: "text", id: "t", layout: { x: 0, y: 0, width: 4, height: 2 }, markdown: "Hello" };
const page = (title: string, ...tiles: Tile[]): DashboardPage => ({ id: title.toLowerCase(), title, tiles, filters: [] });

afterEach(() => { useToasts.setState({ toasts: [] }); });

const show = (...pages: DashboardPage[]) => {
  const document = createDocument({ name: "Sales", description: null, spec: { version: 1, pages } });
  function Editing() {
    const [, redraw] = useReducer((count: number) => count + 1, 0);
    const [chosen, setChosen] = useState(pages[0]?.id);
    const offerUndo = useOfferedUndo();
    useEffect(() => { document.doc.on("update", redraw); }, []);
    const present = materialise(document.doc).spec.pages;
    const shown = present.find(({ id }) => id === chosen) ?? present[0];
    if (shown === undefined) return null;
    return (
      <TooltipProvider>
        <EditPageTabs pages={present} present={shown} edit={(operation) => { operation(document); }} onChoose={setChosen} offerUndo={offerUndo} />
        <PagePanel pageId={shown.id} hasTabs>{shown.title} is shown</PagePanel>
      </TooltipProvider>
    );
  }
  const { container } = render(<Editing />);
  return { container, document };
};

const titles = (): (string | null)[] => screen.getAllByRole("tab").map(({ textContent }) => textContent);
const tab = (name: string): HTMLElement => screen.getByRole("tab", { name });
const press = (...keys: string[]) => userEvent.keyboard(keys.join(""));

it("is a list of tabs with one stop, whose arrows, Home and End go round and whose Enter shows the page", async () => {
  const { container } = show(page("A"), page("B"), page("C"));
  await userEvent.tab();
  expect(tab("A")).toHaveFocus();
  for (const [key, name] of [["ArrowRight", "B"], ["End", "C"], ["ArrowRight", "A"], ["ArrowLeft", "C"], ["Home", "A"], ["ArrowRight", "B"]] as const) {
    await press(`{${key}}`);
    expect(tab(name)).toHaveFocus();
    expect(screen.getAllByRole("tab").filter(({ tabIndex }) => tabIndex === 0)).toEqual([tab(name)]);
  }
  expect(tab("A")).toHaveAttribute("aria-selected", "true");
  await press("{Enter}");
  expect(tab("B")).toHaveAttribute("aria-selected", "true");
  const panel = screen.getByRole("tabpanel", { name: "B" });
  expect(panel).toHaveTextContent("B is shown");
  for (const one of screen.getAllByRole("tab")) expect(one).toHaveAttribute("aria-controls", panel.id);
  expect(await axeFindings(container)).toEqual([]);
});

it("adds a page and asks for its name at once; an empty one is refused with a word", async () => {
  const { container } = show(page("A"));
  await userEvent.click(screen.getByRole("button", { name: "Add a page" }));
  const field = screen.getByRole("textbox", { name: "Name of the page" });
  await waitFor(() => { expect(field).toHaveFocus(); });
  expect(field).toHaveValue("Page 2");
  await userEvent.clear(field);
  await press(" {Enter}");
  expect(screen.getByRole("alert")).toHaveTextContent("A page needs a name.");
  expect(field).toHaveAccessibleDescription("A page needs a name.");
  expect(field).toHaveFocus();
  expect(await axeFindings(container)).toEqual([]);
  await press("Costs {Enter}");
  expect(titles()).toEqual(["A", "Costs"]);
  expect(tab("Costs")).toHaveFocus();
  expect(tab("Costs")).toHaveAttribute("aria-selected", "true");
});

it("renames by F2 and by two clicks: Enter keeps, Escape gives up, and going elsewhere keeps", async () => {
  const { document } = show(page("A"), page("B"));
  act(() => { tab("B").focus(); });
  await press("{F2}", "New{Escape}");
  expect(titles()).toEqual(["A", "B"]);
  expect(tab("B")).toHaveFocus();
  await press("{F2}", "B{Enter}");
  expect(document.undo.canUndo()).toBe(false);
  await userEvent.dblClick(tab("A"));
  await press("First");
  await userEvent.click(screen.getByRole("tabpanel"));
  expect(titles()).toEqual(["First", "B"]);
  await userEvent.dblClick(tab("B"));
  await userEvent.clear(screen.getByRole("textbox"));
  await userEvent.click(screen.getByRole("tabpanel"));
  expect(titles()).toEqual(["First", "B"]);
});

it("moves a page by Alt and an arrow, with the focus on it, and never beyond the ends", async () => {
  show(page("A"), page("B"), page("C"));
  act(() => { tab("A").focus(); });
  await press("{Alt>}{ArrowRight}{ArrowRight}{ArrowRight}{/Alt}");
  expect(titles()).toEqual(["B", "C", "A"]);
  expect(tab("A")).toHaveFocus();
  expect(screen.getByText("A moved: page 3 of 3.")).toBeInTheDocument();
  await press("{Alt>}{ArrowLeft}{/Alt}");
  expect(titles()).toEqual(["B", "A", "C"]);
});

it("removes an empty page at once, asks before tiles go, and hands the focus to the neighbour", async () => {
  show(page("A"), page("B"), page("C", text));
  act(() => { tab("B").focus(); });
  await press("{Delete}");
  expect(titles()).toEqual(["A", "C"]);
  expect(tab("C")).toHaveFocus();
  await press("{Delete}");
  const dialog = screen.getByRole("dialog", { name: "Remove “C”?" });
  expect(dialog).toHaveAccessibleDescription("Its tile goes with it. Undo brings everything back.");
  await userEvent.click(within(dialog).getByRole("button", { name: "Cancel" }));
  expect(titles()).toEqual(["A", "C"]);
  await waitFor(() => { expect(tab("C")).toHaveFocus(); });
  await press("{Delete}");
  await userEvent.click(screen.getByRole("button", { name: "Remove page" }));
  await waitFor(() => { expect(tab("A")).toHaveFocus(); });
  await press("{Delete}");
  expect(titles()).toEqual(["A"]);
  expect(screen.getByText("The last page stays.")).toBeInTheDocument();
});

it("brings a removed page back, with its tiles, to where it was", async () => {
  const { document } = show(page("A"), page("B", text), page("C"));
  const before = materialise(document.doc);
  act(() => { tab("B").focus(); });
  await press("{Delete}");
  await userEvent.click(screen.getByRole("button", { name: "Remove page" }));
  const [toast] = useToasts.getState().toasts;
  expect(toast?.title).toBe("“B” was removed.");
  act(() => { toast?.action?.onAct(); });
  expect(materialise(document.doc)).toEqual(before);
  expect(tab("B")).toHaveAttribute("aria-selected", "true");
});

it("offers every verb in the menu, those that lead nowhere barred, and puts the focus where the verb leads", async () => {
  show(page("A", text));
  await userEvent.click(screen.getByRole("button", { name: "More for page A" }));
  for (const name of [/^Move left/, /^Move right/, /^Remove/]) expect(screen.getByRole("menuitem", { name })).toHaveAttribute("data-disabled");
  await userEvent.click(screen.getByRole("menuitem", { name: /^Duplicate/ }));
  expect(titles()).toEqual(["A", "A (copy)"]);
  await waitFor(() => { expect(tab("A (copy)")).toHaveFocus(); });
  await userEvent.click(screen.getByRole("button", { name: "More for page A (copy)" }));
  await userEvent.click(screen.getByRole("menuitem", { name: /^Move left/ }));
  expect(titles()).toEqual(["A (copy)", "A"]);
  await userEvent.pointer({ keys: "[MouseRight]", target: tab("A") });
  await userEvent.click(await screen.findByRole("menuitem", { name: /^Rename/ }));
  await waitFor(() => { expect(screen.getByRole("textbox")).toHaveValue("A"); });
  await press("B{Enter}");
  expect(titles()).toEqual(["A (copy)", "B"]);
});

it("acts on a page where it stands by then, when somebody else has changed it under the open menu", async () => {
  const { document } = show(page("A"), page("B"), page("C"));
  await userEvent.pointer({ keys: "[MouseRight]", target: tab("A") });
  const { spec, ...head } = materialise(document.doc);
  act(() => { replaceContent(document.doc, { ...head, spec: { ...spec, pages: spec.pages.map((one) => (one.id === "a" ? { ...one, title: "Theirs" } : one)).toReversed() } }); });
  await userEvent.click(await screen.findByRole("menuitem", { name: /^Move left/ }));
  expect(titles()).toEqual(["C", "Theirs", "B"]);
});

it("adds no more pages than can be kept", async () => {
  show(...Array.from({ length: 50 }, (_, index) => page(`P${String(index)}`)));
  const add = screen.getByRole("button", { name: "A dashboard has no more than 50 pages" });
  await userEvent.click(add);
  expect(screen.getAllByRole("tab")).toHaveLength(50);
});
