import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState, useSyncExternalStore } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import type { DashboardPage, DashboardSpec, Tile } from "@/api/contracts";
import { Problem } from "@/api/problems";
import { aModel } from "@/chart-editor/testing";
import { answeredState, failedState, NOTHING_ASKED, type ClientState } from "@/query/answer";
import { aDrawing, anAnswer } from "@/query/testing";
import { materialise } from "@/sync/dashboard-document";
import { createDocument } from "@/sync/dashboard-history";
import { axeFindings } from "@/test-axe";
import { TooltipProvider } from "@/ui/tooltip";
import { documentPageEditor } from "../document-page-editor";
import { createShownResults } from "./shown-results";
import { TilePane } from "./tile-pane";
import { usePane, type PaneTab } from "./use-pane";

vi.mock("@/query/datasets", () => ({ datasetsOptions: () => ({ queryKey: ["datasets"], queryFn: () => ({ items: [], total: 0, next_cursor: null }) }) }));
vi.mock("@/query/model", () => ({
  modelOptions: () => ({ queryKey: ["model"], queryFn: () => aModel() }),
  valuesOptions: () => ({ queryKey: ["values"], queryFn: () => ({ rows: [["East", 700]], total_rows: 1 }) }),
}));

const chart = (id: string, more: object = {}): Tile => ({
  kind: "chart", id, title: null, layout: { x: id === "a" ? 0 : 6, y: 0, width: 6, height: 4 },
  chart: { version: 1, dataset_id: "d", mark: "bar", encodings: { x: { role: "dimension", member: "region" }, y: [{ role: "measure", member: "amount", aggregation: "sum" }] }, filters: [], options: {}, ...more },
});
const TILES: Tile[] = [
  chart("a"), chart("b"), chart("own", { mark: "vega_lite", options: { document: "{}" } }),
  { kind: "text", id: "text", layout: { x: 12, y: 0, width: 6, height: 4 }, markdown: "# About", locked: true },
];

const opened = (chosen: readonly string[], tab: PaneTab = "fields") => {
  localStorage.setItem("gnomon.pane", `open ${tab}`);
  const document = createDocument({ name: "Sales", description: null, spec: { version: 2, pages: [{ id: "p", title: "Page", tiles: TILES, filters: [] }] } as unknown as DashboardSpec });
  const editor = documentPageEditor((operation) => { operation(document); }, "p", vi.fn());
  const shown = createShownResults();
  const onExplore = vi.fn();
  const read = (): DashboardPage => materialise(document.doc).spec.pages[0] ?? { id: "p", title: "Page" };
  let page = read();
  document.doc.on("update", () => { page = read(); });
  const subscribe = (listener: () => void) => {
    document.doc.on("update", listener);
    return () => { document.doc.off("update", listener); };
  };
  let choose: (ids: readonly string[]) => void = () => undefined;
  function Beside() {
    const pane = usePane();
    const present = useSyncExternalStore(subscribe, () => page);
    const [host, setHost] = useState<HTMLElement | null>(null);
    const [ids, setIds] = useState(chosen);
    choose = setIds;
    return (
      <>
        <button type="button" onPointerDown={() => { setIds(["b"]); }}>Another tile</button>
        <button type="button" onClick={pane.visit}>To the pane</button>
        <div data-tile="a"><button type="button" data-move>Move A</button></div>
        {pane.isOpen && <TilePane pane={pane} host={host} page={present} otherPages={[]} chosen={(present.tiles ?? []).filter(({ id }) => ids.includes(id))} editor={editor} shown={shown} choices={{} as never} onExplore={onExplore} onBegun={() => undefined} modelActions={(datasetId) => <button type="button">New field of {datasetId}</button>} />}
        <aside aria-label="Pane" ref={setHost} />
      </>
    );
  }
  const { container } = render(<QueryClientProvider client={new QueryClient()}><TooltipProvider><main><h1>Sales</h1><Beside /></main></TooltipProvider></QueryClientProvider>);
  const tile = (id: string) => read().tiles?.find((one) => one.id === id) as Extract<Tile, { kind: "chart" }>;
  const tell = (id: string, state: ClientState) => { act(() => { shown.show(new Map([[id, { question: "", state }]])); }); };
  return { user: userEvent.setup(), tile, tell, document, onExplore, container, chooseTiles: (next: readonly string[]) => { act(() => { choose(next); }); } };
};

