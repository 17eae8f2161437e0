import type { SavedQuery, SqlResult, SqlRun, VocabularyTable } from "./api";

const ID = "0192f000-0000-7000-8000-00000000000";

/** Made-up things for tests. */
export const aTable = (facts: Partial<VocabularyTable> = {}): VocabularyTable => ({
  dataset_id: `${ID}2`, name: "Sales", sql_name: "sales", row_count: 1200,
  columns: [{ name: "region", type: "text" }, { name: "amount", type: "decimal" }],
  ...facts,
});

export const aSaved = (facts: Partial<SavedQuery> = {}): SavedQuery => ({
  kind: "saved", id: `${ID}4`, name: "Sales by region", description: null, folder: "", sql: "select region from sales", parameters: [], revision: 1,
  created_by: null, created_by_name: "Ada", created_at: "2026-03-09T12:00:00Z", updated_at: "2026-03-09T12:00:00Z",
  ...facts,
});

export const aRun = (facts: Partial<SqlRun> = {}): SqlRun => ({
  kind: "run", id: `${ID}5`, sql: "select 1", parameters: {}, status: "done", error_code: null, error_message: null, row_count: 1, total_rows: 1, truncated: false,
  execution_time_ms: 3, is_cached: false, sources: [], saved_query_id: null, created_at: "2026-03-09T12:00:00Z",
  ...facts,
});

export const aResult = (facts: Partial<SqlResult> = {}): SqlResult => ({
  columns: [{ name: "region", type: "text" }, { name: "total", type: "integer" }],
  rows: [["East", 700], [null, 20]],
  row_count: 2, total_rows: 2, truncated: false, execution_time_ms: 34, warnings: [],
  receipt: {
    run_id: `${ID}6`, sql: 'SELECT region FROM (SELECT "region" FROM "s"."t") AS sales', parameters: {}, fingerprint: "f00d", time_zone: "UTC", is_cached: false, elapsed_ms: 34,
    policy_hash: null, asked_at: "2026-03-09T12:30:00Z", rows_scanned: 20, row_count: 2, is_truncated: false,
    sources: [{ dataset_id: `${ID}2`, sql_name: "sales", dataset_version_id: `${ID}3`, version_number: 3, content_hash: "abc", as_of: "2026-03-09T12:00:00Z" }],
  },
  ...facts,
});
