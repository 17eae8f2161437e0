import { describe, expect, it } from "vitest";
import type { ChartTile, Receipt } from "@/api/contracts";
import { anAnswer } from "@/query/testing";
import { answeredState } from "@/query/answer";
import type { TileResults } from "./results-state";
import { datasetsOf, staleTiles } from "./stale-tiles";

type Source = Receipt["sources"][number];

const tile = (id: string, dataset_id: string): ChartTile => ({ kind: "chart", id, title: null, layout: { x: 0, y: 0, width: 6, height: 6 }, chart: { dataset_id } });
const source = (dataset_id: string, version_id: string): Source => ({ dataset_id, version_id, name: dataset_id, version_number: 1, content_hash: "", as_of: "2024-01-01T00:00:00Z", row_count: 1 });

const results = (read: Record<string, Source[]>): TileResults =>
  new Map(Object.entries(read).map(([id, sources]) => {
    const answer = anAnswer();
    const meaning = { ...answer.meaning, receipt: { ...answer.meaning.receipt, sources } };
    return [id, { question: id, state: answeredState({ ...answer, meaning }) }];
  }));

const TILES = [tile("bars", "sales"), tile("stores", "stores"), tile("waiting", "sales")];

describe("tiles that show data of which there is a newer version", () => {
  it("are those that read it, also beside what they ask", () => {
    const read = results({ bars: [source("sales", "s1"), source("stores", "t1")], stores: [source("stores", "t1")] });
    expect(staleTiles(TILES, read, { sales: "s1", stores: "t1" }, {})).toEqual(new Map());
    expect(staleTiles(TILES, read, { sales: "s2", stores: "t1" }, {})).toEqual(new Map([["bars", "s2"]]));
    expect(staleTiles(TILES, read, { sales: "s1", stores: "t2" }, {})).toEqual(new Map([["bars", "t2"], ["stores", "t2"]]));
    expect(staleTiles(TILES, read, {}, {})).toEqual(new Map());
  });

  it("are for visitors, who are not told what was read, those whose data has another tag than at first", () => {
    const read = results({ bars: [], stores: [] });
    const before = { sales: "x", stores: "y" };
    expect(staleTiles(TILES, read, before, before)).toEqual(new Map());
    expect(staleTiles(TILES, read, { sales: "x2", stores: "y" }, before)).toEqual(new Map([["bars", "x2"]]));
    expect(staleTiles(TILES, read, { sales: "x2" }, {})).toEqual(new Map());
  });
});

it("the data of tiles is what they ask and what was read beside it, once", () => {
  expect(datasetsOf(TILES, results({ bars: [source("sales", "s1"), source("days", "d1")] }))).toEqual(["days", "sales", "stores"]);
});
