import { ChartColumn, Check, EllipsisVertical, History, Pencil, Plus, Redo2, TextCursorInput, Type, Undo2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { DashboardPage } from "@/api/contracts";
import { shortcut } from "@/lib/shortcut";
import { addTile, describeDashboard, renameDashboard } from "@/sync/dashboard-operations";
import { Button } from "@/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { IconButton } from "@/ui/icon-button";
import { PageHeader } from "@/ui/page-header";
import { textTile } from "./new-tiles";
import { SaveBadge } from "./save-badge";
import { ShareButton } from "./share-button";
import type { DashboardEditor } from "./use-dashboard-document";
import { FOCUS_REST } from "./use-kept-focus";
import { WordsDialog } from "./words-dialog";

type EditHeaderProps = {
  dashboardId: string;
  editor: DashboardEditor;
  page: DashboardPage;
  onUndo: (() => void) | null;
  onRedo: (() => void) | null;
  onDone: () => void;
  onAddChart: () => void;
  onHistory: () => void;
  above?: ReactNode;
};

const NOTHING = (): void => undefined;

function AddMenu({ editor, page, onAddChart }: Pick<EditHeaderProps, "editor" | "page" | "onAddChart">) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild><Button><Plus aria-hidden />Add</Button></DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem icon={<ChartColumn aria-hidden />} onSelect={onAddChart}>Picture</DropdownMenuItem>
        <DropdownMenuItem icon={<Type aria-hidden />} onSelect={() => { editor.edit(addTile(page.id, textTile(page.tiles ?? []))); }}>Text</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** The name of a dashboard, what can be done with it, and whether it is saved. */
export function EditHeader({ dashboardId, editor, page, onUndo, onRedo, onDone, onAddChart, onHistory, above }: EditHeaderProps) {
  const [asking, setAsking] = useState<"name" | "description" | null>(null);
  const { name, description } = editor.content;
  const close = () => { setAsking(null); };
  const actions = (
    <>
      <SaveBadge state={editor.saveState} onRetry={() => { void editor.saveNow(); }} />
      <IconButton label="Undo" shortcut={shortcut("Z")} disabled={onUndo === null} onClick={onUndo ?? NOTHING}><Undo2 aria-hidden /></IconButton>
      <IconButton label="Redo" shortcut={shortcut("Z", { withShift: true })} disabled={onRedo === null} onClick={onRedo ?? NOTHING}><Redo2 aria-hidden /></IconButton>
      <AddMenu editor={editor} page={page} onAddChart={onAddChart} />
      {/* A phone has room for one row of tools; there it is shared where it is read. */}
      <div className="max-sm:hidden"><ShareButton dashboardId={dashboardId} spec={editor.content.spec} /></div>
      <DropdownMenu>
        <DropdownMenuTrigger asChild><IconButton label="More for this dashboard"><EllipsisVertical aria-hidden /></IconButton></DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem icon={<History aria-hidden />} onSelect={onHistory}>History</DropdownMenuItem>
          <DropdownMenuItem icon={<TextCursorInput aria-hidden />} onSelect={() => { setAsking("name"); }}>Rename</DropdownMenuItem>
          <DropdownMenuItem icon={<Pencil aria-hidden />} onSelect={() => { setAsking("description"); }}>Describe</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <Button variant="primary" {...{ [FOCUS_REST]: "" }} onClick={onDone}><Check aria-hidden />Done</Button>
    </>
  );
  return (
    <>
      <PageHeader title={name} detail={description} above={above} actions={actions} />
      {asking === "name" && <WordsDialog title="Rename the dashboard" label="Name" value={name} onClose={close} onSave={(words) => { if (words !== "") editor.edit(renameDashboard(words)); }} />}
      {asking === "description" && <WordsDialog isLong title="Describe the dashboard" label="Description" hint="One or two sentences: what it shows, for whom." value={description ?? ""} onClose={close} onSave={(words) => { editor.edit(describeDashboard(words === "" ? null : words)); }} />}
    </>
  );
}
