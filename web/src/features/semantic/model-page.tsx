import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { Redo2, Save, Trash2, Undo2 } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import type { ModelState } from "@/api/contracts";
import type { Problem } from "@/api/problems";
import { shortcut } from "@/lib/shortcut";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { IconButton } from "@/ui/icon-button";
import { PageHeader } from "@/ui/page-header";
import { PageProblem } from "@/ui/page-problem";
import { ProblemNotice } from "@/ui/problem-notice";
import { Skeleton } from "@/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/ui/tabs";
import { showFailure, showToast } from "@/ui/toast-store";
import { usePageTitle } from "@/ui/use-page-title";
import { useUndoKeys } from "@/ui/use-undo-keys";
import { modelStateOptions, trashModel, type ModelAddress } from "./api";
import { ConflictDialog, overtakenBy } from "./conflict-dialog";
import { policiesOf } from "./definition";
import { DescribeDialog } from "./describe-dialog";
import { FieldsSection } from "./fields-section";
import { HierarchiesSection } from "./hierarchies-section";
import { MeasuresSection } from "./measures-section";
import { CalendarSection, ParametersSection } from "./parameters-section";
import { PoliciesSection } from "./policies-section";
import { RelationshipsSection } from "./relationships-section";
import { useDraft } from "./use-draft";
import { YamlSection } from "./yaml-section";

export const MODEL_TABS = ["fields", "measures", "relationships", "hierarchies", "parameters", "calendar", "policies", "yaml"] as const;
export type ModelTab = (typeof MODEL_TABS)[number];

export type ModelPageProps = {
  at: ModelAddress;
  tab: ModelTab;
  onTab: (tab: ModelTab) => void;
  /** A model got its own address by being saved for the first time. */
  onStored: (modelId: string) => void;
  onGone: () => void;
  canEdit: boolean;
  /** Whether the reader says who may see what. */
  canPolice: boolean;
  above: ReactNode;
  wayOn: ReactNode;
};

/** What a model says about its datasets, to read and to change. */
export function ModelPage(props: ModelPageProps) {
  const { data, error, refetch, dataUpdatedAt } = useQuery(modelStateOptions(props.at));
  usePageTitle(data?.name ?? "Model");
  if (data === undefined) {
    if (error) return <PageProblem problem={error} thing="model" onRetry={() => { void refetch(); }} way={props.wayOn} />;
    return <div aria-busy className="mx-auto w-full max-w-5xl p-4 sm:p-6"><Skeleton className="mb-6 h-8 w-64" /><Skeleton className="mb-3 h-9" /><Skeleton className="h-96" /></div>;
  }
  return <OpenModel key={dataUpdatedAt} state={data} {...props} onReload={() => { void refetch(); }} />;
}

