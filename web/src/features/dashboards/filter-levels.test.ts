import { expect, test } from "vitest";
import type { DashboardParameter, DashboardSpec, Filter, PageFilter, Tile } from "@/api/contracts";
import { NO_CHOICES, choicesFrom, clearAll, hasChoices, pageChoices, readSearch, searchFrom, setParameter } from "./choices";
import { addFilter, addParameter, addTileFilter, changeFilter, changeParameter, changeTileFilter, moveFilter, moveIntoTile, moveOutOfTile, placeControl, removeFilter, removeParameter, shiftControl } from "./filter-levels";
import { dashboardParameter, offeredOptions } from "./new-parameters";
import { controlsInBar, controlsOn, filterInForce, filterLabel } from "./page-controls";

const filter = (id: string, more: Partial<PageFilter> = {}): PageFilter => ({ id, label: id, dataset_id: "d", member: id, control: "list", default: null, ...more });
const chart = (id: string, filters: Filter[] = []): Tile => ({ kind: "chart", id, title: id, layout: { x: 0, y: 0, width: 12, height: 9 }, chart: { version: 1, dataset_id: "d", mark: "bar", filters: filters as never } });
const east: Filter = { kind: "in", member: "region", values: ["East"] };
const west: Filter = { kind: "in", member: "region", values: ["West"] };
const rate: DashboardParameter = { id: "rate", label: "Rate", dataset_id: "d", parameter: "rate", control: "slider", default: 0.5, min: 0, max: 1 };

const spec: DashboardSpec = {
  version: 1,
  filters: [filter("a"), filter("b")],
  parameters: [rate],
  pages: [
    { id: "p1", title: "One", filters: [filter("c"), filter("region", { default: east })], tiles: [chart("t", [east]), chart("u")] },
    { id: "p2", title: "Two", filters: [filter("e")], tiles: [] },
  ],
};

const idsOf = ({ filters = [], pages }: DashboardSpec) => [filters.map(({ id }) => id), ...pages.map((page) => (page.filters ?? []).map(({ id }) => id))];
const ofTiles = ({ pages }: DashboardSpec) => Object.fromEntries((pages[0]?.tiles ?? []).flatMap((tile) => (tile.kind === "chart" ? [[tile.id, tile.chart.filters]] : [])));

test("filters move between the levels and keep all that they are", () => {
  const up = moveFilter("region", null)(spec);
  expect(idsOf(up)).toEqual([["a", "b", "region"], ["c"], ["e"]]);
  expect(up.filters?.[2]).toEqual(filter("region", { default: east }));
  expect(moveFilter("region", "p1")(up)).toEqual(spec);
  expect(idsOf(moveFilter("a", "p2")(spec))).toEqual([["b"], ["c", "region"], ["e", "a"]]);
  expect(moveFilter("nothing", null)(spec)).toEqual(spec);
});

test("a filter moves into a tile with its value, and out of it as the default of the page", () => {
  const inside = moveIntoTile("region", "p1", "u", east)(spec);
  expect([idsOf(inside)[1], ofTiles(inside)]).toEqual([["c"], { t: [east], u: [east] }]);
  expect(moveIntoTile("region", "p1", "u", null)(spec)).toEqual(spec);
  const [tile] = spec.pages[0]?.tiles ?? [];
  if (tile?.kind !== "chart") throw new Error("The first tile is a chart.");
  const outside = moveOutOfTile("p1", tile, east)(spec);
  expect(ofTiles(outside)).toEqual({ t: [], u: [] });
  expect(outside.pages[0]?.filters?.[2]).toEqual({ id: expect.stringMatching(/^filter-/) as string, label: "Region", dataset_id: "d", member: "region", control: "list", default: east });
});

test("filters of a tile are added, changed and taken away", () => {
  const both = addTileFilter("p1", "t", west)(spec);
  expect(ofTiles(both)).toEqual({ t: [east, west], u: [] });
  expect(ofTiles(changeTileFilter("p1", "t", east, west)(spec))).toEqual({ t: [west], u: [] });
  expect(ofTiles(changeTileFilter("p1", "t", east, null)(both))).toEqual({ t: [west], u: [] });
  expect(changeTileFilter("p1", "t", west, null)(spec)).toEqual(spec);
});

test("filters are ordered within their level, and no further than its ends", () => {
  expect(idsOf(shiftControl("a", 1)(spec))).toEqual([["b", "a"], ["c", "region"], ["e"]]);
  expect(idsOf(shiftControl("region", -1)(spec))).toEqual([["a", "b"], ["region", "c"], ["e"]]);
  expect(shiftControl("b", 5)(spec)).toEqual(spec);
});

