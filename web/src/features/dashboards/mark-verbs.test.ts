import { describe, expect, it } from "vitest";
import type { ChartTile, DashboardPage, DrillOffer, InFilter, RowFilterSpec, TileDrawing } from "@/api/contracts";
import type { Drawable } from "@/query/answer";
import { filterWords } from "@/query/filter-words";
import { aColumn, aDrawing } from "@/query/testing";
import type { CellValue } from "@/lib/format-value";
import { changeOf } from "./changes";
import { NO_CHOICES, pageChoices, readSearch, choicesFrom, searchFrom } from "./choices";
import { backFrom, drill, drillBack, drillThrough, dropThrough, keepOnly, restore, unkeep } from "./mark-choices";
import { markVerbs } from "./mark-verbs";

const DATASET = "0192f7a0-0000-7000-8000-000000000001";
const among = (member: string, ...values: (string | null)[]): InFilter => ({ kind: "in", member, values, exclude: false, grain: null });
const north = among("region", "North");
const in2023: InFilter = { kind: "in", member: "day", values: ["2023-01-01"], exclude: false, grain: "year" };

const tile: ChartTile = {
  kind: "chart", id: "bars", layout: { x: 0, y: 0, width: 6, height: 6 }, title: "Sales",
  chart: { dataset_id: DATASET, encodings: { x: { role: "dimension", member: "region" }, y: [{ role: "measure", member: "amount" }], color: { role: "dimension", member: "day", grain: "year" } } },
};

const offer: DrillOffer = {
  column: "day_year", label: "Day (year)", source: { member: "day", grain: "year" },
  down: [{ member: "day", grain: "quarter", label: "Quarter" }], up: [],
};

const rows: CellValue[][] = [["North", "2023-01-01", 5], ["North", "2024-01-01", 7], [null, "2024-01-01", -2]];

const answerWith = (drills: DrillOffer[]): Drawable => {
  const columns = [aColumn({ name: "region", label: "Region" }), aColumn({ name: "day_year", label: "Day (year)", member: "day", type: "date", grain: "year" }), aColumn({ name: "sum_amount", label: "Sum of amount", type: "integer", aggregation: "sum", member: "amount" })];
  const drawing: TileDrawing = { ...aDrawing({ bindings: columns.map(({ name }, at) => ({ channel: ["x", "color", "y"][at] ?? "", column: name })) }), drills };
  return {
    table: { rowCount: rows.length, columns: columns.map((meaning, at) => ({ meaning, valueAt: (row) => rows[row]?.[at] ?? null, plotAt: (row) => rows[row]?.[at] as string | number | null })) },
    meaning: { columns },
    extra: drawing,
  };
};

const verbsAt = (point: Record<string, string | null> | null, more: Partial<Parameters<typeof markVerbs>[0]> = {}) =>
  markVerbs({ tile, answer: answerWith([offer]), pointed: point && { point }, choices: NO_CHOICES, otherPages: [], isVisitor: false, ...more });

