import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import type { Dashboard, ImportedDashboard } from "@/api/contracts";
import { PageHeader } from "@/ui/page-header";
import { showToast } from "@/ui/toast-store";
import { usePageTitle } from "@/ui/use-page-title";
import { templatesOptions, type Beginning } from "./api";
import { takeCarried, type Brought } from "./brought";
import { Gallery } from "./gallery";
import { MappingStep } from "./mapping-step";
import { tilesOf } from "./read-file";
import { leftOutWords } from "./words";

type NewDashboardPageProps = {
  /** The template that is looked at, by the address. */
  templateId: string | undefined;
  onTemplate: (id: string | undefined) => void;
  onMade: (dashboard: Dashboard, isBlank: boolean) => void;
  addData?: ReactNode;
};

/** Where a dashboard begins: with nothing, with a template, or with a file. */
export function NewDashboardPage({ templateId, onTemplate, onMade, addData }: NewDashboardPageProps) {
  usePageTitle("New dashboard");
  const { data } = useQuery(templatesOptions());
  const [brought, setBrought] = useState<Brought | null>(takeCarried);
  const template = data?.items.find(({ id }) => id === templateId);
  const beginning: Beginning | null = templateId !== undefined ? { kind: "template", id: templateId } : brought && { kind: "file", ...brought };
  const back = () => {
    setBrought(null);
    if (templateId !== undefined) onTemplate(undefined);
  };
  const made = ({ dashboard, left_out }: ImportedDashboard) => {
    if (left_out.length > 0) showToast({ title: `“${dashboard.name}” is not quite the same`, detail: leftOutWords(left_out) });
    onMade(dashboard, false);
  };
  const title = templateId !== undefined ? (template?.name ?? "Template") : (brought?.name ?? "New dashboard");
  return (
    <div className="mx-auto w-full max-w-5xl p-4 sm:p-6">
      <PageHeader
        title={beginning ? title : "New dashboard"}
        detail={beginning ? (template?.description ?? "Choose the data that it shows.") : "Begin with nothing, with a template, or with a file of another workspace."}
        above={<span className="inline-flex items-center gap-1"><Link to="/dashboards" className="rounded-sm hover:text-fg hover:underline">Dashboards</Link>{beginning && <><span aria-hidden>/</span><button type="button" className="rounded-sm hover:text-fg hover:underline" onClick={back}>New</button></>}</span>}
      />
      {beginning ? (
        <MappingStep
          key={beginning.kind === "template" ? beginning.id : beginning.name}
          beginning={beginning}
          tiles={brought && templateId === undefined ? tilesOf(brought.file) : (template?.outline ?? []).map((tile) => ({ ...tile, mark: tile.mark ?? null }))}
          onMade={made}
          onBack={back}
          addData={addData}
        />
      ) : (
        <Gallery
          onBlank={(dashboard) => { onMade(dashboard, true); }}
          onTemplate={({ id }) => { onTemplate(id); }}
          onFile={(file, name) => { setBrought({ file, name }); }}
        />
      )}
    </div>
  );
}
