import { useCallback, useEffect, useRef, useState } from "react";
import { api, unwrap } from "@/api/client";
import type { Verification } from "@/api/contracts";
import { asProblem, type Problem } from "@/api/problems";
import { newId } from "@/lib/new-id";
import type { Answer } from "@/query/answer";
import { cancelRun } from "@/query/server";
import { wireRows } from "@/query/wire-rows";

export type Proof =
  | { kind: "waiting" }
  | { kind: "cancelled" }
  | { kind: "failed"; problem: Problem }
  | { kind: "told"; verification: Verification };

/** How the server is asked for a proof. */
export type Prove = (runId: string, signal: AbortSignal) => Promise<Verification>;

/** The proof of an answer with a receipt that carries its question. */
export const proveAnswer = ({ meaning, table }: Pick<Answer, "meaning" | "table">): Prove => (runId, signal) =>
  unwrap<Verification>(api.POST("/api/v1/query/verify", { body: { receipt: meaning.receipt, rows: wireRows(table), run_id: runId }, signal }));

/** Puts an answer to the proof, from now on and whenever it is asked for again; leaving it cancels. */
export const useProof = (prove: Prove) => {
  const [proof, setProof] = useState<Proof>({ kind: "waiting" });
  const [attempt, setAttempt] = useState(0);
  const stop = useRef<() => void>(() => undefined);
  const asked = useRef(prove);

  useEffect(() => {
    const controller = new AbortController();
    const runId = newId();
    let isOver = false;
    const end = () => {
      if (isOver) return;
      isOver = true;
      controller.abort();
      void cancelRun(runId);
    };
    const tell = (told: Proof) => {
      if (isOver) return;
      isOver = true;
      setProof(told);
    };
    stop.current = end;
    asked.current(runId, controller.signal).then(
      (verification) => { tell({ kind: "told", verification }); },
      (error: unknown) => { tell({ kind: "failed", problem: asProblem(error) }); },
    );
    return end;
  }, [attempt]);

  return {
    proof,
    cancel: useCallback(() => { stop.current(); setProof({ kind: "cancelled" }); }, []),
    again: useCallback(() => { setProof({ kind: "waiting" }); setAttempt((count) => count + 1); }, []),
  };
};
