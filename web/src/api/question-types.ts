import type { ColumnType } from "@/lib/column-type";

/** What the rooms `semantic`, `query` and `charts` of the server say and take; names as in their contracts. */

export type TimeGrain =
  | "second" | "minute" | "hour" | "day" | "week" | "month" | "quarter" | "year"
  | "hour_of_day" | "day_of_week" | "month_of_year";

export type Aggregation =
  | "sum" | "avg" | "min" | "max" | "count" | "count_distinct" | "median" | "quantile" | "stddev";

export type DimensionKind = "categorical" | "time" | "number" | "geo" | "boolean";

export type Dimension = {
  name: string;
  label: string;
  kind: DimensionKind;
  type: ColumnType;
  description: string | null;
  is_hidden: boolean;
  grains: readonly TimeGrain[];
  default_grain: TimeGrain | null;
  distinct_count: number | null;
  min: FilterValue;
  max: FilterValue;
};

export type Measure = {
  name: string;
  label: string;
  type: ColumnType;
  description: string | null;
  is_hidden: boolean;
  default_aggregation: Aggregation;
  aggregations: readonly Aggregation[];
};

export type SemanticModel = {
  dataset_id: string;
  dataset_name: string;
  sql_name: string;
  version_id: string;
  row_count: number;
  as_of: string;
  dimensions: readonly Dimension[];
  measures: readonly Measure[];
};

/** Dates and times are ISO-8601 text; decimals beyond a double are text. */
export type FilterValue = boolean | number | string | null;

export type InFilter = { kind: "in"; member: string; values: readonly FilterValue[]; exclude?: boolean; grain?: TimeGrain | null };
export type RangeFilter = { kind: "range"; member: string; min?: FilterValue; max?: FilterValue; include_max?: boolean };
export type TimeRangeFilter = { kind: "time_range"; member: string; start?: string | null; end?: string | null };
export type RelativeTimeFilter = {
  kind: "relative_time";
  member: string;
  count: number;
  unit: TimeGrain;
  anchor?: "now" | "latest";
  include_current?: boolean;
};
export type TextOperator = "contains" | "starts_with" | "ends_with" | "equals";
export type TextFilter = {
  kind: "text";
  member: string;
  operator: TextOperator;
  value: string;
  case_sensitive?: boolean;
  exclude?: boolean;
};
export type NullFilter = { kind: "null"; member: string; is_null?: boolean };
export type MeasureFilter = { kind: "measure"; measure: string; min?: FilterValue; max?: FilterValue };
export type AnyFilter = { kind: "any"; filters: readonly RowFilterSpec[] };
export type RowFilterSpec = InFilter | RangeFilter | TimeRangeFilter | RelativeTimeFilter | TextFilter | NullFilter | AnyFilter;
export type Filter = RowFilterSpec | MeasureFilter;

export type Bins = { at_most?: number; width?: number | null };

export type QueryColumn = {
  name: string;
  label: string;
  role: "dimension" | "measure";
  type: ColumnType;
  member: string;
  aggregation: Aggregation | null;
  grain: TimeGrain | null;
  bin_width: number | null;
  is_text_encoded: boolean;
};

export type Receipt = {
  run_id: string;
  dataset_id: string;
  dataset_version_id: string;
  content_hash: string;
  as_of: string;
  sql: string;
  parameters: readonly unknown[];
  fingerprint: string;
  time_zone: string;
  is_cached: boolean;
  elapsed_ms: number;
};

export type QueryMeaning = {
  columns: readonly QueryColumn[];
  row_count: number;
  total_rows: number;
  is_truncated: boolean;
  warnings: readonly string[];
  receipt: Receipt;
};

export const MARKS = ["kpi", "table", "bar", "line", "area", "scatter", "pie", "heatmap", "histogram"] as const;
export type DrawnMark = (typeof MARKS)[number];
export type Mark = "auto" | DrawnMark;

export type FieldRef = {
  role: "dimension" | "measure";
  member: string;
  grain?: TimeGrain | null;
  bins?: Bins | null;
  aggregation?: Aggregation | null;
  quantile?: number | null;
  label?: string | null;
};

export type Encodings = {
  x?: FieldRef | null;
  y?: readonly FieldRef[];
  color?: FieldRef | null;
  size?: FieldRef | null;
  facet?: FieldRef | null;
  tooltip?: readonly FieldRef[];
};

export type ChartSort = "auto" | "label_ascending" | "label_descending" | "value_ascending" | "value_descending";
export type Stacking = "stacked" | "grouped" | "percent";

export type ChartOptions = {
  sort?: ChartSort;
  limit?: number | null;
  stacking?: Stacking;
  is_horizontal?: boolean;
  show_labels?: boolean;
  show_legend?: boolean;
  number_format?: string | null;
  x_title?: string | null;
  y_title?: string | null;
};

export type ChartSpec = {
  version?: 1;
  dataset_id: string;
  mark?: Mark;
  encodings?: Encodings;
  filters?: readonly Filter[];
  options?: ChartOptions;
  title?: string | null;
  time_zone?: string;
};

export type Recommendation = { mark: DrawnMark; reason: string; score: number };
export type ChannelBinding = { channel: string; column: string };

/** All that a picture needs beside its rows. */
export type Drawing = {
  mark: DrawnMark;
  reason: string;
  alternatives: readonly Recommendation[];
  vega_lite: Record<string, unknown> | null;
  bindings: readonly ChannelBinding[];
  description: string;
  notes: readonly string[];
};

export type Chart = {
  id: string;
  workspace_id: string;
  name: string;
  description: string | null;
  spec: ChartSpec;
  created_by: string | null;
  created_at: string;
  updated_at: string;
};
