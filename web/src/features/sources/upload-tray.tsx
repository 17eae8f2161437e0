import { useQueryClient } from "@tanstack/react-query";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { IconButton } from "@/ui/icon-button";
import { isRunning } from "./state";
import { UploadRow } from "./upload-row";
import { dismissSettled, onDatasetsReady, useUploads } from "./uploads";

type UploadTrayProps = {
  /** Where the reader is: whoever goes elsewhere has seen what is done. */
  place: string;
  openDataset: (datasetId: string, label: string) => ReactNode;
};

/** The files on their way, in a corner of every page; folded away, or gone with the next page once they are done. */
export function UploadTray({ place, openDataset }: UploadTrayProps) {
  const uploads = useUploads((store) => store.uploads);
  const client = useQueryClient();
  const [isFolded, setFolded] = useState(false);
  const listId = useId();
  const seenAt = useRef(place);
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

  useEffect(() => {
    if (seenAt.current === place) return;
    seenAt.current = place;
    dismissSettled();
  }, [place]);

  if (uploads.length === 0) return null;
  return (
    <aside aria-label="Uploads" className={cn("fixed right-2 bottom-16 z-30 overflow-hidden rounded-lg border border-line bg-raised shadow-lg sm:right-4 sm:bottom-4", isFolded ? "w-48" : "w-96 max-w-[calc(100vw-16px)]")}>
      <div className="flex h-10 items-center gap-2 pr-2 pl-3">
        <h2 className="min-w-0 flex-1 truncate text-sm font-semibold">{running === 0 ? "Uploads" : `Adding ${running === 1 ? "1 file" : `${String(running)} files`}`}</h2>
        <IconButton size="icon-sm" label={isFolded ? "Show the uploads" : "Fold the uploads"} aria-expanded={!isFolded} aria-controls={listId} onClick={() => { setFolded(!isFolded); }}>
          {isFolded ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
        </IconButton>
      </div>
      <ul id={listId} hidden={isFolded} className="max-h-[50dvh] divide-y divide-line overflow-y-auto border-t border-line">
        {[...uploads].reverse().map((upload) => <UploadRow key={upload.id} upload={upload} openDataset={openDataset} />)}
      </ul>
      <p role="status" className="sr-only">{running === 0 ? "All files are done." : `${String(running)} on their way.`}</p>
    </aside>
  );
}
