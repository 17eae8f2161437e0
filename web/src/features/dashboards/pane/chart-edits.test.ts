import { expect, test } from "vitest";
import type { ChartSpec, ChartTile } from "@/api/contracts";
import { addFilter, changeField, chooseMark, chooseOptions, placeField, removeField, setFilter } from "@/chart-editor/state";
import { dimensionRef } from "@/chart-editor/wells";
import { chartWith, questionWith, tileWith, unsaidIn } from "./chart-edits";

const CHART: ChartSpec = {
  version: 1,
  dataset_id: "0192f000-0000-7000-8000-000000000002",
  mark: "bar",
  encodings: { x: { role: "dimension", member: "region" }, y: [{ role: "measure", member: "amount", aggregation: "sum" }], tooltip: [] },
  filters: [{ kind: "in", member: "region", values: ["North"] }],
  options: { show_labels: true, sort: "auto" },
  title: "Of the picture",
  time_zone: "Europe/Berlin",
};
const TILE: ChartTile = { kind: "chart", id: "t", title: "Of the tile", layout: { x: 0, y: 0, width: 6, height: 4 }, chart: CHART, locked: true };

test("a question that changes nothing leaves the picture as it was, to the last key", () => {
  expect(chartWith(CHART, questionWith(CHART, []))).toEqual(CHART);
  expect(chartWith({ dataset_id: CHART.dataset_id }, questionWith({ dataset_id: CHART.dataset_id }, []))).toEqual({ dataset_id: CHART.dataset_id });
  expect(tileWith(TILE, [], (question) => question)).toBe(TILE);
});

test("a change of the mark, of a well, of an option changes that part alone, and keeps the title, the zone and the rest of the tile", () => {
  expect(tileWith(TILE, [], (now) => chooseMark(now, "line"))).toEqual({ ...TILE, chart: { ...CHART, mark: "line" } });
  expect(tileWith(TILE, [], (now) => placeField(now, dimensionRef("city"), "color"))).toEqual({
    ...TILE, chart: { ...CHART, encodings: { x: dimensionRef("region"), y: CHART.encodings?.y ?? [], color: dimensionRef("city"), size: null, facet: null, tooltip: [] } },
  });
  expect(tileWith(TILE, [], (now) => removeField(now, { well: "y", index: 0 })).chart.encodings?.y).toEqual([]);
  expect(tileWith(TILE, [], (now) => changeField(now, { well: "x", index: 0 }, dimensionRef("city"))).chart.encodings?.x).toEqual(dimensionRef("city"));
  expect(tileWith(TILE, [], (now) => chooseOptions(now, { subtitle: "In euros" }))).toEqual({ ...TILE, chart: { ...CHART, options: { show_labels: true, sort: "auto", subtitle: "In euros" } } });
});

test("a filter that says nothing yet stands in no document, and takes its condition once it has one", () => {
  const added = addFilter(questionWith(CHART, []), "city");
  expect(unsaidIn(added)).toEqual(["city"]);
  expect(chartWith(CHART, added)).toEqual(CHART);
  const filter = { kind: "in" as const, member: "city", values: ["Bonn"] };
  expect(tileWith(TILE, ["city"], (now) => setFilter(now, "city", filter)).chart.filters).toEqual([...(CHART.filters ?? []), filter]);
  const cleared = tileWith(TILE, [], (now) => setFilter(now, "region", null));
  expect(cleared.chart.filters).toEqual([]);
  expect(questionWith(cleared.chart, ["region"]).filters).toEqual([{ member: "region", filter: null }]);
});

test("a filter that somebody else gave a condition meanwhile is theirs", () => {
  expect(questionWith(CHART, ["region"]).filters).toEqual([{ member: "region", filter: CHART.filters?.[0] }]);
});
