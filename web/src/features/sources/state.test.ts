import { describe, expect, it } from "vitest";
import type { Import } from "@/api/contracts";
import { fractionOf, isRunning, phaseOfImport, setPhase, stageWords, type Upload } from "./state";

const progress = (change: Partial<Import>): Import => ({
  id: "i1", dataset_ids: ["d1"], status: "running", stage: "typing", rows: 12_000, fraction: 0.4, file_name: "a.csv",
  file_size: 100, sheets: [], error: null, created_at: "2026-01-01T00:00:00Z", finished_at: null, ...change,
});
const upload = (phase: Upload["phase"]): Upload => ({ id: "u", fileName: "a.csv", fileSize: 200, phase });

describe("an upload", () => {
  it("takes its phase from the import behind it", () => {
    const running = progress({});
    expect([
      phaseOfImport(running, 0),
      phaseOfImport(progress({ status: "ready", dataset_ids: ["d1", "d2"] }), 3),
      phaseOfImport(progress({ status: "waiting", sheets: ["A", "B"] }), 0),
      phaseOfImport(progress({ status: "error", error: { code: "SOURCE_ERROR", message: "It is a picture.", hint: "Send a table." } }), 0),
      phaseOfImport(progress({ status: "cancelled" }), 0),
    ]).toEqual([
      { kind: "importing", importId: "i1", progress: running },
      { kind: "ready", datasetIds: ["d1", "d2"], rejectedRows: 3 },
      { kind: "sheets", importId: "i1", sheets: ["A", "B"] },
      { kind: "failed", problem: { message: "It is a picture.", hint: "Send a table." } },
      { kind: "cancelled" },
    ]);
  });

  it("counts the wire as one half of the way and the import as the other", () => {
    expect([
      fractionOf(upload({ kind: "sending", sentBytes: 100 })),
      fractionOf(upload({ kind: "importing", importId: "i1", progress: progress({ fraction: 0.4 }) })),
      fractionOf(upload({ kind: "importing", importId: "i1", progress: progress({ fraction: null }) })),
      fractionOf(upload({ kind: "waiting" })),
    ]).toEqual([0.25, 0.7, null, null]);
  });

  it("says what it is doing", () => {
    expect([stageWords(null), stageWords(progress({ rows: null })), stageWords(progress({ stage: null, status: "queued" }))]).toEqual([
      "Waiting for its turn", "Finding types", "Waiting for its turn",
    ]);
  });

  it("runs until it is ready, failed, cancelled or asks for sheets", () => {
    const phases: Upload["phase"][] = [{ kind: "waiting" }, { kind: "sheets", importId: "i", sheets: [] }, { kind: "cancelled" }];
    expect(phases.map((phase) => isRunning(upload(phase)))).toEqual([true, false, false]);
    expect(setPhase([upload({ kind: "waiting" })], "other", { kind: "cancelled" })).toEqual([upload({ kind: "waiting" })]);
  });
});
