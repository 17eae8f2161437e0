import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useRef, useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ChartTile, DashboardPage, DrillOffer, QuerySpec, TileDrawing } from "@/api/contracts";
import type { Answer } from "@/query/answer";
import { aColumn, aDrawing, aMeaning } from "@/query/testing";
import { answeredState } from "@/query/answer";
import { tellings, type Pointed } from "@/viz/pointed";
import { about } from "./changes";
import { NO_CHOICES, type Choices } from "./choices";
import { canExplain, subjectOf } from "./explain-subject";
import { MarkMenus } from "./mark-menus";
import type { PageEditor } from "./page-editor";
import type { TileComments } from "./tile-comments";
import { ThroughBar } from "./through-bar";
import { TileTrail } from "./tile-trail";

const DATASET = "0192f7a0-0000-7000-8000-000000000001";
const tile: ChartTile = {
  kind: "chart", id: "bars", layout: { x: 0, y: 0, width: 6, height: 6 }, title: "Sales",
  chart: { dataset_id: DATASET, encodings: { x: { role: "dimension", member: "region" }, y: [{ role: "measure", member: "amount" }] } },
};
const page: DashboardPage = { id: "overview", title: "Overview", tiles: [tile] };
const details: DashboardPage = { id: "details", title: "Details", drill_through: ["region"] };
const offer: DrillOffer = { column: "region", label: "Region", source: { member: "region", grain: null }, down: [{ member: "city", grain: null, label: "City" }], up: [] };

const columns = [aColumn({ name: "region", label: "Region" }), aColumn({ name: "sum_amount", label: "Sum of amount", type: "integer", aggregation: "sum", member: "amount" })];
const drawing: TileDrawing = { ...aDrawing({ bindings: [{ channel: "x", column: "region" }, { channel: "y", column: "sum_amount" }] }), drills: [offer] };
const values = ["North", 7];
const answer: Answer = {
  table: { rowCount: 1, columns: columns.map((meaning, at) => ({ meaning, valueAt: () => values[at] ?? null, plotAt: () => values[at] ?? null })) },
  meaning: aMeaning({ columns }), extra: drawing, byteSize: 0,
};
const results = new Map([["bars", { question: "q", state: answeredState(answer) }]]);
const NORTH: Pointed = { point: { region: "North" } };

let told: Pointed | null = NORTH;
let latest: Choices = NO_CHOICES;

function Page({ isVisitor = false, comments, editor = null }: { isVisitor?: boolean; comments?: TileComments; editor?: PageEditor | null }) {
  const frame = useRef<HTMLDivElement>(null);
  const [choices, setChoices] = useState<Choices>(NO_CHOICES);
  const choose = (next: Choices) => { latest = next; setChoices(next); };
  const here = about(choices, page);
  const there = about(choices, details);
  return (
    <div ref={frame}>
      <section data-tile="bars">
        {here.changes && <TileTrail tile={tile} choices={choices} onChoices={choose} answer={answer} />}
        <div data-picture><div data-testid="picture" tabIndex={-1} ref={(element) => { if (element) tellings.set(element, () => told); }} /></div>
        <button type="button">More</button>
      </section>
      {there.through && <ThroughBar through={there.through} pages={[page]} choices={choices} onChoices={choose} />}
      <MarkMenus {...{ frame, page, results, choices, isVisitor }} otherPages={[details]} onChoices={choose} onExplore={undefined} comments={comments} editor={editor} />
    </div>
  );
}

const items = () => screen.getAllByRole("menuitem").map(({ textContent }) => textContent);
const open = (init: object = { clientX: 5, clientY: 5 }) => fireEvent.contextMenu(screen.getByTestId("picture"), init);
const choose = (name: string) => { fireEvent.click(screen.getByRole("menuitem", { name })); };

afterEach(() => { cleanup(); told = NORTH; latest = NO_CHOICES; vi.useRealTimers(); });

