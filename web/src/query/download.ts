import { api, unwrap } from "@/api/client";
import type { Export, ExportFormat, ExportSource, ExportTicket } from "@/api/contracts";
import { asProblem } from "@/api/problems";
import { formatCount } from "@/lib/format-number";
import { useTheme } from "@/ui/theme";
import { dismissToast, showFailure, showToast, useToasts, type Toast } from "@/ui/toast-store";

const PICTURE_WIDTH = 1200;
const LOOK_AGAIN_MS = [100, 200, 400, 800] as const;

const pause = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); });
const at = (id: string) => ({ params: { path: { export_id: id } } });
const change = (id: number, words: Partial<Toast>): void => {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.map((toast) => (toast.id === id ? { ...toast, ...words } : toast)) }));
};

const isPicture = (format: ExportFormat): boolean => format === "png" || format === "svg" || format === "pdf";

/** A picture is in the colors that its reader sees; its size suits the tile. */
const looksOf = (format: ExportFormat) => (isPicture(format) ? { picture: { theme: useTheme.getState().theme, width: PICTURE_WIDTH, height: null } } : {});

const wordsOf = ({ state, stage, rows_written: rows, format }: Export): string => {
  if (state === "queued") return "Waiting for its turn";
  if (stage === "drawing") return rows > 0 ? `${formatCount(rows, "page")} drawn` : "Drawing the pages";
  if (isPicture(format)) return "Drawing the picture";
  return stage === "writing" && rows > 0 ? `${formatCount(rows, "row")} written` : "Asking for all rows";
};

/** Has the browser save a file; the address is good for this one time, so it carries no token. */
const saveFrom = (address: string): void => {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
};

const cancel = (id: string): void => {
  unwrap(api.DELETE("/api/v1/exports/{export_id}", at(id))).catch((error: unknown) => { showFailure("The download could not be cancelled", asProblem(error)); });
};

/** The export when it has ended; until then a notice tells how far it is, and can end it. */
const followed = async (begun: Export): Promise<Export> => {
  let present = begun;
  let notice: number | null = null;
  for (let looked = 0; present.state === "queued" || present.state === "running"; looked++) {
    const detail = wordsOf(present);
    // What is done within a moment needs no notice.
    if (looked === 2) notice = showToast({ title: `Preparing ${present.name}`, detail, action: { label: "Cancel", onAct: () => { cancel(begun.id); } } });
    else if (notice !== null) change(notice, { detail });
    await pause(LOOK_AGAIN_MS[Math.min(looked, LOOK_AGAIN_MS.length - 1)] ?? 800);
    present = await unwrap<Export>(api.GET("/api/v1/exports/{export_id}", at(begun.id)));
  }
  if (notice !== null) dismissToast(notice);
  return present;
};

/** What is shown, or all rows behind it, becomes a file that the browser saves by itself. */
export const download = async (source: ExportSource, format: ExportFormat, name: string | null = null): Promise<void> => {
  try {
    const ended = await followed(await unwrap<Export>(api.POST("/api/v1/exports", { body: { source, format, name, is_raw: false, ...looksOf(format) } })));
    if (ended.problem) showFailure("The file was not written", { message: ended.problem.message, hint: ended.problem.hint ?? null });
    else if (ended.state === "cancelled") showToast({ title: "The download was cancelled" });
    else {
      saveFrom((await unwrap<ExportTicket>(api.POST("/api/v1/exports/{export_id}/ticket", at(ended.id)))).url);
      showToast({ tone: "success", title: `${ended.name} is on its way`, ...(!isPicture(format) && { detail: formatCount(ended.row_count ?? 0, "row") }) });
    }
  } catch (error) {
    showFailure("The file was not written", asProblem(error));
  }
};
