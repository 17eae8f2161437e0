import { useQueryClient } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import { isRunning } from "./state";
import { UploadRow } from "./upload-row";
import { onDatasetsReady, useUploads } from "./uploads";

/** The files on their way, in a corner of every page. */
export function UploadTray({ openDataset }: { openDataset: (datasetId: string, label: string) => ReactNode }) {
  const uploads = useUploads((store) => store.uploads);
  const client = useQueryClient();
  const running = uploads.filter(isRunning).length;

  useEffect(() => onDatasetsReady((ids) => {
    void client.invalidateQueries({ queryKey: ["datasets"] });
    for (const id of ids) {
      for (const what of ["dataset", "model", "preview"]) void client.invalidateQueries({ queryKey: [what, id] });
    }
  }), [client]);

  useEffect(() => {
    if (running === 0) return undefined;
    const warn = (event: BeforeUnloadEvent) => { event.preventDefault(); };
    window.addEventListener("beforeunload", warn);
    return () => { window.removeEventListener("beforeunload", warn); };
  }, [running]);

  if (uploads.length === 0) return null;
  return (
    <aside aria-label="Uploads" className="fixed inset-x-2 bottom-16 z-30 overflow-hidden rounded-lg border border-line bg-raised shadow-lg sm:inset-x-auto sm:right-4 sm:bottom-4 sm:w-96">
      <h2 className="border-b border-line px-3 py-2 text-sm font-semibold">{running === 0 ? "Uploads" : `Adding ${running === 1 ? "1 file" : `${String(running)} files`}`}</h2>
      <ul className="max-h-[50dvh] divide-y divide-line overflow-y-auto">
        {[...uploads].reverse().map((upload) => <UploadRow key={upload.id} upload={upload} openDataset={openDataset} />)}
      </ul>
      <p role="status" className="sr-only">{running === 0 ? "All files are done." : `${String(running)} on their way.`}</p>
    </aside>
  );
}
