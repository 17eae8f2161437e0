import { create } from "zustand";
import { Problem, asProblem } from "@/api/problems";
import { newId } from "@/lib/new-id";
import { cancelImport, chooseSheets, readDataset, readImport, sendFile } from "./api";
import { phaseOfImport, setPhase, type Upload } from "./state";

/** The files on their way, whatever page is open. */
export const useUploads = create<{ uploads: readonly Upload[] }>(() => ({ uploads: [] }));

const controllers = new Map<string, AbortController>();
const POLL_MS = 400;

type OnReady = (datasetIds: readonly string[]) => void;
const listeners = new Set<OnReady>();

/** Told whenever an upload has become a dataset, or several. */
export const onDatasetsReady = (listener: OnReady): (() => void) => {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
};

const move = (id: string, phase: Upload["phase"]): void => {
  useUploads.setState(({ uploads }) => ({ uploads: setPhase(uploads, id, phase) }));
};

const pause = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, POLL_MS); });

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

/** Watches an import until it ends or asks something. A server that is away for a moment is waited for. */
const follow = async (id: string, importId: string, signal: AbortSignal): Promise<void> => {
  for (;;) {
    if (signal.aborted) return;
    try {
      const progress = await readImport(importId);
      const datasets = progress.status === "ready" ? await Promise.all(progress.dataset_ids.map(readDataset)) : [];
      move(id, phaseOfImport(progress, datasets.reduce((sum, dataset) => sum + dataset.rejected_rows, 0)));
      if (progress.status !== "queued" && progress.status !== "running") {
        if (datasets.length > 0) for (const tell of listeners) tell(progress.dataset_ids);
        return;
      }
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code !== "OFFLINE" && problem.code !== "UNAVAILABLE") throw problem;
    }
    await pause();
  }
};

const fail = (id: string, error: unknown): void => {
  move(id, isAbort(error) ? { kind: "cancelled" } : { kind: "failed", problem: error instanceof Problem ? error : asProblem(error) });
};

/** Does a piece of an upload's work under a way to end it; whatever goes wrong becomes its last phase. */
const endable = async (id: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
  const controller = new AbortController();
  controllers.set(id, controller);
  try {
    await work(controller.signal);
  } catch (error) {
    fail(id, error);
  } finally {
    controllers.delete(id);
  }
};

const followImport = async (id: string, importId: string, signal: AbortSignal): Promise<void> => {
  move(id, { kind: "importing", importId, progress: null });
  await follow(id, importId, signal);
};

const start = ({ id }: Upload, file: File, dropId: string, datasetId: string | undefined): Promise<void> =>
  endable(id, async (signal) => {
    move(id, { kind: "sending", sentBytes: 0 });
    const dataset = await sendFile({ file, dropId, datasetId, signal, onSent: (sentBytes) => { move(id, { kind: "sending", sentBytes }); } });
    if (dataset.import_id !== null) {
      await followImport(id, dataset.import_id, signal);
      return;
    }
    move(id, { kind: "ready", datasetIds: [dataset.id], rejectedRows: dataset.rejected_rows });
    for (const tell of listeners) tell([dataset.id]);
  });

/** Sends files one after the other: together they would only share the wire. */
export const uploadFiles = async (files: readonly File[], datasetId?: string): Promise<void> => {
  const dropId = newId();
  const added = files.map((file): { upload: Upload; file: File } => ({
    file,
    upload: { id: newId(), fileName: file.name, fileSize: file.size, phase: { kind: "waiting" } },
  }));
  useUploads.setState(({ uploads }) => ({ uploads: [...uploads, ...added.map(({ upload }) => upload)] }));
  for (const { upload, file } of added) {
    const present = useUploads.getState().uploads.find(({ id }) => id === upload.id);
    if (present?.phase.kind === "waiting") await start(upload, file, dropId, datasetId);
  }
};

/** Ends an upload wherever it is; on the server nothing of it stays. */
export const cancelUpload = async ({ id, phase }: Upload): Promise<void> => {
  controllers.get(id)?.abort();
  if (phase.kind === "importing" || phase.kind === "sheets") await cancelImport(phase.importId).catch(() => undefined);
  move(id, { kind: "cancelled" });
};

export const pickSheets = (id: string, importId: string, sheets: readonly string[]): Promise<void> =>
  endable(id, async (signal) => {
    await chooseSheets(importId, sheets);
    await followImport(id, importId, signal);
  });

/** What went well, or was let go of, needs no word any more. */
const isSettled = ({ phase }: Upload): boolean => phase.kind === "cancelled" || (phase.kind === "ready" && phase.rejectedRows === 0);

export const dismissSettled = (): void => {
  useUploads.setState(({ uploads }) => ({ uploads: uploads.filter((upload) => !isSettled(upload)) }));
};

export const dismissUpload = (id: string): void => {
  useUploads.setState(({ uploads }) => ({ uploads: uploads.filter((upload) => upload.id !== id) }));
};
