import { describe, expect, it } from "vitest";
import type { RowFilterSpec } from "@/api/contracts";
import { excluding } from "./excluding";

describe("what is left out", () => {
  it("is the opposite of each kind of mark", () => {
    const isNull: RowFilterSpec = { kind: "null", member: "n", is_null: true };
    expect(excluding([{ kind: "range", member: "n", min: 0, max: 5, include_max: false }])).toEqual({
      kind: "any", filters: [{ kind: "range", member: "n", max: 0 }, { kind: "range", member: "n", min: 5 }, isNull],
    });
    expect(excluding([{ kind: "time_range", member: "n", start: "2024-01-01", end: "2024-02-01" }])).toEqual({
      kind: "any", filters: [{ kind: "time_range", member: "n", end: "2024-01-01" }, { kind: "time_range", member: "n", start: "2024-02-01" }, isNull],
    });
    expect(excluding([isNull])).toEqual({ kind: "null", member: "n", is_null: false });
    expect(excluding([])).toBeNull();
  });
});
