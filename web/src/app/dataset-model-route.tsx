import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useMayEdit } from "@/api/me";
import { MODEL_TABS, ModelPage, type ModelTab } from "@/features/semantic/model-page";
import { Button } from "@/ui/button";

const route = getRouteApi("/shell/data/$datasetId/model");
const FIRST: ModelTab = "fields";

/** The model that speaks about a dataset, stored or not. */
export function DatasetModelRoute() {
  const { datasetId } = route.useParams();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const shown = MODEL_TABS.find((known) => known === tab) ?? FIRST;
  const kept = shown === FIRST ? {} : { tab: shown };
  return (
    <ModelPage
      key={datasetId}
      at={useMemo(() => ({ datasetId }), [datasetId])}
      tab={shown}
      onTab={(next) => void navigate({ search: next === FIRST ? {} : { tab: next }, resetScroll: false })}
      onStored={(modelId) => void navigate({ to: "/models/$modelId", params: { modelId }, search: kept, replace: true })}
      onGone={() => void navigate({ to: "/data/$datasetId", params: { datasetId } })}
      canEdit={useMayEdit()}
      above={<Link to="/data/$datasetId" params={{ datasetId }} className="rounded-sm hover:text-fg hover:underline">Dataset</Link>}
      wayOn={<Button asChild><Link to="/data">All datasets</Link></Button>}
    />
  );
}
