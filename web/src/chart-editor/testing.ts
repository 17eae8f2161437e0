import type { Dimension, Measure, SemanticModel } from "@/api/contracts";

const aDimension = (facts: Pick<Dimension, "name" | "kind" | "type"> & Partial<Dimension>): Dimension =>
  ({ label: facts.name, description: null, is_hidden: false, grains: [], default_grain: null, distinct_count: null, min: null, max: null, formula: null, format: null, unit: null, synonyms: [], ...facts });

const aMeasure = (facts: Pick<Measure, "name"> & Partial<Measure>): Measure =>
  ({ label: facts.name, type: "decimal", description: null, is_hidden: false, default_aggregation: "sum", aggregations: ["sum", "avg", "min", "max", "median"], formula: null, table: "sales", format: null, unit: null, synonyms: [], ...facts });

/** A made-up model for tests: sales by date and region. */
export const aModel = (facts: Partial<SemanticModel> = {}): SemanticModel => ({
  model_id: null,
  table: "sales",
  dataset_id: "0192f000-0000-7000-8000-000000000002",
  dataset_name: "Sales",
  sql_name: "sales",
  version_id: "0192f000-0000-7000-8000-000000000003",
  row_count: 1200,
  as_of: "2026-03-09T12:00:00Z",
  dimensions: [
    aDimension({ name: "date", label: "Date", kind: "time", type: "date", grains: ["day", "week", "month", "year", "day_of_week"], default_grain: "month", min: "2023-01-01", max: "2025-12-31" }),
    aDimension({ name: "region", label: "Region", kind: "categorical", type: "text", distinct_count: 4 }),
    aDimension({ name: "amount", label: "Amount", kind: "number", type: "decimal", distinct_count: 900, min: 0, max: 5000 }),
    aDimension({ name: "year", label: "Year", kind: "number", type: "integer", distinct_count: 3 }),
    aDimension({ name: "secret", label: "Secret", kind: "categorical", type: "text", is_hidden: true }),
  ],
  measures: [
    aMeasure({ name: "*", label: "Rows", type: "integer", default_aggregation: "count", aggregations: ["count"] }),
    aMeasure({ name: "amount", label: "Amount" }),
    aMeasure({ name: "year", label: "Year", type: "integer" }),
  ],
  related: [],
  hierarchies: [],
  parameters: [],
  ...facts,
});
