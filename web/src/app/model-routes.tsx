import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useMayEdit, useRole } from "@/api/me";
import { StarButton } from "@/features/library/star-button";
import { useNoteSeen } from "@/features/library/use-note-seen";
import { MODEL_TABS, ModelPage, type ModelTab } from "@/features/semantic/model-page";
import { ModelsPage } from "@/features/semantic/models-page";
import { Button } from "@/ui/button";

const FIRST: ModelTab = "fields";
const ABOVE = "rounded-sm hover:text-fg hover:underline";

const shownTab = (wanted: string | undefined): ModelTab => MODEL_TABS.find((known) => known === wanted) ?? FIRST;
const tabSearch = (tab: ModelTab) => (tab === FIRST ? {} : { tab });

export function ModelsRoute() {
  return <ModelsPage above={<Link to="/data" className={ABOVE}>Data</Link>} />;
}

const modelRoute = getRouteApi("/shell/models/$modelId");

export function ModelRoute() {
  const { modelId } = modelRoute.useParams();
  const tab = shownTab(modelRoute.useSearch().tab);
  const navigate = modelRoute.useNavigate();
  useNoteSeen("model", modelId);
  return (
    <ModelPage
      key={modelId}
      at={useMemo(() => ({ modelId }), [modelId])}
      tab={tab}
      onTab={(next) => void navigate({ search: tabSearch(next), resetScroll: false })}
      onStored={() => undefined}
      onGone={() => void navigate({ to: "/models" })}
      canEdit={useMayEdit()}
      canPolice={useRole() === "owner"}
      above={<span className="inline-flex items-center gap-1"><Link to="/models" className={ABOVE}>Models</Link><StarButton kind="model" id={modelId} className="-my-1" /></span>}
      wayOn={<Button asChild><Link to="/models">All models</Link></Button>}
    />
  );
}

const datasetModelRoute = getRouteApi("/shell/data/$datasetId/model");

/** The model that speaks about a dataset, stored or not. */
export function DatasetModelRoute() {
  const { datasetId } = datasetModelRoute.useParams();
  const tab = shownTab(datasetModelRoute.useSearch().tab);
  const navigate = datasetModelRoute.useNavigate();
  return (
    <ModelPage
      key={datasetId}
      at={useMemo(() => ({ datasetId }), [datasetId])}
      tab={tab}
      onTab={(next) => void navigate({ search: tabSearch(next), resetScroll: false })}
      onStored={(modelId) => void navigate({ to: "/models/$modelId", params: { modelId }, search: tabSearch(tab), replace: true })}
      onGone={() => void navigate({ to: "/data/$datasetId", params: { datasetId } })}
      canEdit={useMayEdit()}
      canPolice={useRole() === "owner"}
      above={<Link to="/data/$datasetId" params={{ datasetId }} className={ABOVE}>Dataset</Link>}
      wayOn={<Button asChild><Link to="/data">All datasets</Link></Button>}
    />
  );
}
