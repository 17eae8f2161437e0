import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useMayEdit } from "@/api/me";
import { MODEL_TABS, ModelPage, type ModelTab } from "@/features/semantic/model-page";
import { Button } from "@/ui/button";

const route = getRouteApi("/shell/models/$modelId");
const FIRST: ModelTab = "fields";

export function ModelRoute() {
  const { modelId } = route.useParams();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <ModelPage
      key={modelId}
      at={useMemo(() => ({ modelId }), [modelId])}
      tab={MODEL_TABS.find((known) => known === tab) ?? FIRST}
      onTab={(next) => void navigate({ search: next === FIRST ? {} : { tab: next }, resetScroll: false })}
      onStored={() => undefined}
      onGone={() => void navigate({ to: "/models" })}
      canEdit={useMayEdit()}
      above={<Link to="/models" className="rounded-sm hover:text-fg hover:underline">Models</Link>}
      wayOn={<Button asChild><Link to="/models">All models</Link></Button>}
    />
  );
}