const drawn = (): ClientState => answeredState(anAnswer([], { extra: aDrawing({ abilities: ["labels", "legend"] }) }));

beforeEach(() => {
  localStorage.clear();
  window.matchMedia = vi.fn((media: string) => ({ matches: true, media, addEventListener: vi.fn(), removeEventListener: vi.fn() }) as unknown as MediaQueryList);
});

test("with nothing selected it says what to do, and names the page, which cannot be without a name", async () => {
  const { container, user, document } = opened([]);
  expect(await screen.findByText(/^Nothing is selected\./)).toBeVisible();
  expect(screen.getByRole("heading", { name: "New picture" })).toBeVisible();
  const name = screen.getByRole("textbox", { name: "Name of the page" });
  await user.clear(name);
  await user.tab();
  expect(document.undo.canUndo()).toBe(false);
  await user.clear(name);
  await user.type(name, "Overview{Enter}");
  expect(materialise(document.doc).spec.pages.map(({ title }) => title)).toEqual(["Overview"]);
  expect(await axeFindings(container)).toEqual([]);
});

test("a field is taken out and put in again, each in one step that can be taken back", async () => {
  const { user, tile, document } = opened(["a"]);
  await user.click(await screen.findByRole("button", { name: "Remove Sum of amount" }));
  expect(tile("a").chart.encodings).toMatchObject({ x: { member: "region" }, y: [] });
  await user.dblClick(screen.getByRole("button", { name: /^Measure ?Amount$/ }));
  expect(tile("a").chart.encodings?.y).toEqual([{ role: "measure", member: "amount", aggregation: "sum" }]);
  document.undo.undo();
  expect(tile("a").chart.encodings?.y).toEqual([]);
  document.undo.undo();
  expect(tile("a")).toEqual(TILES[0]);
  expect(document.undo.canUndo()).toBe(false);
});

test("a filter without a condition waits in the pane, and reaches the tile once it says something", async () => {
  const { user, tile } = opened(["a"]);
  await user.click(await screen.findByRole("button", { name: "Add Region to a well" }));
  await user.click(await screen.findByRole("menuitem", { name: "Filters" }));
  expect(await screen.findByRole("button", { name: "Remove the filter on Region" })).toBeInTheDocument();
  expect(tile("a").chart.filters).toEqual([]);
  await user.click(await screen.findByRole("checkbox", { name: /East/ }));
  expect(tile("a").chart.filters).toMatchObject([{ kind: "in", member: "region", values: ["East"] }]);
});

test("another kind of picture is chosen, but none that is written by hand", async () => {
  const { user, tile } = opened(["a"]);
  await user.click(await screen.findByRole("button", { name: /^Kind of picture/ }));
  expect(screen.queryByRole("menuitem", { name: /Vega-Lite/ })).toBeNull();
  await user.click(await screen.findByRole("menuitem", { name: "Lollipops" }));
  expect(tile("a").chart).toEqual({ ...(TILES[0] as ReturnType<typeof tile>).chart, mark: "lollipop" });
});

test("a picture that cannot be drawn says what is missing, and keeps its options", async () => {
  const { tell, user, tile } = opened(["a"], "format");
  tell("a", drawn());
  await user.click(await screen.findByRole("checkbox", { name: "Values beside the marks" }));
  expect(tile("a").chart.options).toEqual({ show_labels: true });
  tell("a", failedState(NOTHING_ASKED, new Problem({ status: 422, code: "VALIDATION_ERROR", message: "Bars need a field on y.", hint: "Add one." })));
  expect(screen.getByRole("checkbox", { name: "Values beside the marks" })).toBeChecked();
  await user.click(screen.getByRole("tab", { name: "Fields" }));
  expect(await screen.findByText("Bars need a field on y.")).toBeVisible();
  expect(localStorage.getItem("gnomon.pane")).toBe("open fields");
});