describe("the menu of a mark", () => {
  it("names the mark, and keeps, leaves out and drills what it stands for", () => {
    expect(verbsAt({ region: "North", day_year: "2023-01-01" })).toEqual({
      title: "Region: North, Day (year): 2023",
      point: [{ label: "Region", value: "North" }, { label: "Day (year)", value: "2023" }],
      zoom: null,
      keep: [north, in2023],
      exclude: { kind: "any", filters: [{ ...north, exclude: true }, { ...in2023, exclude: true }] },
      down: [{ label: "Drill down to Quarter", step: { source: offer.source, target: { member: "day", grain: "quarter" }, filters: [in2023] } }],
      all: [{ label: "Drill all down to Quarter", step: { source: offer.source, target: { member: "day", grain: "quarter" }, filters: [] } }],
      up: [], backTo: null, rows: [north, in2023], value: 5, through: [],
    });
  });

  it("offers of a group without a value what can be done with it", () => {
    const { title, keep, exclude, value } = verbsAt({ region: null, day_year: "2024-01-01" });
    expect({ title, keep, exclude: exclude?.kind, value }).toEqual({
      title: "Region: no value, Day (year): 2024", keep: [among("region", null), { ...in2023, values: ["2024-01-01"] }], exclude: "any", value: -2,
    });
    expect(verbsAt({ region: "North", day_year: null }).down, "no quarter lies in no year").toEqual([]);
  });

  it("does with a whole line what is the same all along it", () => {
    const { keep, down, all, value } = verbsAt({ region: "North" });
    expect({ keep, down, all: all.length, value }).toEqual({ keep: [north], down: [], all: 1, value: undefined });
  });

  it("offers of a picture without a mark what makes sense of it as a whole", () => {
    const { title, keep, exclude, rows: behind, down, all, value } = verbsAt(null);
    expect({ title, keep, exclude, behind, down, all: all.length, value }).toEqual({ title: "Sales", keep: null, exclude: null, behind: [], down: [], all: 1, value: undefined });
  });

  it("means all marks that are picked together with the one that is pressed", () => {
    const picked = { ...NO_CHOICES, selections: [{ tile_id: "bars", dataset_id: DATASET, filters: [among("region", "North", "South")] }] };
    expect(verbsAt({ region: "South", day_year: "2023-01-01" }, { choices: picked }).keep).toEqual([among("region", "North", "South")]);
    expect(verbsAt({ region: "West", day_year: "2023-01-01" }, { choices: picked }).keep).toEqual([among("region", "West"), in2023]);
  });

  it("zooms into what was brushed: a level finer over time, and by the stretch alone where there is no finer one", () => {
    const stretch: RowFilterSpec = { kind: "time_range", member: "day", start: "2023-01-01", end: "2025-01-01" };
    const brushed = { ...NO_CHOICES, selections: [{ tile_id: "bars", dataset_id: DATASET, filters: [stretch] }] };
    const words = filterWords(stretch);
    expect(verbsAt(null, { choices: brushed }).zoom).toEqual({ words, filters: [stretch], step: { source: offer.source, target: { member: "day", grain: "quarter" }, filters: [stretch] } });
    expect(verbsAt({ region: "North" }, { choices: brushed, answer: answerWith([]) }).zoom).toEqual({ words, filters: [stretch], step: null });
    const elsewhere = { ...NO_CHOICES, selections: [{ tile_id: "other", dataset_id: DATASET, filters: [stretch] }] };
    expect(verbsAt(null, { choices: elsewhere }).zoom, "brushed in another tile").toBeNull();
    const picked = { ...NO_CHOICES, selections: [{ tile_id: "bars", dataset_id: DATASET, filters: [north] }] };
    expect(verbsAt(null, { choices: picked }).zoom, "picked and not brushed").toBeNull();
    const unseen = { ...NO_CHOICES, selections: [{ tile_id: "bars", dataset_id: DATASET, filters: [{ ...stretch, member: "paid" }] }] };
    expect(verbsAt(null, { choices: unseen }).zoom, "of a field that is not in the picture").toBeNull();
  });

  it("lets visitors keep by the fields that the picture groups by only", () => {
    const bare: ChartTile = { ...tile, chart: { ...tile.chart, encodings: { y: tile.chart.encodings?.y ?? [], x: { role: "measure", member: "region" } } } };
    const { keep, exclude } = verbsAt({ region: "North" }, { tile: bare, isVisitor: true });
    expect({ keep, exclude }).toEqual({ keep: null, exclude: null });
    expect(verbsAt({ region: "North" }, { isVisitor: true }).keep).toEqual([north]);
  });

  it("leads to the pages that tell the details of one of its fields, with what was kept and drilled", () => {
    const page = (id: string, ...fields: string[]): DashboardPage => ({ id, title: id, drill_through: fields });
    const pages = [page("a", "region"), page("b", "city"), page("c", "day", "region")];
    const choices = keepOnly(NO_CHOICES, tile, [{ ...north, exclude: true }]);
    expect(verbsAt({ region: "North", day_year: "2023-01-01" }, { otherPages: pages, choices }).through).toEqual([
      { page: pages[0], filters: [north, { ...north, exclude: true }] },
      { page: pages[2], filters: [north, in2023, { ...north, exclude: true }] },
    ]);
  });
});

describe("what a reader changes in a tile", () => {
  const step = { source: { member: "day", grain: "year" as const }, target: { member: "day", grain: "quarter" as const }, filters: [in2023] };
  const picked = { ...NO_CHOICES, selections: [{ tile_id: "bars", dataset_id: DATASET, filters: [north] }] };

  it("is kept in order, lets go of what was picked in the tile, and is taken back one by one", () => {
    const changed = drill(drill(keepOnly(picked, tile, [north]), tile, step), tile, { ...step, filters: [] });
    expect(changed).toEqual({ filters: {}, selections: [], changes: [{ tile_id: "bars", dataset_id: DATASET, kept: [north], steps: [step, { ...step, filters: [] }] }] });
    expect(changeOf(drillBack(changed, tile, 1), "bars")?.steps).toEqual([step]);
    expect(changeOf(unkeep(changed, tile, 0), "bars")?.kept).toEqual([]);
    expect(restore(changed, tile)).toEqual(NO_CHOICES);
    expect(drillBack(unkeep(changed, tile, 0), tile, 0)).toEqual(NO_CHOICES);
  });

  it("survives the way through the address, and whatever else stands there is not taken", () => {
    const through = { from: "a", to: "b", dataset_id: DATASET, filters: [north] };
    const choices = drillThrough(drill(NO_CHOICES, tile, step), through);
    expect(choicesFrom(readSearch({ ...searchFrom(choices) }))).toEqual(choices);
    expect(readSearch({ changes: [{ tile_id: "bars" }, null, { tile_id: "x", dataset_id: "y", steps: [{}] }], through: { from: "a" } })).toEqual({});
    expect(pageChoices(choices)).toMatchObject({ changes: choices.changes, carried: { dataset_id: DATASET, filters: [north] } });
    expect(backFrom(choices, through)).toEqual({ ...drill(NO_CHOICES, tile, step), page: "a" });
    expect(dropThrough(choices).page).toBe("b");
  });
});
