import { Database } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useMayEdit } from "@/api/me";
import { Button } from "@/ui/button";

const DatasetDialog = lazy(async () => ({ default: (await import("./dataset-dialog")).DatasetDialog }));

/** Turns the answer of a run into a dataset, for those who may. */
export function SaveAsDataset({ queryId, name }: { queryId: string; name: string }) {
  const [isOpen, setOpen] = useState(false);
  if (!useMayEdit()) return null;
  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => { setOpen(true); }}><Database aria-hidden /><span className="max-sm:sr-only">Save as dataset</span></Button>
      {isOpen && <Suspense><DatasetDialog queryId={queryId} name={name} onClose={() => { setOpen(false); }} /></Suspense>}
    </>
  );
}
