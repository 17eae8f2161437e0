import { Check, Download, EllipsisVertical, History, LayoutTemplate, Palette, PanelRight, Pencil, Redo2, RefreshCw, Send, Share2, TextCursorInput, Undo2 } from "lucide-react";
import { lazy, Suspense, useState, type ComponentProps, type ReactNode } from "react";
import type { Dashboard, DashboardPage } from "@/api/contracts";
import { shortcut } from "@/lib/shortcut";
import { describeDashboard, renameDashboard } from "@/sync/dashboard-operations";
import { changeDashboard } from "@/sync/page-operations";
import { Button } from "@/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/ui/dropdown-menu";
import { IconButton } from "@/ui/icon-button";
import { PageHeader } from "@/ui/page-header";
import { PaneButton } from "./pane/pane-button";
import type { Pane } from "./pane/use-pane";
import { isHeldBack } from "./publication-words";
import { PublishControl } from "./publish-control";
import { PublishDialog } from "./publish-dialog";
import { RefreshDialog } from "./refresh-dialog";
import { AddMenu } from "./elements/add-menu";
import { SaveBadge } from "./save-badge";
import { ShareButton } from "./share-button";
import { ThemeDialog } from "./theme-dialog";
import type { DashboardEditor } from "./use-dashboard-document";
import { useIsPhone } from "./use-is-phone";
import { FOCUS_REST } from "./use-kept-focus";
import { WordsDialog } from "./words-dialog";

type EditHeaderProps = {
  dashboard: Dashboard;
  editor: DashboardEditor;
  page: DashboardPage;
  onUndo: (() => void) | null;
  onRedo: (() => void) | null;
  onDone: () => void;
  /** What can be put on the page, and how. */
  adding: Omit<ComponentProps<typeof AddMenu>, "page">;
  /** What stands beside the page about what is chosen. */
  pane: Pane;
  onHistory: () => void;
  /** Another state stands in place of the one that was edited. */
  onReplaced: () => void;
  above?: ReactNode;
};

const SaveTemplateDialog = lazy(async () => ({ default: (await import("./save-template-dialog")).SaveTemplateDialog }));

const ShareDialog = lazy(async () => ({ default: (await import("./share-dialog")).ShareDialog }));

const NOTHING = (): void => undefined;

/** The name of a dashboard, what can be done with it, and whether it is saved. */
export function EditHeader({ dashboard, editor, page, onUndo, onRedo, onDone, adding, pane, onHistory, onReplaced, above }: EditHeaderProps) {
  const [asking, setAsking] = useState<"name" | "description" | "refresh" | "theme" | "template" | "share" | "publish" | null>(null);
  const isPhone = useIsPhone();
  const { name, description } = editor.content;
  const close = () => { setAsking(null); };
  const download = async () => {
    await editor.saveNow();
    await (await import("./dashboard-file")).downloadDashboard(dashboard.id, name);
  };
  const actions = (
    <>
      <SaveBadge state={editor.saveState} onRetry={() => { void editor.saveNow(); }} />
      <IconButton label="Undo" shortcut={shortcut("Z")} disabled={onUndo === null} onClick={onUndo ?? NOTHING}><Undo2 aria-hidden /></IconButton>
      <IconButton label="Redo" shortcut={shortcut("Z", { withShift: true })} disabled={onRedo === null} onClick={onRedo ?? NOTHING}><Redo2 aria-hidden /></IconButton>
      <AddMenu {...adding} page={page} />
      <div className="max-sm:hidden"><PaneButton pane={pane} /></div>
      {/* A phone has room for one row of tools; there both stand in the menu. */}
      <div className="max-sm:hidden"><ShareButton dashboardId={dashboard.id} spec={editor.content.spec} /></div>
      <DropdownMenu>
        <DropdownMenuTrigger asChild><IconButton label="More for this dashboard"><EllipsisVertical aria-hidden /></IconButton></DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {isPhone && <DropdownMenuItem icon={<Share2 aria-hidden />} onSelect={() => { setAsking("share"); }}>Share</DropdownMenuItem>}
          {isPhone && <DropdownMenuItem icon={<Send aria-hidden />} onSelect={() => { void editor.saveNow().finally(() => { setAsking("publish"); }); }}>{isHeldBack(dashboard.publication) ? "Publish" : "Publishing"}</DropdownMenuItem>}
          {isPhone && <DropdownMenuItem icon={<PanelRight aria-hidden />} onSelect={pane.visit}>Fields and format</DropdownMenuItem>}
          <DropdownMenuItem icon={<History aria-hidden />} onSelect={onHistory}>History</DropdownMenuItem>
          <DropdownMenuItem icon={<TextCursorInput aria-hidden />} onSelect={() => { setAsking("name"); }}>Rename</DropdownMenuItem>
          <DropdownMenuItem icon={<Pencil aria-hidden />} onSelect={() => { setAsking("description"); }}>Describe</DropdownMenuItem>
          <DropdownMenuItem icon={<RefreshCw aria-hidden />} onSelect={() => { setAsking("refresh"); }}>Refresh by itself</DropdownMenuItem>
          <DropdownMenuItem icon={<Palette aria-hidden />} onSelect={() => { setAsking("theme"); }}>Theme</DropdownMenuItem>
          <DropdownMenuItem icon={<LayoutTemplate aria-hidden />} onSelect={() => { void editor.saveNow().then(() => { setAsking("template"); }); }}>Save as template</DropdownMenuItem>
          <DropdownMenuItem icon={<Download aria-hidden />} onSelect={() => { void download(); }}>Download as file</DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <div className="flex items-center gap-2 max-sm:hidden"><PublishControl dashboard={dashboard} saveNow={editor.saveNow} onReplaced={onReplaced} /></div>
      <Button variant="primary" {...{ [FOCUS_REST]: "" }} onClick={onDone}><Check aria-hidden />Done</Button>
    </>
  );
  return (
    <>
      {/* Where the name would have to stand in a narrow column, the tools go below it. */}
      <PageHeader title={name} detail={description} above={above} actions={actions} className="sm:[&>div:first-child]:basis-56" />
      {asking === "refresh" && <RefreshDialog seconds={editor.content.spec.refresh_seconds ?? 0} onClose={close} onSave={(refresh_seconds) => { editor.edit(changeDashboard({ refresh_seconds })); }} />}
      {asking === "theme" && <ThemeDialog themeId={editor.content.spec.theme_id ?? null} onClose={close} onChoose={(theme_id) => { editor.edit(changeDashboard({ theme_id })); }} />}
      {asking === "share" && <Suspense><ShareDialog dashboardId={dashboard.id} spec={editor.content.spec} onClose={close} /></Suspense>}
      {asking === "publish" && <PublishDialog dashboard={dashboard} onClose={close} onReplaced={onReplaced} />}
      {asking === "template" && <Suspense><SaveTemplateDialog dashboardId={dashboard.id} name={name} description={description} onClose={close} /></Suspense>}
      {asking === "name" && <WordsDialog title="Rename the dashboard" label="Name" value={name} onClose={close} onSave={(words) => { if (words !== "") editor.edit(renameDashboard(words)); }} />}
      {asking === "description" && <WordsDialog isLong title="Describe the dashboard" label="Description" hint="One or two sentences: what it shows, for whom." value={description ?? ""} onClose={close} onSave={(words) => { editor.edit(describeDashboard(words === "" ? null : words)); }} />}
    </>
  );
}
