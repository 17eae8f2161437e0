import type { Drawing, QueryColumn, QueryMeaning } from "@/api/question-types";

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

export const aMeaning = ({ time_zone = "UTC", columns = [], ...facts }: Partial<QueryMeaning> & { time_zone?: string } = {}): QueryMeaning => ({
  columns,
  row_count: 0,
  total_rows: 0,
  is_truncated: false,
  warnings: [],
  receipt: {
    run_id: "0192f000-0000-7000-8000-000000000001",
    dataset_id: "0192f000-0000-7000-8000-000000000002",
    dataset_version_id: "0192f000-0000-7000-8000-000000000003",
    content_hash: "c0ffee",
    as_of: "2026-03-09T12:00:00Z",
    sql: 'SELECT count(*) AS "count" FROM (SELECT 1 FROM "t" WHERE TRUE)',
    parameters: [],
    fingerprint: "f1",
    time_zone,
    is_cached: false,
    elapsed_ms: 12.4,
  },
  ...facts,
});

export const aDrawing = (facts: Partial<Drawing> = {}): Drawing => ({
  mark: "bar",
  reason: "Bars, because a measure is compared between categories.",
  alternatives: [],
  vega_lite: null,
  bindings: [],
  description: "Count by region.",
  notes: [],
  ...facts,
});
