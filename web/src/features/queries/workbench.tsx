import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { asProblem } from "@/api/problems";
import { ErrorBoundary } from "@/ui/error-boundary";
import { Sheet } from "@/ui/sheet";
import { Skeleton } from "@/ui/skeleton";
import { showFailure } from "@/ui/toast-store";
import { useIsWide } from "@/ui/use-is-wide";
import { vocabularyOptions } from "./api";
import type { Words } from "./completions";
import { ConflictDialog } from "./conflict-dialog";
import { formatSql } from "./format-sql";
import { AS_TABLE } from "./look";
import { ParameterForm } from "./parameter-form";
import { ResultPane } from "./result-pane";
import { useRowLimit } from "./row-limit";
import { SaveDialog } from "./save-dialog";
import { SidePanel } from "./side-panel";
import { Splitter, useEditorHeight } from "./splitter";
import type { EditorHandle } from "./sql-editor";
import { proposed } from "./names";
import { rangeToRun } from "./statements";
import { changeTab, useTabs } from "./tab-store";
import { TabStrip } from "./tab-strip";
import type { LinkToDataset } from "./tables-list";
import { hasChanges, type SqlTab } from "./tabs";
import { Toolbar } from "./toolbar";
import type { OpenTabs } from "./use-open-tabs";
import { usePageKeys } from "./use-page-keys";
import { useRunning } from "./use-running";
import { useSaving } from "./use-saving";
import { Welcome } from "./welcome";

const SqlEditor = lazy(() => import("./sql-editor").then((module) => ({ default: module.SqlEditor })));

const NO_WORDS: Words = { tables: [], functions: [] };
const USUAL_HEIGHT = 240;

type WorkbenchProps = { tab: SqlTab; open: OpenTabs; canEdit: boolean; firstData: ReactNode; link: LinkToDataset; notice: ReactNode };

/** The query that is open: its text, its parameters, what it gives; beside it what there is to ask. */
export function Workbench({ tab, open, canEdit, firstData, link, notice }: WorkbenchProps) {
  const isWide = useIsWide();
  const { data: words = NO_WORDS } = useQuery(vocabularyOptions());
  const tabs = useTabs((store) => store.tabs);
  const isUnkept = useTabs((store) => store.isUnkept);
  const [editor, setEditor] = useState<EditorHandle | null>(null);
  const [height, setHeight] = useEditorHeight(USUAL_HEIGHT);
  const [limit, setLimit] = useRowLimit();
  const [hasLists, setLists] = useState(false);
  const [renamingId, setRenamingId] = useState<string | null>(null);
  const running = useRunning(tab, editor, words, limit);
  const saving = useSaving(tab, running.guess, open.address);

  const format = async () => {
    const { text } = tab;
    const selection = editor?.selection() ?? { from: 0, to: 0 };
    const range = selection.to > selection.from ? rangeToRun(text, selection) : { from: 0, to: text.length };
    if (!range || text.trim() === "") return;
    try {
      const laidOut = await formatSql(text.slice(range.from, range.to));
      editor?.replaceAll(text.slice(0, range.from) + laidOut + text.slice(range.to));
    } catch (error) {
      showFailure("The statement could not be laid out", { message: asProblem(error).message.split("\n")[0] ?? "", hint: "It stays as it is." });
    }
  };
  // What is pressed before the editor has been loaded is written into the tab itself.
  const insert = (text: string) => {
    if (editor) editor.insert(text);
    else changeTab(tab.id, { text: tab.text + text });
  };
  const tryOut = (sql: string) => {
    if (editor) editor.replaceAll(sql);
    else changeTab(tab.id, { text: sql });
    running.start();
    editor?.focus();
  };
  const save = () => { if (canEdit && (tab.base === null || hasChanges(tab)) && tab.text.trim() !== "") saving.save(); };
  usePageKeys({ onRun: running.start, onSave: save });
  const fromList = (act: () => void) => () => { setLists(false); act(); };

  const lists = (
    <SidePanel
      canEdit={canEdit}
      openId={tab.base?.id ?? null}
      onInsert={(text) => { fromList(() => { insert(text); })(); }}
      onOpenSaved={(saved) => { fromList(() => { open.openSaved(saved); })(); }}
      onOpenRun={(run) => { fromList(() => { open.openRun(run); })(); }}
      link={link}
    />
  );
  return (
    <div className="flex min-h-full lg:h-full lg:min-h-0">
      {isWide && <aside aria-label="Tables, saved queries and history" className="flex w-72 shrink-0 flex-col border-r border-line bg-panel p-2.5">{lists}</aside>}
      <div className="flex min-w-0 flex-1 flex-col bg-panel">
        <TabStrip tabs={tabs} activeId={tab.id} renamingId={renamingId} onActivate={open.show} onClose={open.close} onNew={open.create} onRename={(renamed, name) => { changeTab(renamed.id, { name }); }} onRenaming={setRenamingId} />
        <Toolbar
          canEdit={canEdit} isSaved={tab.base !== null} hasChanges={hasChanges(tab)} isSaving={saving.isSaving} isUnkept={isUnkept} limit={limit} onLimit={setLimit}
          onRun={running.start} onFormat={() => void format()} onSave={save} onSaveAs={saving.saveAs} onRename={() => { setTimeout(() => { setRenamingId(tab.id); }); }}
          onLists={isWide ? null : () => { setLists(true); }}
        />
        {notice}
        <div className="relative shrink-0" style={{ height }}>
          <ErrorBoundary title="The editor could not be loaded">
            <Suspense fallback={<div aria-busy className="flex flex-col gap-2 p-3"><Skeleton className="h-4 w-64 max-w-full" /><Skeleton className="h-4 w-40" /></div>}>
              <SqlEditor
                id={tab.id} text={tab.text} words={words} handle={setEditor}
                onChange={(text) => { changeTab(tab.id, { text }); }} onMark={running.onMark}
                onRun={running.start} onFormat={() => void format()} onSave={save}
              />
            </Suspense>
          </ErrorBoundary>
        </div>
        <Splitter height={height} onHeight={setHeight} />
        <ParameterForm names={running.names} draftFor={running.draftFor} errors={running.errors} onChange={running.setDraft} onRun={running.start} />
        <section aria-label="Result" className="flex min-h-80 flex-1 flex-col lg:min-h-0">
          <ResultPane
            name={tab.name} run={running.run} fault={running.fault} canMend={running.canMend}
            idle={<Welcome isEmpty={tab.text.trim() === ""} onExample={tryOut} firstData={firstData} />}
            onGoTo={() => { editor?.goToFault(); }} onMend={(name) => { editor?.replaceFault(proposed(name)); }} onAgain={running.again} onCancel={running.cancel}
            look={tab.look ?? AS_TABLE} onLook={(look) => { changeTab(tab.id, { look }); }}
          />
        </section>
      </div>
      <Sheet isOpen={hasLists && !isWide} onOpenChange={setLists} title="Tables, saved queries and history" side="left">{lists}</Sheet>
      {saving.isNaming && (
        <SaveDialog title={tab.base === null ? "Save the query" : "Save as another query"} words={{ name: tab.name, description: tab.base?.description ?? null, folder: tab.base?.folder ?? "" }} isSaving={saving.isSaving} problem={saving.problem} onSave={saving.saveNamed} onClose={saving.close} />
      )}
      {saving.theirs && <ConflictDialog theirs={saving.theirs} mine={tab.text} isSaving={saving.isSaving} onKeepMine={saving.keepMine} onTakeTheirs={saving.takeTheirs} onSaveAs={saving.saveAs} onClose={saving.close} />}
    </div>
  );
}
