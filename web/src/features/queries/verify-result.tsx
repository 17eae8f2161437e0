import { ShieldCheck } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { api, unwrap } from "@/api/client";
import type { Verification } from "@/api/contracts";
import { MOST_COMPARED } from "@/query/wire-rows";
import { Button } from "@/ui/button";
import { Skeleton } from "@/ui/skeleton";
import type { Prove } from "@/viz/verify-answer";
import type { ExecuteQuery, SqlResult } from "./api";

/** What was sent to have a result. */
export type SentSql = Omit<ExecuteQuery, "run_id" | "skip_cache" | "saved_query_id">;

const ProofPanel = lazy(async () => ({ default: (await import("@/viz/verify-panel")).ProofPanel }));

const proveResult = (sent: SentSql, { receipt, rows }: SqlResult): Prove => (runId, signal) =>
  unwrap<Verification>(api.POST("/api/v1/query/verify-sql", { body: { asked: sent, receipt, rows: rows.slice(0, MOST_COMPARED), run_id: runId }, signal }));

/** Runs the statement again over the same versions, and compares every value. */
export function VerifyResult({ sent, result }: { sent: SentSql; result: SqlResult }) {
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) return <Button size="sm" className="w-full" onClick={() => { setAsked(true); }}><ShieldCheck aria-hidden />Verify these rows</Button>;
  return (
    <Suspense fallback={<Skeleton className="h-12" />}>
      <ProofPanel prove={proveResult(sent, result)} shown={{ columns: result.columns, rowCount: result.row_count }} />
    </Suspense>
  );
}
