import { Plus } from "lucide-react";
import { lazy, Suspense, useState, type ReactNode } from "react";
import type { FormulaKind } from "@/api/contracts";
import { Button } from "@/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";

const NewFieldDialog = lazy(async () => ({ default: (await import("./new-field-dialog")).NewFieldDialog }));

/** Defines a measure or a calculated column from where it is missed. */
export function NewField({ datasetId, modelLink }: { datasetId: string; modelLink: (className: string) => ReactNode }) {
  const [kind, setKind] = useState<FormulaKind | null>(null);
  return (
    <>
      <div className="flex items-center justify-between gap-2 border-t border-line pt-2">
        <DropdownMenu>
          <DropdownMenuTrigger asChild><Button size="sm" variant="ghost"><Plus aria-hidden />New field</Button></DropdownMenuTrigger>
          <DropdownMenuContent align="start">
            <DropdownMenuItem onSelect={() => { setKind("measure"); }}>New measure</DropdownMenuItem>
            <DropdownMenuItem onSelect={() => { setKind("column"); }}>New calculated column</DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
        {modelLink("rounded-sm px-1 text-xs text-accent-text hover:underline")}
      </div>
      {kind !== null && <Suspense><NewFieldDialog kind={kind} datasetId={datasetId} onClose={() => { setKind(null); }} /></Suspense>}
    </>
  );
}
