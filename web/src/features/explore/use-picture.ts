import { useEffect, useMemo } from "react";
import type { ChartSpec } from "@/api/contracts";
import type { ClientState } from "@/query/answer";
import { createCoordinator, type Connector } from "@/query/coordinator";
import { askServer } from "@/query/server";
import { useAnswer } from "@/query/use-answer";

const PICTURE = "picture";

/** The server draws one unsaved picture; the key of the question is its spec. */
const connect: Connector = async function* ([question], { runId, signal, skipCache }) {
  if (question === undefined) return;
  const body = { spec: JSON.parse(question.key) as ChartSpec, skip_cache: skipCache };
  for await (const { header, ...frame } of askServer({ path: "/api/v1/charts/preview", body, runId, signal })) {
    yield { ...frame, header: { ...header, id: question.id } };
  }
};

type Picture = { state: ClientState; again: () => void; cancel: () => void };

/** The picture of a spec: asked when the spec changes, cancelled when it changes again or the page is left. */
export const usePicture = (spec: ChartSpec | null): Picture => {
  const coordinator = useMemo(() => createCoordinator({ connect }), []);
  const key = spec === null ? null : JSON.stringify(spec);
  const state = useAnswer(coordinator, PICTURE);

  useEffect(() => { coordinator.ask(key === null ? [] : [{ id: PICTURE, key }]); }, [coordinator, key]);
  useEffect(() => () => { coordinator.stop(); }, [coordinator]);

  return {
    state,
    again: () => { coordinator.again([PICTURE]); },
    cancel: () => { coordinator.cancel([PICTURE]); },
  };
};