test("a title that is being typed is taken before another tile is chosen, for the tile that it was typed for", async () => {
  const { user, tile, container } = opened(["a"], "format");
  await user.type(await screen.findByRole("textbox", { name: "Title" }), "Sold");
  fireEvent.pointerDown(screen.getByRole("button", { name: "Another tile" }));
  expect(tile("a").title).toBe("Sold");
  expect(tile("b").title).toBeNull();
  expect(screen.getByRole("textbox", { name: "Title" })).toHaveValue("");
  expect(await axeFindings(container)).toEqual([]);
});

test("numbers place a tile; arrow keys take a step at once; a locked tile is unlocked first", async () => {
  const { user, tile, chooseTiles } = opened(["a"], "format");
  const width = await screen.findByRole("spinbutton", { name: "Width in columns" });
  await user.clear(width);
  await user.type(width, "5{Enter}");
  expect(tile("a").layout).toEqual({ x: 0, y: 0, width: 5, height: 4 });
  await user.type(width, "{ArrowUp}");
  expect(tile("a").layout.width).toBe(6);
  await user.clear(width);
  await user.tab();
  expect(tile("a").layout.width).toBe(6);
  expect(width).toHaveValue(6);
  chooseTiles(["text"]);
  expect(screen.getByRole("spinbutton", { name: "Height in rows" })).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "Unlock" }));
  expect(screen.getByRole("spinbutton", { name: "Height in rows" })).toBeEnabled();
  expect(screen.getByRole("button", { name: "Edit the text" })).toBeVisible();
});

test("several tiles have their place in common, and take a number together in one step", async () => {
  const { user, tile, document } = opened(["a", "b"]);
  expect(await screen.findByRole("heading", { name: "2 tiles" })).toBeVisible();
  expect(screen.getByRole("spinbutton", { name: "X, columns from the left" })).toHaveValue(null);
  const height = screen.getByRole("spinbutton", { name: "Height in rows" });
  expect(height).toHaveValue(4);
  await user.clear(height);
  await user.type(height, "9{Enter}");
  expect([tile("a").layout.height, tile("b").layout.height]).toEqual([9, 9]);
  document.undo.undo();
  expect([tile("a").layout.height, tile("b").layout.height]).toEqual([4, 4]);
});

test("what somebody draws themselves leads to its own editor", async () => {
  const { user, onExplore } = opened(["own"], "format");
  expect(await screen.findByRole("textbox", { name: "Subtitle" })).toBeVisible();
  expect(screen.queryByRole("combobox", { name: "Numbers" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Edit in Explore" }));
  expect(onExplore).toHaveBeenCalledExactlyOnceWith(TILES[2]);
});

test("it is closed by its button, and stays closed", async () => {
  const { user } = opened(["a"]);
  await user.click(await screen.findByRole("button", { name: "Close fields and format" }));
  expect(within(screen.getByRole("complementary", { name: "Pane" })).queryByRole("heading")).toBeNull();
  expect(localStorage.getItem("gnomon.pane")).toBe("closed fields");
});

test("whoever leaves the pane at once is not fetched back", async () => {
  const { user } = opened(["a"]);
  await user.click(screen.getByRole("button", { name: "To the pane" }));
  await waitFor(() => { expect(document.activeElement?.tagName).toBe("H2"); });
  await user.keyboard("{Escape}");
  const handle = screen.getByRole("button", { name: "Move A" });
  expect(handle).toHaveFocus();
  await new Promise((resolve) => { setTimeout(resolve, 300); });
  expect(handle).toHaveFocus();
});