test("what is renamed, required or taken away is changed on its level alone", () => {
  expect(changeFilter("c", { label: "City", is_required: true })(spec).pages[0]?.filters?.[0]).toEqual(filter("c", { label: "City", is_required: true }));
  expect(idsOf(addFilter(filter("f"), "p2")(addFilter(filter("g"), null)(spec)))).toEqual([["a", "b", "g"], ["c", "region"], ["e", "f"]]);
  expect(changeParameter("rate", { label: "Rise" })(spec).parameters).toEqual([{ ...rate, label: "Rise" }]);
  expect(removeParameter("rate")(addParameter({ ...rate, id: "more" })(spec)).parameters).toEqual([{ ...rate, id: "more" }]);
});

test("a filter stands on the canvas once, leaves the bar for it, and goes with its slicer", () => {
  const placed = placeControl("p1", "c", true)(placeControl("p1", "c", true)(spec));
  const page = placed.pages[0];
  if (page === undefined) throw new Error("There is a page.");
  expect(page.tiles?.filter(({ kind }) => kind === "slicer")).toHaveLength(1);
  const controls = controlsOn(placed, page);
  expect(controls.filters.map(({ id }) => id)).toEqual(["a", "b", "c", "region"]);
  expect(controlsInBar(controls, page).filters.map(({ id }) => id)).toEqual(["a", "b", "region"]);
  expect(placeControl("p1", "c", false)(placed)).toEqual(spec);
  expect(removeFilter("c")(placed).pages[0]?.tiles).toEqual(spec.pages[0]?.tiles);
});

test("a filter that stands on both levels counts once, as the dashboard's", () => {
  const twice = { ...spec, filters: [filter("c", { label: "Mine" })] };
  expect(controlsOn(twice, spec.pages[0] ?? {}).filters.map(filterLabel)).toEqual(["Mine", "region"]);
  expect(filterLabel({ label: null, member: "ship_city" })).toBe("Ship city");
});

test("a default is in force until something is chosen, also nothing", () => {
  const own = filter("region", { default: east });
  expect([NO_CHOICES, { ...NO_CHOICES, filters: { region: west } }, { ...NO_CHOICES, filters: { region: null } }].map((choices) => filterInForce(own, choices))).toEqual([east, west, null]);
});

test("parameters live in the address, go to the server, and are forgotten with the rest", () => {
  const set = setParameter(setParameter({ ...NO_CHOICES, page: "p2" }, "rate", 0.25), "is_net", false);
  const address = JSON.parse(JSON.stringify(searchFrom(set))) as Record<string, unknown>;
  expect(address).toEqual({ page: "p2", set: { rate: 0.25, is_net: false } });
  expect(choicesFrom(readSearch(address))).toEqual(set);
  expect(pageChoices(set).parameters).toEqual([{ parameter_id: "rate", value: 0.25 }, { parameter_id: "is_net", value: false }]);
  expect([hasChoices(set), hasChoices(clearAll(set))]).toEqual([true, false]);
  expect(setParameter(setParameter(set, "rate", null), "is_net", null)).toEqual({ ...NO_CHOICES, page: "p2" });
  expect(readSearch({ set: { a: null, b: {}, c: "x" } })).toEqual({ set: { c: "x" } });
  expect(readSearch({ set: [1] })).toEqual({});
});

test("a parameter of a model becomes the control of its type", () => {
  const model = { dataset_id: "d" } as Parameters<typeof dashboardParameter>[0];
  const named = { name: "rate", label: "Rate", min: 0, max: 1, step: 0.1 } as const;
  expect(dashboardParameter(model, { ...named, type: "decimal", default: "0.5" })).toEqual({ id: expect.stringMatching(/^parameter-/) as string, label: "Rate", dataset_id: "d", parameter: "rate", control: "slider", default: 0.5, options: [], min: 0, max: 1, step: 0.1 });
  const none = { name: "x", label: "X", min: null, max: null, step: null } as const;
  expect([["text", "a"], ["boolean", true], ["date", "2024-01-01"]].map(([type, usual]) => dashboardParameter(model, { ...none, type: type as "text", default: usual ?? "" }).control)).toEqual(["text", "switch", "date"]);
});

test("written choices keep within the bounds, and the default is one of them", () => {
  expect(offeredOptions("0.1; 2; x;; 0.9 ", rate)).toEqual([0.1, 0.5, 0.9]);
  expect(offeredOptions("b; a; b", { ...rate, default: "c" })).toEqual(["c", "b", "a"]);
});
