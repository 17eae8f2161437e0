import { columnFromArray, tableFromColumns, tableToIPC, utf8 } from "@uwdata/flechette";
import type { Drawing, QueryColumn, QueryMeaning } from "@/api/contracts";
import type { Answer } from "./answer";
import { answerOf } from "./frame-answer";
import type { Frame } from "./frames";

/** Made-up answers for tests. */
export const aColumn = (facts: Partial<QueryColumn> & { name: string }): QueryColumn => ({
  label: facts.name,
  role: facts.aggregation ? "measure" : "dimension",
  type: "text",
  member: facts.name,
  aggregation: null,
  grain: null,
  bin_width: null,
  is_text_encoded: false,
  ...facts,
});

export const aMeaning = ({ time_zone = "UTC", columns = [], ...facts }: Omit<Partial<QueryMeaning>, "columns"> & { columns?: readonly QueryColumn[]; time_zone?: string } = {}): QueryMeaning => ({
  columns: [...columns],
  row_count: 0,
  total_rows: 0,
  is_truncated: false,
  warnings: [],
  receipt: {
    run_id: "0192f000-0000-7000-8000-000000000001",
    spec: null,
    dataset_id: "0192f000-0000-7000-8000-000000000002",
    dataset_version_id: "0192f000-0000-7000-8000-000000000003",
    content_hash: "c0ffee",
    as_of: "2026-03-09T12:00:00Z",
    sources: [],
    model_id: null,
    model_revision: 0,
    policy_hash: null,
    sql: 'SELECT count(*) AS "count" FROM (SELECT 1 FROM "t" WHERE TRUE)',
    parameters: [],
    fingerprint: "f1",
    time_zone,
    asked_at: "2026-03-09T12:30:00Z",
    rows_scanned: 1,
    row_count: 0,
    is_truncated: false,
    rolled_up: false,
    shared_pass: null,
    is_cached: false,
    elapsed_ms: 12.4,
  },
  ...facts,
});

export const aDrawing = (facts: Partial<Drawing> = {}): Drawing => ({
  title: "Count by region",
  mark: "bar",
  reason: "Bars, because a measure is compared between categories.",
  alternatives: [],
  vega_lite: null,
  bindings: [],
  description: "Count by region.",
  notes: [],
  ...facts,
});

type Values = readonly (string | number | boolean | null)[];

/** A frame as the server sends it; numbers travel as doubles. */
export const aFrame = (id: string, columns: readonly (readonly [QueryColumn, Values])[] = [], more: { extra?: unknown; meaning?: Partial<QueryMeaning> } = {}): Frame => {
  const arrays = columns.map(([meaning, values]) =>
    [meaning.name, values.some((value) => typeof value === "string") ? columnFromArray([...values], utf8()) : columnFromArray([...values])] as [string, ReturnType<typeof columnFromArray>]);
  const body = arrays.length === 0 ? new Uint8Array() : tableToIPC(tableFromColumns(arrays), { format: "stream" }) ?? new Uint8Array();
  const rowCount = columns[0]?.[1].length ?? 0;
  const meaning = aMeaning({ row_count: rowCount, total_rows: rowCount, ...more.meaning, columns: columns.map(([column]) => column) });
  return { header: { id, meaning, error: null, extra: more.extra ?? null, body_length: body.length }, body };
};

export const anAnswer = (...facts: Parameters<typeof aFrame> extends [string, ...infer Rest] ? Rest : never): Answer => {
  const answer = answerOf(aFrame("made-up", ...facts));
  if (answer instanceof Error) throw answer;
  return answer;
};
