import { FileUp } from "lucide-react";
import { useEffect, useState } from "react";
import { uploadFiles } from "./uploads";

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

/** Files can be dropped anywhere on the page. */
export function DropZone({ canUpload }: { canUpload: boolean }) {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    // Without this the browser would open the file and leave the page.
    const over = (event: DragEvent) => { if (holdsFiles(event)) event.preventDefault(); };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (canUpload && files.length > 0) void uploadFiles(files);
    };
    const events = { dragenter: enter, dragleave: leave, dragover: over, drop } as const;
    for (const [name, listener] of Object.entries(events)) window.addEventListener(name as "drop", listener);
    return () => { for (const [name, listener] of Object.entries(events)) window.removeEventListener(name as "drop", listener); };
  }, [canUpload]);
  if (!isOver) return null;
  return (
    <div aria-hidden className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-scrim p-6">
      <div className="flex flex-col items-center gap-2 rounded-xl border-2 border-dashed border-accent bg-raised px-12 py-10 text-center shadow-lg">
        <FileUp className="size-8 text-accent-text" />
        <p className="text-lg font-semibold">{canUpload ? "Drop to add the data" : "Your role does not allow adding data"}</p>
        <p className="text-sm text-muted">{canUpload ? "CSV, TSV, Excel, JSON, NDJSON or Parquet" : "Ask an owner of the workspace for the editor role."}</p>
      </div>
    </div>
  );
}