function OpenModel({ state, tab, onTab, onStored, onGone, canEdit, canPolice, above, onReload }: ModelPageProps & { state: ModelState; onReload: () => void }) {
  const client = useQueryClient();
  const editing = useDraft(state, () => { showToast({ tone: "success", title: "The model is saved" }); });
  const { draft, isDirty, canSave, save, saveNow, check } = editing;
  const [isDescribing, setDescribing] = useState(false);
  const [isAsking, setAsking] = useState(false);
  useUndoKeys(editing.undo, editing.redo);
  const blocker = useBlocker({ shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname, enableBeforeUnload: isDirty, withResolver: true });
  // What was typed while the first state was being saved would keep the page from moving.
  const isNewlyStored = state.id === null && draft.id !== null && !isDirty;
  useEffect(() => { if (isNewlyStored && draft.id !== null) onStored(draft.id); }, [isNewlyStored, draft.id]); // eslint-disable-line react-hooks/exhaustive-deps -- once, whatever the caller's function is by then
  const canSaveNow = canEdit && canSave && !save.isPending;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.metaKey || event.ctrlKey) || event.key.toLowerCase() !== "s" || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (canSaveNow) saveNow();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => { window.removeEventListener("keydown", onKeyDown); };
  });
  const policies = canPolice ? policiesOf(editing.definition) : null;
  const policyTotal = policies ? policies.row_policies.length + policies.column_policies.length : 0;
  const failure = save.error as Problem | null;
  const overtaken = overtakenBy(failure);
  const trash = async () => {
    if (draft.id === null) return;
    try {
      await trashModel(draft.id);
      await client.invalidateQueries({ queryKey: ["model"] });
      showToast({ title: `“${draft.present.name}” is in the trash.` });
      onGone();
    } catch (problem) {
      showFailure("The model could not be removed", problem as Problem);
    }
  };
  const count = (prefix: string) => check.problems.filter(({ place }) => place.startsWith(prefix) && (prefix !== "tables/" || !place.includes("/hierarchies/"))).length;
  const trouble = (...prefixes: string[]) => { const found = prefixes.reduce((sum, prefix) => sum + count(prefix), 0); return found > 0 ? <Badge tone="danger">{found}<span className="sr-only"> problems</span></Badge> : null; };
  const { definition, present } = { definition: editing.definition, present: draft.present };
  return (
    <div className="mx-auto w-full max-w-5xl p-4 sm:p-6">
      <PageHeader
        title={present.name}
        above={above}
        detail={<>{draft.id === null ? "Inferred from the data; it is stored when you save it." : `${String(definition.tables.length)} ${definition.tables.length === 1 ? "table" : "tables"} · revision ${String(draft.revision)}`}{present.description && <p className="mt-1 max-w-3xl text-pretty">{present.description}</p>}</>}
        actions={canEdit && (
          <>
            {isDirty && <span role="status" className="text-sm text-muted">Not saved yet</span>}
            <IconButton label="Undo" shortcut={shortcut("Z")} disabled={!editing.undo} onClick={() => { editing.undo?.(); }}><Undo2 aria-hidden /></IconButton>
            <IconButton label="Redo" shortcut={shortcut("Z", { withShift: true })} disabled={!editing.redo} onClick={() => { editing.redo?.(); }}><Redo2 aria-hidden /></IconButton>
            <Button variant="ghost" onClick={() => { setDescribing(true); }}>Rename</Button>
            {draft.id !== null && <IconButton label="Move to the trash" onClick={() => { void trash(); }}><Trash2 aria-hidden /></IconButton>}
            <Button variant="primary" disabled={!canSaveNow} isBusy={save.isPending} onClick={() => { saveNow(); }}><Save aria-hidden />Save</Button>
          </>
        )}
      />
      {failure && !overtaken && <ProblemNotice className="mb-4" title="The model could not be saved" problem={failure} />}
      <Tabs value={tab === "policies" && !policies ? "fields" : tab} onValueChange={(value) => { onTab(value as ModelTab); }}>
        <TabsList aria-label="Parts of the model">
          <TabsTrigger value="fields">Tables and fields {trouble("tables/")}</TabsTrigger>
          <TabsTrigger value="measures">Measures {definition.measures.length > 0 && <Badge>{definition.measures.length}</Badge>} {trouble("measures/")}</TabsTrigger>
          <TabsTrigger value="relationships">Relationships {definition.relationships.length > 0 && <Badge>{definition.relationships.length}</Badge>} {trouble("relationships/")}</TabsTrigger>
          <TabsTrigger value="hierarchies">Hierarchies</TabsTrigger>
          <TabsTrigger value="parameters">Parameters {trouble("parameters/")}</TabsTrigger>
          <TabsTrigger value="calendar">Calendar</TabsTrigger>
          {policies && <TabsTrigger value="policies">Who may see what {policyTotal > 0 && <Badge>{policyTotal}</Badge>} {trouble("row_policies/", "column_policies/")}</TabsTrigger>}
          <TabsTrigger value="yaml">YAML</TabsTrigger>
        </TabsList>
        <TabsContent value="fields"><FieldsSection editing={editing} canEdit={canEdit} /></TabsContent>
        <TabsContent value="measures"><MeasuresSection editing={editing} canEdit={canEdit} /></TabsContent>
        <TabsContent value="relationships"><RelationshipsSection editing={editing} canEdit={canEdit} /></TabsContent>
        <TabsContent value="hierarchies"><HierarchiesSection editing={editing} canEdit={canEdit} /></TabsContent>
        <TabsContent value="parameters"><ParametersSection editing={editing} canEdit={canEdit} /></TabsContent>
        <TabsContent value="calendar"><CalendarSection editing={editing} canEdit={canEdit} /></TabsContent>
        {policies && <TabsContent value="policies"><PoliciesSection editing={editing} /></TabsContent>}
        <TabsContent value="yaml"><YamlSection id={draft.id} revision={draft.revision} name={present.name} isDirty={isDirty} canEdit={canEdit} onReplaced={(replaced) => { if (draft.id === null && replaced.id !== null) onStored(replaced.id); else onReload(); }} /></TabsContent>
      </Tabs>
      {isDescribing && <DescribeDialog name={present.name} description={present.description ?? ""} onClose={() => { setDescribing(false); }} onDone={(words) => { editing.describe(words); setDescribing(false); }} />}
      {overtaken && <ConflictDialog overtaken={overtaken} onClose={save.reset} onReload={() => { save.reset(); onReload(); }} onOverwrite={() => { save.reset(); saveNow(overtaken.revision); }} />}
      {blocker.status === "blocked" && !isAsking && (
        <Dialog
          isOpen
          size="sm"
          onOpenChange={(isOpen) => { if (!isOpen) blocker.reset(); }}
          title="Leave without saving?"
          description="What you changed in this model would be lost."
          footer={<><Button onClick={blocker.reset}>Stay here</Button><Button variant="danger" onClick={() => { setAsking(true); blocker.proceed(); }}>Leave</Button></>}
        />
      )}
    </div>
  );
}
