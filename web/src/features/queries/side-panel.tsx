import { useState } from "react";
import { SegmentedControl } from "@/ui/segmented-control";
import type { SavedQuery, SqlRun } from "./api";
import { HistoryList } from "./history-list";
import { SavedList } from "./saved-list";
import { TablesList, type LinkToDataset } from "./tables-list";

type Part = "tables" | "saved" | "history";

const PARTS = [{ value: "tables", label: "Tables" }, { value: "saved", label: "Saved" }, { value: "history", label: "History" }] as const;

type SidePanelProps = {
  canEdit: boolean;
  openId: string | null;
  onInsert: (text: string) => void;
  onOpenSaved: (saved: SavedQuery) => void;
  onOpenRun: (run: SqlRun) => void;
  link: LinkToDataset;
};

/** What there is to ask, what has been saved, what has been run. */
export function SidePanel({ canEdit, openId, onInsert, onOpenSaved, onOpenRun, link }: SidePanelProps) {
  const [part, setPart] = useState<Part>("tables");
  return (
    <div className="flex h-full min-h-0 flex-col gap-2">
      <SegmentedControl label="What is listed" value={part} onChange={setPart} options={PARTS} className="w-full shrink-0 [&>button]:flex-1" />
      {part === "tables" && <TablesList onInsert={onInsert} link={link} />}
      {part === "saved" && <SavedList canEdit={canEdit} openId={openId} onOpen={onOpenSaved} />}
      {part === "history" && <HistoryList onOpen={onOpenRun} />}
    </div>
  );
}
