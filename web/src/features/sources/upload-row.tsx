import { CircleCheck, CircleSlash, FileWarning, LoaderCircle, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { formatBytes } from "@/lib/format-number";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { IconButton } from "@/ui/icon-button";
import { Progress } from "@/ui/progress";
import { fractionOf, isRunning, stageWords, type Upload } from "./state";
import { cancelUpload, dismissUpload, pickSheets } from "./uploads";

function SheetChoice({ upload, importId, sheets }: { upload: Upload; importId: string; sheets: readonly string[] }) {
  const [chosen, setChosen] = useState<readonly string[]>(sheets);
  const toggle = (sheet: string) => { setChosen(chosen.includes(sheet) ? chosen.filter((other) => other !== sheet) : sheets.filter((other) => other === sheet || chosen.includes(other))); };
  return (
    <fieldset className="mt-1.5 text-xs">
      <legend className="text-muted">Each chosen sheet becomes a dataset.</legend>
      <div className="my-1.5 flex max-h-40 flex-col gap-1 overflow-y-auto">
        {sheets.map((sheet) => <Checkbox key={sheet} label={sheet} checked={chosen.includes(sheet)} onCheckedChange={() => { toggle(sheet); }} />)}
      </div>
      <div className="flex gap-2">
        <Button size="sm" variant="primary" disabled={chosen.length === 0} onClick={() => { void pickSheets(upload.id, importId, chosen); }}>Read {chosen.length === 1 ? "1 sheet" : `${String(chosen.length)} sheets`}</Button>
        <Button size="sm" variant="ghost" onClick={() => { void cancelUpload(upload); }}>Cancel</Button>
      </div>
    </fieldset>
  );
}

const words = (upload: Upload): string => {
  const { phase, fileSize } = upload;
  switch (phase.kind) {
    case "waiting": return "Waiting for its turn";
    case "sending": return `Sending · ${formatBytes(phase.sentBytes)} of ${formatBytes(fileSize)}`;
    case "importing": return stageWords(phase.progress);
    case "sheets": return "Which sheets?";
    case "ready": return phase.rejectedRows === 0 ? "Ready" : `Ready · ${phase.rejectedRows.toLocaleString()} rejected`;
    case "failed": return phase.problem.message;
    case "cancelled": return "Cancelled, nothing was kept";
  }
};

function PhaseIcon({ upload }: { upload: Upload }) {
  const { kind } = upload.phase;
  if (kind === "ready") return <CircleCheck aria-hidden className="size-4 text-success" />;
  if (kind === "failed") return <FileWarning aria-hidden className="size-4 text-danger-text" />;
  if (kind === "cancelled") return <CircleSlash aria-hidden className="size-4 text-muted" />;
  return <LoaderCircle aria-hidden className={isRunning(upload) ? "size-4 animate-spin text-muted" : "size-4 text-muted"} />;
}

/** One file, how far it is, and what can be done about it. */
export function UploadRow({ upload, openDataset }: { upload: Upload; openDataset: (datasetId: string, label: string) => ReactNode }) {
  const { phase, fileName } = upload;
  return (
    <li className="flex gap-2.5 px-3 py-2.5">
      <span className="mt-0.5 shrink-0"><PhaseIcon upload={upload} /></span>
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium" title={fileName}>{fileName}</p>
        <p className={phase.kind === "failed" ? "text-xs text-danger-text" : "text-xs text-muted tabular-nums"}>{words(upload)}</p>
        {phase.kind === "failed" && phase.problem.hint && <p className="mt-0.5 text-xs">{phase.problem.hint}</p>}
        {isRunning(upload) && <Progress label={`Progress of ${fileName}`} value={fractionOf(upload)} className="mt-1.5" />}
        {phase.kind === "sheets" && <SheetChoice upload={upload} importId={phase.importId} sheets={phase.sheets} />}
        {phase.kind === "ready" && (
          <div className="mt-1 flex flex-wrap gap-x-3 text-xs">
            {phase.datasetIds.map((id, index) => <span key={id}>{openDataset(id, phase.datasetIds.length === 1 ? "Open" : `Open dataset ${String(index + 1)}`)}</span>)}
          </div>
        )}
      </div>
      {phase.kind !== "sheets" && (
        isRunning(upload)
          ? <IconButton label={`Cancel ${fileName}`} size="icon-sm" onClick={() => { void cancelUpload(upload); }}><X aria-hidden /></IconButton>
          : <IconButton label={`Dismiss ${fileName}`} size="icon-sm" onClick={() => { dismissUpload(upload.id); }}><X aria-hidden /></IconButton>
      )}
    </li>
  );
}