describe("the menus of marks", () => {
  it("open at a right click with the name of the mark, again and again, and nowhere but on pictures", () => {
    render(<Page />);
    expect(open(), "the menu of the browser stays away").toBe(false);
    expect(screen.getByText("Region: North")).toBeTruthy();
    expect(items()).toEqual(["Keep only", "Exclude", "Drill down to City", "Drill all down to City", "Drill through to Details", "Show rows", "Copy value"]);
    fireEvent.keyDown(screen.getByRole("menu"), { key: "Escape" });
    expect(screen.queryByRole("menu")).toBeNull();
    told = null;
    open();
    expect(items()).toEqual(["Drill all down to City", "Show rows", "Copy value"]);
    fireEvent.keyDown(screen.getByRole("menu"), { key: "Escape" });
    expect(fireEvent.contextMenu(screen.getByRole("button", { name: "More" })), "that is none of ours").toBe(true);
    expect(screen.queryByRole("menu")).toBeNull();
  });

  it("begin a thread about the point, where there is talk", () => {
    const opened: unknown[] = [];
    render(<Page comments={{ counts: new Map(), open: (...about) => { opened.push(about); } }} />);
    open();
    choose("Comment");
    expect(opened).toEqual([[page.id, "bars", [{ label: "Region", value: "North" }]]]);
  });

  it("offer to explain a figure to those who are signed in, and never one of a tile that hides small groups", () => {
    const meaning = aMeaning({ columns });
    const spec: QuerySpec = { dataset_id: DATASET, dimensions: [{ member: "region", name: "region" }], measures: [{ member: "amount", aggregation: "sum", name: "sum_amount" }] };
    const asked: Answer = { ...answer, meaning: { ...meaning, receipt: { ...meaning.receipt, spec } } };
    results.set("bars", { question: "q", state: answeredState(asked) });
    render(<Page />);
    open();
    expect(items().slice(-3)).toEqual(["Show rows", "Explain", "Copy value"]);
    cleanup();
    render(<Page isVisitor />);
    open();
    expect(items()).not.toContain("Explain");
    const hiding = { ...tile, chart: { ...tile.chart, options: { suppress_below: 5 } } } as unknown as ChartTile;
    expect([canExplain(tile, asked), canExplain(hiding, asked), canExplain(tile, answer)]).toEqual([true, false, false]);
    expect(subjectOf(asked, [])?.measures.map(({ name, label }) => [name, label])).toEqual([["sum_amount", "Sum of amount"]]);
    results.set("bars", { question: "q", state: answeredState(answer) });
  });

  it("put a note at the mark while somebody edits, and nobody else is offered it", async () => {
    const notable = { ...answer, extra: { ...drawing, abilities: ["annotations"] } };
    results.set("bars", { question: "q", state: answeredState(notable) });
    const changed: unknown[] = [];
    const editor = { changeTiles: (ids: ReadonlySet<string>, change: (one: ChartTile) => ChartTile) => { changed.push([...ids], change(tile).chart.options); } };
    render(<Page editor={editor as unknown as PageEditor} />);
    open();
    choose("Annotate…");
    fireEvent.change(await screen.findByRole("textbox", { name: /Note at Region: North/ }), { target: { value: " The strike " } });
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(changed).toEqual([["bars"], { annotations: [{ kind: "point", text: "The strike", x: "North" }] }]);
    cleanup();
    render(<Page />);
    open();
    expect(items()).not.toContain("Annotate…");
    results.set("bars", { question: "q", state: answeredState(answer) });
  });

  it("keep and drill, say so on the tile, and lead back", () => {
    render(<Page />);
    open();
    choose("Exclude");
    expect(latest.changes).toEqual([{ tile_id: "bars", dataset_id: DATASET, kept: [{ kind: "in", member: "region", values: ["North"], exclude: true, grain: null }], steps: [] }]);
    fireEvent.click(screen.getByRole("button", { name: "No longer filter by Region: not North" }));
    expect(latest).toEqual(NO_CHOICES);
    open();
    choose("Drill down to City");
    expect(screen.getByRole("navigation", { name: "Drilled to" }).textContent).toBe("AllNorth");
    open();
    choose("Drill up");
    expect(latest).toEqual(NO_CHOICES);
    open();
    choose("Drill all down to City");
    expect(screen.getByRole("navigation", { name: "Drilled to" }).textContent).toBe("Allby city");
    fireEvent.click(screen.getByRole("button", { name: "Reset" }));
    expect(latest).toEqual(NO_CHOICES);
  });

  it("lead to a page of details and back", () => {
    render(<Page />);
    open();
    choose("Drill through to Details");
    expect(latest).toMatchObject({ page: "details", through: { from: "overview", to: "details", dataset_id: DATASET } });
    expect(screen.getByRole("region", { name: "Details" }).textContent).toContain("Region: North");
    fireEvent.click(screen.getByRole("button", { name: "Back to Overview" }));
    expect(latest).toEqual({ ...NO_CHOICES, page: "overview" });
  });

  it("show visitors no rows", () => {
    render(<Page isVisitor />);
    open();
    expect(items()).not.toContain("Show rows");
  });

  it("open by keys where the focus is, and give it back", async () => {
    render(<Page />);
    const picture = screen.getByTestId("picture");
    picture.focus();
    fireEvent.keyDown(picture, { key: "F10", shiftKey: true });
    expect(items()).toContain("Keep only");
    fireEvent.keyDown(screen.getByRole("menu"), { key: "Escape" });
    await vi.waitFor(() => { expect(document.activeElement).toBe(picture); });
    fireEvent.keyDown(picture, { key: "ContextMenu" });
    expect(screen.getByRole("menu")).toBeTruthy();
  });

  it("open under a finger that stays, once, and not under one that moves on", () => {
    vi.useFakeTimers();
    render(<Page />);
    const picture = screen.getByTestId("picture");
    const finger = { pointerType: "touch", isPrimary: true, clientX: 5, clientY: 5 };
    fireEvent.pointerDown(picture, finger);
    fireEvent.pointerMove(picture, { ...finger, clientY: 40 });
    act(() => { vi.advanceTimersByTime(600); });
    expect(screen.queryByRole("menu")).toBeNull();
    fireEvent.pointerDown(picture, finger);
    act(() => { vi.advanceTimersByTime(600); });
    expect(items()).toContain("Keep only");
    expect(fireEvent.contextMenu(picture, finger)).toBe(false);
    expect(screen.getAllByRole("menu")).toHaveLength(1);
    expect(fireEvent.touchEnd(picture), "no click is left behind").toBe(false);
  });
});
